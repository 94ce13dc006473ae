"""Limits: so many days, of which unit, by which rule."""

from __future__ import annotations

import pytest

from approval.core.limit import (
    JOINT_DECISION,
    LONGEST_EXTENSION,
    LONGEST_JOINT_EXTENSION,
    NATIONAL,
    Limit,
    Limits,
)
from approval.core.vocabulary import Unit


def test_the_national_limits_are_those_of_the_law():
    assert {name: limit.says for name, limit in NATIONAL.items()} == {
        "completeness": "5个工作日",
        "supplement_check": "5个工作日",
        "decision": "20个工作日",
        "delivery": "10个工作日",
    }
    assert (JOINT_DECISION.days, LONGEST_EXTENSION, LONGEST_JOINT_EXTENSION) == (45, 10, 15)
    assert NATIONAL["supplement_check"].basis == "assumption", "no text says so; it is a reading of 32(5)"


def test_a_limit_in_calendar_days_says_so():
    assert Limit(30, Unit.CALENDAR).says == "30日"


@pytest.mark.parametrize("days", [0, -5])
def test_a_limit_of_no_days_is_none(days: int):
    with pytest.raises(ValueError, match="at least one day"):
        Limit(days)


def test_where_nothing_shorter_is_promised_the_promise_is_the_law():
    pair = Limits.same(Limit(5))
    assert pair.statutory is pair.promised
