"""Progress for whoever holds the receipt: stage and dates, no names, one answer for every wrong pair."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.numbering import case_number
from tests.web.conftest import House
from tests.web.visitor import Page


def looked_up(house: House, case: Case, **other: str) -> Page:
    query = {"number": case.number, "code": case.lookup_code, **other}
    return house.anybody().open("/progress", query)


def test_the_page_asks_for_number_and_code(house: House) -> None:
    case = house.submitted()
    page = house.anybody().open("/progress")

    found = page.press("查询进度", {"number": case.number, "code": case.lookup_code.lower()})

    assert found.heading == "养老机构内设护理站设置审批"


def test_number_and_code_open_stage_dates_and_due_date(house: House) -> None:
    page = looked_up(house, house.accepted())

    assert "审查中" in page.main
    assert "2026年10月9日(周五)" in page.main
    assert "● 正常" in page.main
    acts = [act.text_content().strip() for act in page.tree.xpath("//*[@class='timeline__act']")]
    assert acts == ["提交申请", "受理"]


def test_the_ledger_is_open_to_the_holder_of_the_receipt(house: House) -> None:
    page = looked_up(house, house.accepted()).follow("为什么是这一天")

    assert page.heading == "为什么是2026年10月9日(周五)"
    assert "国庆节放假" in page.main
    assert page.follow("返回办理进度").heading == "养老机构内设护理站设置审批"


def test_no_personal_value_and_no_content_is_shown(house: House) -> None:
    page = looked_up(house, house.granted())

    for hidden in ("王芳", "周明", "郑洁", "李娜", "刘建国", "0379-64912345", "floor-plan", "符合设置要求"):
        assert hidden not in page.text


def test_a_proposal_inside_the_organ_is_not_told(house: House) -> None:
    page = looked_up(house, house.proposed(outcome="refuse", ground="below-standard"))

    assert "拟定审查意见" not in page.text
    assert "待决定" not in page.text
    assert "正在审查" in page.main


def test_a_wrong_code_is_answered_like_an_unknown_number(house: House) -> None:
    case = house.submitted()

    wrong_code = looked_up(house, case, code="22222222")
    unknown = looked_up(house, case, number=case_number("410305", date(2026, 9, 18), 999_999))

    assert wrong_code.status == unknown.status == 404
    assert wrong_code.errors == unknown.errors
    assert "没有找到与所填办件编号和查询码相符的办件" in wrong_code.errors[0]
    assert wrong_code.value("number") == case.number


@pytest.mark.parametrize(
    ("number", "code", "says"),
    [
        ("41030520260918", "ABCD2345", "办件编号填写有误"),
        ("410305202609180000011", "ABCD2345", "办件编号填写有误"),
        ("", "ABCD2345", "请填写办件编号"),
        ("410305202609180000010", "", "请填写查询码"),
    ],
)
def test_what_cannot_be_looked_up_is_told_at_its_field(
    house: House, number: str, code: str, says: str
) -> None:
    page = house.anybody().open("/progress", {"number": number, "code": code})

    assert page.status == 422
    assert says in page.errors[0]
    assert page.value("number") == number
    assert page.value("code") == code


def test_full_width_digits_and_blanks_are_taken(house: House) -> None:
    case = house.submitted()
    spaced = f" {case.number[:6]} {case.number[6:]} ".translate(
        {ord(d): ord(d) + 0xFEE0 for d in "0123456789"}
    )

    assert looked_up(house, case, number=spaced).status == 200


def test_who_keeps_guessing_has_to_wait(house: House) -> None:
    case = house.submitted()
    visitor = house.anybody()
    statuses = [
        visitor.open("/progress", {"number": case.number, "code": f"2222222{n}"}).status
        for n in [*"23456789"] * 3
    ]

    assert statuses[:20] == [404] * 20
    assert statuses[20:] == [429] * 4


def test_silence_that_nobody_has_recorded_is_told_to_the_public_too(house: House) -> None:
    case = house.submitted()

    page = looked_up(house.on("2026-09-28"), case)

    assert "依法视为受理" in page.main
