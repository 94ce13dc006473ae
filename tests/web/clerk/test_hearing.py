"""A hearing on pages: told, asked for on paper, summoned, held by somebody else, named in the decision."""

from __future__ import annotations

from approval.core.case import Case
from approval.procedure import acts
from tests.web.conftest import House

PARTY = "武汉路28号院业主委员会"
SUMMONS = {"held_on": "2026-10-13", "held_at": "上午9时", "place": "三楼会议室"}
RECORD = {
    "attended": "代理人李敏", "review_says": "平面图", "applicant_says": "另开出入口", "conclusion": "没有争议",
    "confirmed": "signed",
}  # fmt: skip


def told(house: House, interested: str = "") -> Case:
    """An accepted case in which the right to a hearing was told today."""
    case = house.accepted()
    values = {"reasons": "共用电梯", "interested": interested}
    return acts.do(
        house.office, house.persons["reviewer"], case.number, case.version, "inform_hearing", values
    )


def asked(house: House) -> Case:
    """A case in which the applicant asked for a hearing."""
    case = told(house)
    return acts.do(house.office, house.persons["operator"], case.number, case.version, "request_hearing", {})


def summoned(house: House) -> Case:
    """A case in which the hearing was summoned for 13 October, before the acceptor."""
    case = asked(house)
    values = {**SUMMONS, "presider": house.persons["acceptor"].id}
    return acts.do(
        house.office, house.persons["reviewer"], case.number, case.version, "summon_hearing", values
    )


def test_the_notice_says_its_last_day_and_goes_to_the_parties_too(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("告知听证权利")

    check = page.press("下一步", {"reasons": "共用电梯", "interested": PARTY})
    assert "即不迟于2026年9月24日（星期四）提出申请" in check.main
    assert "不能作出决定" in check.main
    assert PARTY in check.main

    assert check.press("告知听证权利").heading == "已办理：告知听证权利"
    again = house.visit("reviewer").open(f"/clerk/cases/{case.number}")
    assert "告知听证权利" not in again.links()


def test_a_party_asks_at_the_window(house: House) -> None:
    case = told(house, PARTY)
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("申请听证")

    answer = page.press("下一步", {"asked_by": "interested", "party": "", "proof": ""})
    assert answer.status == 422
    assert "没有写明是哪一位利害关系人申请听证。" in answer.main

    done = answer.press("下一步", {"party": PARTY, "proof": "当面提交"}).press("申请听证")
    assert done.heading == "已办理：申请听证"
    assert "通知听证的时间、地点" in done.main


def test_only_those_who_did_not_review_can_be_chosen_to_preside(house: House) -> None:
    case = asked(house)

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("通知听证")

    offered = [one.text for one in page.tree.xpath("//select[@name='presider']/option")]
    assert [name.partition("（")[0] for name in offered] == ["请选择", "李娜", "刘建国"]
    assert "最迟在2026年10月" in page.main


def test_a_day_too_near_is_refused_with_the_rule(house: House) -> None:
    case = asked(house)
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/hearing-summons")

    answer = page.press(
        "下一步", {**SUMMONS, "held_on": "2026-09-24", "presider": str(house.persons["acceptor"].id)}
    )

    assert answer.status == 422
    assert "7个工作日前" in answer.main
    assert answer.value("place") == "三楼会议室"


def test_the_summons_is_seen_as_a_letter_before_it_is_sent(house: House) -> None:
    case = asked(house)
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/hearing-summons")

    check = page.press("下一步", {**SUMMONS, "presider": str(house.persons["acceptor"].id)})

    assert "听证于2026年10月13日（星期二）上午9时在三楼会议室举行。" in check.main
    assert "听证由李娜主持" in check.main
    assert check.press("通知听证").heading == "已办理：通知听证"


def test_on_its_day_the_presider_alone_is_offered_the_record(house: House) -> None:
    case = summoned(house)
    address = f"/clerk/cases/{case.number}"
    assert "举行听证" not in house.visit("acceptor").open(address).links()

    house.on("2026-10-13")

    assert "举行听证" in house.visit("acceptor").open(address).links()
    assert "举行听证" not in house.visit("reviewer").open(address).links()
    assert "举行听证" not in house.visit("decider").open(address).links()


def test_the_record_is_kept_and_the_decision_names_it(house: House) -> None:
    case = summoned(house)
    house.on("2026-10-13")
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("举行听证")
    assert (page.value("held_on"), page.value("place")) == ("2026-10-13", "三楼会议室")

    done = page.press("下一步", RECORD).press("举行听证")
    assert done.heading == "已办理：举行听证"

    review = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("拟定审查意见")
    review.press("下一步", {"outcome": "grant", "reasons": "符合"}).press("拟定审查意见")
    decision = house.visit("decider").open(f"/clerk/cases/{case.number}").follow("作出准予决定")
    assert "经审查并根据2026年10月13日《听证笔录》（涧卫听录〔2026〕1号）" in decision.main


def test_while_the_right_runs_the_decision_is_not_offered_and_the_page_says_why(house: House) -> None:
    case = told(house)
    review = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("拟定审查意见")
    review.press("下一步", {"outcome": "grant", "reasons": "符合"}).press("拟定审查意见")

    page = house.visit("decider").open(f"/clerk/cases/{case.number}")
    assert "等待听证" in page.main
    assert "作出准予决定" not in page.links()
    assert house.visit("decider").open(f"/clerk/cases/{case.number}/decision").status == 422


def test_a_hearing_that_was_asked_for_can_be_tolled(house: House) -> None:
    case = asked(house)

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/tolling")

    grounds = [one.get("value") for one in page.tree.xpath("//input[@name='ground']")]
    assert grounds == ["expert_review", "hearing"]
    assert "期限届满日由" in page.press("下一步", {"ground": "hearing", "days": "15", "reasons": "听证"}).main
