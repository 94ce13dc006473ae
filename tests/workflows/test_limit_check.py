"""Limits of different units are compared for the worst case of real calendars."""

from datetime import date, timedelta

import pytest

from approval.core.clock import Run, due_on
from approval.core.limit import Limit
from approval.core.vocabulary import Unit
from approval.core.workdays import Calendar
from workflows.limit_check import days, may_be_longer
from workflows.pack_model import LimitTable

STARTS = [date(2017, 1, 1) + timedelta(days=n) for n in range(0, 365 * 9, 1)]


@pytest.mark.parametrize("working", [1, 2, 5, 7, 10, 15, 20, 30])
def test_working_days_that_pass_never_end_after_the_calendar_days_of_the_law(working: int) -> None:
    law = next(n for n in range(1, 400) if not may_be_longer(limit(working, "working"), limit(n, "calendar")))
    latest = max(due(start, working, Unit.WORKING) - start for start in STARTS)
    assert latest.days <= law
    assert law <= latest.days + 12, "the comparison refuses far more than it must"


@pytest.mark.parametrize("number", [1, 5, 10, 20, 45])
def test_calendar_days_never_end_after_as_many_working_days(number: int) -> None:
    assert not may_be_longer(limit(number, "calendar"), limit(number, "working"))
    assert all(due(start, number, Unit.CALENDAR) <= due(start, number, Unit.WORKING) for start in STARTS[::3])


def test_more_calendar_days_than_working_days_may_be_longer() -> None:
    assert may_be_longer(limit(21, "calendar"), limit(20, "working"))


@pytest.mark.parametrize("unit", ["working", "calendar"])
def test_the_same_unit_is_compared_by_number(unit: str) -> None:
    assert not may_be_longer(limit(20, unit), limit(20, unit))
    assert may_be_longer(limit(21, unit), limit(20, unit))


def test_limits_are_said_in_their_unit() -> None:
    assert (days(limit(20, "working")), days(limit(30, "calendar"))) == ("20个工作日", "30日")


def limit(number: int, unit: str) -> LimitTable:
    return LimitTable.model_validate({"days": number, "unit": unit, "basis": ["assumption"]})


def due(start: date, number: int, unit: Unit) -> date:
    return due_on(CALENDAR, Run("decision", start, Limit(number, unit)))


CALENDAR = Calendar.national()
