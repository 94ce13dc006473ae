"""The applicant's right to a hearing on his pages."""

from __future__ import annotations

from approval.core.case import Case
from approval.procedure import acts
from tests.web.conftest import House


def told(house: House, interested: str = "") -> Case:
    """An accepted case in which the right to a hearing was told today."""
    case = house.accepted()
    values = {"reasons": "共用电梯", "interested": interested}
    return acts.do(
        house.office, house.persons["reviewer"], case.number, case.version, "inform_hearing", values
    )


def test_the_first_page_and_the_case_say_until_when_he_can_ask(house: House) -> None:
    case = told(house)
    home = house.visit("operator").open("/operator/")
    assert "可以申请听证" in home.main

    page = home.follow("可以申请听证")

    assert page.path == f"/operator/cases/{case.number}"
    assert "最迟在2026年9月24日(周四)提出" in page.main
    assert "最迟在2026年10月9日(周五)作出决定" in page.main


def test_he_asks_for_a_hearing_and_sees_time_and_place(house: House) -> None:
    case = told(house)
    page = house.visit("operator").open(f"/operator/cases/{case.number}").follow("申请听证")
    check = page.press("下一步", {"reasons": "说明出入口"})
    assert "说明出入口" in check.main
    check.press("申请听证")
    values = {
        "held_on": "2026-10-13", "held_at": "上午9时", "place": "三楼会议室",
        "presider": house.persons["acceptor"].id,
    }  # fmt: skip
    acts.do(house.office, house.persons["reviewer"], case.number, case.version + 1, "summon_hearing", values)

    told_again = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert "请参加听证" in told_again.main
    assert "2026年10月13日(周二)上午9时" in told_again.main
    assert "三楼会议室" in told_again.main
    assert "申请听证" not in told_again.links()
    assert "参加听证" in house.visit("operator").open("/operator/").main


def test_he_does_without_one(house: House) -> None:
    case = told(house)
    page = house.visit("operator").open(f"/operator/cases/{case.number}").follow("放弃听证")

    page.press("下一步").press("放弃听证")

    again = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert "您有权要求听证" not in again.main


def test_where_others_were_told_too_he_is_not_offered_a_waiver(house: House) -> None:
    case = told(house, "业主委员会")

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert "申请听证" in page.links()
    assert "放弃听证" not in page.links()


def test_too_late_is_told_with_the_rule(house: House) -> None:
    case = told(house)
    house.on("2026-09-25")

    page = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert "您有权要求听证" not in page.main
    answer = house.visit("operator").open(f"/operator/cases/{case.number}/hearing-request")
    assert "提出申请的期限已经届满" in answer.press("下一步", {"reasons": ""}).main


def test_another_institution_asks_for_nothing_here(house: House) -> None:
    case = told(house)

    assert house.visit("stranger").open(f"/operator/cases/{case.number}/hearing-request").status == 403
