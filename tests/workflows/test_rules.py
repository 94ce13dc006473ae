"""Rules are read when the pack is loaded and answer yes, no or not stated."""

import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.expression import Misread, read
from workflows.rules import compiled, reckoned
from workflows.schema import BY_PATH
from workflows.thresholds import borders, value

NURSES = "staff.nurses >= 2 + (beds < 100 ? 0 : beds / 100)"


@pytest.mark.parametrize(
    ("beds", "nurses", "met"),
    [
        (99, 2, True),
        (99, 1, False),
        (100, 2, False),
        (100, 3, True),
        (199, 3, True),
        (200, 3, False),
        (200, 4, True),
    ],
)
def test_each_hundred_beds_from_the_first_hundred_asks_for_one_more_nurse(beds, nurses, met) -> None:
    assert compiled(NURSES).holds(facts(beds=beds, nurses=nurses)) is met


@pytest.mark.parametrize(
    "stated", [{}, {"staff": {"nurses": 3}}, {"institution": {"beds": 50}}, {"staff": None}]
)
def test_a_rule_whose_fields_are_not_all_stated_is_not_decided(stated) -> None:
    assert compiled(NURSES).holds(stated) is None


def test_a_rule_is_undecided_even_where_one_side_would_settle_it() -> None:
    rule = compiled("premises.owned || premises.lease_years >= 5")
    assert rule.holds({"premises": {"owned": True}}) is None
    assert rule.holds({"premises": {"owned": True, "lease_years": 0}}) is True


def test_a_rule_without_fields_is_always_decided() -> None:
    assert compiled("true").holds({}) is True
    assert compiled("false").holds({}) is False


@pytest.mark.parametrize("area", [1000, 1000.0, Decimal("1000"), Decimal("1000.00"), "1000", "1000.0"])
def test_a_measure_is_the_same_whatever_wrote_it(area) -> None:
    premises = {"premises": {"area_m2": area}}
    assert compiled("premises.area_m2 <= 1000.0").holds(premises) is True
    assert compiled("premises.area_m2 <= 1000").holds(premises) is True
    assert compiled("premises.area_m2 + 0.5 > 1000.0").holds(premises) is True


@pytest.mark.parametrize("beds", [120, 120.0, Decimal("120"), "120", "120.0"])
def test_a_count_is_the_same_whatever_wrote_it(beds) -> None:
    assert compiled("beds / 100 == 1 && beds % 100 == 20").holds(facts(beds=beds)) is True


@pytest.mark.parametrize(
    "beds", ["", "  ", "many", 120.5, True, None, float("nan"), float("inf"), [], 10**10]
)
def test_an_answer_that_is_no_count_is_not_stated(beds) -> None:
    assert compiled("beds >= 100").holds(facts(beds=beds)) is None


@pytest.mark.parametrize("area", ["", "宽敞", True, float("nan"), float("-inf"), 10**400, "9" * 400])
def test_an_answer_that_is_no_measure_is_not_stated(area) -> None:
    assert compiled("premises.area_m2 >= 30.0").holds({"premises": {"area_m2": area}}) is None


def test_beds_are_those_of_the_institution() -> None:
    assert compiled("beds == institution.beds").holds({"institution": {"beds": 80}, "beds": 3}) is True


def test_a_hospital_left_blank_means_that_there_is_none() -> None:
    rule = compiled('cooperation.hospital != ""')
    assert rule.holds({}) is False
    assert rule.holds({"cooperation": {"hospital": "  "}}) is False
    assert rule.holds({"cooperation": {"hospital": "第二中医院"}}) is True


@pytest.mark.parametrize(
    ("area", "conversion", "detached", "part", "needed"),
    [
        (1000, True, True, False, False),
        (1000, True, False, True, False),
        (1000.01, True, True, False, True),
        (900, False, True, False, True),
        (900, True, False, False, True),
    ],
)
def test_a_waiver_of_a_thousand_square_metres_includes_the_number(
    area, conversion, detached, part, needed
) -> None:
    rule = compiled(
        "!(premises.area_m2 <= 1000.0 && premises.conversion && (premises.detached || premises.part_of_building))"
    )
    premises = {"area_m2": area, "conversion": conversion, "detached": detached, "part_of_building": part}
    assert rule.holds({"premises": premises}) is needed
    assert set(rule.fields) == {f"premises.{name}" for name in premises}


def test_a_list_of_kinds_is_asked_for_membership() -> None:
    rule = compiled("unit.kind in ['护理站', '医务室']")
    assert rule.holds({"unit": {"kind": "医务室"}}) is True
    assert rule.holds({"unit": {"kind": "诊所"}}) is False


def test_words_inside_quotes_are_no_fields() -> None:
    assert compiled("unit.name == 'staff.nurses && beds'").fields == ("unit.name",)


def test_a_misspelt_field_is_told_with_the_nearest_name() -> None:
    with pytest.raises(Misread) as misread:
        compiled("staff.nurse >= 2")
    assert misread.value.says == "没有“staff.nurse”这个字段。"
    assert misread.value.remedy == "是否应为“staff.nurses”？"


