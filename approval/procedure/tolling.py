"""Special procedures of 行政许可法 45: the written notice that stops the clock, and the result that starts it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import ONE_DAY
from approval.core.delivery import NOBODY, Signed
from approval.core.item import SpecialProcedure
from approval.core.limit import days_say
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role, TollingGround
from approval.procedure.acceptance import procedure_rule
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.office import Office


def toll(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    ground: str,
    days: int,
    reasons: str,
    unit: str = "working",
    handed_to: Signed = NOBODY,
) -> Case:
    """Open a special procedure that a rule requires for the item, telling the applicant the days it takes.

    ``handed_to`` signed for the letter today, where the applicant did not agree to electronic service.
    """
    return perform(office, number, version, tolling(person, ground, days, reasons, unit, handed_to))


def tolling(
    person: Person, ground: str, days: int, reasons: str, unit: str = "working", handed_to: Signed = NOBODY
) -> Act:
    """Put a special procedure as an act, for its preview and for its issue."""
    data = {"ground": ground, "days": days, "unit": unit, "reasons": reasons, **handed_over(handed_to)}
    return Act("toll", person, Role.REVIEWER, data, signed_for(handed_to), _tolling_words)


def resume(
    office: Office, person: Person, number: str, version: int, *, ground: str, result: str = ""
) -> Case:
    """Note that the result of a special procedure came in today; the clock runs again from tomorrow."""
    return perform(office, number, version, arrival(person, ground, result))


def arrival(person: Person, ground: str, result: str = "") -> Act:
    """Put the arrival of a result as an act."""
    return Act("resume", person, Role.REVIEWER, {"ground": ground, "result": result})


def possible(docket: Docket) -> list[SpecialProcedure]:
    """List the procedures that can stop the clock: those that rules require for the item, and a hearing asked for.

    The law itself requires a hearing for which somebody asked (行政许可法 47).
    """
    listed = list(docket.item.special_procedures)
    run = docket.standing.run("hearing")
    if run is None or run.ended_on is not None or any(one.ground == TollingGround.HEARING for one in listed):
        return listed
    return [*listed, ASKED_FOR]


ASKED_FOR = SpecialProcedure(
    ground=TollingGround.HEARING.value,
    says="申请人或者利害关系人在期限内申请了听证",
    basis=("《中华人民共和国行政许可法》第四十七条第一款",),
    usual_days=20,
)
"""A hearing that was asked for: required by the law itself, whatever the pack lists."""


def _tolling_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the notice of a special procedure says: the rule, the days, the new due date."""
    fact = after.last["toll"]
    run = after.runs["decision"]
    ground = TollingGround(str(fact.data["ground"]))
    opened = run.tolls[-1]
    due = clock.due_on(docket.calendar, run)
    procedure = next(one for one in possible(docket) if one.ground == ground)
    return {
        "accepted_on": run.start.isoformat(),
        "ground_zh": ground.zh,
        "rule": procedure_rule(docket, procedure),
        "assumed": procedure.assumed,
        "reasons": str(fact.data["reasons"]),
        "days_says": days_say(opened.days, opened.unit),
        "first_day": (fact.on + ONE_DAY).isoformat(),
        "last_day": opened.last_named_day(docket.calendar).isoformat(),
        "old_due_on": clock.due_on(docket.calendar, docket.standing.runs["decision"]).isoformat(),
        "due_on": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "toll": lambda person, values: tolling(
        person,
        str(values.get("ground") or ""),
        days_of(values.get("days")),
        str(values.get("reasons") or ""),
        handed_to=Signed.read(values),
    ),
    "resume": lambda person, values: arrival(
        person, str(values.get("ground") or ""), str(values.get("result") or "")
    ),
}
"""The acts of this step, from the values of their forms."""


def days_of(value: object) -> int:
    """Read a number of days that a form holds; none where nothing is stated."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
