"""A visit on pages: two officers, each standard, the record in view before it is kept."""

from __future__ import annotations

from approval.core.case import Case
from tests.web.conftest import House
from tests.web.visitor import Page


def opened(house: House, case: Case) -> Page:
    """The page of a visit as a reviewer comes to it from the case."""
    return house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("现场核查")


def record(house: House, **changed: object) -> dict[str, object]:
    """A whole record, some of it changed."""
    return {
        "officers-0-number": "豫410305101",
        "officers-1-account": str(house.persons["acceptor"].id),
        "officers-1-number": "豫410305117",
        "results-0-found": "met",
        "results-0-note": "实测62平方米",
        "met_with": "护理部主任赵玉兰",
        "findings": "房屋与平面图一致。",
        "confirmed": "signed",
        **changed,
    }


def test_the_page_proposes_today_the_stated_address_and_the_officer_himself(house: House) -> None:
    page = opened(house, house.accepted())

    assert page.value("visited_on") == "2026-09-18"
    assert page.value("place") == "洛阳市涧西区示例路1号综合楼1层"
    assert page.value("officers-0-account") == str(house.persons["reviewer"].id)
    assert "现场核查不扣除办理时间" in page.main


def test_every_standard_of_the_item_is_asked_about(house: House) -> None:
    page = opened(house, house.accepted())

    asked = page.tree.xpath("//main//input[starts-with(@name, 'results-') and contains(@name, '-about')]")
    item = house.office.rulebook.item("jianxi-2017", "nursing-station.establish")
    assert [one.get("value") for one in asked] == [standard.id for standard in item.standards]
    assert item.standards[0].says in page.main


def test_the_record_is_seen_before_it_is_kept_and_the_case_page_tells_it(house: House) -> None:
    case = house.accepted()
    check = opened(house, case).press("下一步", record(house))

    assert "将要发出的文书" in check.main
    assert "被核查单位确认：被核查单位在场人员核对无误后签字或者盖章。" in check.main
    assert "李娜" in check.main
    assert "豫410305117" in check.main
    done = check.press("现场核查")
    assert done.heading == "已办理：现场核查"
    page = done.follow("打开办件页")
    assert "核查、说明和听证" in page.main
    assert "实测62平方米" in page.main
    assert "护理部主任赵玉兰" in page.main


def test_one_officer_is_refused_and_nothing_typed_is_lost(house: House) -> None:
    answer = opened(house, house.accepted()).press("下一步", record(house, **{"officers-1-account": ""}))

    assert answer.status == 422
    assert "现场核查须有两名以上不同的工作人员（行政许可法第三十四条第三款）。" in answer.main
    assert answer.value("findings") == "房屋与平面图一致。"
    assert answer.value("results-0-note") == "实测62平方米"


def test_a_day_after_today_is_refused_with_what_was_typed(house: House) -> None:
    answer = opened(house, house.accepted()).press("下一步", record(house, visited_on="2026-09-19"))

    assert answer.status == 422
    assert "核查日期应在收到申请之日（2026-09-18）至今天（2026-09-18）之间" in answer.main
    assert answer.value("met_with") == "护理部主任赵玉兰"


def test_an_acceptor_records_no_visit(house: House) -> None:
    page = house.visit("acceptor").open(f"/clerk/cases/{house.accepted().number}/visit")

    assert page.status == 403
    assert "只能由审查人办理" in page.main


def test_before_acceptance_nobody_goes(house: House) -> None:
    page = house.visit("reviewer").open(f"/clerk/cases/{house.submitted().number}/visit")

    assert page.status == 409


def test_the_applicant_reads_the_record_on_his_page(house: House) -> None:
    case = house.accepted()
    opened(house, case).press("下一步", record(house)).press("现场核查")

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert "房屋与平面图一致" in page.main
    assert page.follow("现场核查记录").response.data.startswith(b"%PDF-")
