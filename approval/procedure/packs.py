"""Versions of the rules: which open cases a new one touches, and the decision to go over to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from approval.core import clock, machine
from approval.core.case import Case
from approval.core.delivery import NOBODY, Signed
from approval.core.errors import NotFound, Reason, Refused
from approval.core.item import Item
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.version import MOVES, RULE, Difference, Verdict, differences, verdict
from approval.core.vocabulary import Role
from approval.procedure.acceptance import remedies
from approval.procedure.application import facts_of
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket, docket_of, take_up
from approval.procedure.office import Office
from approval.procedure.values import text_of
from approval.store import cases, versions
from approval.store.database import Tx

MOVE = "move_pack"


@dataclass(frozen=True, slots=True)
class Change:
    """What a new version of its pack would change for one case, before anything is changed.

    ``due_on`` and ``new_due_on`` are the last days of the clock that runs now, by the promise.
    """

    number: str
    institution_name: str
    item_name: str
    stage_zh: str
    pack: str
    new_pack: str
    verdict: Verdict
    differences: tuple[Difference, ...]
    due_on: date | None
    new_due_on: date | None

    @property
    def remedy(self) -> str:
        """Say what has to be done with the case."""
        return REMEDIES[self.verdict]


REMEDIES: Mapping[Verdict, str] = {
    Verdict.SAME: "不需要办理手续。",
    Verdict.BETTER: "由决定人办理“改按新规定办理”。",
    Verdict.WORSE: "机关决定改按新规定的，由决定人办理“改按新规定办理”并说明理由；否则继续按原规定办理。",
    Verdict.LATE: "继续按原规定办理，尽快作出决定。",
    Verdict.ABOLISHED: "尚未受理的，由受理人办理“无需许可”；已经受理的，告知申请人可以撤回，或者继续按原规定作出决定。",
    Verdict.KEPT: "其中的各个事项分别变更。",
    Verdict.HEAVIER: "继续按原规定办理。",
}


def changes(office: Office, old: str, day: date | None = None) -> list[Change]:
    """Say, case by case, what a version would change for the open cases of an older pack.

    It is the version in force on ``day``, today if none is given: one that was just loaded may begin later.
    """
    with office.store.look() as tx:
        found = [take_up(office, tx, number) for number in versions.open_under(tx, [old])]
        return [change_of(tx, docket, day) for docket in found]


def change_of(tx: Tx, docket: Docket, day: date | None = None) -> Change:
    """Compare one case under its own pack and under the version in force today, or on another day."""
    case, item, day = docket.case, docket.item, day or docket.on
    pack = docket.office.rulebook.version(case.pack, day)
    new = item_in_force(docket.office, pack, item.id, day)
    found: tuple[Difference, ...] = ()
    moved: Docket | None = None
    if new is not None and new.workflow == item.workflow:
        found = differences(item, new, facts_of(case, cases.personal(tx, case.id)))
        moved = docket_of(docket.office, replace(case, pack=pack), docket.on)
    judged = verdict(item, new, found, late=late(docket))
    if pack == case.pack:
        judged = Verdict.SAME
    elif judged in MOVES and MOVE not in docket.workflow.by_act:
        judged = Verdict.KEPT
    return Change(
        case.number,
        case.institution_name,
        item.name,
        docket.workflow.by_stage[docket.standing.stage].zh,
        case.pack,
        pack,
        judged,
        found,
        due_on(docket),
        due_on(moved) if moved else None,
    )


def item_in_force(office: Office, pack: str, item: str, day: date) -> Item | None:
    """Give the item of a version of the pack, where that version still has it on a day."""
    try:
        found = office.rulebook.item(pack, item)
    except NotFound:
        return None
    return found if found.stands_on(day) else None


def late(docket: Docket) -> bool:
    """Say whether the organ has let a clock of its own run past its last day, promised or by the law."""
    due = due_on(docket)
    waits = docket.workflow.by_stage[docket.standing.stage].waits_for
    return due is not None and due < docket.on and waits != "applicant"


def due_on(docket: Docket) -> date | None:
    """Give the promised last day of the clock that runs."""
    run = docket.standing.current
    return clock.due_on(docket.calendar, run) if run else None


def moving(person: Person, reasons: str, handed_to: Signed = NOBODY) -> Act:
    """Put the decision to handle a case by the version of its pack that is in force now (法释〔2009〕20号 9)."""
    data = {"reasons": reasons, **handed_over(handed_to)}
    return Act(MOVE, person, Role.DECIDER, data, signed_for(handed_to), words=_words, completed=_compared)


def _compared(tx: Tx, docket: Docket, act: Act) -> Act:
    """Complete the act with what it changes; Raises Refused where the case must or may keep its pack."""
    change = change_of(tx, docket)
    if change.verdict not in MOVES:
        raise Refused(Reason(f"{change.verdict.zh}。", RULE, change.remedy))
    data = {
        **act.data,
        "pack": change.pack,
        "new_pack": change.new_pack,
        "verdict": change.verdict.value,
        "changes": [one.says for one in change.differences],
        "old_due_on": change.due_on.isoformat() if change.due_on else None,
        "due_on": change.new_due_on.isoformat() if change.new_due_on else None,
    }
    return replace(act, data=data, beside=lambda tx, saved: _take_over(tx, docket, saved, change.new_pack))


def _take_over(tx: Tx, docket: Docket, saved: Case, pack: str) -> None:
    """Enter the new pack in the case's row, and count its dates again."""
    versions.move(tx, saved, pack)
    moved = docket_of(docket.office, replace(saved, pack=pack), docket.on)
    moved.standing = machine.recorded(moved.workflow, saved.entries, moved.promised)
    cases.refresh(tx, saved, moved.summary(moved.standing))


def _words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the letter says: which rules, what they change, why, the new date, the remedies."""
    data = after.last[MOVE].data
    new = docket.office.rulebook.item(str(data["new_pack"]), docket.item.id)
    worse = data["verdict"] == Verdict.WORSE.value
    moved = data["due_on"] != data["old_due_on"]
    return {
        "applied_on": after.received_on.isoformat(),
        "in_force_on": new.effective_from.isoformat() if new.effective_from else "",
        "basis": new.cites(new.basis),
        "favours": not worse,
        "changes": list(data["changes"]) if isinstance(data["changes"], list) else [],
        "reasons": str(data["reasons"]),
        "old_due_on": data["old_due_on"] if moved else "",
        "due_on": data["due_on"] if moved else "",
        "remedies": remedies(docket) if worse else {},
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    MOVE: lambda person, values: moving(person, text_of(values, "reasons"), Signed.read(values)),
}
"""The act of this step, from the values of its form."""
