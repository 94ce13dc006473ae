"""``approval reckon``: a history as plain values in, where its clocks stand as plain values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from approval.core import clock
from approval.core.errors import Reason, Refused, refuse
from approval.core.ledger import Row, ledger
from approval.core.limit import JOINT_DECISION, LONGEST, NATIONAL, Limit
from approval.core.machine import Standing, Workflow, replay
from approval.core.vocabulary import Outcome, TollingGround, Unit
from approval.core.workdays import Calendar, CalendarRange

FIELDS: Mapping[str, frozenset[str]] = {
    "notify_deficiency": frozenset(),
    "supplement": frozenset(),
    "accept": frozenset(),
    "decline": frozenset(),
    "toll": frozenset({"ground", "days", "unit"}),
    "resume": frozenset({"ground"}),
    "extend": frozenset({"days"}),
    "decide": frozenset({"outcome"}),
    "serve": frozenset(),
    "withdraw": frozenset(),
}
"""The acts that a history may name, each with the keys it may hold beside ``act`` and ``on``."""

ALLOWED = {act: names | {"act", "on"} for act, names in FIELDS.items()}
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "toll": ("ground", "days"),
    "resume": ("ground",),
    "extend": ("days",),
}

KEYS = frozenset({"received_on", "as_of", "joint", "limits", "facts"})
NO_CLOCK_LEFT = frozenset({"awaiting_correction", "declined", "withdrawn", "served"})
SPEC = "法定期限计算规则"

CLOSED: Mapping[str, Mapping[str, StrEnum]] = {
    "ground": {member.value: member for member in TollingGround},
    "unit": {member.value: member for member in Unit},
    "outcome": {member.value: member for member in Outcome},
}
"""The closed lists of a fact's values."""

SHOWN = 40
"""How many characters of a wrong value an answer repeats."""

HALF_WIDTH = str.maketrans("，（）：；", ",():;")
"""The answer's sentences keep the punctuation of the published interface."""


NO_DATA: Mapping[str, object] = MappingProxyType({})


