"""Credit records of institutions: what a broken commitment or a fraud leaves behind (证照分离 (一)3)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import bindparam, insert, select

from approval.store.database import Tx
from approval.store.tables import credit_records


@dataclass(frozen=True, slots=True)
class CreditRecord:
    """One record: whose, by which case, since when, why, by which rule."""

    case_number: str
    institution: int
    recorded_on: date
    says: str
    basis: str


INSERT = insert(credit_records)
SELECT_OF = (
    select(*(credit_records.c[each.name] for each in fields(CreditRecord)))
    .where(credit_records.c.institution == bindparam("institution"))
    .order_by(credit_records.c.recorded_on.desc(), credit_records.c.case_number.desc())
)


def add(tx: Tx, record: CreditRecord) -> None:
    """Enter a record; each case leaves one at most."""
    tx.run(INSERT, {each.name: getattr(record, each.name) for each in fields(record)})


def of_institution(tx: Tx, institution: int) -> list[CreditRecord]:
    """List the records of an institution, newest first."""
    return [CreditRecord(*row) for row in tx.run(SELECT_OF, {"institution": institution})]
