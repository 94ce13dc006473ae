"""Cases: saved by appending facts, found by the copies of what the facts have brought about.

A case is saved by raising its version where it still equals the one read, and inserting its new facts:
two statements, three with personal values. The version is the number of facts. Lists are read page by
page from indexes in the order of the page, so that they cost the same in a million cases as in ten.
They are lists of applications: licence records and orders of supervision are listed in ``records``.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    tuple_,
    union_all,
    update,
)

from approval.core.case import SUMMARY_FIELDS, Case, DeskPlace, Place, Summary
from approval.core.errors import NotFound, Reason, Stale
from approval.core.journal import GENESIS, Entry
from approval.store import journals
from approval.store.constraints import ORDER_RULE
from approval.store.database import Tx
from approval.store.journals import Personal, VerifyReport, dispose_personal, personal, verify
from approval.store.people import institutions_named
from approval.store.tables import APPLICATION, FAR, accounts, cases, entries, notices, publications
from approval.store.tables import refused_attempts as attempts

__all__ = [
    "RefusedAttempt",
    "VerifyReport",
    "add",
    "append",
    "by_lookup",
    "count_by_stage",
    "dispose_personal",
    "due_before",
    "every",
    "lapsing",
    "load",
    "load_to_act",
    "of_institution",
    "open_after",
    "personal",
    "received",
    "refresh",
    "refused_attempt",
    "refused_attempts",
    "rename",
    "search",
    "served_open",
    "verify",
    "worklist",
]

SHANGHAI = ZoneInfo("Asia/Shanghai")

COLUMNS = tuple(cases.c[field.name] for field in fields(Case) if field.name != "entries")
"""The columns of a case in the order of its fields."""

_due_order, _desk_order, _id = cases.c.due_order, cases.c.desk_order, cases.c.id
_open = cases.c.ended_on.is_(None)


# --- writing --------------------------------------------------------------------------------------

_SUMMARY: Mapping[str, Any] = {name: bindparam(name) for name in (*SUMMARY_FIELDS, "due_order")}
_AS_READ = and_(_id == bindparam("case_id"), cases.c.version == bindparam("read_version"))

INSERT = insert(cases)
ADVANCE = update(cases).where(_AS_READ).values(version=bindparam("new_version"), **_SUMMARY)
REFRESH = update(cases).where(_AS_READ).values(**_SUMMARY)
RENAME = (
    update(cases).where(_AS_READ).values(unit_name=bindparam("new_unit_name"), kind=bindparam("new_kind"))
)

RECEIVED = update(cases).where(_AS_READ).values(received_on=bindparam("new_received_on"))


def add(tx: Tx, case: Case, entry: Entry, personal: Personal | None = None) -> Case:
    """Store a new case with its first fact; gives it with its id, at version 1, the fact chained.

    ``personal`` are the fact's personal values; they stand outside the hashed entry.
    """
    sealed = journals.seal(case.number, 0, GENESIS, [entry], {1: personal} if personal else {})
    case_id = _insert(tx, case)
    journals.write(tx, case_id, sealed)
    return replace(case, id=case_id, version=1, entries=(sealed[0].entry,))


def append(
    tx: Tx,
    case: Case,
    new: Sequence[Entry],
    *,
    summary: Summary,
    personal: Mapping[int, Personal] | None = None,
    act_words: Mapping[str, str] | None = None,
) -> Case:
    """Append facts to a case that was loaded with its journal; gives the case as it then stands.

    ``case_number``, ``seq``, the chain of hashes and the digests of personal values are set here;
    ``personal`` goes by the seq that the fact will have (``case.version + 1`` for the first).
    ``act_words`` are the Chinese words of the acts, for telling the loser of a race what happened
    meanwhile. Raises Stale where others advanced the case since it was loaded, Refused for a second
    one-time notice (行政许可法 32(1)(4)).
    """
    if not new or len(case.entries) != case.version:
        raise ValueError("facts are appended, one or more, to a case that was loaded with its journal")
    sealed = journals.seal(case.number, case.version, case.entries[-1].hash, new, personal or {})
    values = _copies(case, summary) | {"new_version": case.version + len(sealed)}
    if tx.run(ADVANCE, values).rowcount == 0:
        raise _stale(tx, case, act_words or {})
    journals.write(tx, case.id, sealed)
    return case.advanced(summary, *(each.entry for each in sealed))


def refresh(tx: Tx, case: Case, summary: Summary) -> bool:
    """Rewrite the sorting copies alone, as a new calendar makes them; False where the case has moved on."""
    return tx.run(REFRESH, _copies(case, summary)).rowcount == 1


def rename(tx: Tx, case: Case, unit_name: str, kind: str) -> Case:
    """Take over the name and kind of the planned unit as the applicant has corrected them."""
    values = {"case_id": case.id, "read_version": case.version, "new_unit_name": unit_name, "new_kind": kind}
    tx.run(RENAME, values)
    return replace(case, unit_name=unit_name, kind=kind)


def received(tx: Tx, case: Case, on: date) -> Case:
    """Take over the day of receipt as it was put right."""
    tx.run(RECEIVED, {"case_id": case.id, "read_version": case.version, "new_received_on": on})
    return replace(case, received_on=on)


def _insert(tx: Tx, case: Case) -> int:
    """Insert the row of a case and give its id."""
    values = {column.name: getattr(case, column.name) for column in COLUMNS}
    del values["id"]
    values |= {"version": 1, "due_order": case.due_on or FAR, "desk_order": case.desk_order}
    key = tx.run(INSERT, values).inserted_primary_key
    if key is None:
        raise RuntimeError("the database gave the case no id")
    return int(key[0])


def _copies(case: Case, summary: Summary) -> dict[str, Any]:
    """Give the values of the two updates."""
    values = summary.fields()
    values["due_order"] = summary.due_on or FAR
    return values | {"case_id": case.id, "read_version": case.version}


def _stale(tx: Tx, case: Case, act_words: Mapping[str, str]) -> Stale:
    """Tell the loser of a race what happened meanwhile, by whom and when."""
    meanwhile = journals.read(tx, case.id, case.number, case.version)
    told = [_happened(entry, act_words) for entry in meanwhile] or ["您打开页面后，本案已经变动。"]
    remedy = "您填写的内容已保留，请查看本案的最新情况后再办理。"
    return Stale(*(Reason(says, ORDER_RULE, remedy) for says in told))


def _happened(entry: Entry, act_words: Mapping[str, str]) -> str:
    """Say in one sentence who did what and when."""
    at = entry.recorded_at.astimezone(SHANGHAI)
    when = f"{at.year}年{at.month}月{at.day}日{at:%H:%M}"
    word = act_words.get(entry.act)
    did = f"办理“{word}”" if word else "办理其他操作"
    return f"您打开页面后，本案已由{entry.by_name or '他人'}于{when}{did}。"


# --- reading one ----------------------------------------------------------------------------------

# One statement: a second one would be another round trip, and could read another moment.
SELECT = (
    select(*journals.COLUMNS, *COLUMNS, select(func.count()).select_from(notices).scalar_subquery())
    .select_from(journals.NAMED.join(cases, _id == entries.c.case_id))
    .where(cases.c.number == bindparam("number"))
    .order_by(entries.c.seq)
)
_FACT = len(journals.COLUMNS)


def load(tx: Tx, number: str) -> Case:
    """Load a case with its journal. Raises NotFound."""
    return load_to_act(tx, number)[0]


def load_to_act(tx: Tx, number: str) -> tuple[Case, int]:
    """Load a case with its journal, and how many holiday notices are loaded at that moment.

    Who counts days for an act has to know whether his calendar is still the one in force. Raises NotFound.
    """
    rows = tx.run(SELECT, {"number": number}).all()
    if not rows:
        raise journals.unknown(number)
    facts = tuple(Entry(number, *row[:_FACT]) for row in rows)
    return replace(_case(rows[0][_FACT:]), entries=facts), int(rows[0][-1])


def by_lookup(tx: Tx, number: str, code: str) -> Case:
    """Load a case for somebody who holds its receipt.

    Raises the same NotFound for a wrong number as for a wrong code: neither is to be guessed.
    """
    unknown = NotFound(Reason("没有找到该办件。", remedy="请按接收凭证核对办件编号和查询码。"))
    try:
        case = load(tx, number.strip())
    except NotFound:
        raise unknown from None
    given = code.strip().upper().encode()
    if not hmac.compare_digest(given, case.lookup_code.encode()):
        raise unknown
    return case


def _case(row: Sequence[Any]) -> Case:
    """Make a case of a row that begins with its columns."""
    return Case(*row[: len(COLUMNS)])


# --- pages of open cases, in the order of their due dates -----------------------------------------

_beyond = tuple_(_due_order, _id) > tuple_(bindparam("after_due"), bindparam("after_id"))


def _page(*which: ColumnElement[bool]) -> Select[Any]:
    """Select one page of the open cases that ``which`` picks, read from an index in its own order."""
    wanted = select(*COLUMNS, _due_order).where(
        _open, APPLICATION, *which, _beyond, _due_order <= bindparam("through")
    )
    return wanted.order_by(_due_order, _id).limit(bindparam("limit"))


_BEHIND = (
    tuple_(_desk_order, _due_order, _id)
    > tuple_(bindparam("after_desk"), bindparam("after_due"), bindparam("after_id"))
)  # fmt: skip


def _desk(stage: str) -> Select[Any]:
    """Select one page of an authority's open cases in a stage, what a rule puts first before the rest."""
    wanted = select(*COLUMNS, _due_order, _desk_order).where(
        _open,
        APPLICATION,
        cases.c.authority == bindparam("authority"),
        cases.c.stage == bindparam(stage),
        _BEHIND,
    )
    return wanted.order_by(_desk_order, _due_order, _id).limit(bindparam("limit"))


