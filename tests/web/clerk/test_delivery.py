"""Service and publication on pages."""

from __future__ import annotations

from datetime import date

from approval.core.case import Case
from approval.procedure import acceptance, decision, delivery, review
from approval.store import cases, papers, registers
from tests.web.conftest import ANSWERS, House
from tests.web.visitor import Page
from web.filters import zh_instant


def test_a_consenting_applicant_is_served_in_his_inbox(house: House) -> None:
    page = opened(house, house.granted())
    assert "申请人在提交时同意电子送达" in page.main
    assert page.follow("《关于同意设置颐安养老服务中心护理站的批复》涧卫复〔2026〕1号（PDF）").status == 200

    check = page.press("下一步")
    assert "电子送达" in check.main
    assert "准予的决定还要公开" in check.main

    done = check.press("送达")
    assert done.heading == "已办理：送达"
    assert "送达回证" in done.main
    assert "请打印" not in done.main


def test_the_applicant_reads_when_the_decision_entered_his_inbox(house: House) -> None:
    case = house.granted()

    def told() -> list[str]:
        page = house.visit("operator").open(f"/operator/cases/{case.number}")
        listed = [one.text_content() for one in page.tree.xpath("//li[@class='letters__one']")]
        return [says for says in listed if "批复" in says]

    assert not any("进入您的办件信箱" in says for says in told())
    opened(house, case).press("下一步").press("送达")

    with house.office.store.look() as tx:
        served = cases.load(tx, case.number)
        (reply,) = (one for one in papers.letters_of(tx, case.number) if one.kind == "reply_grant")
    entry = served.entries[-1]
    assert delivery.inbox(served)[reply.id] == entry.recorded_at
    assert f"{zh_instant(entry.recorded_at)}进入您的办件信箱，即为送达" in told()[0]
    page = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert str(entry.data["proof"]) in page.main


def test_without_consent_nothing_enters_an_inbox(house: House) -> None:
    case = granted_without_consent(house)
    assert delivery.inbox(case) == {}
    assert "进入您的办件信箱" not in house.visit("operator").open(f"/operator/cases/{case.number}").main


def test_without_consent_the_inbox_cannot_be_chosen(house: House) -> None:
    case = granted_without_consent(house)
    page = opened(house, case)
    assert "申请人没有同意电子送达" in page.main
    assert page.tree.xpath("//input[@value='electronic']/@disabled")

    answer = page.press("下一步", {"method": "electronic"})

    assert answer.status == 422
    assert "申请人没有同意电子送达，不能以电子方式送达" in answer.main.replace(",", "，")
    assert "电子签名法第三条" in answer.main


def test_service_by_hand_is_asked_what_it_needs_and_keeps_what_was_typed(house: House) -> None:
    page = opened(house, house.granted()).press("下一步", {"method": "personal"})
    assert page.value("served_on") == "2026-09-18"
    assert "签收人与受送达人的关系" in page.main
    assert "邮件编号" not in page.main
    typed = {"received_by": "王芳", "place": "区政务服务中心3号窗口"}

    answer = page.press("核对送达", typed)
    assert answer.status == 422
    assert answer.errors == [
        "没有选择签收人与受送达人的关系。请从列明的关系中选择一项。",
        "没有选择另一名送达人。送达人不少于两人，请从本机关的工作人员中选择。",
    ]
    assert answer.value("received_by") == "王芳"

    second = str(house.persons["reviewer"].id)
    check = answer.press("核对送达", {"relation": "legal_representative", "with_officer": second})
    for part in ("区政务服务中心3号窗口", "签收人签名或者盖章", house.persons["reviewer"].name):
        assert part in check.main
    done = check.press("送达")
    assert done.heading == "已办理：送达"
    assert "请打印送达回证涧卫送〔2026〕1号（PDF），由签收人签名或者盖章、送达人签名，存入案卷" in done.main


def test_whoever_chooses_another_way_loses_nothing(house: House) -> None:
    page = opened(house, house.granted()).press("下一步", {"method": "leaving"})

    page = page.press("换一种送达方式", {"refusal": "不认可决定", "place": "武汉路28号"})
    assert page.value("method") == "leaving"
    page = page.press("下一步", {"method": "personal"})
    assert page.value("place") == "武汉路28号"
    page = page.press("换一种送达方式").press("下一步", {"method": "leaving"})

    assert (page.value("refusal"), page.value("place")) == ("不认可决定", "武汉路28号")


def test_a_check_goes_back_to_what_the_way_asks(house: House) -> None:
    page = opened(house, house.granted()).press("下一步", {"method": "post"})
    typed = {"post_number": "EMS1234567890123", "received_by": "王芳", "served_on": "2026-09-18"}
    check = page.press("核对送达", typed)
    back = check.press("返回修改")

    assert (back.value("post_number"), back.value("received_by")) == ("EMS1234567890123", "王芳")
    assert back.press("核对送达").press("送达").heading == "已办理：送达"


def test_a_post_receipt_that_comes_back_later_names_the_day_of_receipt(house: House) -> None:
    case = house.granted()
    page = opened(house.on("2026-09-22"), case).press("下一步", {"method": "post"})
    assert not page.value("served_on"), "the receipt says the day, and today would be believed"

    check = page.press("核对送达", {"post_number": "EMS1234567890123", "served_on": "2026-09-21"})
    assert "2026年9月21日(周一)" in check.main
    check.press("送达")

    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).entries[-1].effective_on == date(2026, 9, 21)


def test_a_public_notice_is_entered_when_its_thirty_days_have_passed(house: House) -> None:
    case = house.granted()
    typed = {"medium": "《洛阳日报》第4版", "notice_reason": "受送达人下落不明", "published_on": "2026-09-18"}

    early = opened(house.on("2026-10-18"), case).press("下一步", {"method": "public_notice"})
    early = early.press("核对送达", typed)
    assert early.errors == ["公告到2026年10月18日才满30日，期满以前不算送达，请在2026年10月18日以后办理。"]

    page = opened(house.on("2026-10-19"), case).press("下一步", {"method": "public_notice"})
    check = page.press("核对送达", typed)
    assert "公告期满、送达的日期2026年10月18日(周日)" in check.main
    check.press("送达")
    with house.office.store.look() as tx:
        assert cases.load(tx, case.number).entries[-1].effective_on == date(2026, 10, 18)


def test_nothing_was_served_before_the_decision_or_will_be_after_today(house: House) -> None:
    page = opened(house, house.granted()).press("下一步", {"method": "post"})
    between = "送达日期应当在作出决定之日（2026年9月18日）到今天（2026年9月18日）之间，请按送达证明填写。"

    for day, says in (
        ("2026-09-17", between),
        ("2026-09-19", between),
        ("", "没有填写送达日期。请按送达回证、邮件回执填写实际送达的日期。"),
        ("昨天", "日期应如 2026-11-03 或者 2026年11月3日。"),
    ):
        answer = page.press("核对送达", {"post_number": "EMS1234567890123", "served_on": day})
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
