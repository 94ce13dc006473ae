"""The fonts inside a letter: put together from single glyphs, and drawn just like the fonts they come from."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.statisticsPen import StatisticsPen
from fontTools.ttLib import TTFont
from PIL import ImageChops
from weasyprint import HTML

from approval.letters import fonts
from approval.letters.compose import compose
from approval.letters.glyphs import Outlines
from approval.letters.kinds import SHEETS
from approval.letters.press import sheet
from approval.letters.render import page, pdf
from tests.letters.examples import values

BOX = (0, -120, 1000, 880)


@pytest.fixture(scope="module")
def outlines() -> Outlines:
    return Outlines(fonts.face(fonts.BODY).path.read_bytes(), -1)


@pytest.fixture(scope="module")
def whole() -> TTFont:
    return TTFont(fonts.face(fonts.BODY).path)


def glyphs_of(whole: TTFont, text: str) -> list[int]:
    return [whole.getGlyphID(whole.getBestCmap()[ord(character)]) for character in text]


def test_a_font_program_holds_the_glyphs_asked_for_under_their_old_numbers(outlines, whole) -> None:
    asked = glyphs_of(whole, "护理站批复2026")
    top = read(outlines.program(b"ABCDEF+letter-fang", asked, BOX))
    assert [number(name) for name in top.charset] == [0, *sorted(set(asked))]
    assert (top.rawDict["ROS"], top.FontBBox) == (("Adobe", "Identity", 0), list(BOX))


def test_its_outlines_and_widths_are_those_of_the_whole_font(outlines, whole) -> None:
    asked = glyphs_of(whole, "颐2（，")
    top = read(outlines.program(b"ABCDEF+letter-fang", asked, BOX))
    for name in top.charset[1:]:
        charstring = top.CharStrings[name]
        original = whole.getGlyphSet()[whole.getGlyphName(number(name))]
        assert shape(charstring) == pytest.approx(shape(original))
        assert charstring.width == original.width


def test_the_same_glyphs_give_the_same_bytes_whatever_was_drawn_before(outlines, whole) -> None:
    asked = glyphs_of(whole, "洛阳市涧西区")
    first = outlines.program(b"ABCDEF+letter-fang", asked, BOX)
    outlines.program(b"ABCDEF+letter-fang", glyphs_of(whole, "卫生健康委员会"), BOX)
    assert outlines.program(b"ABCDEF+letter-fang", reversed(asked), BOX) == first


def test_a_page_looks_as_weasyprint_alone_would_print_it() -> None:
    words = compose("withdrawal", values("withdrawal"))
    alone = page(words).replace("</head>", f"<style>{sheet(SHEETS)}</style></head>")
    ours, theirs = picture(pdf(words)), picture(HTML(string=alone).write_pdf())
    assert ours.size == theirs.size
    different = ImageChops.difference(ours, theirs).point(lambda light: 255 if light > 96 else 0)
    assert different.getbbox() is None
    assert ours.getextrema()[0] < 64, "there is something on the page"


# --- fixtures --------------------------------------------------------------------------------------


def shape(glyph) -> list[float]:
    """Give a glyph's area, its middle and its box: a straight curve may have become a line."""
    seen, box = StatisticsPen(), BoundsPen(None)
    glyph.draw(seen)
    glyph.draw(box)
    return [seen.area, seen.meanX, seen.meanY, seen.varianceX, seen.varianceY, *box.bounds]


def read(program: bytes):
    fontset = CFFFontSet()
    fontset.decompile(io.BytesIO(program), None)
    return fontset[0]


def number(name: str) -> int:
    return 0 if name == ".notdef" else int(name.removeprefix("cid"))


def picture(printed: bytes):
    document = pypdfium2.PdfDocument(printed)
    try:
        return document[0].render(scale=2).to_pil().convert("L")
    finally:
        document.close()