@cache
def _desks(stages: int, narrowed: bool) -> Any:
    """Select one page over several stages: one index read for each, merged.

    An index in the order (stage, desk, due date) gives each stage's cases in order, not all of them together.
    Only a list that is narrowed to a stretch of due dates says so: it finds those first and sorts them.
    """
    pages = [_desk(f"choice_{n}") for n in range(stages)]
    if narrowed:
        pages = [page.where(_due_order.between(bindparam("since"), bindparam("through"))) for page in pages]
    if stages == 1:
        return pages[0]
    union = union_all(*(select(page.subquery(f"page_{n}")) for n, page in enumerate(pages)))
    return union.order_by("desk_order", "due_order", "id").limit(bindparam("limit"))


PAGE_OF_ALL = _page()
PAGE_OF_AUTHORITY = _page(cases.c.authority == bindparam("authority"))


def worklist(
    tx: Tx,
    *,
    authority: str,
    stages: Sequence[str],
    after: DeskPlace | None = None,
    limit: int = 50,
    due_from: date | None = None,
    due_through: date | None = None,
) -> list[Case]:
    """List an authority's open cases in these stages: what a rule puts first (优先办理), then due first.

    Those without a due date come last of each. ``due_from`` and ``due_through`` narrow the due date, both
    included (a light is such a stretch).
    """
    if not stages:
        return []
    desk, due, case_id = after or (0, date.min, 0)
    behind = {"after_desk": desk, "after_due": due or FAR, "after_id": case_id}
    narrowed = bool(due_from or due_through)
    stretch = {"since": due_from or date.min, "through": due_through or FAR} if narrowed else {}
    values = {"authority": authority, "limit": limit, **behind, **stretch, **_choices(stages)}
    return _list(tx, _desks(len(set(stages)), narrowed), values)


