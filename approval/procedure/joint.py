"""Joint handling (一门受理、并联审批): one application, each of its items a case of its own (行政许可法 26(2), 42(2)).

What is done to the whole moves its parts, and what happens to a part moves the whole, in one transaction:
``after`` is asked about every written fact. The window acts for the departments only where the law lets one
department receive and hand out for several: it sends the one notice, accepts what nobody marked on the day
of the notice, and serves the letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from approval.core.case import Case
from approval.core.delivery import Signed, Way
from approval.core.errors import Reason, Refused
from approval.core.joint import Turn, before
from approval.core.journal import Entry
from approval.core.machine import Step
from approval.core.material import Defect
from approval.core.person import TIMER, Person
from approval.core.vocabulary import Role
from approval.procedure.delivery import day_of
from approval.procedure.docket import Act, Docket, settle_in, take_up
from approval.procedure.joint_delivery import handing_out, handing_out_one, serve_parts
from approval.procedure.joint_extension import extension
from approval.procedure.joint_notice import mark, notice, supplement_parts, tell_parts
from approval.procedure.joint_receipt import open_parts, open_released
from approval.procedure.joint_whole import Whole, entered, filer_of, whole_of
from approval.procedure.office import Office
from approval.procedure.tolling import days_of
from approval.store import cases, parts
from approval.store.database import Tx


def after(tx: Tx, docket: Docket, case: Case, step: Step, fact: Entry) -> None:
    """Let a fact of the whole move its parts, and one of a part move the whole."""
    if docket.workflow.joint:
        moves = OF_WHOLE.get(step.act)
        if moves:
            moves(tx, docket.office, case, fact)
        if step.act not in BY_TIMER:
            advance(tx, docket.office, case.number)
    elif case.joint and step.to and step.act != "submit":
        advance(tx, docket.office, case.joint, moved_by=case.number)


WORKFLOW = "joint"

BY_TIMER = frozenset({"begin", "proceed", "release", "drop", "complete"})
"""The acts of the whole that ``advance`` itself writes."""


def advance(tx: Tx, office: Office, number: str, moved_by: str = "") -> None:
    """Write what has become due in the whole, one fact after another, each from what then stands.

    Silence that has decided in a part is recorded first, but in the part whose act is being written.
    """
    while True:
        whole = whole_of(office, tx, number)
        if whole.docket.workflow.by_stage[whole.docket.standing.stage].final:
            return
        silent = [number for number in whole.silent if number != moved_by]
        if silent:
            settle_in(tx, office, silent[0])
            continue
        act = next(_due(whole), None)
        if act is None:
            return
        entered(tx, whole.docket, act)


def _due(whole: Whole) -> Iterator[Act]:
    """Find what is due in the whole, in the order of the law: it begins, items may begin, it goes on, it ends."""
    standing, table = whole.docket.standing, whole.docket.workflow.table
    begins = _begins(whole)
    if begins and (standing.stage, "begin") in table:
        yield begins
    if (standing.stage, "release") in table:
        yield from _turns(whole)
    if (standing.stage, "proceed") in table and all(whole.judged(part) for part in whole.parts):
        yield _by_timer("proceed")
    if (standing.stage, "complete") in table and all(part.ended for part in whole.parts):
        yield _by_timer("complete", max(part.ended_on for part in whole.parts))
    if standing.stage == "decided" and not whole.letters_waiting:
        yield _by_timer("hand_out")
    if standing.stage == "handed_out":
        yield _by_timer("close")


def _by_timer(name: str, on: date | None = None, **data: object) -> Act:
    """Put what follows by itself as an act."""
    return Act(name, TIMER, Role.TIMER, data=data, effective_on=on)


def _begins(whole: Whole) -> Act | None:
    """Find the first acceptance, from whose effective day the envelope counts (42(2)).

    Silence is found late and takes effect on receipt: it can be earlier than an acceptance recorded before
    it, and then the envelope counts from the earlier day.
    """
    accepted = [
        (part.docket.standing.accepted_on, part.item)
        for part in whole.parts
        if part.docket and part.docket.standing.accepted_on
    ]
    if not accepted:
        return None
    first, item = min(accepted, key=lambda one: one[0])
    begun = whole.docket.standing.last.get("begin")
    if begun is not None and begun.on <= first:
        return None
    return _by_timer("begin", first, part=item.id, item=item.name)


def _turns(whole: Whole) -> Iterator[Act]:
    """Find the waiting parts that may begin now, or that fall away."""
    for part in whole.waiting:
        earlier = before(part.item, whole.names)
        match whole.turn(part):
            case Turn.MAY_BEGIN:
                granted = max(one.ended_on for one in whole.parts if one.item.id in earlier)
                yield _by_timer("release", granted, part=part.item.id, item=part.item.name)
            case Turn.FALLS_AWAY:
                by = next(one for one in earlier if one in whole.fallen)
                name = next(one.item.name for one in whole.parts if one.item.id == by)
                yield _by_timer("drop", None, part=part.item.id, item=part.item.name, because=name)
            case _:
                pass


def move_on(office: Office, number: str) -> int:
    """Write what time alone has brought about in a joint application; give the number of facts written."""
    with office.store.look() as tx:
        whole = whole_of(office, tx, number)
    if not whole.silent and next(_due(whole), None) is None:
        return 0
    with office.store.begin() as tx:
        parts.hold(tx, number)
        advance(tx, office, number)
        return cases.load(tx, number).version - whole.docket.case.version


def tick(office: Office) -> list[str]:
    """Move every joint application that time alone has brought on; give their numbers."""
    moved: list[str] = []
    after_id = 0
    while True:
        with office.store.look() as tx:
            page = parts.open_wholes(tx, WORKFLOW, after_id=after_id)
        moved.extend(case.number for case in page if move_on(office, case.number))
        if not page:
            return moved
        after_id = page[-1].id


# --- withdrawal of all ---


def _withdraw_parts(tx: Tx, office: Office, case: Case, fact: Entry) -> None:
    """Withdraw every part; where one is decided already, the others are withdrawn one by one instead."""
    whole = whole_of(office, tx, case.number)
    decided = [p.item.name for p in whole.parts if p.outcome in ("grant", "refuse", "record", "answer")]
    if decided:
        raise Refused(
            Reason(
                f"“{'”“'.join(decided)}”已经办出结果，不能把整件申请一并撤回。",
                "行政许可法第七条、第二十六条第二款",
                "请逐项撤回还没有办出结果的事项；已经办出的结果照常领取。",
            )
        )
    person = filer_of(fact)
    data = {"reasons": fact.data.get("reasons", ""), "joint": case.number}
    for part in whole.parts:
        if part.docket is None or (part.stage, "withdraw") not in part.docket.workflow.table:
            continue
        settle_in(tx, office, part.docket.case.number)
        docket = take_up(office, tx, part.docket.case.number)
        entered(tx, docket, Act("withdraw", person, Role.OPERATOR, data))


OF_WHOLE: Mapping[str, Callable[[Tx, Office, Case, Entry], None]] = {
    "submit": open_parts,
    "release": open_released,
    "notify_deficiency": tell_parts,
    "supplement": supplement_parts,
    "add_to_supplement": supplement_parts,
    "withdraw": _withdraw_parts,
    "hand_out": serve_parts,
    "hand_out_one": serve_parts,
}
"""What an act of the whole does to its parts."""


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "mark_defects": lambda person, values: mark(
        person,
        [Defect(**row) for row in _rows(values.get("defects"))],
        _rows(values.get("struck")),
    ),
    "joint.notify_deficiency": lambda person, values: notice(
        person, str(values.get("marked") or ""), Signed.read(values)
    ),
    "joint.extend": lambda person, values: extension(
        person,
        days_of(values.get("days")),
        str(values.get("reasons") or "").strip(),
        str(values.get("approved_by") or "").strip(),
        day_of(values.get("approved_on")),
        _row(values.get("paper")),
        Signed.read(values),
    ),
    "hand_out": lambda person, values: handing_out(person, Way.read(values)),
    "hand_out_one": lambda person, values: handing_out_one(
        person, str(values.get("part") or ""), str(values.get("why") or ""), Way.read(values)
    ),
}
"""The acts of this step, from the values of their forms; two are done otherwise than in a single case."""


def _rows(values: object) -> list[Mapping[str, Any]]:
    """Read a list of rows."""
    return [row for row in values if isinstance(row, Mapping)] if isinstance(values, list | tuple) else []


def _row(value: object) -> Mapping[str, object] | None:
    """Read a mapping."""
    return value if isinstance(value, Mapping) else None
