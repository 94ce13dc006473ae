"""Whether a rule says what its words say: 以上 includes the number, 超过 does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workflows.expression import Threshold
from workflows.thresholds import Border, borders, invented, unmentioned, value, words_contradicted, wrong_side


@pytest.mark.parametrize(
    ("words", "number", "side"),
    [
        ("床位不少于100张", 100, "upper"),
        ("面积至少30.5平方米", "30.5", "upper"),
        ("不超过二十人", 20, "lower"),
        ("超过三层", 3, "lower"),
        ("护士3名以上", 3, "upper"),
        ("五年以内", 5, "lower"),
        ("不满100张", 100, "upper"),
    ],
)
def test_the_words_say_to_which_side_the_number_belongs(words: str, number: object, side: str):
    assert [(one.number, one.side) for one in borders(words)] == [(Decimal(str(number)), side)]


def test_a_border_word_after_a_comma_belongs_to_no_number_before_it():
    assert borders("设床位3张，达标以上") == []


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", 12),
        ("0.5", "0.5"),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千", 2000),
        ("三万五千", 35000),
    ],
)
def test_numbers_are_read_in_digits_and_in_chinese(written: str, number: object):
    assert value(written) == Decimal(str(number))


def test_a_comparison_on_the_other_side_than_its_words_is_found():
    words = "床位在100张以上"
    assert wrong_side(words, [Threshold(">=", Decimal(100))]) is None
    found = wrong_side(words, [Threshold(">", Decimal(100))])
    assert found == (Border(Decimal(100), "upper", "以上"), Threshold(">", Decimal(100)))
    assert wrong_side(words, [Threshold(">", Decimal(50))]) is None, "another number is another matter"
    assert wrong_side(words, [Threshold("==", Decimal(100))]) is None


def test_words_whose_number_stands_nowhere_in_the_rule_are_found():
    assert unmentioned("护士不少于3名", frozenset({Decimal(2)})) == Border(Decimal(3), "upper", "不少于")
    assert unmentioned("护士不少于3名", frozenset({Decimal(3)})) is None
    assert unmentioned("护士不少于3名", frozenset()) is None
    assert unmentioned("配备护士", frozenset({Decimal(3)})) is None


def test_a_figure_of_a_sum_stands_in_its_words() -> None:
    words = "按照每张床位补贴3000元，每月一百五十元"
    assert invented(frozenset({Decimal(3000), Decimal(150), Decimal(12)}), words) is None
    assert invented(frozenset({Decimal(5000)}), words) == 5000


def test_a_rule_that_contradicts_its_words_is_told_with_what_to_do() -> None:
    told = list(
        words_contradicted("200张以上", "", [Threshold(">", Decimal(200))], frozenset({Decimal(200)}))
    )
    assert [remedy for _says, remedy in told] == ["以上、以下、以内含本数，超过、不满不含；请用 >= 或 <。"]
    assert not list(
        words_contradicted("200张以上", "", [Threshold(">=", Decimal(200))], frozenset({Decimal(200)}))
    )
