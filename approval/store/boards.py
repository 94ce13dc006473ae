"""The boards of supervisors: how many cases stand in which stretch, and the graver lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, func, literal_column, select, tuple_
from sqlalchemy import case as either

from approval.core.case import Case, Place
from approval.store import journals
from approval.store.cases import COLUMNS, RefusedAttempt
from approval.store.database import Tx
from approval.store.tables import APPLICATION, FAR, accounts, cases, entries, refused_attempts

_open = cases.c.ended_on.is_(None)
_of_authority = cases.c.authority == bindparam("authority")
_due = cases.c.due_order
_beyond = tuple_(_due, cases.c.id) > tuple_(bindparam("after_due"), bindparam("after_id"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open cases of an authority are past due, due soon, due later, or under no running clock.

    ``breached`` are those among ``overdue`` whose limit of the law has passed too.
    """

    overdue: int
    breached: int
    soon: int
    later: int
    idle: int

    @property
    def open(self) -> int:
        """Count all open cases."""
        return self.overdue + self.soon + self.later + self.idle


def _number_of(condition: Any) -> Any:
    """Count the rows that meet a condition."""
    return func.coalesce(func.sum(either((condition, 1), else_=0)), 0)


# Answered from the index of open cases alone.
COUNT = select(
    _number_of(_due < bindparam("today")),
    _number_of((_due >= bindparam("today")) & (_due <= bindparam("soon"))),
    _number_of((_due > bindparam("soon")) & (_due < FAR)),
    _number_of(_due == FAR),
).where(_of_authority, _open, APPLICATION)
_breached = cases.c.statutory_due_on < bindparam("today")
COUNT_BREACHED = (
    select(func.count())
    .select_from(cases)
    .where(_of_authority, _open, APPLICATION, _due < bindparam("today"), _breached)
)
BREACHED = (
    select(*COLUMNS)
    .where(_of_authority, _open, APPLICATION, _due < bindparam("today"), _breached, _beyond)
    .order_by(_due, cases.c.id)
    .limit(bindparam("limit"))
)
DEEMED = (
    select(*COLUMNS)
    .where(_of_authority, cases.c.deemed, cases.c.number < bindparam("before"))
    .order_by(cases.c.number.desc())
    .limit(bindparam("limit"))
)
TOLLED = (
    select(*COLUMNS)
    .where(
        _of_authority,
        _open,
        APPLICATION,
        cases.c.clock == "decision",
        # A literal: with a parameter, neither database would see that its index of these holds the answer.
        exists().where(entries.c.case_id == cases.c.id, entries.c.act == literal_column("'toll'")),
    )
    .order_by(_due, cases.c.id)
)
ATTEMPTS = (
    select(
        refused_attempts.c.id,
        refused_attempts.c.case_number,
        refused_attempts.c.act,
        refused_attempts.c.by,
        accounts.c.name,
        refused_attempts.c.role,
        refused_attempts.c.at,
        refused_attempts.c.reasons,
    )
    .select_from(refused_attempts.join(accounts, accounts.c.id == refused_attempts.c.by))
    .where(
        refused_attempts.c.authority == bindparam("authority"), refused_attempts.c.id < bindparam("before")
    )
    .order_by(refused_attempts.c.id.desc())
    .limit(bindparam("limit"))
)

COUNT_PROVISIONAL = select(func.count()).select_from(cases).where(_open, cases.c.provisional)

NEWEST = 2**31 - 1
AFTER_ALL_NUMBERS = "~"
"""Sorts after every case number."""


def counts(tx: Tx, authority: str, today: date, soon: date) -> Counts:
    """Count an authority's open cases; ``soon`` is the last day that is still near."""
    values: Mapping[str, Any] = {"authority": authority, "today": today, "soon": soon}
    overdue, near, later, idle = (int(number) for number in tx.run(COUNT, values).one())
    breached = int(tx.run(COUNT_BREACHED, {"authority": authority, "today": today}).scalar_one())
    return Counts(overdue, breached, near, later, idle)


def breached(
    tx: Tx, authority: str, today: date, *, after: Place | None = None, limit: int = 50
) -> list[Case]:
    """List the open cases whose running limit of the law has passed, longest overdue first."""
    due, case_id = after or (None, 0)
    values = {
        "authority": authority,
        "today": today,
        "after_due": due or date.min,
        "after_id": case_id,
        "limit": limit,
    }
    return _cases(tx, BREACHED, values)


def deemed(tx: Tx, authority: str, *, before: str = "", limit: int = 50) -> list[Case]:
    """List the cases that silence accepted, ended ones too, newest first; ``before`` is the last one's number."""
    values = {"authority": authority, "before": before or AFTER_ALL_NUMBERS, "limit": limit}
    return _cases(tx, DEEMED, values)


def ever_tolled(tx: Tx, authority: str) -> list[Case]:
    """List the cases under decision for which a special procedure was ever opened, with their journals."""
    return with_journals(tx, _cases(tx, TOLLED, {"authority": authority}))


def with_journals(tx: Tx, listed: Sequence[Case]) -> list[Case]:
    """Give listed cases their journals, all read at once."""
    journal = journals.read_many(tx, {case.id: case.number for case in listed}) if listed else {}
    return [replace(case, entries=journal[case.id][: case.version]) for case in listed]


def attempts(
    tx: Tx, authority: str, *, before: int | None = None, limit: int = 50
) -> list[tuple[int, RefusedAttempt]]:
    """List what somebody tried and the rules barred, newest first, each with the place to go on after."""
    values = {"authority": authority, "before": before or NEWEST, "limit": limit}
    return [(row[0], RefusedAttempt(*row[1:])) for row in tx.run(ATTEMPTS, values)]


def provisional(tx: Tx) -> int:
    """Count the open cases of all authorities whose due date is provisional."""
    return int(tx.run(COUNT_PROVISIONAL).scalar_one())


def _cases(tx: Tx, statement: Any, values: Mapping[str, Any]) -> list[Case]:
    """Read cases without their journals."""
    return [Case(*row) for row in tx.run(statement, values)]
