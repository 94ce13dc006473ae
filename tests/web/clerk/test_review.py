"""Review on pages: the opinion with its ground and reasons, and its return."""

from __future__ import annotations

from approval.core.case import Case
from approval.procedure import review
from tests.web.conftest import House
from tests.web.visitor import Page


def test_a_grant_is_proposed_with_reasons(house: House) -> None:
    page = opened(house, house.accepted())
    assert "标准对照" in page.main

    check = page.press("下一步", {"outcome": "grant", "reasons": "逐项核对，符合设置要求。"})
    assert "拟准予" in check.main
    assert "机关内部程序" in check.main
    assert "您拟定了意见，就不能对本案作出决定" in check.main

    done = check.press("拟定审查意见")
    assert done.heading == "已办理：拟定审查意见"
    assert "决定人：作出决定" in done.main


def test_a_refusal_chooses_its_ground_from_the_closed_list(house: House) -> None:
    page = opened(house, house.accepted())

    answer = page.press("下一步", {"outcome": "refuse", "reasons": "不符合规划。"})
    assert answer.status == 422
    assert answer.errors == ["拟不予的，请从本事项列明的理由中选择一项（行政许可法第三十八条第二款）。"]
    assert answer.value("reasons") == "不符合规划。"

    ground = house.office.rulebook.item("jianxi-2017", "nursing-station.establish").grounds[0]
    check = answer.press("下一步", {"outcome": "refuse", "ground": ground.id})
    assert ground.says in check.main
    assert check.press("拟定审查意见").heading == "已办理：拟定审查意见"


def test_a_ground_outside_the_list_is_no_ground(house: House) -> None:
    page = opened(house, house.accepted())

    answer = page.press("下一步", {"outcome": "refuse", "ground": "too-many-already", "reasons": "太多了。"})

    assert answer.status == 422
    assert "本事项列明的理由" in answer.errors[0]


def test_a_ground_left_over_from_another_thought_does_not_stand_beside_a_grant(house: House) -> None:
    ground = house.office.rulebook.item("jianxi-2017", "nursing-station.establish").grounds[0]
    page = opened(house, house.accepted())

    check = page.press("下一步", {"outcome": "grant", "ground": ground.id, "reasons": "符合。"})

    assert ground.says not in check.main


def test_a_decider_sends_the_opinion_back_and_the_reviewer_reads_why(house: House) -> None:
    case = house.proposed()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}").follow("退回审查")
    assert "符合设置要求" in page.main

    check = page.press("下一步", {"reasons": "请补充核对处置室面积。"})
    assert "办理期限不停止" in check.main
    assert check.press("退回审查").heading == "已办理：退回审查"

    again = opened(house, case)
    assert "刘建国于2026年9月18日(周五)退回审查" in again.main
    assert "请补充核对处置室面积。" in again.main
    assert again.value("reasons") == "符合设置要求", "the reviewer goes on from his own last words"


def test_a_return_says_why(house: House) -> None:
    case = house.proposed()

    answer = house.visit("decider").open(f"/clerk/cases/{case.number}/return").press("下一步")

    assert answer.status == 422
    assert answer.errors == ["请写明退回的理由。"]


def test_two_reviewers_at_once_the_slower_keeps_his_words(house: House) -> None:
    case = house.accepted()
    typed = {"outcome": "grant", "reasons": "我写了很久的意见。"}
    check = opened(house, case).press("下一步", typed)
    review.propose(
        house.office, house.persons["reviewer"], case.number, case.version, outcome="grant", reasons="先到。"
    )

    answer = check.press("拟定审查意见")

    assert answer.status == 409
    assert "张伟已经办理了“拟定审查意见”" in answer.main
    assert "我写了很久的意见。" in answer.main


def test_review_before_acceptance_is_out_of_order(house: House) -> None:
    page = opened(house, house.submitted())

    assert page.status == 409
    assert "不能办理“拟定审查意见”" in page.main
    assert "现在可以办理" in page.main


def opened(house: House, case: Case) -> Page:
    """The page of review as a reviewer opens it."""
    return house.visit("reviewer").open(f"/clerk/cases/{case.number}/review")