@pytest.mark.parametrize(
    "text",
    [
        "staff", "beds.size", "institution", "beds >=", "beds > 1 beds", "!beds", "-premises.owned > 1", "1 in beds",
        "unit.name in [1]", "unit.kind in []", "unit.name < 'a'", "true ? 1 : 'a'", "beds ? true : false", "'a' + 'b' == 'ab'",
        "double(premises.area_m2) > 1.0", "has(unit.name)", "beds > 0x10", "beds > .5", "premises.area_m2 % 2.0 > 1.0",
        "[beds] == [1]", "beds == true", "unit.name.startsWith('a')", "beds > 1u", "'un\\'closed' == ''", "beds > 1 // two",
        "a" * 700, "!" * 200 + "true", "-" * 200 + "1 > 0", "",
    ],
)  # fmt: skip
def test_what_packs_are_not_written_in_is_refused(text) -> None:
    with pytest.raises(Misread) as misread:
        compiled(text)
    assert misread.value.says


@settings(deadline=None, max_examples=400)
@given(st.text(alphabet=string.ascii_letters + string.digits + " .()!&|<>=+-*/%?:,[]'\"护", max_size=60))
def test_any_text_is_a_rule_or_is_refused(text) -> None:
    try:
        rule = compiled(text)
    except Misread:
        return
    assert rule.holds(COMPLETE) in (True, False)


def parts() -> st.SearchStrategy[str]:
    """Well-formed expressions over the form, right and wrong in type."""
    leaves = st.sampled_from(
        [
            "beds",
            "staff.nurses",
            "premises.area_m2",
            "premises.owned",
            "unit.kind",
            "100",
            "2",
            "1.5",
            "'护理站'",
            "true",
        ]
    )
    signs = st.sampled_from(["+", "-", "*", "/", "<", "<=", "==", "!=", "&&", "||", "in"])

    def grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.tuples(inner, signs, inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
            st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} ? {t[1]} : {t[2]})"),
            inner.map(lambda t: f"!{t}"),
            inner.map(lambda t: f"double({t})"),
        )

    return st.recursive(leaves, grow, max_leaves=8)


@settings(deadline=None, max_examples=400)
@given(parts())
def test_a_rule_that_is_read_is_also_decided(text) -> None:
    try:
        rule = compiled(text)
    except Misread:
        return
    assert rule.holds(COMPLETE) in (True, False)
    assert rule.holds(LARGEST) in (True, False)
    assert bool(rule.fields) is (rule.holds({}) is None)


def test_every_field_that_stands_in_a_rule_is_named_once_in_order() -> None:
    assert read("beds > 1 && staff.nurses > beds", BY_PATH).fields == ("beds", "staff.nurses")


@pytest.mark.parametrize(
    ("words", "number", "side"),
    [
        ("床位100张以上", 100, "upper"),
        ("建筑面积1000平方米以下", 1000, "lower"),
        ("三十日以内", 30, "lower"),
        ("超过1年", 1, "lower"),
        ("床位不满100张", 100, "upper"),
        ("不少于两名", 2, "upper"),
        ("不超过二十日", 20, "lower"),
        ("两名以上工作人员", 2, "upper"),
        ("200张床位以上", 200, "upper"),
    ],
)
def test_border_words_say_on_which_side_the_number_stands(words, number, side) -> None:
    found = borders(words)
    assert [(border.number, border.side) for border in found] == [(number, side)]


@pytest.mark.parametrize(
    ("written", "number"), [("一百二十", 120), ("一千零五", 1005), ("十", 10), ("两万三千", 23000)]
)
def test_numbers_are_read_in_chinese_too(written, number) -> None:
    assert value(written) == number


def facts(beds: object = 50, nurses: object = 2) -> dict[str, object]:
    return {"institution": {"beds": beds}, "staff": {"nurses": nurses}}


def test_a_sum_is_reckoned_from_the_form_and_unknown_without_it() -> None:
    sum_ = reckoned("3000 * institution.beds")
    assert sum_.of({"institution": {"beds": 120}}) == Decimal(360000)
    assert sum_.of({}) is None
    assert reckoned("beds / 100").of({"institution": {"beds": 250}}) == Decimal(2), "whole hundreds"
    assert reckoned("100.5 * premises.area_m2").of({"premises": {"area_m2": 2}}) == Decimal(201)


@pytest.mark.parametrize("text", ["institution.nonprofit", "institution.beds > 3", '"甲"'])
def test_what_is_no_number_is_no_sum(text: str) -> None:
    with pytest.raises(Misread, match="应当是数字"):
        reckoned(text)


def stated(number: int) -> dict[str, object]:
    """State every field of the form."""
    answers: dict[str, object] = {"int": number, "decimal": float(number), "bool": True, "text": "甲"}
    tree: dict[str, dict[str, object]] = {}
    for path, field in BY_PATH.items():
        if "." in path:
            folder, name = path.split(".")
            tree.setdefault(folder, {})[name] = field.choices[0] if field.choices else answers[field.type]
    return dict(tree)


COMPLETE = stated(3)
LARGEST = stated(10**9)
