"""The seal of a demonstration: drawn, never typed, and never taken for a real one."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from approval.letters.kinds import LICENSING_SEAL
from approval.letters.seal import DIAMETER, drawing

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


def shapes(organ: str, seal: str, name: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(drawing(organ, seal))  # noqa: S314 - our own drawing
    return [element for element in root.iter() if element.tag == name]
