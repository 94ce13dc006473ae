"""The credit record (信用记录) that a broken commitment leaves behind, and who reads it (证照分离 (一)3)."""

from __future__ import annotations

from dataclasses import replace

from approval.core.case import Case
from approval.procedure.docket import Act, Docket
from approval.store import credit as register
from approval.store.credit import CreditRecord
from approval.store.database import Tx


def recording(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Add to a revocation the step that enters the credit record, in the same transaction."""
    told = docket.item.commitment
    basis = docket.item.cites(told.basis) if told else docket.item.cites(docket.item.basis)

    def enter(tx: Tx, case: Case) -> None:
        says = f"办理“{docket.item.name}”时作出不实承诺或者不履行承诺，准予的许可已被撤销"
        register.add(tx, CreditRecord(case.number, case.institution, docket.on, says, basis))

    return replace(act, beside=enter)
