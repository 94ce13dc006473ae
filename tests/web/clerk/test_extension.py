"""Extension on pages: only by the head, once, in time, and named for what it is."""

from __future__ import annotations

from approval.core.person import Person
from approval.procedure import extension
from tests.web.conftest import House


def test_the_head_extends_and_sees_both_due_dates_move(house: House) -> None:
    case = house.accepted()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}").follow("延长办理期限")

    check = page.press("下一步", {"days": "5", "reasons": "需要补充论证。"})
    assert "由2026年10月9日(周五)延长到2026年10月15日(周四)" in check.main
    assert "法定期限届满日相应延长到2026年10月29日(周四)" in check.main
    assert "需要补充论证" in check.main

    done = check.press("延长办理期限")
    assert done.heading == "已办理：延长办理期限"
    assert "涧卫延〔2026〕1号" in done.main


def test_the_page_says_when_only_a_promise_is_extended(house: House) -> None:
    case = house.accepted()

    page = house.visit("decider").open(f"/clerk/cases/{case.number}/extension")

    assert "这次延长的只是本机关的承诺期限，不是法定期限" in page.main


def test_a_decider_who_is_no_head_is_told_who_may(house: House, allround: Person) -> None:
    case = house.accepted()
    visitor = house.anybody().sign_in(allround.id)
    assert "延长办理期限须由本机关负责人批准" in visitor.open(f"/clerk/cases/{case.number}").main

    page = visitor.open(f"/clerk/cases/{case.number}/extension")
    assert "延期须经本机关负责人批准" in page.main
    answer = page.press("下一步", {"days": "5", "reasons": "需要补充论证。"})

    assert answer.status == 422
    assert "延期须经本机关负责人批准" in answer.errors[0]
    assert answer.value("reasons") == "需要补充论证。"


def test_more_than_ten_days_are_refused_with_the_rule(house: House) -> None:
    case = house.accepted()
    page = house.visit("decider").open(f"/clerk/cases/{case.number}/extension")

    answer = page.press("下一步", {"days": "11", "reasons": "需要补充论证。"})

    assert answer.status == 422
    assert answer.errors == ["延长期限应为1至10个工作日（行政许可法第四十二条第一款）。"]


def test_a_second_extension_is_refused(house: House) -> None:
    case = house.accepted()
    head = house.persons["decider"]
    extension.extend(house.office, head, case.number, case.version, days=3, reasons="材料较多")
    visitor = house.visit("decider")
    assert "延长办理期限" not in visitor.open(f"/clerk/cases/{case.number}").links()

    page = visitor.open(f"/clerk/cases/{case.number}/extension")
    answer = page.press("下一步", {"days": "3", "reasons": "还是不够。"})

    assert answer.status == 422
    assert "已经延期一次" in answer.main


def test_after_the_due_date_it_is_too_late(house: House) -> None:
    case = house.accepted()
    page = house.on("2026-10-12").visit("decider").open(f"/clerk/cases/{case.number}/extension")

    answer = page.press("下一步", {"days": "3", "reasons": "还是不够。"})

    assert answer.status == 422
    assert "届满后不能延期" in answer.main
