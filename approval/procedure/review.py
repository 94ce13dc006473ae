"""Review: the reviewer proposes, the decider may return it with reasons (行政许可法 37)."""

from __future__ import annotations

from approval.core.case import Case
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.docket import Act, perform
from approval.procedure.office import Office


def propose(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    outcome: str,
    reasons: str,
    ground: str = "",
) -> Case:
    """Propose to grant or to refuse; a refusal chooses its ground from the item's closed list."""
    data = {"outcome": outcome, "reasons": reasons, "ground": ground}
    return perform(office, number, version, Act("propose", person, Role.REVIEWER, data))


def return_to_review(office: Office, person: Person, number: str, version: int, *, reasons: str) -> Case:
    """Send a proposal back to review with reasons; the clock runs on."""
    return perform(
        office, number, version, Act("return_to_review", person, Role.DECIDER, {"reasons": reasons})
    )
