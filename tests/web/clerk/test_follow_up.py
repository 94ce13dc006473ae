"""The check afterwards on pages: two officers, what was found, what has to be put right, the revocation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from tests.web.filing_house import FilingHouse, open_house
from tests.web.visitor import Page


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[FilingHouse]:
    """The county on Friday 4 September 2026."""
    with open_house(tmp_path, migrated_sqlite, date(2026, 9, 4)) as opened:
        yield opened


def served(house: FilingHouse) -> Case:
    case = house.town.act(house.today, house.submitted("town.infirmary"), "acceptor", "record")
    return house.town.serve(house.today, case)


def record(house: FilingHouse, rooms: str) -> Mapping[str, object]:
    """Fill in the record of a check."""
    who = house.town.who
    return {
        "officers-0-account": str(who["reviewer"].id), "officers-0-number": "备执001",
        "officers-1-account": str(who["second"].id), "officers-1-number": "备执002",
        "met_with": "李敏", "results-0-found": rooms, "results-1-found": "met",
        "findings": "查看了用房和人员资质", "confirmed": "signed",
    }  # fmt: skip


def ordered(house: FilingHouse, case: Case) -> Page:
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("责令整改")
    return page.press("下一步", record(house, "unmet"))


def test_a_good_check_is_recorded_and_the_case_can_be_closed(house: FilingHouse) -> None:
    case = served(house)
    page = house.on("2026-10-12").visit("reviewer").open(f"/clerk/cases/{case.number}").follow("核查符合")
    assert "诊室、治疗室、处置室各自独立" in page.main

    check = page.press("下一步", record(house, "met"))
    assert "核查记录" in check.main
    assert "陈明" in check.main
    assert check.press("核查符合").heading == "已办理：核查符合"

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")
    assert page.follow("办结").press("办结").heading == "已办理：办结"


def test_one_officer_is_told_what_the_law_asks_for(house: FilingHouse) -> None:
    case = served(house)
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("核查符合")

    answer = page.press("下一步", {**record(house, "met"), "officers-1-account": "", "officers-1-number": ""})

    assert answer.status == 422
    assert "两名以上不同的工作人员" in answer.main
    assert answer.value("findings") == "查看了用房和人员资质"


def test_a_bad_check_orders_by_letter_what_has_to_be_put_right(house: FilingHouse) -> None:
    case = served(house)
    check = ordered(house.on("2026-10-12"), case)
    assert "责令整改通知书" in check.main
    assert "2026年10月26日" in check.main

    done = check.press("责令整改")

    assert done.heading == "已办理：责令整改"
    page = house.visit("decider").open(f"/clerk/cases/{case.number}")
    assert "责令整改的内容" in page.main
    assert "不符合“诊室、治疗室、处置室各自独立”" in page.main


def test_who_ordered_wrongly_is_led_to_the_other_page(house: FilingHouse) -> None:
    case = served(house)
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/follow-up")

    answer = page.press("下一步", record(house, "unmet"))

    assert answer.status == 422
    assert "不能登记为核查合格" in answer.main
    assert answer.follow("改为责令整改").heading == "责令整改"


def test_a_filing_is_revoked_when_the_limit_has_passed(house: FilingHouse) -> None:
    case = served(house)
    ordered(house.on("2026-10-12"), case).press("责令整改")
    decider = house.on("2026-10-27").visit("decider")
    page = decider.open(f"/clerk/cases/{case.number}").follow("撤销备案")
    assert "已经届满" in page.main

    check = page.press("下一步", {"ground": "overdue", "reasons": "期满没有整改"})
    assert "撤销备案决定书" in check.main
    assert "6个月内" in check.main

    assert check.press("撤销备案").heading == "已办理：撤销备案"


def test_what_two_officers_found_put_right_is_recorded(house: FilingHouse) -> None:
    case = served(house)
    ordered(house.on("2026-10-12"), case).press("责令整改")
    page = house.on("2026-10-20").visit("decider").open(f"/clerk/cases/{case.number}").follow("整改合格")
    assert "责令整改的内容" in page.main

    check = page.press("下一步", record(house, "met"))

    assert "整改合格" in check.main
    assert check.press("整改合格").heading == "已办理：整改合格"
