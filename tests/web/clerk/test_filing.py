"""Recording a filing on pages: no discretion, every limit in view, a late one still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.web.filing_house import FilingHouse, open_house


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[FilingHouse]:
    """The county on Friday 4 September 2026."""
    with open_house(tmp_path, migrated_sqlite, date(2026, 9, 4)) as opened:
        yield opened


def test_complete_materials_are_recorded_with_the_certificate_in_view(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary")
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")
    assert "审查材料：办理备案，或者一次性告知" in page.main
    assert "备案期限届满日" in page.main
    assert "2026年9月18日" in page.main
    assert "受理" not in page.links()

    check = page.follow("备案")
    assert check.heading == "核对后备案"
    assert "医疗机构执业许可证" in check.main
    assert "没有裁量的余地" in check.main

    done = check.press("备案")
    assert done.heading == "已办理：备案"
    assert "送达备案凭证" in done.main


def test_the_worklist_lists_filings_under_what_they_wait_for(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary")

    page = house.visit("acceptor").open("/clerk/", {"who": "mine"})

    assert case.number in page.main
    assert "办理备案" in page.main
    assert "已备案，待送达" in page.main


def test_the_acceptors_list_leaves_out_what_waits_for_a_reviewer(house: FilingHouse) -> None:
    case = house.town.act(house.today, house.submitted("town.infirmary"), "acceptor", "record")
    case = house.town.serve(house.today, case)

    assert case.number not in house.visit("acceptor").open("/clerk/", {"who": "acceptor"}).main
    assert case.number in house.visit("reviewer").open("/clerk/", {"who": "mine"}).main


def test_a_late_filing_is_red_and_says_that_nothing_happens_by_itself(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary")

    page = house.on("2026-09-24").visit("acceptor").open(f"/clerk/cases/{case.number}")

    assert "■ 已逾期" in page.main
    assert "逾期不视为受理，也不视为已经备案" in page.main
    assert page.follow("备案").press("备案").heading == "已办理：备案"


def test_the_one_notice_of_a_filing_leads_to_its_record(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary", lacking=("floor-plan",))
    visitor = house.visit("acceptor")
    check = visitor.open(f"/clerk/cases/{case.number}").follow("发出一次性告知书").press("下一步")
    assert "应当办理备案" in check.main
    assert check.press("发出一次性告知书").heading == "已办理：发出一次性告知书"

    house.town.supplement(house.today, case, ["floor-plan"])
    page = visitor.open(f"/clerk/cases/{case.number}")

    assert "对照告知书审查补正材料，齐全的办理备案" in page.main
    assert page.follow("备案").press("备案").heading == "已办理：备案"


def test_turning_a_filing_down_names_only_what_the_notice_listed(house: FilingHouse) -> None:
    case = house.town.notify(house.today, house.submitted("town.infirmary", lacking=("floor-plan",)))
    house.town.supplement(house.today, case, ["decision"])

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("不予备案")
    assert "没有裁量的余地" in page.main
    assert "隐瞒" not in page.main
    check = page.press("下一步", {"cause": "unmet", "unmet": ["floor-plan"], "reasons": "平面图没有补交"})

    assert "不予备案决定书" in check.main
    assert check.press("不予备案").heading == "已办理：不予备案"
