"""No licence needed, on pages: why, the letter, done."""

from tests.web.conftest import House

TOLD = {"reasons": "诊所实行备案管理，不需要取得行政许可", "basis": "《诊所备案管理暂行办法》第二条"}


def test_the_letter_is_checked_and_the_case_closed(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("告知无需许可")

    check = page.press("下一步", TOLD)
    assert "无需许可告知书" in check.main
    assert "诊所实行备案管理" in check.main
    assert "申请行政复议" in check.main

    done = check.press("告知无需许可")
    assert done.heading == "已办理：告知无需许可"
    told = house.visit("operator").open(f"/operator/cases/{case.number}")
    assert "无需许可告知书" in told.main


def test_a_day_later_the_page_says_that_it_should_have_been_told_at_once(house: House) -> None:
    case = house.submitted()
    page = house.on("2026-09-22").visit("acceptor").open(f"/clerk/cases/{case.number}/not-required")

    assert "依法应当即时作出，收到申请已过3个工作日" in page.press("下一步", TOLD).main


def test_without_a_rule_the_page_stays_with_what_was_typed(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/not-required")

    answer = page.press("下一步", {**TOLD, "basis": ""})

    assert answer.status == 422
    assert "没有依据的，不能告知无需许可" in answer.errors[0]
    assert answer.value("reasons") == TOLD["reasons"]