def due_before(
    tx: Tx,
    day: date | None,
    *,
    authority: str = "",
    since: date | None = None,
    after: Place | None = None,
    limit: int = 50,
) -> list[Case]:
    """List the open cases due before a day (and not before ``since``), due first; all authorities' if "".

    Without a day they are all listed, those without a due date last.
    """
    through = date.fromordinal(day.toordinal() - 1) if day else None
    values = _bounds(after, limit, since, through)
    if not authority:
        return _list(tx, PAGE_OF_ALL, values)
    return _list(tx, PAGE_OF_AUTHORITY, values | {"authority": authority})


def lapsing(
    tx: Tx,
    as_of: date,
    *,
    clocks: Sequence[str] = ("completeness", "supplement_check"),
    limit: int = 200,
    after_id: int = 0,
) -> list[Case]:
    """List the open cases whose running clock is one of these and was due before a day, by id.

    By id, because acting on a case moves its due date, and with it its place in a list by due date.
    """
    return _list(tx, LAPSING, {"clocks": list(clocks), "as_of": as_of, "limit": limit, "after_id": after_id})


def served_open(tx: Tx, *, limit: int = 200) -> list[str]:
    """Name the open cases that are served and, where granted, published: nothing is left but closing.

    A filing and a grant on a commitment are finished only when they have been checked afterwards.
    """
    found = [
        number for which in (SERVED, FOLLOWED_UP) for number in tx.run(which, {"limit": limit}).scalars()
    ]
    return found[:limit]


