"""The ledger of a clock: one row per calendar day, each with the reason why it counts or does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from approval.core.clock import ONE_DAY, Run, Stretch, due_on, in_stretch
from approval.core.vocabulary import Unit
from approval.core.workdays import Calendar, DayReason

WEEKDAYS = "一二三四五六日"


class Row(NamedTuple):
    """One day of a ledger.

    ``weekday`` is ISO (1 is Monday); ``number`` is the day's place in the limit, or None where
    the day does not count; ``says`` is the reason as people read it.
    """

    date: date
    weekday: int
    counts: bool
    number: int | None
    reason: DayReason
    says: str


EVENT_DAY_SAYS = {
    "completeness": "收到申请当日，不计入",
    "supplement_check": "收到补正材料当日，不计入",
    "correction": "告知书送达当日，不计入",
    "decision": "受理当日，不计入",
    "delivery": "作出决定当日，不计入",
    "publication": "作出决定当日，不计入",
    "recording": "收到备案材料当日，不计入",
    "answer": "收到申请当日，不计入",
    "follow_up": "送达当日，不计入",
    "rectification": "整改通知书送达当日，不计入",
    "hearing_request": "告知听证权利当日，不计入",
    "hearing": "收到听证申请当日，不计入",
    "joint": "首个事项受理当日，不计入",
    "validity": "发证当日，不计入",
    "verification": "发证或者上次校验当日，不计入",
    "order": "发出督办单当日，不计入",
}


def ledger(calendar: Calendar, run: Run, as_of: date) -> list[Row]:
    """List the days from day 0 to the due date; of an overdue clock, on to ``as_of``.

    A clock that has ended is read on the day it ended. The last number of a limit stands on its
    due date: a calendar-day limit whose last day rests gives that number to the day it moves to.
    """
    due = due_on(calendar, run)
    last = max(due, as_of if run.ended_on is None else min(as_of, run.ended_on))
    tolled = set(_days_of(run.stretches(calendar), due))
    by_days = run.limit.days if run.limit.unit is Unit.CALENDAR else 0
    rows = [_event_day(run)]
    number = 0
    day = run.start
    while day < last:
        day += ONE_DAY
        if day in tolled:
            row = _tolled_row(calendar, run, day)
        elif number < by_days:
            row = _calendar_row(calendar, day, number + 1, by_days)
        else:
            row = _working_row(calendar, day, number + 1, late=day > due)
        number = row.number or number
        rows.append(row)
    return rows


def _days_of(stretches: Iterable[Stretch], due: date) -> Iterator[date]:
    """Give the days of the stretches up to the due date; after it no toll takes a day out."""
    for after, through in stretches:
        yield from (after + n * ONE_DAY for n in range(1, (min(through, due) - after).days + 1))


def _event_day(run: Run) -> Row:
    """Make the row of day 0."""
    says = EVENT_DAY_SAYS.get(run.name, "起算当日，不计入")
    return Row(run.start, run.start.isoweekday(), False, None, DayReason.EVENT_DAY, says)


def _working_row(calendar: Calendar, day: date, number: int, *, late: bool) -> Row:
    """Make the row of a day of a limit in working days, or of a day after the due date."""
    works, reason, says = calendar.explained(day)
    if not works:
        return Row(day, day.isoweekday(), False, None, reason, says)
    return Row(day, day.isoweekday(), True, number, reason, f"{says}，已逾期" if late else says)


def _tolled_row(calendar: Calendar, run: Run, day: date) -> Row:
    """Make the row of a day that a special procedure takes out."""
    return Row(day, day.isoweekday(), False, None, DayReason.TOLLED, _tolled_says(calendar, run, day))


def _calendar_row(calendar: Calendar, day: date, number: int, days: int) -> Row:
    """Make the row of a day of a limit in calendar days, where rest days count too (民法典 200, 203)."""
    weekday = day.isoweekday()
    if number == days and not calendar.works(day):
        says = f"{calendar.says(day)}，期限最后一日为休息日，顺延"
        return Row(day, weekday, False, None, calendar.reason(day), says)
    if calendar.provisional(day):
        return Row(day, weekday, True, number, DayReason.PROVISIONAL, f"{calendar.says(day)}（按自然日计入）")
    return Row(day, weekday, True, number, DayReason.COUNTED, f"周{WEEKDAYS[weekday - 1]}，按自然日计入")


def _tolled_says(calendar: Calendar, run: Run, day: date) -> str:
    """Name the special procedures that take a day out, and their letters."""
    closed_on = run.ended_on if run.closes_tolls else None
    names = [
        f"{toll.ground.zh}{f'（{toll.letter}）' if toll.letter else ''}"
        for toll in run.tolls
        if in_stretch(day, [toll.stretch(calendar, closed_on)])
    ]
    return f"特别程序：{'、'.join(names)}，不计入（行政许可法第四十五条）"
