"""Which open cases stand under a version of a pack, and the move of one to another version."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import bindparam, select, update

from approval.core.case import Case
from approval.store.database import Tx
from approval.store.tables import APPLICATION, cases

OPEN_UNDER = (
    select(cases.c.number)
    .where(cases.c.pack.in_(bindparam("packs", expanding=True)), cases.c.ended_on.is_(None), APPLICATION)
    .order_by(cases.c.id)
)
OPEN_ITEMS = OPEN_UNDER.where(cases.c.item.in_(bindparam("items", expanding=True)))
MOVE = update(cases).where(cases.c.id == bindparam("case_id")).values(pack=bindparam("new_pack"))


def open_under(tx: Tx, packs: Collection[str]) -> list[str]:
    """Name the open applications that are handled by one of these packs, the oldest first."""
    return list(tx.run(OPEN_UNDER, {"packs": list(packs)}).scalars())


def open_under_items(tx: Tx, pack: str, items: Collection[str]) -> list[str]:
    """Name the open applications for some items of one pack, the oldest first."""
    return list(tx.run(OPEN_ITEMS, {"packs": [pack], "items": list(items)}).scalars())


def move(tx: Tx, case: Case, pack: str) -> None:
    """Handle a case by another pack from now on; the fact that says so stands in its journal."""
    tx.run(MOVE, {"case_id": case.id, "new_pack": pack})
