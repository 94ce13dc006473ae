"""What is typed into the application form is read, judged, and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from approval.core.item import Item
from approval.core.material import Field
from forms.application import Status, base_of, fault, read, said, sections, shown, wrong
from tests.rules import shipped
from workflows.schema import BY_PATH

BEDS = BY_PATH["institution.beds"]
AREA = BY_PATH["premises.area_m2"]
OWNED = BY_PATH["premises.owned"]
KIND = BY_PATH["unit.kind"]
CODE = BY_PATH["institution.credit_code"]
NAME = BY_PATH["unit.name"]


@pytest.fixture(scope="module")
def item() -> Item:
    return shipped().item("jianxi-2017", "nursing-station.establish")


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (BEDS, "120", 120),
        (BEDS, " １２０ ", 120),
        (BEDS, "1,200 张", 1200),
        (BEDS, "一百二", "一百二"),
        (BEDS, "-5", "-5"),
        (BEDS, "12.5", "12.5"),
        (BEDS, "", ""),
        (AREA, "60.50", "60.50"),
        (AREA, "60.0", 60),
        (AREA, "60平方米", 60),
        (AREA, "NaN", "NaN"),
        (AREA, "1e99999", "1e99999"),
        (OWNED, "yes", True),
        (OWNED, "no", False),
        (OWNED, "是", True),
        (OWNED, "否", False),
        (OWNED, "perhaps", "perhaps"),
        (CODE, " 52410305mj000000xq ", "52410305MJ000000XQ"),
        (NAME, "  颐安护理站\r\n", "颐安护理站"),
    ],
)
def test_an_answer_is_read_and_what_cannot_be_stays_as_typed(field: Field, typed: str, value: object) -> None:
    assert read(field, typed) == value
    assert type(read(field, typed)) is type(value)


@pytest.mark.parametrize("typed", ["120", "一百二", "", "12.5"])
def test_what_is_kept_is_shown_again_as_it_was(typed: str) -> None:
    assert shown(BEDS, read(BEDS, typed)) == typed


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (BEDS, "一百二", "应当是不小于1的整数，现在是“一百二”"),
        (BEDS, "0", "应当是不小于1的整数"),
        (AREA, "很大", "应当是不小于0的数字"),
        (OWNED, "perhaps", "应当是“是”或者“否”"),
        (KIND, "茶馆", "应当是所列选项中的一项"),
        (CODE, "52410305MJ000000X1", "校验位"),
        (NAME, "护" * 201, "最多200个字，现在有201个字"),
        (NAME, "护理\U0001f600站", "文书无法印出的字符"),
    ],
)
def test_an_answer_that_cannot_stand_is_told_at_its_field(
    item: Item, field: Field, value: object, says: str
) -> None:
    reason = wrong(item, field, value)

    assert reason is not None
    assert says in reason.says
    assert reason.remedy
    assert reason.field == field.path


@pytest.mark.parametrize(
    ("field", "value"),
    [(BEDS, 120), (AREA, "60.5"), (OWNED, False), (CODE, "52410305MJ000000XQ"), (NAME, "")],
)
def test_an_answer_that_can_stand_is_not_blamed(item: Item, field: Field, value: object) -> None:
    assert wrong(item, field, value) is None


def test_a_required_answer_is_asked_for(item: Item) -> None:
    reason = fault(item, BEDS, {})

    assert reason is not None
    assert reason.says == "请填写“养老床位数”。"


def test_an_answer_that_depends_on_another_is_asked_for_only_then(item: Item) -> None:
    years = BY_PATH["premises.lease_years"]

    assert fault(item, years, {"premises.owned": True}) is None
    assert fault(item, years, {}) is None
    assert fault(item, years, {"premises.owned": False}) is not None


def test_sections_come_in_the_order_of_the_form_without_the_declaration(item: Item) -> None:
    names = [section.name for section in sections(item)]

    assert names[0] == "申请机构"
    assert "声明" not in names
    assert [section.place for section in sections(item)] == list(range(1, len(names) + 1))


def test_a_section_says_how_far_it_has_come(item: Item) -> None:
    staff = next(section for section in sections(item) if section.name == "人员")
    required = {field.path: 1 for field in staff.fields}

    assert staff.status(item, {}) is Status.UNTOUCHED
    assert staff.status(item, {staff.fields[0].path: 1}) is Status.PART
    assert staff.status(item, required) is Status.DONE
    assert staff.status(item, {**required, "staff.nurses": "三名"}) is Status.FAULTY


def test_answers_are_said_as_people_read_them() -> None:
    assert said(BEDS, 120) == "120张"
    assert said(OWNED, False) == "否"
    assert said(replace(BEDS, unit=""), 0) == "0"
    assert said(BEDS, None) == said(BEDS, "") == ""


def test_the_digest_of_a_page_changes_with_its_answers_alone() -> None:
    before = base_of([BEDS, AREA], {"institution.beds": 120})

    assert base_of([BEDS, AREA], {"institution.beds": 120, "unit.name": "护理站"}) == before
    assert base_of([BEDS, AREA], {"institution.beds": 121}) != before


@pytest.mark.parametrize("path", ["institution.phone", "agent.phone"])
def test_whoever_is_to_be_called_states_a_number_that_can_be_called(item: Item, path: str) -> None:
    phone = BY_PATH[path]
    assert wrong(item, phone, "13900000000") is None
    reason = wrong(item, phone, "窗口转李老师")
    assert reason is not None
    assert reason.field == path
