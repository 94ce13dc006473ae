"""An officer stands aside on a page, and the case goes to another's worklist."""

from __future__ import annotations

from approval.core.vocabulary import Role
from tests.web.clerk.conftest import add
from tests.web.conftest import HEALTH, House


def test_who_stands_aside_is_offered_nothing_more(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("回避")

    done = page.press("下一步", {"reasons": "法定代表人是本人近亲属"}).press("回避")

    assert done.heading == "已办理：回避"
    again = done.follow("打开办件页")
    assert "拟定审查意见" not in again.links()
    assert "回避的理由" in again.main
    refused = house.visit("reviewer").open(f"/clerk/cases/{case.number}/review")
    assert refused.status == 403
    assert "您已对本案回避" in refused.main


def test_the_case_moves_from_one_worklist_to_the_other(house: House) -> None:
    other = add(house, "zhou", "周宁", [Role.REVIEWER], HEALTH, False)
    case = house.accepted()
    mine = "/clerk/?who=mine"
    assert case.number in house.visit("reviewer").open(mine).main

    page = house.visit("decider").open(f"/clerk/cases/{case.number}").follow("改派")
    done = page.press("下一步", {"role": "reviewer", "to": str(other.id), "reasons": "审查人回避"}).press(
        "改派"
    )

    assert done.heading == "已办理：改派"
    assert "审查人：周宁" in done.follow("打开办件页").main
    assert case.number not in house.visit("reviewer").open(mine).main
    assert case.number in house.anybody().sign_in(other.id).open(mine).main


def test_a_role_that_somebody_does_not_hold_is_refused_with_what_was_typed(house: House) -> None:
    case = house.accepted()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}/reassignment")

    answer = page.press(
        "下一步", {"role": "reviewer", "to": str(house.persons["acceptor"].id), "reasons": "人手不足"}
    )

    assert answer.status == 422
    assert "李娜没有所选的角色" in answer.main
    assert answer.value("reasons") == "人手不足"


def test_the_applicant_reads_nothing_of_it(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/recusal")
    page.press("下一步", {"reasons": "法定代表人是本人近亲属"}).press("回避")

    assert "回避" not in house.visit("operator").open(f"/operator/cases/{case.number}").main
