"""The working-day calendar: what the notices say, what the law says alone, and counting."""

import csv
import runpy
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core.workdays import (
    FIRST,
    LAST,
    Calendar,
    CalendarRange,
    DayReason,
    NamedDay,
    Notice,
    statutory_days,
)

ROOT = Path(__file__).parents[2]
NATIONAL = Calendar.national()
VECTORS = list(csv.DictReader((ROOT / "tests/vectors/dates.csv").read_text(encoding="utf-8").splitlines()))
DAYS = st.dates(FIRST, LAST - timedelta(days=3000))
LENGTHS = st.integers(0, 1500)
ON_ANY_MACHINE = settings(deadline=None)


# Counting


@pytest.mark.parametrize("row", VECTORS, ids=lambda row: f"{row['from']}+{row['working_days']}")
def test_due_dates_worked_by_hand_from_the_notices(row: dict[str, str]) -> None:
    assert NATIONAL.add(date.fromisoformat(row["from"]), int(row["working_days"])) == date.fromisoformat(
        row["due"]
    )


def test_the_day_of_the_event_never_counts_and_is_not_first_moved_to_a_working_day() -> None:
    saturday = date(2026, 9, 19)
    assert NATIONAL.add(saturday, 0) == saturday
    assert NATIONAL.add(saturday, 1) == date(2026, 9, 20)


@ON_ANY_MACHINE
@given(DAYS, LENGTHS)
def test_as_many_days_are_counted_as_were_added(day: date, n: int) -> None:
    assert NATIONAL.count(day, NATIONAL.add(day, n)) == n


@ON_ANY_MACHINE
@given(DAYS, st.integers(1, 1500))
def test_a_working_day_limit_ends_on_a_working_day(day: date, n: int) -> None:
    assert NATIONAL.works(NATIONAL.add(day, n))


@ON_ANY_MACHINE
@given(DAYS, LENGTHS)
def test_one_more_day_ends_later(day: date, n: int) -> None:
    assert NATIONAL.add(day, n + 1) > NATIONAL.add(day, n)


@ON_ANY_MACHINE
@given(DAYS, LENGTHS)
def test_a_later_start_never_ends_earlier(day: date, n: int) -> None:
    assert NATIONAL.add(day + timedelta(days=1), n) >= NATIONAL.add(day, n)


@ON_ANY_MACHINE
@given(DAYS, st.integers(0, 700), st.integers(0, 700))
def test_counting_in_two_pieces_counts_the_whole(day: date, first: int, second: int) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert NATIONAL.count(day, middle) + NATIONAL.count(middle, end) == NATIONAL.count(day, end)


@ON_ANY_MACHINE
@given(DAYS, st.integers(0, 60))
def test_counting_agrees_with_looking_at_every_day(day: date, length: int) -> None:
    following = [day + timedelta(days=n) for n in range(1, length + 1)]
    assert NATIONAL.count(day, day + timedelta(days=length)) == sum(map(NATIONAL.works, following))


def test_nothing_is_counted_backwards() -> None:
    assert NATIONAL.count(date(2026, 3, 10), date(2026, 3, 2)) == 0
    assert NATIONAL.count(date(2026, 3, 10), date(2026, 3, 10)) == 0


def test_a_last_day_that_rests_moves_to_the_next_working_day() -> None:
    assert NATIONAL.on_or_after(date(2026, 10, 1)) == date(2026, 10, 8)
    assert NATIONAL.on_or_after(date(2026, 10, 8)) == date(2026, 10, 8)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_under_the_law_of_2024_has_248_working_days(year: int) -> None:
    assert NATIONAL.count(date(year - 1, 12, 31), date(year, 12, 31)) == 248


@pytest.mark.parametrize(
    "ask",
    [
        lambda day: NATIONAL.works(day),
        lambda day: NATIONAL.add(day, 0),
        lambda day: NATIONAL.add(day, 5),
        lambda day: NATIONAL.count(day, day),
        lambda day: NATIONAL.on_or_after(day),
        lambda day: NATIONAL.provisional(day),
        lambda day: NATIONAL.any_provisional(day, day),
        lambda day: NATIONAL.named(day),
        lambda day: NATIONAL.notice_of(day),
        lambda day: NATIONAL.says(day),
    ],
)
@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2100, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_with_its_range(ask, day: date) -> None:
    with pytest.raises(CalendarRange, match="2000-01-01至2099-12-31"):
        ask(day)


def test_counting_past_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarRange, match="计算得出的日期"):
        NATIONAL.add(date(2099, 12, 1), 500)


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="不能是负数"):
        NATIONAL.add(date(2026, 1, 5), -1)


