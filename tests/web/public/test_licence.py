"""Everybody can look whether a licence holds: by its number, by its code, in the list; no person is named."""

from __future__ import annotations

from datetime import date

from tests.procedure.licence_town import GRANTED
from tests.web.licensed import County, county

__all__ = ["county"]


def test_a_licence_has_a_public_page_with_the_code_that_leads_to_it(county: County) -> None:
    record = county.town.licensed()
    page = county.on(GRANTED).anybody().open(f"/licences/{record.number}")
    assert page.status == 200
    assert "这份证照现在有效" in page.main
    assert "2031年10月26日" in page.main
    assert page.tree.xpath("//main//svg[contains(@class, 'qr')]")
    assert f"/licences/{record.number}" in page.main
    assert "郑洁" not in page.text
    assert "王芳" not in page.text


def test_a_licence_is_found_by_its_number_and_in_the_list(county: County) -> None:
    record = county.town.licensed()
    visitor = county.on(GRANTED).anybody()
    listed = visitor.open("/licences/")
    assert "安和养老院护理站" in listed.main
    found = listed.press("查证照", {"number": f" {record.number} "})
    assert found.path == f"/licences/{record.number}"


def test_a_number_that_stands_for_no_licence_is_said_so(county: County) -> None:
    case = county.town.accepted(GRANTED, "town-station.register")
    visitor = county.on(GRANTED).anybody()
    assert visitor.open(f"/licences/{case.number}").status == 404
    page = visitor.open("/licences/", {"number": case.number})
    assert (page.status, page.value("number")) == (404, case.number)
    assert "没有编号为" in page.errors[0]


def test_an_ended_licence_says_so_and_on_which_ground(county: County) -> None:
    town = county.town
    record = town.licensed()
    town.do(date(2027, 1, 5), town.decider, record.number, "revoke", ground="fraud", reasons="提供虚假证书。")
    page = county.on(date(2027, 1, 6)).anybody().open(f"/licences/{record.number}")
    assert "已经撤销，不再有效" in page.main
    assert "第六十九条第二款" in page.main
    assert "提供虚假证书" not in page.main, "the reasons are the holder's to read"


def test_a_renewal_by_law_is_shown_before_the_timer_has_written_it_down(county: County) -> None:
    town = county.town
    record = town.licensed()
    town.accepted(date(2031, 9, 26), "town-station.renew", record.number)
    page = county.on(date(2031, 10, 27)).anybody().open(f"/licences/{record.number}")
    assert "这份证照现在有效" in page.main
    assert "2036年10月26日" in page.main


def test_an_empty_list_says_what_will_appear(county: County) -> None:
    assert "还没有证照记录" in county.anybody().open("/licences/").main


def test_what_a_letter_about_a_licence_prints_leads_to_its_page(county: County) -> None:
    record = county.town.licensed()
    where = {"number": record.number, "code": record.lookup_code}
    page = county.on(GRANTED).anybody().open("/progress", where)
    assert page.path == f"/licences/{record.number}"


def test_an_order_of_supervision_is_not_the_publics_to_read(county: County) -> None:
    order = county.ordered()
    page = county.anybody().open("/progress", {"number": order.number, "code": order.lookup_code})
    assert page.status == 404
    assert "请说明进展" not in page.text
