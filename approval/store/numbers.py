"""Gapless numbers: drawn in the act's own transaction, so that an act undone uses none up."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from approval.store.database import Tx
from approval.store.tables import numbers


def _upsert(insert: Any) -> Any:
    """Make the one statement that draws: both databases speak it, each through its own construct."""
    first = insert(numbers).values(last=1)
    drawn = first.on_conflict_do_update(
        index_elements=[numbers.c.organ, numbers.c.word, numbers.c.year], set_={"last": numbers.c.last + 1}
    )
    return drawn.returning(numbers.c.last)


DRAW = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


def draw(tx: Tx, organ: str, word: str, year: int) -> int:
    """Draw the next number of an organ's series in a year, from 1.

    Others who draw from the same series wait until this transaction ends; that is what makes it gapless.
    """
    return int(tx.run(DRAW[tx.dialect], {"organ": organ, "word": word, "year": year}).scalar_one())
