"""Counting a limit, with dates worked out by hand from the State Council's notice for 2026.

In 2026 the week of 2 to 6 March and the two after it are plain working weeks, Monday to Friday. Around the
National Day: 24 Sept (Thu) works, 25-27 Sept rest (中秋), 28-30 Sept work, 1-7 Oct rest (国庆), 8-10 Oct work
(Saturday the 10th is a make-up day), 11 Oct rests. 20 Sept (a Sunday) is a make-up day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core import clock
from approval.core.clock import Run, Toll, due_on, read, union
from approval.core.errors import Reason
from approval.core.limit import Limit
from approval.core.vocabulary import Light, TollingGround, Unit
from approval.core.workdays import Calendar

CALENDAR = Calendar.national()
EXPERTS, TESTING, HEARING = TollingGround.EXPERT_REVIEW, TollingGround.TESTING, TollingGround.HEARING


# --- counting (clock.md 2) ------------------------------------------------------------------------


def test_the_day_of_the_event_never_counts_and_day_one_is_the_next_working_day():
    # 28(1) 29(2) 30(3) October 8(4) 9(5) 10(6, make-up Saturday) 12(7) 13(8) 14(9) 15(10)
    assert due(working("2026-09-24", 10)) == "2026-10-15"


def test_day_zero_is_not_first_moved_to_a_working_day():
    assert due(working("2026-03-01", 5)) == "2026-03-06", "Sunday is day 0, Monday is day 1"


def test_a_make_up_sunday_counts():
    assert due(working("2026-09-18", 5)) == "2026-09-24", "20 (Sunday) is day 1"


def test_a_calendar_limit_that_ends_on_a_holiday_ends_on_the_next_working_day():
    assert due(calendar("2026-09-21", 10)) == "2026-10-08", "the tenth day is 1 October"
    assert due(calendar("2026-04-01", 30)) == "2026-05-06", "the thirtieth day is 1 May"


def test_a_calendar_limit_counts_rest_days_on_its_way():
    assert due(calendar("2026-03-02", 8)) == "2026-03-10"


def test_a_calendar_limit_may_end_on_a_make_up_saturday():
    assert due(calendar("2026-10-05", 5)) == "2026-10-10"


# --- tolls (clock.md 5) ---------------------------------------------------------------------------


def test_the_day_of_the_notice_still_counts_and_the_named_days_after_it_do_not():
    # 3(1); 4, 5, 6 out; 9-13(6), 16(7), 17(8), 18(9), 19(10)
    assert due(tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 3))) == "2026-03-19"


def test_a_result_that_comes_in_early_lets_the_clock_run_from_the_day_after_it():
    early = Toll(EXPERTS, day("2026-03-03"), 3, resumed_on=day("2026-03-04"))
    assert due(tolled("2026-03-02", 10, early)) == "2026-03-17", "only the 4th is out"


def test_a_result_on_the_day_of_the_notice_takes_no_day_out():
    at_once = Toll(EXPERTS, day("2026-03-03"), 3, resumed_on=day("2026-03-03"))
    assert due(tolled("2026-03-02", 10, at_once)) == "2026-03-16"


def test_a_toll_protects_no_more_days_than_its_notice_named():
    late = Toll(EXPERTS, day("2026-03-03"), 3, resumed_on=day("2026-03-11"))
    assert due(tolled("2026-03-02", 10, late)) == "2026-03-19", "9 to 11 March count again"


def test_a_notice_served_on_a_rest_day_takes_out_the_working_days_after_it():
    # Saturday 26 Sept; 28, 29, 30 out; October 8(1) 9(2) 10(3) 12(4) 13(5) 14(6) 15(7) 16(8) 19(9) 20(10)
    assert due(tolled("2026-09-24", 10, Toll(EXPERTS, day("2026-09-26"), 3))) == "2026-10-20"


def test_named_calendar_days_are_not_moved_off_a_rest_day():
    # five days after Tuesday the 3rd: 4, 5, 6, 7, 8; Sunday the 8th is the last, Monday counts
    over_a_weekend = Toll(TESTING, day("2026-03-03"), 5, Unit.CALENDAR)
    assert due(tolled("2026-03-02", 10, over_a_weekend)) == "2026-03-19"
    assert over_a_weekend.last_named_day(CALENDAR) == day("2026-03-08")


def test_overlapping_tolls_take_each_day_out_once():
    # 4, 5, 6, 9, 10 and 6, 9, 10, 11, 12: seven working days; 3(1) 13(2) 16-20(7) 23(8) 24(9) 25(10)
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 5), Toll(TESTING, day("2026-03-05"), 5))
    assert due(run) == "2026-03-25"
    assert reading(run, "2026-03-04").days_tolled == 7


def test_a_toll_opened_on_the_due_date_does_not_move_it():
    assert due(tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-16"), 5))) == "2026-03-16"


def test_a_toll_opened_too_late_changes_nothing_and_every_late_day_counts():
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-17"), 5))
    late = reading(run, "2026-03-19")
    assert due(run) == "2026-03-16"
    assert (late.days_used, late.days_left, late.days_tolled) == (13, -3, 0)


def test_the_decision_closes_every_open_toll_on_its_day():
    # ten days were named; decided on the 10th: 4, 5, 6, 9, 10 out; 3(1) 11(2) 12 13(4) 16-20(9) 23(10)
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 10))
    decided = replace(run, ended_on=day("2026-03-10"), closes_tolls=True)
    assert due(run) == "2026-03-30"
    assert due(decided) == "2026-03-23"
    assert due(replace(run, ended_on=day("2026-03-10"))) == "2026-03-30", "a withdrawal closes none"


def test_a_toll_over_a_calendar_limits_last_day_is_stepped_over():
    # ten days from 21 Sept end on 1 Oct, a holiday; the toll of 30 Sept takes 8 and 9 October out
    last_day_tolled = Toll(EXPERTS, day("2026-09-30"), 2)
    assert due(replace(calendar("2026-09-21", 10), tolls=(last_day_tolled,))) == "2026-10-10"


# --- extension (clock.md 6) -----------------------------------------------------------------------


def test_an_extension_adds_working_days_after_the_last_day():
    run = replace(working("2026-03-02", 10), extended_by=10)
    assert due(run) == "2026-03-30", "17-20(4) 23-27(9) 30(10)"


def test_an_extension_of_a_calendar_limit_starts_from_the_day_it_moved_to():
    assert due(replace(calendar("2026-09-21", 10), extended_by=5)) == "2026-10-14", "9, 10, 12, 13, 14"


def test_an_extension_skips_tolled_days():
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-16"), 2))
    assert due(replace(run, extended_by=3)) == "2026-03-23", "17 and 18 are out; 19, 20, 23"


def test_the_extension_starts_where_tolls_have_put_the_last_day():
    # tolls put the last day on 19 March
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 3))
    assert due(replace(run, extended_by=2)) == "2026-03-23"


@pytest.mark.parametrize(("days", "joint"), [(1, False), (10, False), (11, True), (15, True)])
def test_an_extension_within_the_law_is_possible_to_the_last_hour(days: int, joint: bool):
    assert extension_fault("2026-03-16", days, joint=joint) is None


@pytest.mark.parametrize(("days", "joint"), [(0, False), (11, False), (16, True), (-3, True)])
def test_an_extension_that_is_too_long_or_too_short_is_refused(days: int, joint: bool):
    refused = extension_fault("2026-03-10", days, joint=joint)
    assert refused is not None
    assert f"1至{15 if joint else 10}个工作日" in refused.says
    assert refused.basis == f"行政许可法第四十二条第{'二' if joint else '一'}款"
    assert refused.field == "days"


def test_an_extension_after_the_due_date_is_refused():
    refused = extension_fault("2026-03-17", 5)
    assert refused is not None
    assert "2026-03-16届满" in refused.says
    assert refused.remedy


def test_a_toll_that_moves_the_due_date_leaves_time_to_extend():
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 3))
    assert clock.extension_fault(CALENDAR, run, day("2026-03-19"), 5, joint=False) is None
    assert clock.extension_fault(CALENDAR, run, day("2026-03-20"), 5, joint=False)


def test_a_second_extension_is_refused():
    once = replace(working("2026-03-02", 10), extended_by=1)
    refused = clock.extension_fault(CALENDAR, once, day("2026-03-10"), 1, joint=False)
    assert refused is not None
    assert "已经延期一次" in refused.says


# --- which tolls can be opened and closed ---------------------------------------------------------


def test_a_second_toll_on_an_open_ground_is_refused_even_when_its_named_days_are_over():
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 1))
    refused = clock.toll_fault(run, EXPERTS, 3)
    assert refused is not None
    assert "专家评审" in refused.says
    assert refused.basis == "行政许可法第四十五条"
    assert clock.toll_fault(run, TESTING, 3) is None, "another ground is another procedure"


def test_more_time_on_a_ground_is_possible_once_its_result_came_in():
    run = clock.with_result(
        tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 1)), EXPERTS, day("2026-03-06")
    )
    assert clock.toll_fault(run, EXPERTS, 3) is None
    assert clock.resume_fault(run, EXPERTS), "there is nothing left to resume"


def test_a_result_without_a_toll_is_refused():
    refused = clock.resume_fault(working("2026-03-02", 10), HEARING)
    assert refused is not None
    assert "听证" in refused.says


@pytest.mark.parametrize("days", [0, -1, 3661])
def test_a_toll_of_no_time_or_of_endless_time_is_refused(days: int):
    refused = clock.toll_fault(working("2026-03-02", 10), EXPERTS, days)
    assert refused is not None
    assert refused.field == "days"


def test_a_result_ends_only_the_toll_on_its_own_ground():
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-03"), 5), Toll(TESTING, day("2026-03-03"), 5))
    after = clock.with_result(run, TESTING, day("2026-03-05"))
    assert [toll.resumed_on for toll in after.tolls] == [None, day("2026-03-05")]


# --- what a clock says (clock.md 7) ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "used", "left", "light"),
    [
        ("2026-03-02", 0, 10, Light.GREEN),
        ("2026-03-10", 6, 4, Light.GREEN),
        ("2026-03-11", 7, 3, Light.YELLOW),
        ("2026-03-14", 9, 1, Light.YELLOW),
        ("2026-03-16", 10, 0, Light.YELLOW),
        ("2026-03-17", 11, -1, Light.RED),
        ("2026-03-21", 14, -4, Light.RED),
    ],
)
def test_used_left_and_light_from_day_to_day(on: str, used: int, left: int, light: Light):
    said = reading(working("2026-03-02", 10), on)
    assert (said.days_used, said.days_left, said.light) == (used, left, light)
    assert said.overdue is (light is Light.RED)


def test_a_clock_is_red_on_the_saturday_after_its_last_friday_with_no_late_day_yet():
    said = reading(working("2026-03-16", 4), "2026-03-21")
    assert (said.light, said.days_left, said.days_used) == (Light.RED, 0, 4)


def test_a_calendar_limit_is_told_in_working_days_too():
    # due on 8 October; working days after 21 Sept: 22 23 24 28 29 30 8
    run = calendar("2026-09-21", 10)
    assert reading(run, "2026-09-21").days_left == 7
    assert reading(run, "2026-09-28").days_used == 4


def test_tolled_days_to_come_are_counted_too():
    run = tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-10"), 5))
    assert reading(run, "2026-03-10").days_tolled == 5


def test_a_toll_is_counted_as_tolled_up_to_the_due_date_only():
    # the toll of 16 March outlasts the extension: 17-20(4) and 23(5) are out, then 24(1)
    run = replace(tolled("2026-03-02", 10, Toll(EXPERTS, day("2026-03-16"), 5)), extended_by=1)
    assert due(run) == "2026-03-24"
    assert reading(run, "2026-03-16").days_tolled == 5
    assert reading(replace(run, extended_by=0), "2026-03-16").days_tolled == 0


def test_a_date_that_crosses_into_a_year_without_notice_is_provisional():
    run = working("2026-12-30", 10)
    assert due(run) == "2027-01-14", "31(1), 1 January is New Year by law, 4(2) to 8(6), 11(7) to 14(10)"
    assert reading(run, "2026-12-30").provisional
    assert not reading(working("2026-12-30", 1), "2026-12-31").provisional, "31 December is arranged"


def test_an_overdue_clock_is_provisional_once_late_days_are():
    run = working("2026-12-30", 1)
    assert not reading(run, "2026-12-31").provisional
    assert reading(run, "2027-01-04").provisional


def test_a_clock_is_missed_when_it_ends_or_stands_after_its_due_date():
    run = working("2026-03-02", 10)
    last = day("2026-03-16")
    assert not clock.missed(last, run, last)
    assert clock.missed(last, run, day("2026-03-17"))
    assert not clock.missed(last, replace(run, ended_on=last), day("2026-04-01"))
    assert clock.missed(last, replace(run, ended_on=day("2026-03-17")), day("2026-04-01"))


# --- what must always hold ------------------------------------------------------------------------


days = st.integers(1, 40)
units = st.sampled_from(Unit)
starts = st.dates(date(2019, 1, 1), date(2027, 6, 30))
gaps = st.integers(0, 60)


@st.composite
def tolls(draw: st.DrawFn, start: date) -> Toll:
    noticed = start + timedelta(days=draw(gaps))
    result = draw(st.none() | gaps.map(lambda gap: noticed + timedelta(days=gap)))
    return Toll(draw(st.sampled_from(TollingGround)), noticed, draw(days), draw(units), result)


@st.composite
def runs(draw: st.DrawFn, unit: st.SearchStrategy[Unit] = units) -> Run:
    start = draw(starts)
    opened = tuple(draw(st.lists(tolls(start), max_size=4)))
    return Run(
        "decision", start, Limit(draw(days), draw(unit)), opened, draw(st.sampled_from([0, 0, 1, 5, 10, 15]))
    )


@settings(max_examples=150, deadline=None, database=None)
@given(runs(st.just(Unit.WORKING)), gaps)
def test_used_and_left_are_always_the_limit_and_its_extension(run: Run, gap: int):
    said = read(CALENDAR, run, run.start + timedelta(days=gap))
    assert said.days_used + said.days_left == run.limit.days + run.extended_by


@settings(max_examples=150, deadline=None, database=None)
@given(runs(), st.data())
def test_opening_a_toll_never_brings_the_due_date_nearer(run: Run, data: st.DataObject):
    opened = clock.with_toll(run, replace(data.draw(tolls(run.start)), resumed_on=None))
    assert due_on(CALENDAR, opened) >= due_on(CALENDAR, run)


@settings(max_examples=150, deadline=None, database=None)
@given(runs(), gaps, gaps)
def test_a_result_that_comes_in_earlier_never_makes_the_due_date_later(run: Run, one: int, other: int):
    if not run.tolls:
        run = clock.with_toll(run, Toll(EXPERTS, run.start, 5))
    *others, last = run.tolls
    early, late = (
        replace(run, tolls=(*others, replace(last, resumed_on=last.noticed_on + timedelta(days=gap))))
        for gap in sorted((one, other))
    )
    assert due_on(CALENDAR, early) <= due_on(CALENDAR, late)
    still_out = replace(run, tolls=(*others, replace(last, resumed_on=None)))
    assert due_on(CALENDAR, late) <= due_on(CALENDAR, still_out), "no result later than none"


@settings(max_examples=150, deadline=None, database=None)
@given(runs(), st.integers(1, 15))
def test_an_extension_always_gives_more_time(run: Run, longer: int):
    bare = replace(run, extended_by=0)
    assert due_on(CALENDAR, replace(run, extended_by=longer)) > due_on(CALENDAR, bare)


@settings(max_examples=150, deadline=None, database=None)
@given(runs(), gaps)
def test_light_and_days_left_never_contradict_each_other(run: Run, gap: int):
    on = run.start + timedelta(days=gap)
    said = read(CALENDAR, run, on)
    assert (said.light is Light.RED) == (on > said.due_on)
    assert (said.days_left > 3) == (said.light is Light.GREEN)
    assert said.days_left >= 0 or said.light is Light.RED


@settings(max_examples=150, deadline=None, database=None)
@given(runs())
def test_a_limit_never_ends_on_a_day_that_rests(run: Run):
    assert CALENDAR.works(due_on(CALENDAR, run))


@settings(max_examples=150, deadline=None, database=None)
@given(st.lists(st.tuples(starts, gaps), max_size=6))
def test_joined_stretches_are_apart_in_order_and_hold_the_same_days(pairs: list[tuple[date, int]]):
    stretches = [(after, after + timedelta(days=gap)) for after, gap in pairs]
    joined = union(stretches)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(joined))
    assert days_in(joined) == days_in(stretches)


# --- how the stories are set up -------------------------------------------------------------------


def day(iso: str) -> date:
    return date.fromisoformat(iso)


def working(start: str, days: int) -> Run:
    return Run("decision", day(start), Limit(days))


def calendar(start: str, days: int) -> Run:
    return Run("decision", day(start), Limit(days, Unit.CALENDAR))


def tolled(start: str, days: int, *tolls: Toll) -> Run:
    return replace(working(start, days), tolls=tolls)


def due(run: Run) -> str:
    return due_on(CALENDAR, run).isoformat()


def reading(run: Run, on: str) -> clock.Reading:
    return read(CALENDAR, run, day(on))


def extension_fault(on: str, days: int, *, joint: bool = False) -> Reason | None:
    return clock.extension_fault(CALENDAR, working("2026-03-02", 10), day(on), days, joint=joint)


def days_in(stretches: list[tuple[date, date]]) -> set[date]:
    return {
        after + timedelta(days=n)
        for after, through in stretches
        for n in range(1, (through - after).days + 1)
    }
