"""Explaining, asked or not."""

from __future__ import annotations

from approval.procedure import acts
from tests.web.conftest import House


def test_without_an_invitation_the_case_page_still_leads_to_an_explanation(house: House) -> None:
    case = house.accepted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}").follow("向机关说明情况")
    check = page.press("下一步", {"says": "夜间两名护士轮班。"})
    assert "夜间两名护士轮班。" in check.main

    done = check.press("提交说明")

    assert done.status == 200
    again = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert "申请人的说明" in again.main


def test_an_answered_invitation_is_called_to_mind_no_more(house: House) -> None:
    case = house.accepted()
    office, reviewer, operator = house.office, house.persons["reviewer"], house.persons["operator"]
    case = acts.do(office, reviewer, case.number, case.version, "invite", {"asks": "夜间由谁值班"})
    assert "机关请您说明" in house.visit("operator").open(f"/operator/cases/{case.number}").main

    acts.do(office, operator, case.number, case.version, "explain", {"says": "两名护士"})

    assert "机关请您说明" not in house.visit("operator").open(f"/operator/cases/{case.number}").main
    assert "作出说明" not in house.visit("operator").open("/operator/").main


def test_an_empty_explanation_is_asked_for_again(house: House) -> None:
    case = house.accepted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}/explanation")

    answer = page.press("下一步", {"says": " "})

    assert answer.status == 422
    assert answer.errors == ["请填写说明的内容。"]


def test_before_acceptance_there_is_nothing_to_explain(house: House) -> None:
    case = house.submitted()

    assert house.visit("operator").open(f"/operator/cases/{case.number}/explanation").status == 409
