"""Journals: facts chained by hashes, and beside them the personal values that can be disposed of."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, String, bindparam, delete, func, insert, select, type_coerce

from approval.core.errors import NotFound, Reason
from approval.core.journal import Entry, canonical, digest, first_break, personal_digest
from approval.store.database import Tx
from approval.store.tables import accounts, cases, entries, personal_values

Personal = Mapping[str, object]
"""Personal values of one fact: plain JSON values by field."""

SALT_BYTES = 16

COLUMNS = (
    entries.c.seq,
    entries.c.act,
    entries.c.effective_on,
    entries.c.recorded_at,
    entries.c.by,
    func.coalesce(accounts.c.name, "").label("by_name"),
    entries.c.role,
    entries.c.data,
    entries.c.letter,
    entries.c.personal_digest,
    entries.c.previous,
    entries.c.hash,
)
"""The columns of a fact in the order of its fields after the case number; the name is today's."""

# Read for a check, what was tampered with may be neither a date nor JSON.
_UNREAD = {"effective_on", "recorded_at", "data"}
_AS_TEXT = tuple(
    type_coerce(column, String).label(column.name) if column.name in _UNREAD else column for column in COLUMNS
)

NAMED = entries.outerjoin(accounts, accounts.c.id == entries.c.by)
_of_case = entries.c.case_id == bindparam("case_id")

INSERT = insert(entries)
INSERT_PERSONAL = insert(personal_values)
SELECT = (
    select(*COLUMNS)
    .select_from(NAMED)
    .where(_of_case, entries.c.seq > bindparam("after"))
    .order_by(entries.c.seq)
)
SELECT_MANY = (
    select(entries.c.case_id, *COLUMNS)
    .select_from(NAMED)
    .where(entries.c.case_id.in_(bindparam("case_ids", expanding=True)))
    .order_by(entries.c.case_id, entries.c.seq)
)
SELECT_AS_TEXT = select(*_AS_TEXT).select_from(NAMED).where(_of_case).order_by(entries.c.seq)
SELECT_HEAD = select(cases.c.id, cases.c.version).where(cases.c.number == bindparam("number"))
SELECT_PERSONAL = select(personal_values.c.seq, personal_values.c.salt, personal_values.c.content).where(
    personal_values.c.case_id == bindparam("case_id")
)
SELECT_PERSONAL_AS_TEXT = select(
    personal_values.c.seq, personal_values.c.salt, type_coerce(personal_values.c.content, String)
).where(personal_values.c.case_id == bindparam("case_id"))
DELETE_PERSONAL = delete(personal_values).where(personal_values.c.case_id == bindparam("case_id"))


# --- writing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sealed:
    """A fact as it is stored, with the personal values that stand outside it and their salt."""

    entry: Entry
    salt: bytes = b""
    personal: Personal | None = None


def seal(
    number: str, seq: int, previous: str, new: Sequence[Entry], personal: Mapping[int, Personal]
) -> list[Sealed]:
    """Chain facts after the one that has ``seq`` and the hash ``previous``, as they will be read back."""
    strange = set(personal) - set(range(seq + 1, seq + 1 + len(new)))
    if strange:
        raise ValueError(f"personal values of facts that are not appended: {sorted(strange)}")
    sealed: list[Sealed] = []
    for position, entry in enumerate(new, start=seq + 1):
        placed = replace(entry, case_number=number, seq=position, previous=previous)
        sealed.append(_sealed(placed, personal.get(position)))
        previous = sealed[-1].entry.hash
    return sealed


def _sealed(entry: Entry, personal: Personal | None) -> Sealed:
    """Give a fact its digests."""
    salt = secrets.token_bytes(SALT_BYTES) if personal else b""
    whole = replace(
        entry,
        recorded_at=entry.recorded_at.astimezone(UTC),
        # Tuples become lists and keys text, as the database gives them back.
        data=json.loads(canonical(entry.data)),
        personal_digest=personal_digest(salt, personal) if personal else "",
    )
    return Sealed(replace(whole, hash=digest(whole)), salt, personal or None)


def write(tx: Tx, case_id: int, sealed: Sequence[Sealed]) -> None:
    """Insert sealed facts, and their personal values where there are any.

    Raises Refused for a second one-time notice (行政许可法 32(1)(4)).
    """
    tx.run(INSERT, [_row(case_id, each.entry) for each in sealed])
    outside = [
        {"case_id": case_id, "seq": each.entry.seq, "salt": each.salt, "content": each.personal}
        for each in sealed
        if each.personal
    ]
    if outside:
        tx.run(INSERT_PERSONAL, outside)


