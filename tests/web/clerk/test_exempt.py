"""The answer on pages that no licence is needed."""

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


def test_the_answer_is_seen_as_a_letter_before_it_is_given(house: FilingHouse) -> None:
    case = house.submitted("town.exempt")
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("告知无需审批")

    check = page.press("下一步", {"note": "登记请到窗口咨询"})
    assert "养老机构设立许可已经取消" in check.main
    assert "登记请到窗口咨询" in check.main

    done = check.press("告知无需审批")
    assert done.heading == "已办理：告知无需审批"
    assert "本案已经结束" in done.main
