"""Letters are PDF/A-3a, before and after they are signed; the check finds each fault that is put in on purpose."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from approval.letters.compose import compose
from approval.letters.keys import Keys
from approval.letters.render import pdf
from approval.letters.sign import sign
from tests.letters.archival import faults
from tests.letters.examples import values

OF_EACH_FORM = ("reply_grant", "acceptance", "receipt", "clinic_certificate")
AT = datetime(2026, 10, 26, 10, tzinfo=UTC)


@pytest.mark.parametrize("kind", OF_EACH_FORM)
def test_an_unsigned_letter_is_pdf_a_3a(kind: str) -> None:
    assert faults(unsigned(kind)) == []


@pytest.mark.parametrize("kind", OF_EACH_FORM)
def test_a_signed_letter_still_is(kind: str) -> None:
    assert faults(signed(kind)) == []


def test_a_preview_is_too_and_has_no_field_for_a_seal() -> None:
    preview = pdf(compose("tolling", values("tolling", preview=True, number=None)))
    assert faults(preview) == []
    with pikepdf.open(io.BytesIO(preview)) as letter:
        assert "/AcroForm" not in letter.Root


@pytest.mark.parametrize("made", ["unsigned", "signed"])
def test_qpdf_finds_nothing_wrong(made: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes({"unsigned": unsigned, "signed": signed}[made]("receipt"))
    looked = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert "No syntax or stream encoding errors found" in looked.stdout


# --- the check can fail ---


def no_tags(letter: pikepdf.Pdf) -> None:
    del letter.Root.MarkInfo


def no_language(letter: pikepdf.Pdf) -> None:
    del letter.Root.Lang


def a_hidden_field(letter: pikepdf.Pdf) -> None:
    letter.pages[-1].Annots[0].F = 2


def a_field_without_appearance(letter: pikepdf.Pdf) -> None:
    del letter.pages[-1].Annots[0].AP


def a_field_outside_the_structure(letter: pikepdf.Pdf) -> None:
    letter.pages[-1].Annots[0].StructParent = 99


def appearances_to_be_made(letter: pikepdf.Pdf) -> None:
    letter.Root.AcroForm.NeedAppearances = True


def an_action(letter: pikepdf.Pdf) -> None:
    letter.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def no_metadata(letter: pikepdf.Pdf) -> None:
    del letter.Root.Metadata


def another_title(letter: pikepdf.Pdf) -> None:
    letter.docinfo["/Title"] = "另一份文书"


def no_output_intent(letter: pikepdf.Pdf) -> None:
    del letter.Root.OutputIntents


def an_unrelated_file(letter: pikepdf.Pdf) -> None:
    del letter.Root.AF


def cmyk(letter: pikepdf.Pdf) -> None:
    paint(letter, b"/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC")


def unmarked_paint(letter: pikepdf.Pdf) -> None:
    paint(letter, b"0 0 9 9 re f")


def paint(letter: pikepdf.Pdf, drawing: bytes) -> None:
    letter.pages[0].contents_add(drawing)


def a_font(letter: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(letter.pages[0].resources.Font.values()))


def no_unicode(letter: pikepdf.Pdf) -> None:
    del a_font(letter).ToUnicode


def no_font_program(letter: pikepdf.Pdf) -> None:
    del a_font(letter).DescendantFonts[0].FontDescriptor.FontFile3


def other_widths(letter: pikepdf.Pdf) -> None:
    descendant = a_font(letter).DescendantFonts[0]
    descendant.W = pikepdf.Array([0, pikepdf.Array([250] * 60000)])


def untouched(letter: pikepdf.Pdf) -> None:
    """Leave the letter as it is."""


@pytest.mark.parametrize(
    ("harm", "clause"),
    [
        (no_tags, "6.7.2"),
        (no_language, "6.7.4"),
        (a_hidden_field, "6.3.2"),
        (a_field_without_appearance, "6.3.3"),
        (a_field_outside_the_structure, "6.7.3"),
        (appearances_to_be_made, "6.4.1"),
        (an_action, "6.5"),
        (no_metadata, "6.6.2.1"),
        (another_title, "6.6.3"),
        (no_output_intent, "6.2.3"),
        (an_unrelated_file, "6.8"),
        (cmyk, "6.2.4.3"),
        (unmarked_paint, "6.7.3"),
        (no_unicode, "6.2.11.7"),
        (no_font_program, "6.2.11.4"),
        (other_widths, "6.2.11.5"),
    ],
)
def test_the_check_finds_a_fault(harm: Callable[[pikepdf.Pdf], None], clause: str) -> None:
    found = faults(harmed(harm))
    assert found
    assert all(fault.startswith(clause) for fault in found), found


def test_the_check_finds_nothing_in_a_letter_that_is_only_written_again() -> None:
    assert faults(harmed(untouched)) == []


def test_the_check_finds_what_follows_the_end_of_the_file() -> None:
    assert faults(unsigned("receipt") + b"% more") == ["6.1.3: something follows the end of the file"]


# --- fixtures --------------------------------------------------------------------------------------


@cache
def words(kind: str) -> dict[str, object]:
    return {**compose(kind, values(kind)), "verify_code": "7KQ4MNPX2RTW9XYZ"}


@cache
def unsigned(kind: str) -> bytes:
    return pdf(words(kind))


@cache
def signed(kind: str) -> bytes:
    signer = keys().signer("jianxi-2017/health", str(words(kind)["organ"]), AT)
    return sign(unsigned(kind), words(kind), signer, AT)


@cache
def keys() -> Keys:
    return Keys.passing()


def harmed(harm: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(unsigned("receipt"))) as letter:
        harm(letter)
        out = io.BytesIO()
        letter.save(out)
        return out.getvalue()
