"""The decision on pages: as proposed, by somebody else, with its letter in view."""

from __future__ import annotations

from approval.core.person import Person
from approval.procedure import review
from approval.store import cases
from tests.web.conftest import House


def test_a_grant_is_decided_with_the_reply_in_view(house: House) -> None:
    case = house.proposed()
    check = house.visit("decider").open(f"/clerk/cases/{case.number}").follow("作出准予决定")

    assert check.heading == "核对后作出准予决定"
    assert "关于同意设置颐安养老服务中心护理站的批复" in check.main
    assert "标准对照" in check.main
    assert "张伟" in check.main

    done = check.press("作出准予决定")
    assert done.heading == "已办理：作出准予决定"
    assert "涧卫复〔2026〕1号" in done.main
    assert "受理人：送达并公开决定" in done.main


def test_a_refusal_names_ground_reasons_and_remedies(house: House) -> None:
    ground = house.office.rulebook.item("jianxi-2017", "nursing-station.establish").grounds[0]
    case = house.proposed("refuse", ground.id)
    page = house.visit("decider").open(f"/clerk/cases/{case.number}")
    assert "作出准予决定" not in page.links()

    check = page.follow("作出不予决定")
    assert ground.says in check.main
    assert "行政复议" in check.main
    assert check.press("作出不予决定").heading == "已办理：作出不予决定"


def test_whoever_proposed_is_told_that_he_cannot_decide_and_why(house: House, allround: Person) -> None:
    case = house.accepted()
    review.propose(house.office, allround, case.number, case.version, outcome="grant", reasons="符合")
    visitor = house.anybody().sign_in(allround.id)

    page = visitor.open(f"/clerk/cases/{case.number}")
    assert "本案的审查意见是您拟定的" in page.main
    assert "作出准予决定" not in page.links()

    check = visitor.open(f"/clerk/cases/{case.number}/decision")
    assert check.status == 422
    assert "审查与决定分离" in check.main
    assert check.buttons() == []


def test_a_proposer_who_presses_all_the_same_is_refused_and_kept_on_record(
    house: House, allround: Person
) -> None:
    case = house.accepted()
    review.propose(house.office, allround, case.number, case.version, outcome="grant", reasons="符合")
    visitor = house.visit("decider")
    page = visitor.open(f"/clerk/cases/{case.number}/decision")
    visitor.sign_in(allround.id)

    answer = page.press("作出准予决定")

    assert answer.status == 422
    assert "请由另一位决定人作出决定" in answer.main
    with house.office.store.look() as tx:
        assert [one.act for one in cases.refused_attempts(tx, case_number=case.number)] == ["grant"]
        assert cases.load(tx, case.number).outcome == ""


def test_whoever_disagrees_is_shown_the_way_back_to_review(house: House) -> None:
    case = house.proposed()

    page = house.visit("decider").open(f"/clerk/cases/{case.number}/decision")

    assert page.follow("不同意这个意见").heading == "退回审查"


def test_an_opinion_that_changed_meanwhile_is_shown_before_anything_is_decided(house: House) -> None:
    case = house.proposed()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}/decision")
    reviewer, decider = house.persons["reviewer"], house.persons["decider"]
    case = review.return_to_review(house.office, decider, case.number, case.version, reasons="再查")
    ground = house.office.rulebook.item("jianxi-2017", "nursing-station.establish").grounds[0]
    review.propose(
        house.office, reviewer, case.number, case.version, outcome="refuse", reasons="不符", ground=ground.id
    )

    answer = page.press("作出准予决定")

    assert answer.status == 409
    assert "张伟已经办理了“拟定审查意见”" in answer.main
    assert "不同意设置" in answer.main
    assert answer.buttons()[-1] == "作出不予决定"


def test_deciding_without_a_proposal_is_out_of_order(house: House) -> None:
    case = house.accepted()

    page = house.visit("decider").open(f"/clerk/cases/{case.number}/decision")

    assert page.status == 409
    assert "不能办理“作出准予决定”" in page.main
