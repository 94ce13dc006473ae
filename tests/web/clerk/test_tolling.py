"""Special procedures on pages: what they move, what they cannot, and their results."""

from __future__ import annotations

from approval.core.case import Case
from approval.procedure import extension, tolling
from approval.store import cases
from tests.web.conftest import House
from tests.web.visitor import Page

WANTED = {"ground": "expert_review", "days": "5", "reasons": "由3名感染防控专家评审布局和流程。"}


def test_only_the_items_own_procedures_can_be_chosen(house: House) -> None:
    page = opened(house, house.accepted())

    assert [radio.get("value") for radio in page.tree.xpath("//input[@name='ground']")] == ["expert_review"]
    assert "现场核查不扣除时间" in page.main
    assert "一般需要5个工作日" in page.main


def test_the_check_says_what_due_date_results_before_the_notice_is_sent(house: House) -> None:
    check = opened(house, house.accepted()).press("下一步", WANTED)

    assert "特别程序告知书" in check.main
    assert "期限届满日由2026年10月9日(周五)顺延到2026年10月15日(周四)" in check.main

    done = check.press("开始特别程序")
    assert done.heading == "已办理：开始特别程序"
    assert "2026年10月15日(周四)" in done.main
    assert "等待专家评审结果" in done.main


def test_on_the_due_date_the_page_warns_that_nothing_moves(house: House) -> None:
    case = house.accepted()

    page = opened(house.on("2026-10-09"), case)

    assert "期限届满日（2026年10月9日(周五)）已到或者已过" in page.main
    assert "不改变届满日" in page.press("下一步", WANTED).main


def test_a_ground_that_no_rule_requires_is_refused(house: House) -> None:
    page = opened(house, house.accepted())

    answer = page.press("下一步", {**WANTED, "ground": "hearing"})

    assert answer.status == 422
    assert answer.value("reasons") == WANTED["reasons"]


def test_days_that_are_no_number_are_named_and_kept(house: House) -> None:
    answer = opened(house, house.accepted()).press("下一步", {**WANTED, "days": "五天"})

    assert answer.status == 422
    assert answer.errors == ["“五天”不是整数天数，请只填写数字，例如 5。"]
    assert answer.value("days") == "五天"


def test_a_second_toll_on_a_ground_still_open_is_refused_with_the_rule(house: House) -> None:
    case = tolled(house)

    answer = opened(house, case).press("下一步", WANTED)

    assert answer.status == 422
    assert "“专家评审”的特别程序尚未结束" in answer.main
    assert "行政许可法第四十五条" in answer.main
    assert answer.value("reasons") == WANTED["reasons"]
    with house.office.store.look() as tx:
        assert [one.act for one in cases.refused_attempts(tx, case_number=case.number)] == ["toll"]


def test_a_result_starts_the_clock_again_tomorrow(house: House) -> None:
    case = tolled(house)
    page = (
        house.on("2026-09-23")
        .visit("reviewer")
        .open(f"/clerk/cases/{case.number}")
        .follow("登记特别程序结果")
    )
    assert "2026年9月18日(周五)告知，需要5个工作日" in page.main

    check = page.press("下一步", {"result": "专家组一致认为符合要求。"})
    assert "从明天起恢复计时，期限届满日为2026年10月14日(周三)" in check.main

    assert check.press("登记特别程序结果").heading == "已办理：登记特别程序结果"


def test_while_a_result_is_awaited_noting_it_is_the_one_button(house: House) -> None:
    case = tolled(house)

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}")

    buttons = page.tree.xpath("//main//a[contains(@class, 'govuk-button')]")
    assert [button.text_content() for button in buttons] == ["登记特别程序结果"]
    assert "拟定审查意见" in page.links()


def test_without_an_open_procedure_there_is_no_result_to_note(house: House) -> None:
    case = house.accepted()
    visitor = house.visit("reviewer")

    assert "登记特别程序结果" not in visitor.open(f"/clerk/cases/{case.number}").links()
    assert "没有结果可以登记" in visitor.open(f"/clerk/cases/{case.number}/result").main


def test_an_acceptor_cannot_stop_the_clock(house: House) -> None:
    case = house.accepted()

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/tolling")

    assert page.status == 403
    assert "只能由审查人办理" in page.main


def test_before_acceptance_there_is_nothing_to_stop(house: House) -> None:
    case = house.submitted()

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/tolling")

    assert page.status == 409
    assert "不能办理“开始特别程序”" in page.main


def test_a_page_that_went_stale_keeps_the_text_and_lets_one_go_on(house: House) -> None:
    case = house.accepted()
    page = opened(house, case)
    extension.extend(
        house.office, house.persons["decider"], case.number, case.version, days=3, reasons="材料较多"
    )

    answer = page.press("下一步", WANTED)

    assert answer.status == 409
    assert "刘建国已经办理了“延长办理期限”" in answer.main
    assert answer.value("reasons") == WANTED["reasons"]
    assert answer.value("version") == "3"
    assert answer.press("下一步").press("开始特别程序").heading == "已办理：开始特别程序"


def opened(house: House, case: Case) -> Page:
    """The page of a special procedure as a reviewer opens it."""
    return house.visit("reviewer").open(f"/clerk/cases/{case.number}/tolling")


def tolled(house: House) -> Case:
    """An accepted case in which an expert review of five working days has begun."""
    case = house.accepted()
    return tolling.toll(
        house.office, house.persons["reviewer"], case.number, case.version,
        ground="expert_review", days=5, reasons="专家评审",
    )  # fmt: skip
