"""The administrator's first page, the packs, and what an administrator never sees."""

from __future__ import annotations

import pytest

from tests.web.admin.test_holiday_notice import over_new_year, read
from tests.web.conftest import House


def test_the_year_to_come_without_a_notice_is_said_with_how_many_dates_hang_on_it(house: House) -> None:
    over_new_year(house)
    page = house.visit("administrator").open("/admin/")

    assert "2027年的放假通知尚未载入" in page.main
    assert "现有 1 件在办件的届满日暂定" in page.main


def test_a_loaded_notice_settles_it(house: House) -> None:
    over_new_year(house)
    read(house).press("载入放假通知")

    assert "尚未载入" not in house.visit("administrator").open("/admin/").main


def test_cases_that_nobody_can_judge_raise_a_red_light(house: House) -> None:
    house.on("2026-12-29")
    case = house.submitted()
    house.on("2027-01-08")
    page = house.visit("administrator").open("/admin/")

    assert "■ 1 件办件等待放假通知" in page.main
    assert case.number in page.main
    assert page.follow("载入放假通知").heading == "载入放假通知"


@pytest.mark.parametrize("address", ["/clerk/", "/supervisor/", "/operator/"])
def test_an_administrator_opens_no_case(house: House, address: str) -> None:
    case = house.submitted()
    administrator = house.visit("administrator")

    assert administrator.open(address).status == 403
    assert administrator.open(f"{address}case/{case.number}/").status in (403, 404)


def test_the_packs_tell_their_warnings_and_assumptions(house: House) -> None:
    page = house.visit("administrator").open("/admin/packs/")

    assert "洛阳市涧西区" in page.main
    assert "养老机构内设护理站设置审批" in page.main
    assert "提示（" in page.main
    for pack in house.office.rulebook.packs():
        assert all(" ".join(warning.split()) in page.main for warning in pack.warnings)
        assert f"采用默认的内容（{len(pack.assumptions)}）" in page.main
