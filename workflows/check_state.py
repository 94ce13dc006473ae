"""One state of the search: where a case stands on a day, how it came there, and what tells it from others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from approval.core import clock
from approval.core.clock import Run
from approval.core.limit import Limit
from approval.core.machine import Standing
from approval.core.workdays import Calendar, Notice
from workflows.check_watch import ALL, DEMO, Read

MOST_TIMES = 3
MOST_DAYS = 11
"""Counts above these are taken for one: no rule of the law counts so far between two facts of one case."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the search; ``variant`` is the number of the way in which the act was put."""

    act: str
    on: date
    by: int
    data: Mapping[str, object]
    variant: int


@dataclass(frozen=True, slots=True)
class Event:
    """What led from one state to the next: an act by somebody, or a limit that ran out."""

    act: str
    on: date
    zh: str
    who: str
    to: str


@dataclass(slots=True)
class Place:
    """One state on one day, and how it was first reached.

    ``settled`` says that the notices of all years are loaded, ``demo`` that this is a demonstration;
    ``acts`` counts the events on the way to it. ``clocks`` says how its clocks stand.
    """

    standing: Standing
    on: date
    settled: bool
    demo: bool
    acts: int = 0
    before: Place | None = None
    event: Event | None = None
    clocks: Key = ()

    @property
    def calendar(self) -> Calendar:
        """Give its calendar."""
        return calendars()[self.settled]

    @property
    def path(self) -> tuple[Event, ...]:
        """Tell how the state was reached, from the beginning."""
        events: list[Event] = []
        place: Place | None = self
        while place is not None:
            if place.event is not None:
                events.append(place.event)
            place = place.before
        return tuple(reversed(events))

    @property
    def seen(self) -> tuple[Event, ...]:
        """Tell the same, and the day on which it is looked at where nothing happened since."""
        path = self.path
        idle = self.event is None and bool(path)
        return (*path, Event("", self.on, "无人办理", "", "")) if idle else path

    def after(self, standing: Standing, event: Event) -> Place:
        """Give the state that an event makes of this one."""
        return Place(standing, event.on, self.settled, self.demo, self.acts + 1, self, event)

    def part(self, read: Read) -> object:
        """Give what a read would find, cut down to what can make a difference."""
        if read == DEMO:
            return self.demo
        part, name = read
        if name == ALL:
            whole = getattr(self.standing, part.partition(".")[0])
            return tuple((one, self.part((part, one))) for one in sorted(whole))
        return PARTS[part](self, name)


@cache
def calendars() -> tuple[Calendar, Calendar]:
    """Give a calendar whose years are all provisional, and the same with a notice for each year."""
    notices = (Notice(year, "", f"{year}年放假通知", None, "", "", ()) for year in range(2026, 2056))
    return Calendar(()), Calendar(notices)


def dues(standing: Standing, calendar: Calendar, statutory: Mapping[str, Limit]) -> dict[str, date]:
    """Give the due dates of the running clocks, by the promise and by the law."""
    found: dict[str, date] = {}
    for name, run in standing.runs.items():
        if run.ended_on is None:
            found[name] = clock.due_on(calendar, run)
            found[f"{name} 法定"] = clock.due_on(calendar, by_law(run, statutory))
    return found


def by_law(run: Run, statutory: Mapping[str, Limit]) -> Run:
    """Give a clock with the limit of the law."""
    return run.counted_by(statutory.get(run.name, run.limit))


def clocks_of(place: Place, due: Mapping[str, date]) -> Key:
    """Say how the clocks stand: which one leads, where each due date lies, open tolls, extension."""
    standing = place.standing
    return (
        standing.running,
        standing.doubtful,
        region(due, place.on),
        tuple(
            (name, run.extended_by > 0, tuple(sorted({t.ground for t in run.tolls if t.resumed_on is None})))
            for name, run in sorted(standing.runs.items())
            if run.ended_on is None
        ),
    )


def region(due: Mapping[str, date], on: date) -> Key:
    """Say of each due date whether it is past, today, or which of those to come."""
    ahead = {day: rank for rank, day in enumerate(sorted({day for day in due.values() if day > on}), start=1)}
    return tuple((name, ahead.get(day, 0 if day == on else -1)) for name, day in sorted(due.items()))


def since(place: Place, day: date) -> int:
    """Count the working days since a day; many are as good as more."""
    return min(place.calendar.count(day, place.on), MOST_DAYS)


def _times(place: Place, act: str) -> int:
    """Say how often an act was done."""
    return min(place.standing.times.get(act, 0), MOST_TIMES)


def _fact_on(place: Place, act: str) -> object:
    """Say how long ago an act was done last."""
    fact = place.standing.last.get(act)
    return fact and since(place, fact.on)


def _run(place: Place, name: str) -> object:
    """Say whether a clock has started and ended; where it stands, ``clocks`` says."""
    run = place.standing.runs.get(name)
    return run and run.ended_on is not None


def _whole(place: Place, name: str) -> object:
    """Give a single value; a day counts as the working days since."""
    value = getattr(place.standing, name)
    return since(place, value) if isinstance(value, date) else value


PARTS: Mapping[str, Callable[[Place, str], object]] = {
    "times": _times,
    "times.in": lambda place, act: act in place.standing.times,
    "last": lambda place, act: act in place.standing.last,
    "last.in": lambda place, act: act in place.standing.last,
    "last.on": _fact_on,
    "last.by": lambda place, act: getattr(place.standing.last.get(act), "by", None),
    "last.data": lambda place, act: getattr(place.standing.last.get(act), "variant", None),
    "doers": lambda place, act: place.standing.doers.get(act),
    "doers.in": lambda place, act: act in place.standing.doers,
    "runs": _run,
    "runs.in": lambda place, name: name in place.standing.runs,
    "whole": _whole,
}
"""How each read is answered for the comparison of two states."""
