"""Review: the reviewer proposes, the decider may return it with reasons (行政许可法 37)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.case import Case
from approval.core.person import Person
from approval.core.vocabulary import Outcome, Role
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
    return perform(office, number, version, proposal(person, outcome, reasons, ground))


def proposal(person: Person, outcome: str, reasons: str, ground: str = "") -> Act:
    """Put a proposal as an act."""
    return Act("propose", person, Role.REVIEWER, {"outcome": outcome, "reasons": reasons, "ground": ground})


def return_to_review(office: Office, person: Person, number: str, version: int, *, reasons: str) -> Case:
    """Send a proposal back to review with reasons; the clock runs on."""
    return perform(office, number, version, returning(person, reasons))


def returning(person: Person, reasons: str) -> Act:
    """Put the return of a proposal as an act."""
    return Act("return_to_review", person, Role.DECIDER, {"reasons": reasons})


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "propose": lambda person, values: proposal(
        person,
        str(values.get("outcome") or ""),
        str(values.get("reasons") or ""),
        str(values.get("ground") or "") if values.get("outcome") == Outcome.REFUSED else "",
    ),
    "return_to_review": lambda person, values: returning(person, str(values.get("reasons") or "")),
}
"""The acts of this step, from the values of their forms."""