# What the notices say, compared with two libraries


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_working_day_agrees_with_chinesecalendar(year: int) -> None:
    assert [day for day in days_of(year) if NATIONAL.works(day) is not chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_working_day_agrees_with_holidays(year: int) -> None:
    library = holidays.country_holidays("CN", years=year)
    assert [day for day in days_of(year) if NATIONAL.works(day) is not library.is_working_day(day)] == []


def test_every_notice_has_its_number_date_and_page() -> None:
    for notice in NATIONAL.notices:
        assert notice.number.endswith("号")
        assert str(notice.year) in notice.title or notice.year == 2015
        assert notice.issued_on is not None
        assert notice.issued_on < max(day.date for day in notice.days)
        assert "gov.cn/zhengce/zhengceku/" in notice.source


def test_what_the_calendar_said_before_the_spring_festival_of_2020_was_prolonged() -> None:
    before = Calendar(n for n in NATIONAL.notices if n.number != "国办发明电〔2020〕1号")
    saturday, friday, monday = date(2020, 2, 1), date(2020, 1, 31), date(2020, 2, 3)
    assert before.works(saturday)
    assert before.works(friday)
    assert before.add(date(2020, 1, 23), 1) == friday
    assert NATIONAL.add(date(2020, 1, 23), 1) == monday
    assert NATIONAL.says(saturday) == "春节放假，不计入（国办发明电〔2020〕1号）"
    assert before.says(saturday) == "周六调休上班，计入（国办发明电〔2019〕16号）"


def test_the_first_day_of_work_after_the_prolonged_festival_is_an_ordinary_monday() -> None:
    assert NATIONAL.reason(date(2020, 2, 3)) is DayReason.COUNTED


@pytest.mark.parametrize(
    ("day", "reason", "says"),
    [
        (date(2026, 10, 1), DayReason.HOLIDAY, "国庆节放假，不计入（国办发明电〔2025〕7号）"),
        (date(2026, 10, 3), DayReason.HOLIDAY, "国庆节放假，不计入（国办发明电〔2025〕7号）"),
        (date(2026, 10, 10), DayReason.MAKE_UP_DAY, "周六调休上班，计入（国办发明电〔2025〕7号）"),
        (date(2026, 10, 11), DayReason.WEEKEND, "周日，不计入"),
        (date(2026, 10, 12), DayReason.COUNTED, "周一，计入"),
        (date(2027, 3, 1), DayReason.PROVISIONAL, "暂定：2027年放假通知尚未发布或录入，周一暂按工作日计入"),
        (date(2027, 3, 6), DayReason.PROVISIONAL, "暂定：2027年放假通知尚未发布或录入，周六，暂不计入"),
        (
            date(2027, 10, 1),
            DayReason.PROVISIONAL,
            "暂定：2027年放假通知尚未发布或录入，国庆节放假，暂不计入（《全国年节及纪念日放假办法》第二条）",
        ),
    ],
)
def test_every_day_has_its_reason_in_a_sentence(day: date, reason: DayReason, says: str) -> None:
    assert NATIONAL.reason(day) is reason
    assert NATIONAL.says(day) == says


@ON_ANY_MACHINE
@given(st.dates(FIRST, LAST))
def test_a_sentence_says_what_the_look_up_says(day: date) -> None:
    assert ("不计入" not in NATIONAL.says(day)) is NATIONAL.works(day)
    assert NATIONAL.says(day).startswith("暂定") is NATIONAL.provisional(day)


def test_a_day_without_a_name_is_answered_by_its_years_notice() -> None:
    ordinary = date(2026, 3, 2)
    notice = NATIONAL.notice_of(ordinary)
    assert NATIONAL.named(ordinary) is None
    assert notice is not None
    assert notice.number == "国办发明电〔2025〕7号"
    assert NATIONAL.notice_of(date(2027, 3, 1)) is None


# Years without a notice


def test_2027_is_provisional_until_its_notice_is_loaded() -> None:
    day = date(2027, 4, 6)
    assert NATIONAL.provisional(day)
    assert not NATIONAL.with_notices([qingming_2027()]).provisional(day)
    assert NATIONAL.provisional(day), "the calendar that was asked has not changed"


def test_a_provisional_year_rests_on_weekends_and_the_laws_own_days_only() -> None:
    resting = {day for day in days_of(2027) if day.weekday() < 5 and not NATIONAL.works(day)}
    assert resting == {day.date for day in statutory_days(2027) if day.date.weekday() < 5}
    assert not any(NATIONAL.works(day) for day in days_of(2027) if day.weekday() > 4)
    assert len(statutory_days(2027)) == 13


@pytest.mark.parametrize(
    ("after", "through", "expected"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), False),
        (date(2026, 12, 1), date(2027, 1, 1), True),
        (date(2026, 12, 31), date(2027, 1, 1), True),
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (date(2027, 1, 2), date(2026, 12, 1), False),
        (date(2006, 12, 30), date(2006, 12, 31), True),
        (date(2006, 12, 31), date(2007, 1, 5), False),
    ],
)
def test_a_stretch_is_provisional_where_one_of_its_days_is(
    after: date, through: date, expected: bool
) -> None:
    assert NATIONAL.any_provisional(after, through) is expected


