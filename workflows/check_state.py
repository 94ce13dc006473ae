"""One state of the search: where a case stands on a day, how it came there, and what tells it from others."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from approval.core import clock
from approval.core.clock import Run
from approval.core.limit import Limit
from approval.core.machine import Standing
from approval.core.workdays import Calendar, Notice
from workflows.check_watch import ALL, DEMO, DOUBT, JOINT, LEADS, NOW, SETTLED, Read

MOST_TIMES = 3
MOST_DAYS = 11
"""Counts above these are taken for one: no rule of the law counts so far between two facts of one case."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of the search; ``variant`` is the number of the way in which the act was put.

    ``dated`` names those of its values that are days: of them only counts whether they are past, today or
    to come.
    """

    act: str
    on: date
    by: int
    data: Mapping[str, object]
    variant: int
    dated: tuple[str, ...] = ()

    def day(self, name: str) -> date:
        """Give one of the days that it names."""
        return date.fromisoformat(str(self.data[name]))


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

    ``settled`` says that the notices of all years are loaded, ``demo`` that this is a demonstration,
    ``joint`` that it is a part of joint handling; ``acts`` counts the events on the way to it. ``clocks``
    says how its clocks stand.
    """

    standing: Standing
    on: date
    settled: bool
    demo: bool
    joint: bool = False
    acts: int = 0
    before: Place | None = None
    event: Event | None = None
    clocks: Key = ()
    due: dict[str, date] | None = None

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
        return Place(standing, event.on, self.settled, self.demo, self.joint, self.acts + 1, self, event)

    def later(self, on: date, *, settled: bool) -> Place:
        """Give the same state on another day, or after the years' notices were loaded."""
        due = self.due if settled is self.settled else None
        return Place(self.standing, on, settled, self.demo, self.joint, self.acts, self, due=due)


Reader = Callable[[Place], object]
"""Gives what a read would find in a state, cut down to what can make a difference."""


def reader(read: Read) -> Reader:
    """Make the reader of one read."""
    if read == DEMO:
        return lambda place: place.demo
    if read == JOINT:
        return lambda place: place.joint
    if read == DOUBT:
        return lambda place: place.standing.doubtful
    if read == SETTLED:
        return lambda place: place.settled
    if read == LEADS:
        return lambda place: place.standing.running
    if read == NOW:
        return lambda _place: None
    part, name = read
    if name == ALL:
        return lambda place: _every(place, part)
    return PARTS[part](name)


def _every(place: Place, part: str) -> object:
    """Give all of a part of the standing."""
    whole = getattr(place.standing, part.partition(".")[0])
    return tuple((one, reader((part, one))(place)) for one in sorted(whole))


@cache
def calendars() -> tuple[Calendar, Calendar]:
    """Give a calendar whose years are all provisional, and the same with a notice for each year."""
    notices = (Notice(year, "", f"{year}年放假通知", None, "", "", ()) for year in range(2026, 2056))
    return Calendar(()), Calendar(notices)


@lru_cache(maxsize=200_000)
def due_on(settled: bool, run: Run) -> date:
    """Give the last day of a clock, worked out once."""
    return clock.due_on(calendars()[settled], run)


def dues(place: Place, statutory: Mapping[str, Limit], silent: Container[str]) -> dict[str, date]:
    """Give the due dates of the running clocks by the promise, and by the law where silence decides by it."""
    if place.due is None:
        place.due = {}
        for name, run in place.standing.runs.items():
            if run.ended_on is None:
                place.due[name] = due_on(place.settled, run)
                if name in silent and name in statutory:
                    place.due[f"{name} 法定"] = due_on(place.settled, run.counted_by(statutory[name]))
    return place.due


def follow(place: Place, due: Mapping[str, date]) -> None:
    """Let the light follow the clock whose last day comes first, as ``machine.follow`` does."""
    runs = place.standing.runs
    running = [name for name, run in runs.items() if run.ended_on is None]
    if len(running) > 1:
        place.standing.running = min(running, key=due.__getitem__)


