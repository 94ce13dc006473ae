"""Officers find the orders of supervision, acknowledge them and answer in time."""

from __future__ import annotations

from datetime import date

from approval.procedure.timers import tick
from tests.web.licensed import FRIDAY, County, county

__all__ = ["county"]


def test_an_order_is_acknowledged_and_answered(county: County) -> None:
    order = county.ordered()
    visitor = county.visit(county.town.reviewer)
    page = visitor.open("/clerk/orders/").follow(order.number)
    assert "请说明进展" in page.main
    page = page.press("签收督办单")
    assert "已签收，待答复" in page.main
    page = page.press("答复督办单", {"says": "材料多，正在核对。", "done": "已加派人员。"})
    assert "答复已经送交监督人员" in page.text
    assert "已加派人员" in page.main


def test_an_empty_answer_stays_on_its_page(county: County) -> None:
    order = county.ordered()
    page = county.visit(county.town.reviewer).open(f"/clerk/orders/{order.number}")
    again = page.press("答复督办单", {"says": "", "done": "已加派人员。"})
    assert (again.status, again.value("done").strip()) == (422, "已加派人员。")


def test_whoever_was_slower_loses_nothing_typed(county: County) -> None:
    order = county.ordered()
    page = county.visit(county.town.reviewer).open(f"/clerk/orders/{order.number}")
    county.town.do(FRIDAY, county.town.decider, order.number, "answer_order", says="已办。", done="")
    late = page.press("答复督办单", {"says": "我的答复。", "done": ""})
    assert late.status == 409
    assert "我的答复" in late.main


def test_the_case_leads_to_its_order_and_the_order_to_its_letter(county: County) -> None:
    order = county.ordered()
    visitor = county.visit(county.town.acceptor)
    page = visitor.open(f"/clerk/cases/{order.about}").follow("督办单：监督人员督办")
    assert page.path == f"/clerk/orders/{order.number}"
    assert page.follow("打开《督办通知书》").response.mimetype == "application/pdf"
    assert visitor.open(f"/clerk/cases/{order.number}").path == f"/clerk/orders/{order.number}"


def test_a_list_without_orders_says_what_will_appear(county: County) -> None:
    assert "没有需要答复的督办单" in county.visit(county.town.acceptor).open("/clerk/orders/").main


def test_an_order_by_rule_says_in_whose_name_it_came(county: County) -> None:
    county.town.file(FRIDAY, "town-station.register")
    day = date(2026, 9, 28)
    tick(county.town.at(day))
    visitor = county.on(day).visit(county.town.acceptor)
    page = visitor.open("/clerk/orders/")
    assert "系统依规则签发" in page.main
    assert "以值班监督人员赵监督的名义" in page.follow("9999").main


def test_an_order_is_in_no_worklist(county: County) -> None:
    order = county.ordered()
    assert order.number not in county.visit(county.town.reviewer).open("/clerk/").main


def test_the_applicant_does_not_get_to_an_order(county: County) -> None:
    order = county.ordered()
    page = county.visit(county.town.operator).open(f"/operator/cases/{order.number}")
    assert page.status == 403
    assert "请说明进展" not in page.text