@ON_ANY_MACHINE
@given(st.dates(FIRST, LAST), st.integers(0, 800))
def test_provisional_stretches_agree_with_looking_at_every_day(after: date, length: int) -> None:
    through = min(after + timedelta(days=length), LAST)
    following = [after + timedelta(days=n) for n in range(1, (through - after).days + 1)]
    assert NATIONAL.any_provisional(after, through) is any(map(NATIONAL.provisional, following))


def test_the_laws_own_days_are_those_of_the_library_for_all_years() -> None:
    script = runpy.run_path(str(ROOT / "scripts/make_statutory_days.py"))
    assert script["FILE"].read_text(encoding="utf-8") == script["table"]()


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (2000, {"元旦": 1, "春节": 3, "劳动节": 3, "国庆节": 3}),
        (2014, {"元旦": 1, "春节": 3, "清明节": 1, "劳动节": 1, "端午节": 1, "中秋节": 1, "国庆节": 3}),
        (2030, {"元旦": 1, "春节": 4, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 3}),
    ],
)
def test_the_law_of_the_time_decides_how_many_days_are_fixed(year: int, names: dict[str, int]) -> None:
    found = [day.name for day in statutory_days(year)]
    assert {name: found.count(name) for name in found} == names


@pytest.mark.parametrize(
    ("year", "first"), [(2007, "02-18"), (2010, "02-13"), (2014, "01-31"), (2024, "02-10"), (2025, "01-28")]
)
def test_spring_festival_began_on_the_eve_only_under_two_of_the_laws(year: int, first: str) -> None:
    assert min(d.date for d in statutory_days(year) if d.name == "春节") == date.fromisoformat(
        f"{year}-{first}"
    )


@pytest.mark.parametrize("year", range(2007, 2027))
def test_no_notice_leaves_out_a_day_that_the_law_fixes(year: int) -> None:
    resting = {day.date for n in NATIONAL.notices if n.year == year for day in n.days if day.rest}
    assert [day for day in statutory_days(year) if day.date not in resting] == []


# Divisions


def test_a_divisions_own_days_hold_in_it_and_below_it_only() -> None:
    loaded = NATIONAL.with_notices([torch_festival("513400")])
    festival = date(2026, 8, 5)
    assert loaded.works(festival)
    assert not loaded.for_division("513400").works(festival)
    assert not loaded.for_division("513401").works(festival)
    assert loaded.for_division("513300").works(festival)
    assert loaded.for_division("510000").works(festival)
    assert loaded.for_division("513401").says(festival) == "火把节放假，不计入（凉府办发〔2025〕9号）"


def test_a_provinces_days_hold_in_its_counties() -> None:
    loaded = NATIONAL.with_notices([torch_festival("510000")])
    assert not loaded.for_division("513401").works(date(2026, 8, 5))
    assert loaded.for_division("410305").works(date(2026, 8, 5))


def test_a_county_amends_its_province_whatever_was_loaded_first() -> None:
    festival = date(2026, 8, 5)
    back_to_work = torch_festival("513401", rest=False)
    loaded = NATIONAL.with_notices([back_to_work, torch_festival("510000")])
    assert loaded.for_division("513401").works(festival)
    assert not loaded.for_division("513402").works(festival)


def test_a_division_makes_no_year_known() -> None:
    loaded = NATIONAL.with_notices([torch_festival("513400", year=2027)])
    there = loaded.for_division("513401")
    assert there.provisional(date(2027, 8, 5))
    assert not there.works(date(2027, 8, 5))
    assert "暂定" in there.says(date(2027, 8, 5))


def test_a_division_without_days_of_its_own_uses_the_national_calendar() -> None:
    assert NATIONAL.for_division("410305") is NATIONAL
    assert NATIONAL.for_division("") is NATIONAL


def test_a_notice_loaded_later_amends_the_earlier_one_day_by_day() -> None:
    later = Notice(
        2026, "国办发明电〔2026〕1号", "", None, "", "", (NamedDay(date(2026, 10, 8), True, "国庆节"),)
    )
    amended = NATIONAL.with_notices([later])
    assert amended.add(date(2026, 9, 18), 10) == date(2026, 10, 10)
    assert amended.notice_of(date(2026, 10, 8)) is later
    assert amended.notice_of(date(2026, 10, 7)) is not later


def days_of(year: int) -> list[date]:
    return [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year, 12, 31) - date(year, 1, 1)).days + 1)
    ]


def qingming_2027() -> Notice:
    return Notice(
        2027, "国办发明电〔2026〕9号", "", None, "", "", (NamedDay(date(2027, 4, 5), True, "清明节"),)
    )


def torch_festival(division: str, *, year: int = 2026, rest: bool = True) -> Notice:
    days = (NamedDay(date(year, 8, 5), rest, "火把节"),)
    return Notice(year, "凉府办发〔2025〕9号", "", None, "", division, days)
