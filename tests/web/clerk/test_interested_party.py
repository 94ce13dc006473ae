"""Interested parties on pages: the notice is theirs, and what they say is kept."""

from __future__ import annotations

from tests.web.conftest import House

PARTY = "武汉路28号院业主委员会"
NOTICE = {"party": PARTY, "interest": "共用电梯", "proof": "今天当面签收"}


def test_the_notice_names_the_party_and_the_applicant_does_not_see_it(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("告知利害关系人")
    check = page.press("下一步", NOTICE)
    assert f"{PARTY}：" in check.main
    assert check.press("告知利害关系人").heading == "已办理：告知利害关系人"

    clerk = house.visit("reviewer").open(f"/clerk/cases/{case.number}")
    letter = clerk.links()["陈述申辩权利告知书"].rpartition("/")[2]
    applicant = house.visit("operator")
    assert PARTY not in applicant.open(f"/operator/cases/{case.number}").text
    assert applicant.open(f"/operator/letters/{letter}").status == 404


def test_a_statement_is_kept_with_what_becomes_of_it(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("记录陈述申辩")
    done = page.press("下一步", {"party": PARTY, "says": "不同意共用电梯", "regard": "采纳"}).press(
        "记录陈述申辩"
    )

    assert done.heading == "已办理：记录陈述申辩"
    told = done.follow("打开办件页").main
    assert "不同意共用电梯" in told
    assert PARTY in told
    assert "不同意共用电梯" not in house.visit("operator").open(f"/operator/cases/{case.number}").text


def test_a_statement_without_an_answer_is_asked_for_one(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/statement")

    answer = page.press("下一步", {"party": PARTY, "says": "不同意", "regard": ""})

    assert answer.status == 422
    assert answer.value("says") == "不同意"
