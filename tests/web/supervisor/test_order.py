"""A supervisor opens an order about a case, reads the answer, closes it or gives it back; cases stay untouched."""

from __future__ import annotations

from approval.store import papers
from tests.web.licensed import FRIDAY, County, county

__all__ = ["county"]


def test_an_order_is_opened_from_the_page_of_a_case(county: County) -> None:
    case = county.town.accepted(FRIDAY, "town-station.register")
    visitor = county.visit(county.town.supervisor)
    page = visitor.open(f"/supervisor/case/{case.number}/").follow("签发督办单")
    opened = page.press("签发督办单", {"says": "请说明迟延的原因。", "days": "3"})
    assert opened.path.startswith("/supervisor/orders/")
    assert "督办单已经签发" in opened.text
    [order] = county.town.orders_of(case)
    assert order.due_on is not None
    assert "监督人员督办" in visitor.open(f"/supervisor/case/{case.number}/").main
    assert county.town.load(case).version == case.version


def test_an_order_without_a_matter_is_not_opened(county: County) -> None:
    case = county.town.accepted(FRIDAY, "town-station.register")
    page = county.visit(county.town.supervisor).open(f"/supervisor/case/{case.number}/order")
    again = page.press("签发督办单", {"says": "", "days": "3"})
    assert (again.status, again.value("days")) == (422, "3")
    assert county.town.orders_of(case) == []


def test_an_answered_order_is_closed(county: County) -> None:
    order = county.ordered()
    county.town.do(FRIDAY, county.town.reviewer, order.number, "answer_order", says="已加派人员。", done="")
    page = county.visit(county.town.supervisor).open("/supervisor/orders/").follow(order.number)
    assert "已加派人员" in page.main
    closed = page.press("办结督办单", {"says": "情况属实。"})
    assert "督办单已经办结" in closed.text
    visitor = county.visit(county.town.supervisor)
    assert order.number not in visitor.open("/supervisor/orders/").main
    assert order.number in visitor.open("/supervisor/orders/", {"show": "all"}).main


def test_an_answer_that_does_not_do_is_given_back_with_a_new_limit(county: County) -> None:
    order = county.ordered()
    county.town.do(FRIDAY, county.town.reviewer, order.number, "answer_order", says="正在办。", done="")
    page = county.visit(county.town.supervisor).open(f"/supervisor/orders/{order.number}")
    again = page.press("退回督办单", {"says": "", "days": "2"})
    assert again.status == 422
    back = again.press("退回督办单", {"says": "没有说明原因。", "days": "2"})
    assert "督办单已经退回" in back.text
    assert "没有说明原因" in back.main


def test_before_the_answer_there_is_nothing_to_close(county: County) -> None:
    order = county.ordered()
    page = county.visit(county.town.supervisor).open(f"/supervisor/orders/{order.number}")
    assert "办结督办单" not in page.buttons()
    with county.town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, order.number)
    assert page.follow("打开《督办通知书》").response.mimetype == "application/pdf"
    assert letter.kind == "supervision_order"


def test_a_licence_or_an_order_is_no_case_of_the_board(county: County) -> None:
    order = county.ordered()
    visitor = county.visit(county.town.supervisor)
    assert order.number not in visitor.open("/supervisor/").main
    assert visitor.open(f"/supervisor/case/{order.number}/").path == f"/supervisor/orders/{order.number}"
    record = county.town.licensed(FRIDAY)
    assert visitor.open(f"/supervisor/case/{record.number}/").path == f"/licences/{record.number}"
