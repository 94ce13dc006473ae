"""The working calendar as an administrator reads it: years with their sources, days with their names."""

from __future__ import annotations

import pytest

from tests.web.admin.test_holiday_notice import read
from tests.web.conftest import House
from web.admin.months import of_year


def test_every_year_names_its_notice_its_day_and_where_it_stands(house: House) -> None:
    page = house.visit("administrator").open("/admin/calendar/")

    assert "国办发明电〔2025〕7号" in page.main
    assert "2025年11月4日(周二)" in page.main
    assert any(address.startswith("https://www.gov.cn/") for address in page.links().values())
    assert page.main.count("随系统提供") == 23, "twenty years, three of them amended"


def test_a_year_without_a_notice_is_marked_provisional(house: House) -> None:
    page = house.visit("administrator").open("/admin/calendar/")

    assert "2027年 暂定 放假通知尚未载入" in page.main
    assert "2026年 暂定" not in page.main


def test_a_loaded_notice_stands_in_the_list_with_who_and_when(house: House) -> None:
    read(house).press("载入放假通知")
    page = house.visit("administrator").open("/admin/calendar/")

    assert "2027年 国办发明电〔2026〕8号" in page.main
    assert "孙涛2026年9月18日" in page.main
    assert "2027年 暂定" not in page.main


def test_a_year_is_shown_as_a_grid_with_names(house: House) -> None:
    page = house.visit("administrator").open("/admin/calendar/2026")

    assert page.main.count("个工作日") == 13
    assert "全年 248 个工作日" in page.main
    assert "1日至7日国庆节放假" in page.main
    assert "20日调休上班（国庆节）" in page.main
    assert "10月10日调休上班" in page.main, "said aloud in its square"
    assert "暂定" not in page.main


def test_a_provisional_year_says_so_and_guesses_nothing(house: House) -> None:
    page = house.visit("administrator").open("/admin/calendar/2027")

    assert page.heading == "2027年工作日历 暂定"
    assert "不推测调休" in page.main
    assert "1日元旦放假" in page.main
    assert page.follow("载入放假通知").heading == "载入放假通知"


def test_a_divisions_own_days_are_shown_apart(house: House) -> None:
    read(house, text="9月30日放假。", year="2026", number="涧政〔2026〕3号", division="410305").press(
        "载入放假通知"
    )
    administrator = house.visit("administrator")

    assert "全年 248 个工作日" in administrator.open("/admin/calendar/2026").main
    own = administrator.open("/admin/calendar/2026?division=410305")
    assert "全年 247 个工作日" in own.main
    assert "涧政〔2026〕3号" in own.main
    assert "地方安排" in own.main


@pytest.mark.parametrize("year", ["1999", "2100"])
def test_a_year_outside_the_calendar_is_not_found(house: House, year: str) -> None:
    page = house.visit("administrator").open(f"/admin/calendar/{year}")

    assert page.status == 404
    assert "只有2000年至2099年" in page.main


def test_neighbouring_years_are_one_step_away(house: House) -> None:
    page = house.visit("administrator").open("/admin/calendar/2026")

    assert page.follow("2025年").heading == "2025年工作日历"
    assert "‹" not in house.visit("administrator").open("/admin/calendar/2000").main


def test_the_months_count_as_the_calendar_does(house: House) -> None:
    calendar = house.office.calendar("")
    months = of_year(calendar, 2026)

    days = [square.day for month in months for week in month.weeks for square in week if square]
    assert len(days) == 365
    assert sum(month.working for month in months) == sum(calendar.works(day) for day in days)
