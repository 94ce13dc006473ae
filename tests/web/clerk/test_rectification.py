"""Records put right on pages: chosen from a list, checked by a second person with the letter in view."""

from __future__ import annotations

from tests.web.clerk.test_window import received
from tests.web.conftest import House
from tests.web.visitor import Page


def asked(house: House, value: str = "2026年9月15日") -> Page:
    """Ask for another day of receipt of a filing on paper."""
    case = received(house).follow("打开办件页")
    page = case.follow("更正记录").follow("更正")
    return page.press("下一步", {"value": value, "why": "邮件签收记录载明9月15日签收"})


def test_the_day_of_receipt_is_put_right_by_two_people(house: House) -> None:
    check = asked(house)
    assert "现在的记录" in check.main
    assert "2026年9月16日" in check.main
    assert "2026年9月15日" in check.main
    assert "经第二人核对以后生效" in check.main
    number = check.press("更正记录").follow("打开办件页").path.rpartition("/")[2]

    page = house.visit("decider").open(f"/clerk/cases/{number}")
    assert "等待第二人核对的更正" in page.main
    page = page.follow("核对更正").press("下一步")
    assert "更正告知书" in page.main
    assert "最迟答复日由2026年9月22日(周二)改为2026年9月21日(周一)" in page.main
    done = page.press("核对更正")

    assert done.heading == "已办理：核对更正"
    after = done.follow("打开办件页")
    assert "收到申请的日期已更正：原记为2026年9月16日，更正为2026年9月15日" in after.main
    assert "等待第二人核对" not in after.main
    told = house.visit("operator").open(f"/operator/cases/{number}")
    assert "原记录为2026年9月16日(周三)，已经更正" in told.main
    journal = house.visit("supervisor").open(f"/supervisor/case/{number}/journal")
    assert "第 1 条的收到申请的日期：记为2026年9月16日，应为2026年9月15日" in journal.main


def test_whoever_asked_is_not_offered_to_confirm(house: House) -> None:
    page = asked(house).press("更正记录").follow("打开办件页")

    assert "等待第二人核对的更正" in page.main
    assert "核对更正" not in page.links()


def test_an_online_filing_offers_nothing_to_put_right(house: House) -> None:
    case = house.submitted()
    visitor = house.visit("acceptor")
    assert "更正记录" not in visitor.open(f"/clerk/cases/{case.number}").links()

    page = visitor.open(f"/clerk/cases/{case.number}/rectification")
    assert "本案没有可以更正的记录" in page.main
    assert "只能告知一次" in page.main


def test_a_day_that_cannot_be_stays_on_the_page_with_what_was_typed(house: House) -> None:
    answer = asked(house, "2026-10-30")

    assert answer.status == 422
    assert "不能在今天以后" in answer.main
    assert answer.value("why") == "邮件签收记录载明9月15日签收"


def test_only_the_role_that_entered_it_may_ask(house: House) -> None:
    case = received(house).follow("打开办件页").path
    page = house.visit("reviewer").open(f"{case}/rectification").follow("更正")

    answer = page.press("下一步", {"value": "2026-09-15", "why": "签收记录"})

    assert answer.status in (403, 422)
    assert "只能由受理人提出更正" in answer.main
