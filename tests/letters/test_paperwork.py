"""What the press adds to a laid-out letter: codes that are told from the text, and the field that waits for the seal."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from approval.letters.compose import compose
from approval.letters.render import pdf
from approval.letters.seal import FIELD
from tests.letters.examples import values

MM = 72 / 25.4


@pytest.fixture(scope="module")
def receipt() -> Iterator[pikepdf.Pdf]:
    words = {**compose("receipt", values("receipt")), "verify_code": "7KQ4MNPX2RTW9XYZ"}
    with pikepdf.open(io.BytesIO(pdf(words))) as letter:
        yield letter


def test_the_field_for_the_seal_is_empty_and_42_millimetres_square(receipt: pikepdf.Pdf) -> None:
    (field,) = receipt.Root.AcroForm.Fields
    left, bottom, right, top = map(float, field.Rect)
    assert (str(field.T), field.FT) == (FIELD, "/Sig")
    assert "/V" not in field
    assert (right - left, top - bottom) == pytest.approx((42 * MM, 42 * MM), abs=0.01)
    assert field.AP.N.read_bytes() == b""
    assert [a.objgen for a in receipt.pages[-1].Annots] == [field.objgen]
    assert int(receipt.Root.AcroForm.SigFlags) == 1


def test_the_structure_leads_to_the_field_and_back(receipt: pikepdf.Pdf) -> None:
    (field,) = receipt.Root.AcroForm.Fields
    whole = receipt.Root.StructTreeRoot.K[0]
    (form,) = [element for element in whole.K if element.S == "/Form"]
    assert form.K.Obj.objgen == field.objgen
    numbers = list(receipt.Root.StructTreeRoot.ParentTree.Nums)
    under = {int(n): held for n, held in zip(numbers[::2], numbers[1::2], strict=True)}
    assert under[int(field.StructParent)].objgen == form.objgen


def test_the_code_at_the_foot_is_no_text_and_the_one_to_follow_is_a_figure_with_words(
    receipt: pikepdf.Pdf,
) -> None:
    drawn = receipt.pages[-1].Contents.read_bytes()
    assert drawn.count(b"/Artifact <</Type/Pagination>> BDC") == 1
    figures = [element for element in receipt.Root.StructTreeRoot.K[0].K if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["二维码"]
    assert b"/Figure <</MCID %d>> BDC" % int(figures[0].K) in drawn


def test_places_that_the_press_looked_for_are_no_destinations(receipt: pikepdf.Pdf) -> None:
    assert list(receipt.Root.Names.keys()) == ["/EmbeddedFiles"]


def test_fonts_say_that_they_are_bare_programs(receipt: pikepdf.Pdf) -> None:
    programs = [
        thing for thing in receipt.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile3" in thing
    ]
    assert programs
    assert {str(font.FontFile3.Subtype) for font in programs} == {"/CIDFontType0C"}
    assert not [t for t in receipt.objects if isinstance(t, pikepdf.Dictionary) and "/CIDToGIDMap" in t]
