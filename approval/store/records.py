"""Licence records and orders of supervision: rows of the cases' table that are no applications.

Both have a journal like every case; ``about`` names the case that a licence came from, or the one that an
order concerns, and an application's the licence that it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, literal_column, not_, select, tuple_
from sqlalchemy import case as either

from approval.core.case import Case, Place
from approval.store import boards
from approval.store.cases import COLUMNS
from approval.store.database import Tx
from approval.store.tables import APPLICATION, FAR, cases, kept_as

LICENCE = "licence_record"
ORDER = "supervision_order"

PAGE = 50
ALL = 2**31 - 1

_due, _id = cases.c.due_order, cases.c.id
_open = cases.c.ended_on.is_(None)

# --- what concerns what ---------------------------------------------------------------------------

# The index of these holds the rows that are about something, and the literal lets the databases see it.
_concerns = cases.c.about != literal_column("''")
ABOUT = select(*COLUMNS).where(cases.c.about == bindparam("number"), _concerns).order_by(_id)

_order = cases.alias("an_order")
_ordered = exists().where(
    _order.c.about == cases.c.number,
    _order.c.about != literal_column("''"),
    _order.c.workflow == ORDER,
    _order.c.kind
    == either((cases.c.statutory_due_on < bindparam("today"), "breach:"), else_="overdue:") + cases.c.clock,
    _order.c.received_on > cases.c.due_on,
)
UNORDERED = (
    select(*COLUMNS)
    .where(
        _open,
        APPLICATION,
        _due < bindparam("today"),
        tuple_(_due, _id) > tuple_(bindparam("after_due"), bindparam("after_id")),
        not_(_ordered),
    )
    .order_by(_due, _id)
    .limit(bindparam("limit"))
)


HOLD = select(_id).where(_id == bindparam("case_id")).with_for_update()


def hold(tx: Tx, case_id: int) -> None:
    """Let others who would hold the same row wait for the end of this transaction."""
    tx.run(HOLD, {"case_id": case_id})


def about(tx: Tx, number: str) -> list[Case]:
    """List what is about a case or a licence, with journals, the oldest first."""
    return boards.with_journals(tx, _list(tx, ABOUT, {"number": number}))


def unordered(tx: Tx, today: date, *, after: Place | None = None, limit: int = 200) -> list[Case]:
    """List the open applications past their due date for which no order of supervision has been opened.

    One that has passed the limit of the law needs an order of its own, the promise's does not do for it.
    """
    return _list(tx, UNORDERED, {"today": today, "limit": limit, **_after(after)})


# --- the registers --------------------------------------------------------------------------------


@cache
def _register(workflow: str, *, by_authority: bool) -> Select[Any]:
    """Select a page of one kind of record, the newest first."""
    which = [kept_as(workflow), *([_of_authority] if by_authority else ())]
    newest = select(*COLUMNS).where(*which, _id < bindparam("before_id")).order_by(_id.desc())
    return newest.limit(bindparam("limit"))


@cache
def _running(workflow: str, *, by_authority: bool) -> Select[Any]:
    """Select a page of the open records of one kind, the one that is due first on top."""
    which = [kept_as(workflow), _open, *([_of_authority] if by_authority else ())]
    beyond = tuple_(_due, _id) > tuple_(bindparam("after_due"), bindparam("after_id"))
    due = select(*COLUMNS).where(*which, beyond, _due <= bindparam("through")).order_by(_due, _id)
    return due.limit(bindparam("limit"))


_of_authority = cases.c.authority == bindparam("authority")
OF_INSTITUTION = (
    select(*COLUMNS)
    .where(cases.c.institution == bindparam("institution"), cases.c.workflow == bindparam("workflow"))
    .order_by(_id.desc())
    .limit(bindparam("limit"))
)


def newest(
    tx: Tx, workflow: str, *, authority: str = "", before_id: int | None = None, limit: int = PAGE
) -> list[Case]:
    """List records of one kind, open and ended, the newest first; of all authorities if ""."""
    values: dict[str, Any] = {"before_id": before_id or ALL, "limit": limit}
    if authority:
        values["authority"] = authority
    return _list(tx, _register(workflow, by_authority=bool(authority)), values)


def due_first(
    tx: Tx,
    workflow: str,
    *,
    authority: str = "",
    through: date = FAR,
    after: Place | None = None,
    limit: int = PAGE,
) -> list[Case]:
    """List the open records of one kind by due date, up to a day; of all authorities if ""."""
    values: dict[str, Any] = {"through": through, "limit": limit, **_after(after)}
    if authority:
        values["authority"] = authority
    return _list(tx, _running(workflow, by_authority=bool(authority)), values)


def of_institution(tx: Tx, workflow: str, institution: int, *, limit: int = 200) -> list[Case]:
    """List an institution's records of one kind, with journals, the newest first."""
    values = {"institution": institution, "workflow": workflow, "limit": limit}
    return boards.with_journals(tx, _list(tx, OF_INSTITUTION, values))


def _after(place: Place | None) -> dict[str, Any]:
    """Give where a page by due date begins."""
    due, case_id = place or (date.min, 0)
    return {"after_due": due or FAR, "after_id": case_id}


def _list(tx: Tx, statement: Any, values: Mapping[str, Any]) -> list[Case]:
    """Read rows without their journals."""
    return [Case(*row) for row in tx.run(statement, values)]