class Told(NamedTuple):
    """A fact as a history tells it; ``told_as`` is how a refusal names it."""

    act: str
    on: date
    data: Mapping[str, object] = NO_DATA
    told_as: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A history that has been read: what to count, with which limits, until which day."""

    facts: tuple[Told, ...]
    limits: Mapping[str, Limit]
    as_of: date
    joint: bool


def reckon(
    workflow: Workflow, asked: object, calendar: Calendar, *, with_ledger: bool = True
) -> dict[str, object]:
    """Answer one history, an object of plain JSON values, with another.

    Dates are ISO dates, day counts working days. Raises Refused, naming the fact and the rule, for a
    history that cannot be read or that the workflow does not allow.
    """
    history = read(asked)
    try:
        standing = settle(workflow, history, calendar)
        return answer(history, standing, calendar, with_ledger=with_ledger)
    except CalendarRange as beyond:
        raise refuse(f"{beyond}。", SPEC) from beyond


def settle(workflow: Workflow, history: History, calendar: Calendar) -> Standing:
    """Replay a history that has been read; a refusal names the fact that the rules do not allow."""
    told: list[Told] = []

    def telling() -> Iterator[Told]:
        for fact in history.facts:
            told.append(fact)
            yield fact

    try:
        return replay(workflow, telling(), history.limits, calendar, history.as_of, joint=history.joint)
    except Refused as refused:
        raise _naming(told[-1].told_as, refused) from None


def _naming(fact: str, refused: Refused) -> Refused:
    """Put the name of the fact before the reasons for which it is refused."""
    return Refused(*(Reason(f"{fact}：{r.says}", r.basis, r.remedy, r.field) for r in refused.reasons))


def answer(
    history: History, standing: Standing, calendar: Calendar, *, with_ledger: bool
) -> dict[str, object]:
    """Say what the clocks of a standing show on the day asked about."""
    as_of, runs, current = history.as_of, standing.runs, standing.current
    due = {name: clock.due_on(calendar, run) for name, run in runs.items()}
    runs_on = current is not None and standing.stage not in NO_CLOCK_LEFT
    running = clock.read(calendar, current, as_of, due[current.name]) if current and runs_on else None
    decision = runs.get("decision")
    told: dict[str, object] = {
        "stage": standing.stage,
        "accepted_on": _iso(standing.accepted_on),
        "deemed": standing.deemed,
        **{f"{name}_due_on": _iso(due.get(name)) for name in NATIONAL},
        "days_used": running.days_used if running else None,
        "days_left": running.days_left if running else None,
        "days_tolled": clock.days_tolled(calendar, decision, due["decision"]) if decision else 0,
        "light": running.light.value if running else None,
        "breached": bool(decision and clock.missed(due["decision"], decision, as_of)),
        "provisional": bool(running and running.provisional)
        or any(calendar.any_provisional(run.start, due[name]) for name, run in runs.items()),
    }
    if with_ledger:
        told["ledger"] = [plain(row) for row in ledger(calendar, runs[standing.running], as_of)]
    return told


def plain(row: Row) -> dict[str, object]:
    """Write one ledger row as plain values."""
    return {
        "date": row.date.isoformat(),
        "weekday": row.weekday,
        "counts": row.counts,
        "number": row.number,
        "reason": row.reason.value,
        "says": _half_width(row.says),
    }


@lru_cache(maxsize=4096)
def _half_width(says: str) -> str:
    """Write a sentence with the punctuation of the published interface."""
    return says.translate(HALF_WIDTH)


def _iso(day: date | None) -> str | None:
    """Write a date as ISO 8601."""
    return day.isoformat() if day else None


def read(asked: object) -> History:
    """Read a history from plain JSON values; Refused names the key or the fact that is wrong."""
    if not isinstance(asked, Mapping):
        raise refuse("输入应是一个 JSON 对象。", SPEC)
    _only(asked, KEYS, "输入")
    received_on = _day(asked, "received_on")
    as_of = _day(asked, "as_of")
    if as_of < received_on:
        raise refuse("as_of 早于 received_on。", SPEC)
    joint = asked.get("joint", False)
    if not isinstance(joint, bool):
        raise refuse("joint 应为 true 或 false。", SPEC)
    facts = asked.get("facts", [])
    if not isinstance(facts, list):
        raise refuse("facts 应是一个列表。", SPEC)
    told = (Told("submit", received_on), *_facts(facts, received_on))
    return History(told, _limits(asked.get("limits", {}), joint=joint), as_of, joint)


def _facts(facts: list[object], received_on: date) -> Iterator[Told]:
    """Read the facts in their order."""
    earlier = received_on
    for number, fact in enumerate(facts, start=1):
        try:
            told = _fact(fact, number)
            if told.on < earlier:
                raise refuse(f"日期 {told.on} 早于前一事实的日期 {earlier}。", SPEC)
        except Refused as refused:
            raise _naming(f"第{number}项事实", refused) from None
        earlier = told.on
        if told.act == "decide":
            yield Told("propose", told.on, told_as=told.told_as)
            yield Told(str(told.data.get("outcome", Outcome.GRANTED)), told.on, told.data, told.told_as)
        else:
            yield told


def _fact(fact: object, number: int) -> Told:
    """Read one fact and check its keys."""
    if not isinstance(fact, Mapping):
        raise refuse("应是一个对象。", SPEC)
    act = fact.get("act")
    if not isinstance(act, str) or act not in FIELDS:
        raise refuse(f"没有“{_shown(act)}”这一操作。", SPEC)
    _only(fact, ALLOWED[act], act)
    for name in REQUIRED.get(act, ()):
        if name not in fact:
            raise refuse(f"“{act}”缺少 {name}。", SPEC)
    data = {name: _value(name, fact[name]) for name in FIELDS[act] if name in fact}
    return Told(act, _day(fact, "on"), data, f"第{number}项事实 {act}（{fact['on']}）")


def _value(name: str, value: object) -> object:
    """Check one value of a fact against the closed lists."""
    if name == "days":
        return _whole(value, name)
    closed = CLOSED[name]
    if not isinstance(value, str) or value not in closed:
        basis = "行政许可法第四十五条" if name == "ground" else SPEC
        raise refuse(f"{name} 不能是“{_shown(value)}”，只能是 {'、'.join(closed)}。", basis)
    return closed[value]


def _limits(limits: object, *, joint: bool) -> dict[str, Limit]:
    """Read the limits; one left out is the national one."""
    if not isinstance(limits, Mapping):
        raise refuse("limits 应是一个对象。", SPEC)
    _only(limits, frozenset(NATIONAL), "limits")
    national = {**NATIONAL, "decision": JOINT_DECISION} if joint else NATIONAL
    return {**national, **{str(name): _limit(str(name), limit) for name, limit in limits.items()}}


def _limit(name: str, limit: object) -> Limit:
    """Read one limit."""
    if not isinstance(limit, Mapping):
        raise refuse(f"limits.{name} 应是一个对象。", SPEC)
    _only(limit, frozenset({"days", "unit", "basis"}), f"limits.{name}")
    return Limit(
        _whole(limit.get("days"), f"{name}.days"), Unit(str(_value("unit", limit.get("unit", "working"))))
    )


def _only(given: Mapping[object, object], known: frozenset[str], where: str) -> None:
    """Refuse keys that nobody listed."""
    if given.keys() <= known:
        return
    unlisted = next(key for key in given if key not in known)
    raise refuse(f"{where} 中没有“{_shown(unlisted)}”这一项。", SPEC)


def _whole(value: object, name: str) -> int:
    """Read a whole number of days."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LONGEST:
        raise refuse(f"{name} 应为 1 至 {LONGEST} 的整数，而不是“{_shown(value)}”。", SPEC)
    return value


def _day(given: Mapping[object, object], name: str) -> date:
    """Read an ISO date, year, month and day."""
    if name not in given:
        raise refuse(f"缺少 {name}。", SPEC)
    value = given[name]
    if not isinstance(value, str) or len(value) != len("2026-09-18") or value[7] != "-":
        raise refuse(f"{name} 应为 2026-09-18 这样的日期，而不是“{_shown(value)}”。", SPEC)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise refuse(f"{name} 不是一个存在的日期：“{value}”。", SPEC) from None


def _shown(value: object) -> str:
    """Repeat a wrong value as JSON has it, but not all of a long one."""
    if isinstance(value, Mapping | list):
        return "[…]" if isinstance(value, list) else "{…}"
    text = "null" if value is None else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
