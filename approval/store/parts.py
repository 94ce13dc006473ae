"""The parts of a joint application: cases of their own that name the whole, read and held together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import and_, bindparam, literal_column, select

from approval.core.case import Case
from approval.store import journals
from approval.store.cases import COLUMNS
from approval.store.database import Tx
from approval.store.tables import cases

# A literal, so that both databases see that their index of parts holds the answer.
_IS_PART = cases.c.joint != literal_column("''")

PARTS = select(*COLUMNS).where(and_(cases.c.joint == bindparam("whole"), _IS_PART)).order_by(cases.c.id)
PARTS_OF_MANY = (
    select(*COLUMNS)
    .where(and_(cases.c.joint.in_(bindparam("wholes", expanding=True)), _IS_PART))
    .order_by(cases.c.id)
)
HOLD = select(cases.c.id).where(cases.c.number == bindparam("number")).with_for_update()
OPEN_WHOLES = (
    select(*COLUMNS)
    .where(
        cases.c.ended_on.is_(None),
        cases.c.workflow == bindparam("workflow"),
        cases.c.id > bindparam("after_id"),
    )
    .order_by(cases.c.id)
    .limit(bindparam("limit"))
)


def of(tx: Tx, whole: str) -> list[Case]:
    """List the parts of a joint application with their journals, in the order in which they were opened."""
    if not whole:
        return []
    listed = [Case(*row) for row in tx.run(PARTS, {"whole": whole})]
    journal = journals.read_many(tx, {case.id: case.number for case in listed}) if listed else {}
    return [replace(case, entries=journal[case.id][: case.version]) for case in listed]


def of_many(tx: Tx, wholes: Sequence[str]) -> list[Case]:
    """List the parts of several joint applications, without their journals."""
    return [Case(*row) for row in tx.run(PARTS_OF_MANY, {"wholes": list(wholes)})] if wholes else []


def hold(tx: Tx, whole: str) -> None:
    """Hold a joint application until the end of the transaction, before a part of it is written.

    Two departments then advance the whole one after the other, and a department and the window never
    wait for each other. SQLite has one writer anyway.
    """
    tx.run(HOLD, {"number": whole})


def open_wholes(tx: Tx, workflow: str, *, after_id: int = 0, limit: int = 200) -> list[Case]:
    """List the joint applications that are under way, by id, without their journals: the timers look at them."""
    values = {"workflow": workflow, "after_id": after_id, "limit": limit}
    return [Case(*row) for row in tx.run(OPEN_WHOLES, values)]
