"""The ledger: one row a day, each with its reason, and the numbers that the clock gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core.clock import Run, Toll, due_on, read
from approval.core.ledger import EVENT_DAY_SAYS, Row, ledger
from approval.core.limit import NATIONAL, Limit
from approval.core.vocabulary import Light, TollingGround, Unit
from approval.core.workdays import Calendar, DayReason
from tests.core.test_clock import gaps, runs

CALENDAR = Calendar.national()


def test_every_reason_stands_where_the_calendar_has_it():
    run = Run("decision", day("2026-09-24"), Limit(5))
    rows = {row.date.isoformat(): row for row in ledger(CALENDAR, run, day("2026-09-24"))}
    assert list(rows) == [f"2026-09-{n}" for n in range(24, 31)] + [f"2026-10-0{n}" for n in range(1, 10)]
    assert rows["2026-09-24"][2:] == (False, None, DayReason.EVENT_DAY, "受理当日，不计入")
    assert rows["2026-09-26"][2:5] == (False, None, DayReason.HOLIDAY)
    assert "中秋节" in rows["2026-09-26"].says
    assert "国办发明电〔2025〕7号" in rows["2026-09-26"].says
    assert rows["2026-09-28"][1:5] == (1, True, 1, DayReason.COUNTED)
    assert rows["2026-10-08"].number == 4
    assert rows["2026-10-09"].number == 5


def test_a_make_up_day_counts_and_names_its_notice():
    rows = {
        r.date: r for r in ledger(CALENDAR, Run("decision", day("2026-10-08"), Limit(3)), day("2026-10-08"))
    }
    saturday, sunday = rows[day("2026-10-10")], rows[day("2026-10-11")]
    assert saturday[1:5] == (6, True, 2, DayReason.MAKE_UP_DAY)
    assert "调休上班" in saturday.says
    assert "国办发明电〔2025〕7号" in saturday.says
    assert sunday[1:5] == (7, False, None, DayReason.WEEKEND)


def test_a_tolled_day_names_its_ground_and_its_letter():
    toll = Toll(TollingGround.EXPERT_REVIEW, day("2026-03-03"), 3, letter="涧卫函〔2026〕5号")
    run = Run("decision", day("2026-03-02"), Limit(10), (toll,))
    rows = {r.date: r for r in ledger(CALENDAR, run, day("2026-03-02"))}
    assert rows[day("2026-03-03")].number == 1
    assert rows[day("2026-03-04")][2:] == (
        False, None, DayReason.TOLLED, "特别程序：专家评审（涧卫函〔2026〕5号），不计入（行政许可法第四十五条）",
    )  # fmt: skip
    assert rows[day("2026-03-09")].number == 2


def test_a_day_that_two_procedures_take_out_names_both():
    both = (
        Toll(TollingGround.EXPERT_REVIEW, day("2026-03-03"), 2),
        Toll(TollingGround.TESTING, day("2026-03-03"), 1),
    )
    rows = ledger(CALENDAR, Run("decision", day("2026-03-02"), Limit(3), both), day("2026-03-02"))
    assert "专家评审、检测" in rows[2].says
    assert "专家评审，" in rows[3].says


def test_a_toll_after_the_due_date_takes_no_late_day_out():
    late = Toll(TollingGround.HEARING, day("2026-03-17"), 5)
    rows = ledger(CALENDAR, Run("decision", day("2026-03-02"), Limit(10), (late,)), day("2026-03-19"))
    assert [row.number for row in rows[-4:]] == [10, 11, 12, 13]
    assert {row.reason for row in rows[-4:]} == {DayReason.COUNTED}
    assert rows[-1].says.endswith("已逾期")
    assert not rows[-4].says.endswith("已逾期"), "the due date itself is in time"


def test_a_calendar_limit_counts_rest_days_and_moves_its_last_number_to_a_working_day():
    rows = ledger(CALENDAR, Run("decision", day("2026-09-21"), Limit(10, Unit.CALENDAR)), day("2026-09-21"))
    by_day = {row.date: row for row in rows}
    assert by_day[day("2026-09-26")][2:5] == (True, 5, DayReason.COUNTED), "a rest day on the way counts"
    first_of_october = by_day[day("2026-10-01")]
    assert (first_of_october.counts, first_of_october.number) == (False, None)
    assert first_of_october.says.endswith("顺延")
    assert rows[-1][:4] == (day("2026-10-08"), 4, True, 10)


def test_the_extension_of_a_calendar_limit_counts_working_days():
    run = Run("decision", day("2026-09-21"), Limit(10, Unit.CALENDAR), extended_by=3)
    numbers = {row.date.isoformat(): row.number for row in ledger(CALENDAR, run, run.start)}
    assert numbers["2026-10-10"] == 12
    assert numbers["2026-10-11"] is None
    assert numbers["2026-10-12"] == 13
    assert list(numbers)[-1] == "2026-10-12"


def test_days_without_a_notice_are_provisional_whether_they_count_or_not():
    rows = ledger(CALENDAR, Run("decision", day("2026-12-31"), Limit(1)), day("2026-12-31"))
    assert [(row.counts, row.number, row.reason) for row in rows[1:]] == [
        (False, None, DayReason.PROVISIONAL),
        (False, None, DayReason.PROVISIONAL),
        (False, None, DayReason.PROVISIONAL),
        (True, 1, DayReason.PROVISIONAL),
    ]
    assert all("2027年放假通知尚未发布或录入" in row.says for row in rows[1:])


def test_a_clock_that_ended_in_time_is_told_to_its_due_date_and_one_that_ended_late_to_its_end():
    run = Run("delivery", day("2026-03-02"), Limit(10))
    in_time, late = replace(run, ended_on=day("2026-03-05")), replace(run, ended_on=day("2026-03-18"))
    assert ledger(CALENDAR, in_time, day("2026-06-01"))[-1].date == day("2026-03-16")
    assert ledger(CALENDAR, late, day("2026-06-01"))[-1].date == day("2026-03-18")
    assert ledger(CALENDAR, run, day("2026-03-20"))[-1].date == day("2026-03-20")


def test_every_clock_of_the_law_says_what_its_day_zero_is():
    assert set(NATIONAL) < set(EVENT_DAY_SAYS)
    assert (
        ledger(CALENDAR, Run("tea", day("2026-03-02"), Limit(1)), day("2026-03-02"))[0].says
        == "起算当日，不计入"
    )


@settings(max_examples=100, deadline=None, database=None)
@given(runs(), gaps)
def test_the_days_of_a_ledger_follow_one_another_without_a_gap(run: Run, gap: int):
    rows, on = told(run, gap)
    assert [row.date for row in rows] == [run.start + timedelta(days=n) for n in range(len(rows))]
    assert rows[-1].date == max(due_on(CALENDAR, run), on)
    assert all(row.weekday == row.date.isoweekday() for row in rows)


@settings(max_examples=100, deadline=None, database=None)
@given(runs(), gaps)
def test_the_numbers_go_up_by_one_and_stand_only_on_days_that_count(run: Run, gap: int):
    rows, _ = told(run, gap)
    numbers = [row.number for row in rows if row.counts]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(row.number is None for row in rows if not row.counts)


@settings(max_examples=100, deadline=None, database=None)
@given(runs(), gaps)
def test_the_number_on_the_due_date_is_the_limit_and_its_extension(run: Run, gap: int):
    rows, _ = told(run, gap)
    due = due_on(CALENDAR, run)
    assert next(row.number for row in rows if row.date == due) == run.limit.days + run.extended_by


@settings(max_examples=100, deadline=None, database=None)
@given(runs(st.just(Unit.WORKING)), gaps)
def test_the_rows_of_a_working_limit_are_the_days_used_and_left(run: Run, gap: int):
    rows, on = told(run, gap)
    said = read(CALENDAR, run, on)
    assert len([row for row in rows if row.counts and row.date <= on]) == said.days_used
    if said.light is not Light.RED:
        assert len([row for row in rows if row.counts and row.date > on]) == said.days_left


@settings(max_examples=100, deadline=None, database=None)
@given(runs(), gaps)
def test_the_tolled_rows_that_are_working_days_are_the_days_tolled(run: Run, gap: int):
    rows, on = told(run, gap)
    taken = [row for row in rows if row.reason is DayReason.TOLLED and CALENDAR.works(row.date)]
    assert len(taken) == read(CALENDAR, run, on).days_tolled


@settings(max_examples=100, deadline=None, database=None)
@given(runs(), gaps)
def test_every_row_says_its_reason_in_chinese(run: Run, gap: int):
    rows, _ = told(run, gap)
    assert all("计入" in row.says or "顺延" in row.says for row in rows)
    assert all((row.reason is DayReason.EVENT_DAY) == (row.date == run.start) for row in rows)


# --- how the stories are set up -------------------------------------------------------------------


def day(iso: str) -> date:
    return date.fromisoformat(iso)


def told(run: Run, gap: int) -> tuple[list[Row], date]:
    """Give the ledger on a day some time after day 0."""
    on = run.start + timedelta(days=gap)
    return ledger(CALENDAR, run, on), on
