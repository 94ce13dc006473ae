"""Registers: the holiday notices that were loaded, and the grants that are open to inspection."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, bindparam, func, insert, select, tuple_

from approval.core.journal import canonical
from approval.core.workdays import NamedDay, Notice
from approval.store.database import Tx
from approval.store.tables import accounts, bars, publications
from approval.store.tables import notices as notice_rows

# --- holiday notices ------------------------------------------------------------------------------

_NOTICE = tuple(notice_rows.c[each.name] for each in fields(Notice))

INSERT_NOTICE = insert(notice_rows)
SELECT_NOTICES = select(*_NOTICE).order_by(notice_rows.c.id)
SELECT_LOADINGS = (
    select(*_NOTICE, accounts.c.name.label("by_name"), notice_rows.c.loaded_at)
    .select_from(notice_rows.join(accounts, accounts.c.id == notice_rows.c.loaded_by))
    .order_by(notice_rows.c.id)
)
COUNT_NOTICES = select(func.count()).select_from(notice_rows)


def add_notice(tx: Tx, notice: Notice, loaded_by: int, loaded_at: datetime) -> None:
    """Keep a holiday notice with who loaded it and when; notices are added, never changed.

    Raises Refused where a notice for the same year and division that says the same of the same days is
    loaded already.
    """
    values: dict[str, Any] = {column.name: getattr(notice, column.name) for column in _NOTICE}
    values["days"] = [[day.date.isoformat(), day.rest, day.name] for day in notice.days]
    said = canonical([notice.year, notice.division, notice.number, sorted(values["days"])])
    values["digest"] = sha256(said.encode()).hexdigest()
    tx.run(INSERT_NOTICE, values | {"loaded_by": loaded_by, "loaded_at": loaded_at})


def notices(tx: Tx) -> list[Notice]:
    """List the holiday notices in the order in which they were loaded."""
    return [_notice(row._asdict()) for row in tx.run(SELECT_NOTICES)]


@dataclass(frozen=True, slots=True)
class Loading:
    """That somebody loaded a holiday notice here, and when."""

    notice: Notice
    by_name: str
    at: datetime


def loadings(tx: Tx) -> list[Loading]:
    """List the holiday notices with who loaded them, in the order in which they were loaded."""
    loaded = []
    for row in tx.run(SELECT_LOADINGS):
        values = row._asdict()
        by_name, at = values.pop("by_name"), values.pop("loaded_at")
        loaded.append(Loading(_notice(values), by_name, at))
    return loaded


def notice_count(tx: Tx) -> int:
    """Count the holiday notices: as they are never changed, another count means other days."""
    return int(tx.run(COUNT_NOTICES).scalar_one())


def _notice(row: dict[str, Any]) -> Notice:
    """Make a notice of a row."""
    days = tuple(NamedDay(date.fromisoformat(day), rest, name) for day, rest, name in row["days"])
    return Notice(**{**row, "days": days})


# --- published grants -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Publication:
    """One granted licence in the public register (行政许可法 40)."""

    case_number: str
    institution: str
    unit: str
    kind: str
    authority: str
    document_number: str
    decided_on: date
    published_on: date


_PUBLICATION = tuple(publications.c[each.name] for each in fields(Publication))
_decided = tuple_(publications.c.decided_on, publications.c.case_number)

INSERT_PUBLICATION = insert(publications)


def _register(*where: Any) -> Select[Any]:
    """Select one page of the register, newest decision first."""
    return (
        select(*_PUBLICATION)
        .where(*where, _decided < tuple_(bindparam("after_day"), bindparam("after_number")))
        .order_by(publications.c.decided_on.desc(), publications.c.case_number.desc())
        .limit(bindparam("limit"))
    )


SELECT_PUBLISHED = _register()
SELECT_PUBLISHED_BY = _register(publications.c.authority == bindparam("authority"))


def publish(
    tx: Tx,
    *,
    case_number: str,
    institution: str,
    unit: str,
    kind: str,
    authority: str,
    document_number: str,
    decided_on: date,
    published_on: date,
) -> None:
    """Enter a grant in the public register. Raises Refused where it is in already."""
    values = {
        "case_number": case_number,
        "institution": institution,
        "unit": unit,
        "kind": kind,
        "authority": authority,
        "document_number": document_number,
        "decided_on": decided_on,
        "published_on": published_on,
    }
    tx.run(INSERT_PUBLICATION, values)


def published(
    tx: Tx, *, after: tuple[date, str] | None = None, limit: int = 50, authority: str = ""
) -> list[Publication]:
    """List published grants, newest decision first; ``after`` is the last one's day and case number."""
    day, number = after or (date.max, "")
    values: dict[str, Any] = {"after_day": day, "after_number": number, "limit": limit}
    if not authority:
        return [Publication(*row) for row in tx.run(SELECT_PUBLISHED, values)]
    return [Publication(*row) for row in tx.run(SELECT_PUBLISHED_BY, values | {"authority": authority})]


# --- who may not apply again ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """Until when an institution may not apply again for an item, and by which decision (行政许可法 78, 79).

    ``case_number`` is that of the case in which it was decided; both days are included.
    """

    case_number: str
    institution: int
    item: str
    since: date
    until: date
    says: str
    basis: str


_BAR = tuple(bars.c[each.name] for each in fields(Bar))

INSERT_BAR = insert(bars)
SELECT_BAR = select(*_BAR).where(bars.c.case_number == bindparam("number"))
SELECT_BARS = (
    select(*_BAR)
    .where(
        bars.c.institution == bindparam("wanted_institution"),
        bars.c.item == bindparam("wanted_item"),
        bars.c.until >= bindparam("on"),
        bars.c.since <= bindparam("on"),
    )
    .order_by(bars.c.until.desc(), bars.c.case_number)
)


def add_bar(tx: Tx, bar: Bar) -> None:
    """Enter a bar; a case brings about one at most."""
    tx.run(INSERT_BAR, {column.name: getattr(bar, column.name) for column in _BAR})


def bar_of(tx: Tx, case_number: str) -> Bar | None:
    """Find the bar that a case has brought about, or None."""
    row = tx.run(SELECT_BAR, {"number": case_number}).one_or_none()
    return Bar(*row) if row else None


def bars_running(tx: Tx, institution: int, item: str, on: date) -> list[Bar]:
    """List the bars of an institution for an item that run on a day, the longest first."""
    values = {"wanted_institution": institution, "wanted_item": item, "on": on}
    return [Bar(*row) for row in tx.run(SELECT_BARS, values)]
