"""The holder's own licences: until when they hold, when to renew, and the way to ask for a change."""

from __future__ import annotations

from datetime import date

from approval.core.vocabulary import Role
from approval.store import papers, people
from tests.procedure.licence_town import GRANTED
from tests.web.licensed import County, county

__all__ = ["county"]

SOON = date(2031, 9, 1)


def test_the_holder_finds_his_licences_in_the_navigation(county: County) -> None:
    county.town.licensed()
    visitor = county.on(GRANTED).visit(county.town.operator)
    page = visitor.open("/operator/licences/")
    assert "安和养老院护理站" in page.main
    assert "2031年10月26日" in page.main
    assert "/operator/licences/" in [link.get("href") for link in page.tree.xpath("//header//a")]


def test_without_a_licence_the_page_says_what_will_appear(county: County) -> None:
    assert "还没有证照" in county.visit(county.town.operator).open("/operator/licences/").main


def test_the_first_page_calls_a_licence_to_mind_until_its_renewal_is_asked_for(county: County) -> None:
    town = county.town
    record = town.licensed()
    town.granted(date(2031, 8, 1), "town-station.verify", record.number)
    visitor = county.on(SOON).visit(town.operator)
    page = visitor.open("/operator/")
    assert "延续证照：安和养老院护理站" in page.main
    assert "最迟在2031年9月26日(周五)申请" in page.main
    town.file(SOON, "town-station.renew", record.number)
    assert "延续证照" not in visitor.open("/operator/").main, (
        "the verification, decided and unserved, hid nothing"
    )


def test_a_renewal_is_begun_from_the_licence_and_is_about_it(county: County) -> None:
    town = county.town
    record = town.licensed()
    visitor = county.on(SOON).visit(town.operator)
    page = visitor.open(f"/operator/licences/{record.number}")
    assert "最迟在2031年9月26日" in page.main
    before = page.follow("护理站执业许可延续")
    assert record.number in before.main
    tasks = before.press("开始填写申请")
    assert tasks.status == 200
    with town.office.store.look() as tx:
        [draft] = papers.drafts_of(tx, town.institution)
    assert draft.data["licence.number"] == record.number


def test_after_the_last_day_for_renewal_the_page_says_what_silence_no_longer_does(county: County) -> None:
    record = county.town.licensed()
    page = (
        county.on(date(2031, 10, 1)).visit(county.town.operator).open(f"/operator/licences/{record.number}")
    )
    assert "不视为准予延续" in page.main


def test_while_a_renewal_in_time_is_under_way_the_page_says_what_silence_will_do(county: County) -> None:
    town = county.town
    record = town.licensed()
    town.accepted(date(2031, 9, 20), "town-station.renew", record.number)
    page = county.on(date(2031, 10, 1)).visit(town.operator).open(f"/operator/licences/{record.number}")
    assert "延续申请已在2031年9月20日(周六)按期收到" in page.main


def test_after_a_grant_the_case_says_what_may_be_claimed_and_where_the_licence_is(county: County) -> None:
    case = county.town.granted(GRANTED, "town-station.register")
    page = county.on(GRANTED).visit(county.town.operator).open(f"/operator/cases/{case.number}")
    assert "360000元" in page.main
    assert "四（一）" in page.main
    assert page.follow("这次取得的证照").heading == "安和养老院护理站"


def test_what_became_of_it_leads_to_the_cases_and_letters(county: County) -> None:
    town = county.town
    record = town.licensed()
    case = town.granted(date(2027, 5, 6), "town-station.deregister", record.number)
    page = county.on(date(2027, 5, 7)).visit(town.operator).open(f"/operator/licences/{record.number}")
    assert f"办件 {case.number}" in page.main
    letter = page.follow("关于注销")
    assert letter.response.mimetype == "application/pdf"
    assert "可以申请的" not in page.main


def test_the_holder_reads_that_a_decision_has_not_been_served(county: County) -> None:
    town = county.town
    told = {"declaration__electronic_service": False}
    record = town.licence_of(town.granted(GRANTED, "town-station.register", **told))
    town.do(date(2027, 5, 6), town.decider, record.number, "suspend", months=3, reasons="护士不足。")
    page = county.on(date(2027, 5, 7)).visit(town.operator).open(f"/operator/licences/{record.number}")
    assert "决定书待送达：暂缓校验" in page.main
    assert "决定书待送达，送达以后才发生效力" in page.main
    public = county.anybody().open(f"/licences/{record.number}")
    assert "待送达" not in public.main


def test_a_licence_is_no_application_in_any_list_of_the_operator(county: County) -> None:
    record = county.town.licensed()
    page = county.on(GRANTED).visit(county.town.operator).open("/operator/")
    assert record.number not in page.main


def test_the_number_of_a_licence_leads_from_the_case_page_to_its_own(county: County) -> None:
    record = county.town.licensed()
    page = county.on(GRANTED).visit(county.town.operator).open(f"/operator/cases/{record.number}")
    assert page.path == f"/operator/licences/{record.number}"


def test_another_institutions_licence_is_not_for_this_operator(county: County) -> None:
    record = county.town.licensed()
    with county.town.office.store.begin() as tx:
        stranger = people.add_account(tx, "stranger", "hash", "外人", [Role.OPERATOR])
    page = county.on(GRANTED).visit(stranger).open(f"/operator/licences/{record.number}")
    assert page.status == 403
