"""One case from the first look to its closing, by the pages of the three clerks alone."""

from __future__ import annotations

from tests.web.conftest import House
from tests.web.visitor import Page


def test_a_case_goes_through_all_hands_without_javascript(house: House) -> None:
    number = house.submitted().number

    def at(who: str, act: str) -> Page:
        return house.visit(who).open("/clerk/").follow(number).follow(act)

    at("acceptor", "受理").press("受理")
    at("reviewer", "拟定审查意见").press("下一步", {"outcome": "grant", "reasons": "符合设置要求。"}).press(
        "拟定审查意见"
    )
    at("decider", "作出准予决定").press("作出准予决定")
    at("acceptor", "送达").press("下一步").press("送达")
    at("acceptor", "公开决定").press("公开决定")
    done = at("acceptor", "办结").press("办结")

    assert done.heading == "已办理：办结"
    journal = house.visit("acceptor").open("/clerk/", {"q": number}).follow(number).main
    for act in ("提交申请", "受理", "拟定审查意见", "作出准予决定", "送达", "公开决定", "办结"):
        assert act in journal


def test_a_form_without_the_token_of_our_page_is_not_taken(house: House) -> None:
    case = house.submitted()
    visitor = house.visit("acceptor")

    answer = visitor.client.post(
        f"/clerk/cases/{case.number}/acceptance", data={"version": "1", "todo": "do"}
    )

    assert answer.status_code == 400


def test_a_form_without_its_version_is_not_taken(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/acceptance")

    assert page.press("受理", {"version": ""}).status == 400
    assert page.press("受理", {"version": "-1"}).status == 400