def _bounds(
    after: Place | None, limit: int, due_from: date | None = None, due_through: date | None = None
) -> dict[str, Any]:
    """Give where a page begins and ends: after a row, or on the first day asked for."""
    begin = (due_from or date.min, 0)
    if after is not None:
        begin = max(begin, (after[0] or FAR, after[1]))
    through = due_through or FAR
    return {"after_due": begin[0], "after_id": begin[1], "through": through, "limit": limit}


def _choices(values: Sequence[str]) -> dict[str, Any]:
    """Give the values of a merged page."""
    return {f"choice_{n}": value for n, value in enumerate(dict.fromkeys(values))}


def _list(tx: Tx, statement: Any, values: Mapping[str, Any]) -> list[Case]:
    """Read cases without their journals."""
    return [_case(row) for row in tx.run(statement, values)]


# --- other lists ----------------------------------------------------------------------------------

LAPSING = (
    select(*COLUMNS)
    .where(
        _open,
        APPLICATION,
        cases.c.clock.in_(bindparam("clocks", expanding=True)),
        _due_order < bindparam("as_of"),
        _id > bindparam("after_id"),
    )
    .order_by(_id)
    .limit(bindparam("limit"))
)
# A scalar subquery is looked up case by case; for EXISTS, PostgreSQL may read the whole register.
_published = (
    select(publications.c.case_number)
    .where(publications.c.case_number == cases.c.number)
    .scalar_subquery()
    .is_not(None)
)
SERVED = (
    select(cases.c.number)
    .where(
        _open,
        APPLICATION,
        cases.c.stage == "served",
        cases.c.workflow == "licence",
        or_(cases.c.outcome != "grant", _published),
    )
    .order_by(_due_order, _id)
    .limit(bindparam("limit"))
)
FOLLOWED_UP = (
    select(cases.c.number)
    .where(_open, APPLICATION, cases.c.stage == "followed_up", or_(cases.c.outcome != "grant", _published))
    .order_by(_due_order, _id)
    .limit(bindparam("limit"))
)
OF_INSTITUTION = (
    select(*COLUMNS)
    .where(cases.c.institution == bindparam("institution"), APPLICATION, _id < bindparam("before_id"))
    .order_by(_id.desc())
    .limit(bindparam("limit"))
)
OF_INSTITUTIONS = (
    select(*COLUMNS)
    .where(
        cases.c.authority == bindparam("authority"),
        APPLICATION,
        cases.c.institution.in_(bindparam("institutions", expanding=True)),
    )
    .order_by(_id.desc())
    .limit(bindparam("limit"))
)
NUMBERED = (
    select(*COLUMNS)
    .where(
        cases.c.authority == bindparam("authority"),
        APPLICATION,
        cases.c.number >= bindparam("first"),
        cases.c.number <= bindparam("last"),
    )
    .order_by(cases.c.number)
    .limit(bindparam("limit"))
)
EVERY = select(*COLUMNS).where(_id > bindparam("after_id")).order_by(_id).limit(bindparam("limit"))
EVERY_OPEN = EVERY.where(_open)
COUNT = (
    select(cases.c.stage, func.count())
    .where(cases.c.authority == bindparam("authority"), _open, APPLICATION)
    .group_by(cases.c.stage)
)

