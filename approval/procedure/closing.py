"""The end of a case: closed once served and published, or withdrawn by the applicant."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.case import Case
from approval.core.machine import Standing
from approval.core.person import TIMER, Person
from approval.core.vocabulary import Role
from approval.procedure.docket import Act, Docket, perform, take_up
from approval.procedure.office import Office


def close(office: Office, person: Person, number: str, version: int) -> Case:
    """Close and archive a case that is served and, if granted, published."""
    return perform(office, number, version, closing(person))


def closing(person: Person) -> Act:
    """Put closing as an act."""
    return Act("close", person, Role.ACCEPTOR)


def withdraw(office: Office, person: Person, number: str, version: int, *, reasons: str = "") -> Case:
    """Withdraw an application at any time before the decision; all clocks end."""
    return perform(office, number, version, withdrawal(person, reasons))


def withdrawal(person: Person, reasons: str = "") -> Act:
    """Put a withdrawal as an act, for its preview and for its issue."""
    return Act("withdraw", person, Role.OPERATOR, {"reasons": reasons}, words=_withdrawal_words)


def _withdrawal_words(_docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the confirmation of a withdrawal says."""
    fact = after.last["withdraw"]
    return {"withdrawn_on": fact.on.isoformat(), "reasons": str(fact.data.get("reasons") or "")}


def close_by_timer(office: Office, number: str) -> Case | None:
    """Close a case that nobody closed, effective on the day on which nothing was left to do; None if not yet."""
    with office.store.look() as tx:
        docket = take_up(office, tx, number)
    last = docket.standing.last
    if not finished(docket):
        return None
    finished_on = max(last[act].on for act in FINISHING if act in last)
    act = Act("close", TIMER, Role.TIMER, effective_on=finished_on)
    return perform(office, number, docket.case.version, act)


FINISHING = ("serve", "publish", "follow_up_met", "rectified")
"""The acts after which nothing may be left to do."""


def finished(docket: Docket) -> bool:
    """Say whether nothing is left but closing: served, published where granted, checked where that is due."""
    standing = docket.standing
    row = docket.workflow.table.get((standing.stage, "close"))
    unpublished = "grant" in standing.last and "publish" not in standing.last
    return row is not None and Role.TIMER in row.by and not unpublished


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "close": lambda person, _values: closing(person),
    "withdraw": lambda person, values: withdrawal(person, str(values.get("reasons") or "").strip()),
}
"""The acts of this step, from the values of their forms."""
