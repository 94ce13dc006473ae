"""The part of CEL that packs are written in, read with types before any case runs on it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workflows.expression import DEEPEST, LONGEST, Misread, Threshold, nearest, read, tokens
from workflows.schema import BY_PATH


def test_an_expression_is_read_with_its_fields_and_thresholds():
    reading = read("institution.beds >= 100 && premises.area_m2 > 30.5", BY_PATH)
    assert reading.type == "bool"
    assert reading.fields == ("institution.beds", "premises.area_m2")
    assert reading.thresholds == (Threshold(">=", Decimal(100)), Threshold(">", Decimal("30.5")))
    assert reading.numbers == {Decimal(100), Decimal("30.5")}


def test_a_number_on_the_left_is_turned_to_the_right():
    assert read("100 <= institution.beds", BY_PATH).thresholds == (Threshold(">=", Decimal(100)),)


def test_each_word_has_the_column_at_which_it_stands():
    assert [(token.text, token.column) for token in tokens("beds  >= 3")] == [
        ("beds", 1),
        (">=", 7),
        ("3", 10),
    ]


@pytest.mark.parametrize(
    ("sign", "instead"),
    [("（", "("), ("）", ")"), ("，", ","), ("！", "!"), ("“", '"'), ("≥", ">="), ("≤", "<=")],
)
def test_a_full_width_sign_is_told_with_the_one_to_write(sign: str, instead: str):
    with pytest.raises(Misread) as misread:
        read(f"institution.beds {sign} 3", BY_PATH)
    assert misread.value.column == 18
    assert f"请改用半角的 {instead} 。" in misread.value.remedy


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("institution.beds = 3", "=="),
        ("institution.beds >= 3 & true", "&&"),
        ("institution.beds >= 3 | true", "||"),
        ("institution.beds >=", ""),
        ("(institution.beds >= 3", ""),
        ("institution.beds >= true", ""),
        ("institution.bed >= 3", "institution.beds"),
        ("1 < institution.beds < 3", ""),
        ("institution.beds / 0 > 1", "0"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(text: str, says: str):
    with pytest.raises(Misread) as misread:
        read(text, BY_PATH)
    assert misread.value.says
    assert says in f"{misread.value.says}{misread.value.remedy}"


def test_an_endless_or_bottomless_expression_is_refused():
    with pytest.raises(Misread, match="太长"):
        read("true || " * LONGEST + "true", BY_PATH)
    with pytest.raises(Misread):
        read("(" * (DEEPEST + 1) + "true" + ")" * (DEEPEST + 1), BY_PATH)


def test_the_nearest_name_is_offered_and_otherwise_a_few_of_those_there_are():
    assert nearest("grunds", ["grounds", "limits"]) == "是否应为“grounds”？"
    assert nearest("xyz", ["grounds", "limits"]) == "可用的有：grounds、limits。"
    assert nearest("xyz", []) == ""
