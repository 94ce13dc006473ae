"""Seals: drawn, never typed; one of a demonstration is never taken for a real one."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from approval.letters.fonts import TITLE, outline
from approval.letters.kinds import LICENSING_SEAL
from approval.letters.seal import DIAMETER, content, drawing, operators

ORGAN = "洛阳市涧西区卫生健康委员会"


def test_a_seal_is_one_drawing_with_the_organ_round_it_and_the_word_of_the_demonstration_in_it():
    assert len(shapes(ORGAN, "", "path")) == len(ORGAN) + len("演示印章")
    assert len(shapes(ORGAN, "", "circle")) == 1
    assert len(shapes(ORGAN, "", "polygon")) == 1


def test_the_seal_of_licensing_says_below_what_it_is_for():
    assert len(shapes(ORGAN, LICENSING_SEAL, "path")) == len(ORGAN) + len("演示印章") + len(LICENSING_SEAL)


def test_a_seal_has_no_text_that_would_be_read_out_as_words_of_the_letter():
    assert "".join(ElementTree.fromstring(drawing(ORGAN, LICENSING_SEAL)).itertext()).strip() == ""  # noqa: S314
    assert "<text" not in drawing(ORGAN, LICENSING_SEAL)


@pytest.mark.parametrize(
    "organ", ["某卫", ORGAN, "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县卫生健康委员会"]
)
def test_the_name_of_any_organ_stays_within_the_rim(organ: str):
    for path in shapes(organ, "", "path"):
        x, y = (float(part) for part in path.attrib["transform"].split("(", 1)[1].split(")")[0].split())
        assert (x * x + y * y) ** 0.5 < 480


def test_the_same_seal_is_drawn_the_same():
    drawing.cache_clear()
    first = drawing(ORGAN, "")
    drawing.cache_clear()
    assert drawing(ORGAN, "") == first


def test_a_seal_is_no_wider_than_a_countys_may_be():
    assert DIAMETER <= 45


# --- drawn in a letter -------------------------------------------------------------------------------


def test_a_letter_draws_the_same_shapes():
    drawn = content(ORGAN, LICENSING_SEAL, demo=True)

    assert drawn.count(b" f Q") == len(ORGAN) + len("演示印章") + len(LICENSING_SEAL)
    assert drawn.count(b" h S") == 1
    assert drawn.count(b" h f\n") == 1
    assert drawn.count(b"q ") == drawn.count(b"Q")


def test_the_seal_of_a_real_certificate_does_not_say_that_it_is_none():
    assert content(ORGAN, LICENSING_SEAL, demo=False).count(b" f Q") == len(ORGAN) + len(LICENSING_SEAL)
    assert content(ORGAN, "", demo=False).count(b" f Q") == len(ORGAN)
    assert len(shapes(ORGAN, "", "path", demo=False)) == len(ORGAN)


def test_a_letter_draws_every_character_where_a_browser_does():
    turned = [
        [float(part) for part in found.split()[-6:]]
        for found in content(ORGAN, "", demo=True).decode().split(" cm ")[:-1]
    ]
    for path, matrix in zip(shapes(ORGAN, "", "path"), turned, strict=True):
        x, y = (float(part) for part in path.attrib["transform"].split("(", 1)[1].split(")")[0].split())
        half = 500 * outline(ORGAN[0], TITLE)[1]
        assert matrix[0] * half + matrix[4] == pytest.approx(x, abs=0.2)
        assert matrix[1] * half + matrix[5] == pytest.approx(y, abs=0.2)


@pytest.mark.parametrize(
    ("path", "drawn"),
    [
        ("M10,20L30,40H50V60Z", "10 20 m 30 40 l 50 40 l 50 60 l h"),
        ("M1,2 3,4-5,6Z", "1 2 m 3 4 l -5 6 l h"),
        ("M0,0C1,2 3,4 5,6 7,8 9,10 11,12", "0 0 m 1 2 3 4 5 6 c 7 8 9 10 11 12 c"),
        ("M0,0Q3,3 6,0", "0 0 m 2 2 4 2 6 0 c"),
        ("M.5-.25L1e-3,2", "0.5 -0.25 m 0.001 2 l"),
    ],
)
def test_outlines_of_either_kind_of_font_become_curves_of_a_letter(path: str, drawn: str):
    assert operators(path) == drawn


def shapes(organ: str, seal: str, name: str, *, demo: bool = True) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(drawing(organ, seal, demo=demo))  # noqa: S314 - our own drawing
    return [element for element in root.iter() if element.tag == name]
