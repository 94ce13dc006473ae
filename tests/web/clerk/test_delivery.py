"""Service and publication on pages."""

from __future__ import annotations

from datetime import date

from approval.core.case import Case
from approval.procedure import acceptance, decision, delivery, review
from approval.store import cases, registers
from tests.web.conftest import ANSWERS, House
from tests.web.visitor import Page


def test_a_consenting_applicant_is_served_in_his_inbox(house: House) -> None:
    page = opened(house, house.granted())
    assert "申请人在提交时同意电子送达" in page.main

    check = page.press("下一步")
    assert "电子送达" in check.main
    assert "准予的决定还要公开" in check.main

    done = check.press("送达")
    assert done.heading == "已办理：送达"
    assert "送达回证" in done.main


def test_without_consent_the_inbox_cannot_be_chosen(house: House) -> None:
    case = granted_without_consent(house)
    page = opened(house, case)
    assert "申请人没有同意电子送达" in page.main
    assert page.tree.xpath("//input[@value='electronic']/@disabled")

    answer = page.press("下一步", {"method": "electronic"})

    assert answer.status == 422
    assert "申请人没有同意电子送达，不能以电子方式送达" in answer.main.replace(",", "，")
    assert "电子签名法第三条" in answer.main


def test_service_by_hand_needs_its_proof_and_keeps_who_received(house: House) -> None:
    page = opened(house, house.granted())
    typed = {"method": "personal", "received_by": "王芳", "place": "区政务服务中心3号窗口"}

    answer = page.press("下一步", typed)
    assert answer.status == 422
    assert answer.errors == ["请填写送达证明：受送达人签收。"]
    assert answer.value("received_by") == "王芳"

    check = answer.press("下一步", {"proof": "王芳当面签收"})
    assert "区政务服务中心3号窗口" in check.main
    assert check.press("送达").heading == "已办理：送达"


def test_a_post_receipt_that_comes_back_later_names_the_day_of_receipt(house: House) -> None:
    case = house.granted()
    page = opened(house.on("2026-09-22"), case)
    assert page.value("served_on") == "2026-09-22"
    typed = {"method": "post", "proof": "邮件编号1234567890123，2026年9月21日签收"}

    check = page.press("下一步", {**typed, "served_on": "2026-09-21"})
    assert "2026年9月21日(周一)" in check.main
    check.press("送达")

    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).entries[-1].effective_on == date(2026, 9, 21)


def test_nothing_was_served_before_the_decision_or_will_be_after_today(house: House) -> None:
    page = opened(house, house.granted())
    typed = {"method": "post", "proof": "邮件编号1234567890123"}

    for day, says in (
        (
            "2026-09-17",
            "送达日期应当在作出决定之日（2026年9月18日）到今天（2026年9月18日）之间，请按送达证明填写。",
        ),
        (
            "2026-09-19",
            "送达日期应当在作出决定之日（2026年9月18日）到今天（2026年9月18日）之间，请按送达证明填写。",
        ),
        ("", "请填写送达日期。"),
        ("昨天", "日期应如 2026-11-03 或者 2026年11月3日。"),
    ):
        answer = page.press("下一步", {**typed, "served_on": day})
        assert answer.status == 422
        assert answer.errors == [says]
        assert (answer.value("served_on") or "") == day


def test_a_grant_is_published_before_the_case_is_closed(house: House) -> None:
    case = house.granted()
    case = delivery.serve(
        house.office, house.persons["acceptor"], case.number, case.version, method="electronic"
    )
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")
    assert "办结" not in page.links()

    check = page.follow("公开决定")
    assert "个人信息和申请材料不公开" in check.main
    assert "颐安养老服务中心护理站（护理站）" in check.main
    assert check.press("公开决定").heading == "已办理：公开决定"

    with house.office.store.look() as tx:
        assert [one.case_number for one in registers.published(tx)] == [case.number]


def test_a_grant_is_not_published_twice(house: House) -> None:
    case = house.published()

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/publication")

    assert page.status == 422
    assert "已经公开" in page.main
    assert page.buttons() == []


def test_nothing_is_served_before_the_decision(house: House) -> None:
    page = opened(house, house.accepted())

    assert page.status == 409
    assert "不能办理“送达”" in page.main


def opened(house: House, case: Case) -> Page:
    """The page of service as an acceptor opens it."""
    return house.visit("acceptor").open(f"/clerk/cases/{case.number}/delivery")


def granted_without_consent(house: House) -> Case:
    """A grant whose applicant wants to be served at the window."""
    answers = {path: value for path, value in ANSWERS.items() if "electronic" not in path}
    case = house.submitted(answers=answers)
    persons, office = house.persons, house.office
    case = acceptance.accept(office, persons["acceptor"], case.number, case.version)
    case = review.propose(
        office, persons["reviewer"], case.number, case.version, outcome="grant", reasons="符合"
    )
    return decision.grant(office, persons["decider"], case.number, case.version)
