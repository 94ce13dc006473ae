"""A termination on pages: the listed grounds, the letter with its remedies, and the end."""

from __future__ import annotations

from tests.web.conftest import House


def test_a_case_ends_on_a_listed_ground_with_its_letter_in_view(house: House) -> None:
    case = house.accepted()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}").follow("终止办理")
    assert "只有事项包列明的情形可以终止" in page.main

    check = page.press("下一步", {"ground": "institution-ended", "reasons": "已经注销登记"})
    assert "终止办理告知书" in check.main
    assert "申请行政复议" in check.main
    done = check.press("终止办理")
    assert done.heading == "已办理：终止办理"
    assert "本案已经结束" in done.main

    applicant = house.visit("operator")
    assert "已经终止办理" in applicant.open(f"/operator/cases/{case.number}").main
    assert "终止办理告知书" in applicant.open("/operator/").main


def test_a_ground_of_ones_own_is_refused(house: House) -> None:
    case = house.accepted()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}/termination")

    answer = page.press("下一步", {"ground": "incomplete", "reasons": "材料不全"})

    assert answer.status == 422
    assert answer.value("reasons") == "材料不全"


def test_a_reviewer_is_not_offered_a_termination(house: House) -> None:
    case = house.accepted()

    visitor = house.visit("reviewer")

    assert "终止办理" not in visitor.open(f"/clerk/cases/{case.number}").links()
    assert visitor.open(f"/clerk/cases/{case.number}/termination").status == 403
