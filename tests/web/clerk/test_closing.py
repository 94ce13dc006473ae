"""Closing on pages."""

from __future__ import annotations

from approval.procedure import delivery
from tests.web.conftest import House


def test_a_finished_case_is_closed(house: House) -> None:
    case = house.published()
    check = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("办结")

    assert "案卷归档" in check.main
    done = check.press("办结")

    assert done.heading == "已办理：办结"
    assert "本案已经结束" in done.main


def test_an_unpublished_grant_cannot_be_closed(house: House) -> None:
    case = house.granted()
    case = delivery.serve(
        house.office, house.persons["acceptor"], case.number, case.version, method="electronic"
    )

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/closing")

    assert page.status == 422
    assert "准予决定尚未公开" in page.main
    assert "行政许可法第四十条" in page.main
    assert page.buttons() == []


def test_a_closed_case_takes_no_further_act(house: House) -> None:
    case = house.published()
    visitor = house.visit("acceptor")
    visitor.open(f"/clerk/cases/{case.number}/closing").press("办结")

    page = visitor.open(f"/clerk/cases/{case.number}/closing")

    assert page.status == 409
    assert "不能再办理" in page.main
