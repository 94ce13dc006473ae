"""Extension of the decision limit: once, by the head of the organ, with reasons told (行政许可法 42)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from approval.core import clock
from approval.core.case import Case
from approval.core.delivery import NOBODY, Signed
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.office import Office
from approval.procedure.tolling import days_of


def extend(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    days: int,
    reasons: str,
    handed_to: Signed = NOBODY,
) -> Case:
    """Extend both limits of the decision by the same working days, and tell the applicant why.

    ``handed_to`` signed for the letter today, where the applicant did not agree to electronic service.
    """
    return perform(office, number, version, extension(person, days, reasons, handed_to))


def extension(person: Person, days: int, reasons: str, handed_to: Signed = NOBODY) -> Act:
    """Put an extension as an act, for its preview and for its issue."""
    data = {"days": days, "reasons": reasons, **handed_over(handed_to)}
    return Act(
        "extend", person, Role.DECIDER, data, signed_for(handed_to), partial(_extension_words, person.name)
    )


def _extension_words(head: str, docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the letter about an extension says; the head of the organ who approved it is named (42)."""
    fact = after.last["extend"]
    before, run = docket.standing.runs["decision"], after.runs["decision"]
    due = clock.due_on(docket.calendar, run)
    return {
        "reasons": str(fact.data["reasons"]),
        "approved_by": f"本机关负责人{head}",
        "days": int(str(fact.data["days"])),
        "accepted_on": run.start.isoformat(),
        "old_due_on": clock.due_on(docket.calendar, before).isoformat(),
        "due_on": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
        "statutory_would_suffice": promise_only(docket, int(str(fact.data["days"]))),
    }


def promise_only(docket: Docket, days: int = 1) -> bool:
    """Say whether the promise alone is extended: the law's own limit would not run out within these days."""
    run = docket.standing.runs["decision"]
    extended = clock.due_on(docket.calendar, clock.with_extension(run, days))
    return clock.due_on(docket.calendar, docket.statutory(run)) >= extended


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "extend": lambda person, values: extension(
        person,
        days_of(values.get("days")),
        str(values.get("reasons") or ""),
        Signed.read(values),
    ),
}
"""The act of this step, from the values of its form."""
