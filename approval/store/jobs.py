"""The outbox: work that may wait, written in the act's transaction and done once it has committed.

A job is claimed for a lease; whoever claims it and dies leaves it to be claimed again when the lease has
run out. So a job may be begun twice, and doing it must be harmless then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from approval.store.database import Tx
from approval.store.tables import outbox

LEASE = timedelta(minutes=5)
"""How long a claimed job is left to whoever claimed it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work: ``kind`` says what to do, ``ref`` to what; instants are UTC.

    ``due_at`` is when the job can be claimed next; ``error`` is what the last attempt failed with.
    """

    id: int
    kind: str
    ref: str
    payload: Mapping[str, object]
    due_at: datetime
    attempts: int
    error: str


_JOB = tuple(outbox.c[each.name] for each in fields(Job))


def _put(insert: Any) -> Any:
    """Insert a job unless it is there."""
    return insert(outbox).on_conflict_do_nothing(index_elements=[outbox.c.kind, outbox.c.ref])


PUT = {"sqlite": _put(sqlite.insert), "postgresql": _put(postgresql.insert)}

# SQLite has one writer and ignores the locks; on PostgreSQL workers pass over one another's rows.
_claimable = (
    select(outbox.c.id)
    .where(outbox.c.due_at <= bindparam("now"))
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("claimable")
)
CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_claimable.c.id)))
    .values(due_at=bindparam("until"), attempts=outbox.c.attempts + 1)
    .returning(*_JOB)
)
DONE = update(outbox).where(outbox.c.id == bindparam("job")).values(due_at=None, error="")
FAILED = (
    update(outbox)
    .where(outbox.c.id == bindparam("job"))
    .values(due_at=bindparam("retry_at"), error=bindparam("why"))
)
AGAIN = (
    update(outbox)
    .where(outbox.c.kind == bindparam("of_kind"), outbox.c.due_at > bindparam("now"), outbox.c.error != "")
    .values(due_at=bindparam("now"))
)
FAULTS = (
    select(outbox.c.error, func.count())
    .where(outbox.c.kind == bindparam("kind"), outbox.c.due_at.is_not(None), outbox.c.error != "")
    .group_by(outbox.c.error)
    .order_by(func.count().desc(), outbox.c.error)
)


def put(tx: Tx, kind: str, ref: str, payload: Mapping[str, object], due_at: datetime) -> None:
    """Ask for work in the act's transaction; asking again for the same kind and ref changes nothing."""
    values = {
        "kind": kind,
        "ref": ref,
        "payload": payload,
        "due_at": due_at,
        "attempts": 0,
        "error": "",
    }
    tx.run(PUT[tx.dialect], values)


def claim(tx: Tx, now: datetime, limit: int = 10, lease: timedelta = LEASE) -> list[Job]:
    """Claim work that is due, oldest first; nobody else gets it until the lease has run out."""
    values = {"now": now, "until": now + lease, "limit": limit}
    return sorted((Job(*row) for row in tx.run(CLAIM, values)), key=lambda job: job.id)


def done(tx: Tx, job_id: int) -> None:
    """Mark work as done; its row stays, so that it is not asked for again."""
    tx.run(DONE, {"job": job_id})


def failed(tx: Tx, job_id: int, error: str, retry_at: datetime) -> None:
    """Note why work failed and when to try again."""
    tx.run(FAILED, {"job": job_id, "why": error, "retry_at": retry_at})


def again(tx: Tx, kind: str, now: datetime) -> None:
    """Let failed work of one kind be tried again at once, because what it failed on may be mended."""
    tx.run(AGAIN, {"of_kind": kind, "now": now})


def faults(tx: Tx, kind: str) -> dict[str, int]:
    """Give why work of one kind failed that is still to be done: each reason, and how often, the most frequent first."""
    return {str(error): int(count) for error, count in tx.run(FAULTS, {"kind": kind})}
