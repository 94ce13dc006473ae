"""Seals: drawn, never typed; one of a demonstration is never taken for a real one."""

from __future__ import annotations

import pytest

from approval.letters.fonts import TITLE, outline
from approval.letters.kinds import LICENSING_SEAL
from approval.letters.seal import DIAMETER, content, operators

ORGAN = "洛阳市涧西区卫生健康委员会"


def test_a_seal_is_one_drawing_with_the_organ_round_it_and_the_word_of_the_demonstration_in_it():
    drawn = content(ORGAN, "", demo=True)
    assert len(characters(ORGAN, "")) == len(ORGAN) + len("演示印章")
    assert drawn.count(b" h S") == 1, "the rim"
    assert drawn.count(b" h f\n") == 1, "the star"
    assert drawn.count(b"q ") == drawn.count(b"Q")


def test_the_seal_of_licensing_says_below_what_it_is_for():
    assert len(characters(ORGAN, LICENSING_SEAL)) == len(ORGAN) + len("演示印章") + len(LICENSING_SEAL)


def test_the_seal_of_a_real_certificate_does_not_say_that_it_is_none():
    assert len(characters(ORGAN, LICENSING_SEAL, demo=False)) == len(ORGAN) + len(LICENSING_SEAL)
    assert len(characters(ORGAN, "", demo=False)) == len(ORGAN)


def test_a_seal_has_no_text_that_would_be_read_out_as_words_of_the_letter():
    assert not {b"BT", b"Tj", b"TJ"}.intersection(content(ORGAN, LICENSING_SEAL, demo=True).split())


@pytest.mark.parametrize(
    "organ", ["某卫", ORGAN, "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县卫生健康委员会"]
)
def test_the_name_of_any_organ_stays_within_the_rim_and_upright_on_its_circle(organ: str):
    feet = [foot(matrix, character) for matrix, character in zip(characters(organ, ""), organ, strict=False)]
    assert len({round((x * x + y * y) ** 0.5) for x, y in feet}) == 1
    assert (feet[0][0] ** 2 + feet[0][1] ** 2) ** 0.5 < 480
    assert [x for x, _ in feet] == pytest.approx([-x for x, _ in reversed(feet)], abs=0.2)
    assert feet[0][0] < feet[-1][0]


def test_the_same_seal_is_drawn_the_same():
    first = content(ORGAN, "", demo=True)
    content.cache_clear()
    assert content(ORGAN, "", demo=True) == first


def test_a_seal_is_no_wider_than_a_countys_may_be():
    assert DIAMETER <= 45


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


def characters(organ: str, seal: str, *, demo: bool = True) -> list[list[float]]:
    """Give the matrix by which each character of a seal is drawn."""
    before = content(organ, seal, demo=demo).decode().split(" cm ")[:-1]
    return [[float(part) for part in one.split()[-6:]] for one in before]


def foot(matrix: list[float], character: str) -> tuple[float, float]:
    """Give where the middle of a character's foot stands."""
    half = 500 * outline(character, TITLE)[1]
    return matrix[0] * half + matrix[4], matrix[1] * half + matrix[5]