def _row(case_id: int, entry: Entry) -> dict[str, Any]:
    """Give the row of a fact."""
    return {
        "case_id": case_id,
        "seq": entry.seq,
        "act": entry.act,
        "effective_on": entry.effective_on,
        "recorded_at": entry.recorded_at,
        "by": entry.by,
        "role": entry.role,
        "data": entry.data,
        "letter": entry.letter,
        "personal_digest": entry.personal_digest,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def dispose_personal(tx: Tx, case_id: int) -> int:
    """Delete the personal values of a case with their salts; the digests in its facts stay.

    Gives the number of facts that had some.
    """
    return tx.run(DELETE_PERSONAL, {"case_id": case_id}).rowcount


# --- reading --------------------------------------------------------------------------------------


def read(tx: Tx, case_id: int, number: str, after: int = 0) -> tuple[Entry, ...]:
    """Read the facts of a case after one of them."""
    rows = tx.run(SELECT, {"case_id": case_id, "after": after})
    return tuple(Entry(number, *row) for row in rows)


def read_many(tx: Tx, numbers: Mapping[int, str]) -> dict[int, tuple[Entry, ...]]:
    """Read the whole journals of several cases, given as ids with their numbers, at once."""
    journals: dict[int, list[Entry]] = {case_id: [] for case_id in numbers}
    for case_id, *values in tx.run(SELECT_MANY, {"case_ids": list(numbers)}):
        journals[case_id].append(Entry(numbers[case_id], *values))
    return {case_id: tuple(journal) for case_id, journal in journals.items()}


def personal(tx: Tx, case_id: int) -> dict[int, Personal]:
    """Read the personal values of a case by the seq of their facts; disposed ones are missing."""
    return {row.seq: row.content for row in tx.run(SELECT_PERSONAL, {"case_id": case_id})}


# --- checking -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of a journal found.

    ``broken_at`` is the seq of the first fact that does not hold, or None. ``personal`` says of each fact
    with personal values whether they are ``intact``, ``disposed`` (deleted by rule, the digest stands) or
    ``altered``.
    """

    number: str
    facts: int
    broken_at: int | None
    personal: Mapping[int, str]

    @property
    def sound(self) -> bool:
        """Say whether nothing has been altered; disposal alters nothing."""
        return self.broken_at is None and "altered" not in self.personal.values()


def verify(tx: Tx, number: str) -> VerifyReport:
    """Check the chain of a journal and the digests of its personal values. Raises NotFound."""
    head = tx.run(SELECT_HEAD, {"number": number}).one_or_none()
    if head is None:
        raise unknown(number)
    rows = tx.run(SELECT_AS_TEXT, {"case_id": head.id}).all()
    facts, broken_at = _checked(number, rows, head.version)
    return VerifyReport(number, len(rows), broken_at, _personal_states(tx, head.id, facts))


def unknown(number: str) -> NotFound:
    """Say that there is no such case."""
    return NotFound(Reason(f"没有找到编号为{number}的办件。", remedy="请核对办件编号。"))


def _checked(
    number: str, rows: Sequence[Row[*tuple[Any, ...]]], version: int
) -> tuple[list[Entry], int | None]:
    """Give the readable facts from the first on, and the seq of the first that does not hold."""
    facts: list[Entry] = []
    for row in rows:
        try:
            facts.append(_entry(number, row))
        except (TypeError, ValueError):
            break
    broken_at = first_break(facts)
    if broken_at is None and not len(facts) == len(rows) == version:
        # Something stands where no fact does, or facts at the end are gone.
        broken_at = min(len(facts), version) + 1
    return facts, broken_at


def _entry(number: str, row: Row[*tuple[Any, ...]]) -> Entry:
    """Read a fact from text. Raises TypeError or ValueError where it is not one."""
    values = row._asdict()
    effective_on, recorded_at = values["effective_on"], values["recorded_at"]
    if not isinstance(effective_on, date):
        values["effective_on"] = date.fromisoformat(effective_on)
    if not isinstance(recorded_at, datetime):
        recorded_at = datetime.fromisoformat(recorded_at)
    values["recorded_at"] = recorded_at.astimezone(UTC)
    values["data"] = json.loads(values["data"])
    return Entry(number, **values)


def _personal_states(tx: Tx, case_id: int, facts: Sequence[Entry]) -> dict[int, str]:
    """Say of each fact that names personal values what has become of them."""
    kept = {seq: (salt, text) for seq, salt, text in tx.run(SELECT_PERSONAL_AS_TEXT, {"case_id": case_id})}
    named = {entry.seq: entry.personal_digest for entry in facts if entry.personal_digest}
    return {seq: _personal_state(named.get(seq, ""), kept.get(seq)) for seq in sorted(named | kept)}


def _personal_state(named: str, kept: tuple[bytes, str] | None) -> str:
    """Compare kept personal values with the digest that their fact holds."""
    if kept is None:
        return "disposed"
    salt, text = kept
    try:
        return "intact" if personal_digest(salt, json.loads(text)) == named else "altered"
    except ValueError:
        return "altered"
