"""Addresses that nobody follows from a page of ours: answered, never a fault."""

from __future__ import annotations

import pytest

from tests.web.conftest import House

BEYOND = ("99999999999999999999", "9" * 5000)
"""More than a row's number can be, and more than Python reads as a number."""

NUMBERED = (
    ("operator", "/operator/drafts/{}/"),
    ("operator", "/operator/papers/{}"),
    ("acceptor", "/clerk/?after=2026-09-18.{}"),
    ("supervisor", "/supervisor/attempts?before={}"),
    ("supervisor", "/supervisor/?after=2026-09-18.{}"),
    ("supervisor", "/supervisor/?show=breached&after=.{}"),
    ("administrator", "/admin/calendar/{}"),
)
ELSEWHERE = (
    "//[",
    "//[::1",
    "//a℀b",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil",
)
"""What is no address of this site; some of it is no address at all."""


@pytest.mark.parametrize("number", BEYOND, ids=["beyond a row", "beyond a number"])
@pytest.mark.parametrize(("who", "address"), NUMBERED)
def test_a_number_that_nothing_has_finds_nothing(house: House, who: str, address: str, number: str) -> None:
    assert house.visit(who).open(address.format(number)).status in (200, 404)


@pytest.mark.parametrize("version", BEYOND, ids=["beyond a row", "beyond a number"])
def test_a_version_that_nothing_has_is_no_fault(house: House, version: str) -> None:
    page = house.visit("operator").open(f"/operator/drafts/{house.draft().id}/check")
    answer = page.press("提交", {"version": version})
    assert answer.status in (200, 409)


@pytest.mark.parametrize("back", ELSEWHERE)
def test_the_way_back_never_leads_elsewhere_and_never_breaks(house: House, back: str) -> None:
    client = house.anybody().client
    assert client.get("/type-size", query_string={"back": back}).headers["Location"] == "/"
    assert client.get("/nowhere", headers={"Referer": f"http://localhost/{back[1:]}"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/clerk/cases/4103%0005", "/clerk/?q=%00", "/progress?number=%00&code=x"]
)
def test_what_no_database_can_look_up_is_answered_before_it_is_asked(house: House, address: str) -> None:
    answer = house.visit("acceptor").open(address)
    assert answer.status == 400
    assert "系统没有读懂这次请求" in answer.text


def test_a_sign_that_cannot_be_kept_is_refused_with_the_form(house: House) -> None:
    client = house.anybody().client
    house.app.config["WTF_CSRF_ENABLED"] = False
    answer = client.post("/sign-in", data={"sign_in_name": "a\0b", "password": "x"})
    assert answer.status_code == 400
