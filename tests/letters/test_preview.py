"""What a preview shows is what is issued: the same pages, every glyph in the same place."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from approval.core.numbering import grouped
from approval.letters.compose import PREVIEW_NUMBER, compose
from approval.letters.kinds import CERTIFICATE, LETTER, OFFICIAL, VOUCHER
from approval.letters.render import pdf
from tests.letters.examples import EVERY, values
from tests.letters.paper import lines, opened

OF_EACH_FORM = {OFFICIAL: "tolling", LETTER: "acceptance", VOUCHER: "receipt", CERTIFICATE: "certificate"}
CODE = "7KQ4MNPXRT2W9HJC"
FOOT = 9
"""The foot of a page is set smaller than this; it names the code, which a preview does not have."""


@pytest.mark.parametrize("kind", OF_EACH_FORM.values(), ids=OF_EACH_FORM)
def test_every_glyph_of_a_preview_stands_where_it_will_stand(kind: str) -> None:
    with opened(issued(kind)) as letter, opened(previewed(kind)) as preview:
        assert len(letter.pages) == len(preview.pages)
        for page, shown in zip(letter.pages, preview.pages, strict=True):
            assert glyphs(page, EVERY["number"]) == glyphs(shown, PREVIEW_NUMBER)
            assert len(glyphs(page, EVERY["number"])) > 5


@pytest.mark.parametrize("kind", OF_EACH_FORM.values(), ids=OF_EACH_FORM)
def test_a_preview_has_neither_number_nor_code_and_says_what_it_is_on_every_page(kind: str) -> None:
    with opened(issued(kind)) as letter, opened(previewed(kind)) as preview:
        for page, shown in zip(letter.pages, preview.pages, strict=True):
            assert "签发时生成" in shown.extract_text()
            assert grouped(CODE) in page.extract_text()
            assert grouped(CODE) not in shown.extract_text()
            assert grey(shown)
            assert not grey(page)
        assert EVERY["number"] not in preview.pages[0].extract_text()


# --- fixtures --------------------------------------------------------------------------------------


@cache
def issued(kind: str) -> bytes:
    return pdf({**compose(kind, values(kind)), "verify_code": CODE})


@cache
def previewed(kind: str) -> bytes:
    return pdf(compose(kind, values(kind, preview=True, number=None)))


def glyphs(page: Any, number: str) -> list[tuple[str | float, ...]]:
    """List each glyph of a page with its place in tenths of a millimetre, but for the number and the foot."""
    kept = [line for line in lines(page) if line.size > FOOT and line.text.removeprefix("编号：") != number]
    return [
        (line.text, round(line.top, 1), line.size, *(round(left, 1) for left in line.lefts)) for line in kept
    ]


def grey(page: Any) -> bool:
    """Say whether the 预览 layer lies under a page."""
    return any(
        mark["fill"] and mark["non_stroking_color"] == pytest.approx((0.89,) * 3, abs=0.01)
        for mark in page.curves
    )
