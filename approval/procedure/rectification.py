"""A wrong record put right: named by the role that entered it, confirmed by a second person, told to the applicant.

The old entry stays; whoever counts reads the right value. What would make a second notice, undo what silence
has decided, or take the ground from under an act already done, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from approval.core import clock, machine
from approval.core.case import Case
from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.journal import Entry
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.rectification import (
    BASIS,
    CONFIRM,
    ON,
    RECTIFY,
    Asked,
    Kind,
    Value,
    open_ones,
    rectifiable,
    rectified,
    stands,
    value_fault,
)
from approval.core.vocabulary import CLERKS, Role
from approval.procedure.correction import number
from approval.procedure.docket import Act, Docket, act_words
from approval.store import cases, papers
from approval.store.database import Tx

TOLD: Mapping[str, str] = {
    "completeness": "最迟答复日",
    "supplement_check": "补正材料的最迟答复日",
    "correction": "最迟补正日",
    "decision": "作出决定的期限届满日",
    "recording": "备案的期限届满日",
    "delivery": "最迟送达日",
    "follow_up": "事后核查的期限届满日",
    "rectification": "整改的期限届满日",
}
"""The due dates that an applicant is told, by their clocks."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry that can be put right: what it is, and its values as they are read now."""

    entry: Entry
    zh: str
    values: Mapping[str, tuple[Value, str]]


@dataclass(frozen=True, slots=True)
class Moved:
    """One date that the applicant was told and that a rectification changes."""

    zh: str
    old: date
    new: date
    provisional: bool


def rectify(person: Person, seq: int, name: str, value: str, why: str) -> Act:
    """Put the naming of a right value as an act; the role is the one in which the entry was made."""
    data = {"seq": seq, "name": name, "value": value.strip(), "why": why.strip()}
    return Act(RECTIFY, person, _clerk_role(person), data, completed=_judged)


def confirmation(person: Person, seq: int) -> Act:
    """Put the second person's confirmation of a rectification as an act."""
    return Act(CONFIRM, person, _clerk_role(person), {"seq": seq}, completed=_confirmed)


def _clerk_role(person: Person) -> Role:
    """Choose one of a person's clerk roles; whoever has none is refused by the rule-book."""
    return next((role for role in Role if role in person.roles and role in CLERKS), Role.ACCEPTOR)


# --- what can be put right -------------------------------------------------------------------------


def lines(docket: Docket) -> list[Line]:
    """List the entries of a case that hold something that can be put right."""
    words, entries = act_words(docket.workflow), docket.case.entries
    return [
        Line(
            entry,
            words.get(entry.act, entry.act),
            {name: (value, stands(entries, entry.seq, name)) for name, value in rectifiable(entry).items()},
        )
        for entry in entries
        if rectifiable(entry)
    ]


def waiting(docket: Docket) -> list[Asked]:
    """List the rectifications that wait for a second person."""
    return open_ones(docket.case.entries)


def shown(name: str, text: str) -> str:
    """Write a value as people read it."""
    return _zh(date.fromisoformat(text)) if name == ON and text else text


# --- the acts --------------------------------------------------------------------------------------


