"""Which licence an application is about: chosen by its applicant among those that the item can change."""

from __future__ import annotations

from approval.core.case import Case
from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.machine import Workflow
from approval.procedure.docket import docket_of
from approval.procedure.office import Office
from approval.store import records
from approval.store.database import Tx
from approval.store.papers import Draft
from approval.store.records import LICENCE

NUMBER = "licence.number"
"""Under which name a draft keeps the licence that it is about."""


def changeable(tx: Tx, office: Office, item: Item, institution: int) -> list[Case]:
    """List an institution's licences that an application under this item could change as they stand today."""
    changes = item.changes
    if changes is None or not changes.of:
        return []
    workflow = office.rulebook.workflow(LICENCE)
    return [
        record
        for record in records.of_institution(tx, LICENCE, institution)
        if record.item in changes.of
        and record.division == item.division
        and _can(workflow, docket_of(office, record, office.today).standing.stage, changes.does)
    ]


def _can(workflow: Workflow, stage: str, act: str) -> bool:
    """Say whether a licence in this stage can be changed so."""
    return (stage, act) in workflow.table


def about(tx: Tx, office: Office, item: Item, draft: Draft) -> str:
    """Give the number of the licence that a draft is about; an empty text where it opens a new one.

    Where the institution has no such licence here, its paper is older than this system, and the case is
    taken all the same. Raises Refused where it has one and none is chosen, or another's is.
    """
    possible = changeable(tx, office, item, draft.institution)
    chosen = str(draft.data.get(NUMBER) or "")
    if not possible and not chosen:
        return ""
    if chosen in {record.number for record in possible}:
        return chosen
    raise Refused(
        Reason(
            "没有选择申请针对的证照，或者所选的证照不能这样办理。",
            "行政许可法第四十九条、第五十条",
            "请从本机构现有的证照中选择一份。",
            NUMBER,
        )
    )
