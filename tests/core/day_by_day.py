"""A second reckoner, which shares nothing with the product but the question.

It knows no table, no fold and no counting by look-up: it walks through the calendar one day at a time and
keeps the rules of the legal clock as plain sentences. Slow, and easy to believe.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Works = Callable[[date], bool]

DAY = timedelta(days=1)
NATIONAL = {"completeness": 5, "supplement_check": 5, "decision": 20, "delivery": 10}
GROUNDS = {
    "hearing", "bidding", "auction", "inspection_test", "testing", "quarantine", "appraisal", "expert_review",
}  # fmt: skip


class Impossible(Exception):  # noqa: N818 - an answer, not an error
    """The history breaks a rule."""


@dataclass
class Clock:
    """One clock: its day 0, its limit, and what happened to it."""

    start: date
    days: int
    unit: str
    extension: int = 0
    ended: date | None = None
    closed: date | None = None
    tolls: list[dict[str, Any]] = field(default_factory=list)

    def taken_out(self, works: Works) -> set[date]:
        """Every day that a special procedure takes out, notice by notice."""
        out = set()
        for toll in self.tolls:
            day, named = toll["on"], toll["days"]
            while named:
                day += DAY
                if toll["resumed"] and day > toll["resumed"]:
                    break
                if self.closed and day > self.closed:
                    break
                out.add(day)
                if toll["unit"] == "calendar" or works(day):
                    named -= 1
        return out

    def due(self, works: Works) -> date:
        """Walk to the last day of the limit, move it off rest days, then walk the extension."""
        out, day, left = self.taken_out(works), self.start, self.days
        while left:
            day += DAY
            if day not in out and (self.unit == "calendar" or works(day)):
                left -= 1
        while self.unit == "calendar" and (day in out or not works(day)):
            day += DAY
        left = self.extension
        while left:
            day += DAY
            if day not in out and works(day):
                left -= 1
        return day


@dataclass
class File:
    """A case as the walk has brought it so far."""

    received: date
    limits: Mapping[str, tuple[int, str]]
    works: Works
    joint: bool
    stage: str = "received"
    accepted: date | None = None
    deemed: bool = False
    noticed: bool = False
    clocks: dict[str, Clock] = field(default_factory=dict)
    last: str = "completeness"

    def start(self, name: str, day: date) -> None:
        self.clocks[name] = Clock(day, *self.limits[name])
        self.last = name

    def silence(self, day: date) -> None:
        """Accept by operation of law where the days for an answer are over before this day begins."""
        waiting = {"received": "completeness", "supplemented": "supplement_check"}.get(self.stage)
        if waiting and day > self.clocks[waiting].due(self.works):
            self.accept(self.clocks[waiting].start)
            self.deemed = True

    def end(self, day: date) -> None:
        """End whatever clock runs."""
        if self.clocks[self.last].ended is None:
            self.clocks[self.last].ended = day

    def accept(self, day: date) -> None:
        self.stage, self.accepted = "under_review", day
        self.start("decision", day)

    def happen(self, fact: Mapping[str, Any]) -> None:
        """Let one fact happen, or say that it cannot."""
        day, act = date.fromisoformat(fact["on"]), fact["act"]
        self.silence(day)
        if (self.stage, act) not in POSSIBLE:
            raise Impossible(f"{act} in {self.stage}")
        if act not in ("toll", "resume", "extend"):
            self.end(day)
        if act == "notify_deficiency":
            assert not self.noticed
            self.noticed, self.stage = True, "awaiting_correction"
        elif act == "supplement":
            self.stage = "supplemented"
            self.start("supplement_check", day)
        elif act == "accept":
            self.accept(day)
        elif act == "decline":
            self.stage = "declined"
        elif act == "withdraw":
            self.stage = "withdrawn"
        elif act == "serve":
            self.stage = "served"
        else:
            self.review(act, day, fact)

    def review(self, act: str, day: date, fact: Mapping[str, Any]) -> None:
        """What can happen between acceptance and decision."""
        clock = self.clocks["decision"]
        running = [t for t in clock.tolls if t["ground"] == fact.get("ground") and not t["resumed"]]
        if act == "decide":
            clock.closed = day
            self.stage = "decided"
            self.start("delivery", day)
        elif act == "toll":
            if running or fact["ground"] not in GROUNDS:
                raise Impossible("toll")
            unit = fact.get("unit", "working")
            clock.tolls.append(
                {"on": day, "ground": fact["ground"], "days": fact["days"], "unit": unit, "resumed": None}
            )
        elif act == "resume":
            if not running:
                raise Impossible("resume")
            running[0]["resumed"] = day
        elif act == "extend":
            if (
                clock.extension
                or not 1 <= fact["days"] <= (15 if self.joint else 10)
                or day > clock.due(self.works)
            ):
                raise Impossible("extend")
            clock.extension = fact["days"]


POSSIBLE = {
    ("received", "notify_deficiency"), ("received", "accept"), ("received", "decline"), ("received", "withdraw"),
    ("awaiting_correction", "supplement"), ("awaiting_correction", "withdraw"),
    ("supplemented", "accept"), ("supplemented", "decline"), ("supplemented", "withdraw"),
    ("under_review", "toll"), ("under_review", "resume"), ("under_review", "extend"),
    ("under_review", "decide"), ("under_review", "withdraw"), ("decided", "serve"),
}  # fmt: skip
"""Which act the workflow allows in which stage."""


def walk(asked: Mapping[str, Any], works: Works) -> dict[str, Any]:
    """Answer a history that can be read; raise Impossible for one that breaks a rule."""
    as_of = date.fromisoformat(asked["as_of"])
    tell(asked, works, asked["facts"])
    case = tell(asked, works, [f for f in asked["facts"] if date.fromisoformat(f["on"]) <= as_of])
    case.silence(as_of)
    return answer(case, as_of)


def tell(asked: Mapping[str, Any], works: Works, facts: list[Mapping[str, Any]]) -> File:
    joint = asked.get("joint", False)
    limits = {name: (days, "working") for name, days in NATIONAL.items()}
    if joint:
        limits["decision"] = (45, "working")
    for name, limit in asked.get("limits", {}).items():
        limits[name] = (limit["days"], limit.get("unit", "working"))
    received = date.fromisoformat(asked["received_on"])
    case = File(received, limits, works, joint)
    case.start("completeness", received)
    for fact in facts:
        case.happen(fact)
    return case


def answer(case: File, as_of: date) -> dict[str, Any]:
    works = case.works
    running = case.stage in ("received", "supplemented", "under_review", "decided")
    clock = case.clocks[case.last]
    due, out = clock.due(works), clock.taken_out(works)
    counting = {d for d in days(clock.start, max(due, as_of)) if works(d) and (d not in out or d > due)}
    left = len([d for d in counting if as_of < d <= due]) - len([d for d in counting if due < d <= as_of])
    decision = case.clocks.get("decision")
    light = "red" if as_of > due else "yellow" if left <= 3 else "green"
    return {
        "stage": case.stage,
        "accepted_on": case.accepted.isoformat() if case.accepted else None,
        "deemed": case.deemed,
        **{
            f"{name}_due_on": case.clocks[name].due(works).isoformat() if name in case.clocks else None
            for name in NATIONAL
        },
        "days_used": len([d for d in counting if d <= as_of]) if running else None,
        "days_left": left if running else None,
        "days_tolled": tolled(decision, works) if decision else 0,
        "light": light if running else None,
        "breached": bool(decision) and (decision.ended or as_of) > decision.due(works),
        "ledger": [list(row) for row in rows(clock, works, min(as_of, clock.ended or as_of))],
    }


def tolled(clock: Clock, works: Works) -> int:
    due = clock.due(works)
    return len([d for d in clock.taken_out(works) if works(d) and clock.start < d <= due])


def days(after: date, through: date) -> list[date]:
    return [after + n * DAY for n in range(1, (through - after).days + 1)]


def rows(clock: Clock, works: Works, read_on: date) -> list[tuple[str, bool, int | None]]:
    """Each day with whether it counts and its number."""
    due, out = clock.due(works), clock.taken_out(works)
    found: list[tuple[str, bool, int | None]] = [(clock.start.isoformat(), False, None)]
    number = 0
    for day in days(clock.start, max(due, read_on)):
        taken = day in out and day <= due
        in_days = clock.unit == "calendar" and number < clock.days
        last = in_days and number == clock.days - 1
        counts = not taken and (works(day) or (in_days and not last))
        number += counts
        found.append((day.isoformat(), counts, number if counts else None))
    return found