def _judged(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Note the value as it stood, and take the role in which the entry was made; raises Refused."""
    seq, name, value = number(act.data["seq"]), str(act.data["name"]), str(act.data["value"])
    reason = fault(docket, seq, name, value)
    if reason:
        raise Refused(reason)
    entry = docket.case.entries[seq - 1]
    role = Role(entry.role)
    if role not in act.person.roles:
        raise NotAllowed(
            Reason(f"这一条由{role.zh}记录，只能由{role.zh}提出更正。", BASIS, f"请由{role.zh}办理。", "seq")
        )
    return replace(act, role=role, data={**act.data, "old": stands(docket.case.entries, seq, name)})


def _confirmed(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Judge a rectification again as the case stands now, and tell the applicant where a date moves."""
    one = next((each for each in waiting(docket) if each.seq == act.data["seq"]), None)
    if one is None:
        raise Refused(
            Reason("没有等待核对的这一项更正。", BASIS, "请刷新页面，查看现在等待核对的更正。", "seq")
        )
    entry = docket.case.entries[one.entry - 1]
    if act.person.id == one.by:
        raise NotAllowed(Reason("这一更正是您提出的，不能由您自己核对。", BASIS, "请由另一人核对。", "seq"))
    if act.person.roles.isdisjoint(CLERKS):
        raise NotAllowed(Reason("更正由经办人员核对。", BASIS, "请由本案的另一名经办人员核对。", "seq"))
    reason = fault(docket, one.entry, one.name, one.value)
    if reason:
        raise Refused(reason)
    moved = tuple(dates_moved(docket, one))
    words = partial(_words, one, entry, moved) if moved else None
    return replace(act, words=words, beside=partial(_copied, one, entry))


def _copied(one: Asked, entry: Entry, tx: Tx, case: Case) -> None:
    """Write the right day also where lists and letters keep a copy of it."""
    if one.name != ON:
        return
    on = date.fromisoformat(one.value)
    if entry.act == "submit":
        cases.received(tx, case, on)
    if entry.act == "serve":
        named = entry.data.get("decision")
        decided = [
            each
            for each in case.entries
            if each.letter and (each.seq == named if named else each.act in DECISIONS)
        ]
        papers.served(tx, decided[-1].letter, on)


DECISIONS = ("grant", "refuse", "record")
"""The acts whose letter an act of service brings home."""


# --- what bars it ----------------------------------------------------------------------------------


def fault(docket: Docket, seq: int, name: str, value: str) -> Reason | None:
    """Say why a value cannot be put right to this one in this case; or None."""
    entries = docket.case.entries
    alone = value_fault(entries, seq, name, value, docket.on)
    if alone:
        return alone
    if rectifiable(entries[seq - 1])[name].kind is not Kind.DAY:
        return None
    return _order_fault(docket, seq, date.fromisoformat(value)) or _silence_fault(docket, seq, value)


def _order_fault(docket: Docket, seq: int, on: date) -> Reason | None:
    """Say that a day falls before what the act rests on, or after what rests on it."""
    entry = docket.case.entries[seq - 1]
    first, last = _between(docket, entry)
    if first is not None and on < first.effective_on:
        word = act_words(docket.workflow)[first.act]
        return _out_of_order(f"正确的日期不能早于“{word}”（{_zh(first.effective_on)}）。")
    if last is not None and on > last.effective_on:
        word = act_words(docket.workflow)[last.act]
        return _out_of_order(f"正确的日期不能晚于“{word}”（{_zh(last.effective_on)}）。")
    return None


def _between(docket: Docket, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """Find the acts of people next before and next after, between which an act has its place."""
    read = rectified(docket.case.entries)
    moving = [one for one in read if _moves(docket, one) and one.role != Role.TIMER]
    earlier = [one for one in moving if one.seq < entry.seq]
    if entry.act == "resume":
        ground = entry.data.get("ground")
        earlier += [
            one
            for one in read
            if one.act == "toll" and one.seq < entry.seq and one.data.get("ground") == ground
        ]
    later = [one for one in moving if one.seq > entry.seq]
    last = max(earlier, key=lambda one: one.effective_on, default=None)
    return last, min(later, key=lambda one: one.effective_on, default=None)


def _moves(docket: Docket, entry: Entry) -> bool:
    """Say whether an act leads to another stage somewhere in the table."""
    return any(step.act == entry.act and step.to for step in docket.workflow.steps)


def _out_of_order(says: str) -> Reason:
    """Say that a day does not fit among the others."""
    return Reason(says, BASIS, "请核对日期；前后的记录也有误的，先更正那一条。", "value")


def _silence_fault(docket: Docket, seq: int, value: str) -> Reason | None:
    """Say that a day would undo what silence decided, or show that an act came after silence had decided."""
    for before, after, entry in _steps(docket, seq, value):
        for name in docket.workflow.lapses:
            run, was = after.runs.get(name), before.runs.get(name)
            if run is None or was is None or run.ended_on is not None or run.start == was.start:
                continue
            due = clock.due_on(docket.calendar, docket.statutory(run))
            if "lapsed_on" in entry.data and _ends(docket, entry, name):
                if run.start > was.start:
                    return _undoes(docket, entry)
            elif entry.role != Role.TIMER and entry.effective_on > due and _moves(docket, entry):
                return _too_late(docket, entry, due)
    return None


def _steps(docket: Docket, seq: int, value: str) -> Iterator[tuple[Standing, Standing, Entry]]:
    """Go through the journal twice, as it is read now and as it would be; before each later entry."""
    entries = docket.case.entries
    now, then = list(rectified(entries)), list(rectified(_as_if(entries, seq, value)))
    for place in range(seq, len(entries)):
        before = machine.recorded(docket.workflow, now[:place], docket.promised)
        after = machine.recorded(docket.workflow, then[:place], docket.promised)
        yield before, after, now[place]


def _as_if(entries: Sequence[Entry], seq: int, value: str) -> list[Entry]:
    """Give the journal as if a day had been put right and confirmed."""
    last = entries[-1]
    asked = replace(
        last, seq=last.seq + 1, act=RECTIFY, data={"seq": seq, "name": ON, "value": value, "why": ""}
    )
    return [*entries, asked, replace(last, seq=last.seq + 2, act=CONFIRM, data={"seq": asked.seq})]


def _ends(docket: Docket, entry: Entry, name: str) -> bool:
    """Say whether a recorded silence is the lapse of a clock."""
    step = docket.workflow.lapses.get(name)
    return step is not None and step.act == entry.act


def _undoes(docket: Docket, entry: Entry) -> Reason:
    """Say that what silence decided stays decided."""
    word = act_words(docket.workflow)[entry.act]
    return Reason(
        f"更正不能使已经发生的“{word}”不再成立，也不能推迟它的日期。",
        "行政许可法第三十二条第一款第（四）项",
        "请按已经发生的效果继续办理。",
        "value",
    )


def _too_late(docket: Docket, entry: Entry, due: date) -> Reason:
    """Say that by this day an act would have come after silence had taken effect."""
    word = act_words(docket.workflow)[entry.act]
    return Reason(
        f"按这一日期，期限已于{_zh(due)}届满，“{word}”（{_zh(entry.effective_on)}）作出时已经依法视为受理。"
        "这不是记录的更正，而是已经办理的步骤是否有效的问题。",
        "行政许可法第三十二条第一款第（四）项",
        "请立即报告本机关负责人和监督人员；这次操作已经留存记录。",
        "value",
    )


# --- what the applicant is told --------------------------------------------------------------------


def dates_moved(docket: Docket, one: Asked) -> Iterator[Moved]:
    """List the dates told to the applicant that a rectification changes."""
    entries = docket.case.entries
    now = _told(docket, rectified(entries))
    then = _told(docket, rectified(_as_if_asked(entries, one)))
    for zh, (old, _) in now.items():
        new, provisional = then.get(zh, (old, False))
        if new != old:
            yield Moved(zh, old, new, provisional)


def _as_if_asked(entries: Sequence[Entry], one: Asked) -> list[Entry]:
    """Give the journal as if a rectification had been confirmed."""
    last = entries[-1]
    return [*entries, replace(last, seq=last.seq + 1, act=CONFIRM, data={"seq": one.seq})]


def _told(docket: Docket, facts: Sequence[Entry]) -> dict[str, tuple[date, bool]]:
    """Give the dates that an applicant is told, each with whether it is provisional."""
    standing = machine.recorded(docket.workflow, facts, docket.promised)
    told = {"收到申请的日期": (standing.received_on, False)}
    if standing.accepted_on is not None:
        told["受理日期"] = (standing.accepted_on, False)
    if "serve" in standing.last:
        told["送达日期"] = (standing.last["serve"].on, False)
    for name, zh in TOLD.items():
        run = standing.run(name)
        if run is not None and (run.ended_on is None or name == "decision"):
            due = clock.due_on(docket.calendar, run)
            told[zh] = (due, run.provisional(docket.calendar, due))
    return told


def _words(
    one: Asked, entry: Entry, moved: Sequence[Moved], docket: Docket, _after: Standing
) -> dict[str, object]:
    """Give what the letter says: the entry, the old and the right value, and each date that changed."""
    return {
        "entry_on": entry.effective_on.isoformat(),
        "entry_says": act_words(docket.workflow)[entry.act],
        "value_says": rectifiable(entry)[one.name].zh,
        "was": shown(one.name, stands(docket.case.entries, one.entry, one.name)),
        "right": shown(one.name, one.value),
        "reasons": one.why,
        "moved": [
            {
                "zh": row.zh,
                "from": row.old.isoformat(),
                "to": row.new.isoformat(),
                "provisional": row.provisional,
            }
            for row in moved
        ],
        "provisional": any(row.provisional for row in moved),
    }


def _zh(on: date) -> str:
    """Write a day in words."""
    return f"{on.year}年{on.month}月{on.day}日"


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "rectify": lambda person, values: rectify(
        person,
        number(values.get("seq")),
        str(values.get("name") or ""),
        str(values.get("value") or ""),
        str(values.get("why") or ""),
    ),
    "confirm_rectification": lambda person, values: confirmation(person, number(values.get("seq"))),
}
"""The acts of this step, from the values of their forms."""