ALL = 2**31 - 1
NUMBER_LENGTH = 21


def of_institution(tx: Tx, institution: int, *, before_id: int | None = None, limit: int = 200) -> list[Case]:
    """List an institution's cases, open and ended, newest first."""
    values = {"institution": institution, "before_id": before_id or ALL, "limit": limit}
    return _list(tx, OF_INSTITUTION, values)


def open_after(tx: Tx, after_id: int, *, limit: int = 200) -> list[Case]:
    """List the open cases with their journals, by id: for recomputing what a new calendar moves."""
    return _with_journals(tx, _list(tx, EVERY_OPEN, {"after_id": after_id, "limit": limit}))


def every(tx: Tx, after_id: int = 0, *, limit: int = 200) -> list[Case]:
    """List all cases, open and ended, with their journals, by id: for checking the sorting copies."""
    return _with_journals(tx, _list(tx, EVERY, {"after_id": after_id, "limit": limit}))


def _with_journals(tx: Tx, listed: list[Case]) -> list[Case]:
    """Give listed cases their journals."""
    journal = journals.read_many(tx, {case.id: case.number for case in listed}) if listed else {}
    return [replace(case, entries=journal[case.id][: case.version]) for case in listed]


def search(tx: Tx, authority: str, words: str, limit: int = 50) -> list[Case]:
    """Find an authority's cases by the beginning of their number, or by their institution.

    An institution is found by its credit code or by parts of its name, of two characters or more each,
    with spaces between them.
    """
    wanted = words.strip()
    values: dict[str, Any] = {"authority": authority, "limit": limit}
    if wanted.isascii() and wanted.isdigit():
        first, last = wanted.ljust(NUMBER_LENGTH, "0"), wanted.ljust(NUMBER_LENGTH, "9")
        found = _list(tx, NUMBERED, values | {"first": first, "last": last})
        if found:
            return found
    institutions = institutions_named(tx, wanted, authority)
    return _list(tx, OF_INSTITUTIONS, values | {"institutions": institutions}) if institutions else []


def count_by_stage(tx: Tx, authority: str) -> dict[str, int]:
    """Count an authority's open cases by stage."""
    return {stage: int(count) for stage, count in tx.run(COUNT, {"authority": authority})}


# --- refused attempts -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RefusedAttempt:
    """Somebody tried what the rules bar; kept for the supervisor. ``reasons`` are plain JSON values."""

    case_number: str
    act: str
    by: int
    by_name: str
    role: str
    at: datetime
    reasons: list[dict[str, str]]


_authority_of_case = select(cases.c.authority).where(cases.c.number == bindparam("of_case")).scalar_subquery()
INSERT_ATTEMPT = insert(attempts).values(authority=func.coalesce(_authority_of_case, ""))


@cache
def _attempts(column: str) -> Select[Any]:
    """Select the newest refused attempts of one case or of one authority."""
    tried = attempts.c
    named = attempts.join(accounts, accounts.c.id == tried.by)
    return (
        select(tried.case_number, tried.act, tried.by, accounts.c.name, tried.role, tried.at, tried.reasons)
        .select_from(named)
        .where(tried[column] == bindparam("wanted"))
        .order_by(tried.id.desc())
        .limit(bindparam("limit"))
    )


def refused_attempt(
    tx: Tx, case_number: str, act: str, person_id: int, role: str, at: datetime, reasons: list[dict[str, str]]
) -> None:
    """Keep a refused attempt; in a transaction of its own, for the act's is rolled back."""
    values = {
        "case_number": case_number,
        "of_case": case_number,
        "act": act,
        "by": person_id,
        "role": role,
        "at": at,
        "reasons": reasons,
    }
    tx.run(INSERT_ATTEMPT, values)


def refused_attempts(
    tx: Tx, case_number: str | None = None, authority: str = "", limit: int = 100
) -> list[RefusedAttempt]:
    """List the refused attempts on one case, or on all cases of an authority, newest first."""
    column, wanted = ("authority", authority) if case_number is None else ("case_number", case_number)
    return [RefusedAttempt(*row) for row in tx.run(_attempts(column), {"wanted": wanted, "limit": limit})]