def clocks_of(place: Place, due: Mapping[str, date]) -> Key:
    """Say how the clocks stand: where each due date lies, open tolls, extension."""
    standing = place.standing
    return (
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


def worth(value: object) -> object:
    """Give a value as a key can hold it: a list or a mapping by how it is written."""
    return value if isinstance(value, str | int | bool | None) else repr(value)


def _times(act: str) -> Reader:
    """Say how often an act was done."""
    return lambda place: min(place.standing.times.get(act, 0), MOST_TIMES)


def _fact_on(act: str) -> Reader:
    """Say how long ago an act was done last."""

    def read(place: Place) -> object:
        fact = place.standing.last.get(act)
        return fact and since(place, fact.on)

    return read


def _run(name: str) -> Reader:
    """Say whether a clock has started and ended; where it stands, ``clocks`` says."""

    def read(place: Place) -> object:
        run = place.standing.runs.get(name)
        return run and run.ended_on is not None

    return read


def _whole(name: str) -> Reader:
    """Give a single value; a day counts as the working days since."""

    def read(place: Place) -> object:
        value = getattr(place.standing, name)
        return since(place, value) if isinstance(value, date) else value

    return read


def _variant(act: str) -> Reader:
    """Say in which way an act was put last, and where the days that it named lie."""

    def read(place: Place) -> object:
        fact = place.standing.last.get(act)
        if not isinstance(fact, Told):
            return None
        return fact.variant, tuple(side(fact.day(name), place.on) for name in fact.dated)

    return read


def _value(path: str) -> Reader:
    """Give one value of the last fact of an act; of a day, where it lies."""
    act, _space, name = path.partition(" ")

    def read(place: Place) -> object:
        fact = place.standing.last.get(act)
        if not isinstance(fact, Told):
            return None
        if name in fact.dated:
            return side(fact.day(name), place.on)
        return worth(fact.data.get(name))

    return read


def side(day: date, on: date) -> int:
    """Say whether a day is past, today or to come."""
    return (day > on) - (day < on)


def _happened(name: str) -> Reader:
    """Say whether one of some acts was done."""
    acts = tuple(name.split(" "))
    return lambda place: place.standing.happened(*acts)


def _did(name: str) -> Reader:
    """Say whether one person did one of some acts."""
    who, *acts = name.split(" ")
    person = int(who)

    def read(place: Place) -> object:
        doers = place.standing.doers
        return any(act in doers and person in doers[act] for act in acts)

    return read


def _did_last(name: str) -> Reader:
    """Say whether one person did an act last."""
    person, act = name.split(" ")
    return lambda place: place.standing.did_last(int(person), act)


PARTS: Mapping[str, Callable[[str], Reader]] = {
    "times": _times,
    "times.in": lambda act: lambda place: act in place.standing.times,
    "last": lambda act: lambda place: act in place.standing.last,
    "last.in": lambda act: lambda place: act in place.standing.last,
    "last.on": _fact_on,
    "last.by": lambda act: lambda place: getattr(place.standing.last.get(act), "by", None),
    "last.data": _variant,
    "data": _value,
    "happened": _happened,
    "did": _did,
    "did_last": _did_last,
    "doers": lambda act: lambda place: place.standing.doers.get(act),
    "doers.in": lambda act: lambda place: act in place.standing.doers,
    "runs": _run,
    "runs.in": lambda name: lambda place: name in place.standing.runs,
    "whole": _whole,
}
"""How each read is answered for the comparison of two states."""


def acts_read(reads: Iterable[Read]) -> frozenset[str]:
    """Name the acts whose facts some reads look at; ``ALL`` where they look at every one."""
    found: set[str] = set()
    for part, name in reads:
        if part in ("did", "did_last"):
            found.update(name.split(" ")[1:])
        elif part == "happened":
            found.update(name.split(" "))
        elif part == "data":
            found.add(name.partition(" ")[0])
        elif part.partition(".")[0] in ("times", "last", "doers"):
            found.add(name)
    return frozenset(found)


def about(read: Read, act: str) -> bool:
    """Say whether a read looks at the facts of an act."""
    found = acts_read((read,))
    return act in found or ALL in found


def afterwards(read: Read, before: object, told: Told, by_way: object) -> object:
    """Give what a read finds after a fact, from what it found before: only for facts that move nothing else."""
    part, name = read
    if part == "did":
        return bool(before) or name.partition(" ")[0] == str(told.by)
    if part == "did_last":
        return name.partition(" ")[0] == str(told.by)
    if part == "times":
        return min(int(str(before or 0)) + 1, MOST_TIMES)
    if part == "last.on":
        return 0
    if part == "last.by":
        return told.by
    if part == "doers":
        return frozenset(before if isinstance(before, frozenset) else ()) | {told.by}
    return by_way if part in ("data", "last.data") else True


def overwrites(step_act: str, read: Read) -> bool:
    """Say whether doing an act leaves nothing of what a read found before."""
    part, name = read
    if part == "happened":
        return step_act in name.split(" ")
    if part in ("data", "did_last"):
        return step_act in name.split(" ")
    return name == step_act and part in ("last", "last.in", "last.on", "last.by", "last.data", "times.in")
