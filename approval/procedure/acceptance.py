"""Acceptance and non-acceptance: the case enters the procedure, by an act or by the law's silence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import ONE_DAY, Run
from approval.core.decision import CAUSES, DISHONEST_OR_BARRED
from approval.core.item import SpecialProcedure
from approval.core.ledger import ledger
from approval.core.limit import days_say
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role, TollingGround, Unit
from approval.core.workdays import DayReason
from approval.procedure import bars
from approval.procedure.deficiency import notice_items, notice_named
from approval.procedure.docket import SILENCE_WORDS, Act, Docket, perform
from approval.procedure.office import Office

LAW = "《中华人民共和国行政许可法》"


def accept(office: Office, person: Person, number: str, version: int, note: str = "") -> Case:
    """Accept a case today; the decision clock starts (行政许可法 32(5))."""
    return perform(office, number, version, acceptance(person, note))


def acceptance(person: Person, note: str = "") -> Act:
    """Put acceptance as an act, for its preview and for its issue."""
    data = {"note": note} if note else {}
    return Act("accept", person, Role.ACCEPTOR, data, words=acceptance_words)


def decline(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    reasons: str,
    ground: str = "",
    unmet: Sequence[str] = (),
) -> Case:
    """Decline a case: for items of the notice still unmet, or for a cause of 行政许可法 78, 79.

    ``unmet`` names items of the notice by what they are about; ``ground`` is a key of
    ``DISHONEST_OR_BARRED`` or empty. Incompleteness without a notice is never a cause.
    """
    return perform(office, number, version, non_acceptance(person, reasons, ground, unmet))


def non_acceptance(person: Person, reasons: str, ground: str = "", unmet: Sequence[str] = ()) -> Act:
    """Put non-acceptance as an act, for its preview and for its issue."""
    data = {"reasons": reasons, "ground": ground, "unmet": list(unmet)}
    return Act("decline", person, Role.ACCEPTOR, data, words=_decline_words, completed=bars.named)


def acceptance_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what an acceptance notice says: from which day, by when the decision is due, and why then."""
    run = after.runs["decision"]
    due = clock.due_on(docket.calendar, run)
    limits = docket.item.limits["decision"]
    supplemented = after.last.get("supplement")
    return {
        "received_on": after.received_on.isoformat(),
        "supplemented_on": supplemented.on.isoformat() if supplemented else "",
        "accepted_on": run.start.isoformat(),
        "deemed": after.deemed,
        "deemed_basis": _deemed_basis(after),
        "due_on": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
        "promised_says": limits.promised.says,
        "promised_basis": docket.item.cite(limits.promised.basis),
        "statutory_says": limits.statutory.says,
        "uncounted": uncounted(docket, run),
        "special": [
            {
                "zh": TollingGround(procedure.ground).zh,
                "days_says": days_say(procedure.usual_days, Unit(procedure.unit)),
                "basis": procedure_rule(docket, procedure),
                "assumed": procedure.assumed,
            }
            for procedure in docket.item.special_procedures
            if docket.office.press.demo or not procedure.assumed
        ],
    }


def procedure_rule(docket: Docket, procedure: SpecialProcedure) -> str:
    """Name the rule that requires a special procedure, or say that a demonstration only supposes it (45)."""
    if procedure.assumed:
        return "没有查到要求该程序的规定，仅供演示"
    return docket.item.cites(procedure.basis)


def _deemed_basis(after: Standing) -> str:
    """Name the rule by which silence accepted the case."""
    if not after.deemed:
        return ""
    paragraph = "五" if "supplement" in after.times else "四"
    return f"{LAW}第三十二条第一款第（{paragraph}）项"


SILENCE_WORDS["deem_accepted"] = acceptance_words


def uncounted(docket: Docket, run: Run) -> list[dict[str, object]]:
    """Give the stretches after day 0 that do not count, days of one reason joined, with the sentence for each."""
    due = clock.due_on(docket.calendar, run)
    stretches: list[dict[str, object]] = []
    last: tuple[date, DayReason] | None = None
    for row in ledger(docket.calendar, run, due)[1:]:
        if row.counts:
            continue
        if last == (row.date - ONE_DAY, row.reason):
            stretches[-1]["to"] = row.date.isoformat()
        else:
            day = row.date.isoformat()
            stretches.append(
                {"from": day, "to": day, "says": _stretch_says(docket, row.date, row.reason, row.says)}
            )
        last = (row.date, row.reason)
    return stretches


def _stretch_says(docket: Docket, day: date, reason: DayReason, says: str) -> str:
    """Shorten a day's sentence to what holds for its whole stretch."""
    named = docket.calendar.named(day)
    if reason is DayReason.WEEKEND:
        return "休息日"
    if reason is DayReason.HOLIDAY and named:
        return f"{named.name}放假"
    return says


def _decline_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a non-acceptance says: only listed causes, reasons, remedies."""
    fact = after.last["decline"]
    ground = str(fact.data.get("ground") or "")
    notice = after.last.get("notify_deficiency")
    unmet = fact.data.get("unmet")
    named = set(unmet) if isinstance(unmet, list) else set()
    items = [row for row in notice_items(notice) if row["about"] in named] if notice else []
    grounds = [{"says": row["says"], "basis": row["basis"]} for row in items]
    article, filing = "第三十二条第一款第（五）项、第二款", docket.workflow.id == "filing"
    if ground:
        says, article = CAUSES[ground]
        grounds.append({"says": says, "basis": f"{LAW}{article}"})
    return {
        "received_on": after.received_on.isoformat(),
        "basis": docket.item.cites(docket.item.basis) if filing else f"{LAW}{article}",
        "reasons": [str(fact.data["reasons"])],
        "grounds": grounds,
        "remedies": remedies(docket),
        "bar_says": bars.says(docket, fact.data),
        **(notice_named(notice) if items else {}),
    }


def remedies(docket: Docket) -> dict[str, object]:
    """Give where a refusal can be challenged: the government of the organ's level, and the court
    (行政复议法 20, 22, 24; 行政诉讼法 46).
    """
    authority = docket.item.authority
    return {
        "reconsideration": authority.reconsideration,
        "court": authority.court,
        "online": authority.reconsideration_online,
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "accept": lambda person, _values: acceptance(person),
    "decline": lambda person, values: non_acceptance(
        person, str(values.get("reasons") or ""), *_cause(values)
    ),
}
"""The acts of this step, from the values of their forms."""


def _cause(values: Mapping[str, object]) -> tuple[str, list[str]]:
    """Give the cause of 行政许可法 78, 79 that was chosen, or the items of the notice that are unmet."""
    cause, unmet = str(values.get("cause") or ""), values.get("unmet")
    if cause in DISHONEST_OR_BARRED:
        return cause, []
    return "", [str(one) for one in unmet] if isinstance(unmet, list | tuple) else []
