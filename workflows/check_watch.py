"""What guards read of a case while they are asked: the ground on which two states may be taken for one.

Two states are one for the search when they agree on everything that the guards of any row that can still
come have read. So the search leaves out nothing that could make a difference.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from datetime import date
from typing import Self, TypeVar, cast

from approval.core.authority import Authority
from approval.core.machine import Attempt, Fact, Standing
from approval.core.workdays import Calendar

Read = tuple[str, str]
"""What was read: a part of the standing (``times``, ``data`` …) and the name in it."""

DEMO: Read = ("attempt", "demo")
"""The read of whether this is a demonstration."""

JOINT: Read = ("attempt", "joint")
"""The read of whether this is a part of joint handling."""

NOW: Read = ("attempt", "now")
"""A read of the day or the calendar, which every key holds as far as clocks go."""

SETTLED: Read = ("attempt", "settled")
"""What silence reads: whether the notices of the years are loaded."""

DOUBT: Read = ("attempt", "doubt")
"""The read of whether a limit has run out by a provisional calendar."""

LEADS: Read = ("attempt", "leads")
"""The read of which of several running clocks the light follows."""

ALL = "*"
WHOLE = frozenset({"deemed", "accepted_on", "received_on"})
"""Single values of a standing that a guard may read, beside those that every key holds."""

CLOCKS = frozenset({"current", "running", "awaited"})
"""What a guard may read of which clock leads."""

UNKEPT = "recuse"
"""The act whose doers tell no states apart: it only takes rights away, which is asked for every allowed act."""

OPENS = "submit"
"""The act that opens a case: what it says is asked about in every way at once, until that makes a difference."""

V = TypeVar("V")


Phase = tuple[str, tuple[tuple[str, bool], ...]]
"""A stage, and which clocks run or have ended there: what is read in one phase may be dead in another."""


class Watch:
    """What the guards of each row have read in each phase; rows by their number in the table."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self.reads: dict[tuple[Phase, int], set[Read]] = {}
        self.of_item: set[str] = set()
        self.opening: set[Read] = set()
        self._now: set[Read] = set()

    def asks(self, phase: Phase, row: int) -> None:
        """Turn to a row in a phase; what it reads of the submission is first set aside in ``opening``."""
        self._now = self.reads.setdefault((phase, row), set())
        self.opening = set()

    def saw(self, part: str, name: str) -> None:
        """Note one read of the row that is being asked."""
        if part == "data" and name.startswith(f"{OPENS} ") and (part, name) not in self._now:
            self.opening.add((part, name))
        elif name != UNKEPT:
            self._now.add((part, name))

    def matters(self) -> None:
        """Note that what was read of the submission makes a difference."""
        self._now |= self.opening

    def of_row(self, row: int) -> set[Read]:
        """Give what a row has read in any phase."""
        return {read for (_phase, one), reads in self.reads.items() if one == row for read in reads}

    @property
    def count(self) -> int:
        """Count what has been read."""
        return sum(map(len, self.reads.values()))


class Seen(dict[str, V]):
    """A part of a standing that notes what is read of it."""

    def __init__(self, part: str, values: Mapping[str, V], watch: Watch) -> None:
        """Take the values, the name of the part, and whom to tell."""
        super().__init__(values)
        self.part = part
        self.watch = watch

    def __contains__(self, key: object) -> bool:
        """Note a question whether something is there."""
        self.watch.saw(f"{self.part}.in", str(key))
        return super().__contains__(key)

    def __getitem__(self, key: str) -> V:
        """Note a value read, also where it is missing."""
        self.watch.saw(self.part, key)
        return super().__getitem__(key)

    def get(self, key: str, default: V | None = None) -> V | None:  # type: ignore[override]
        """Note a value read."""
        self.watch.saw(self.part, key)
        return super().get(key, default)

    def __iter__(self) -> Iterator[str]:
        """Note that all of it is read."""
        self.watch.saw(self.part, ALL)
        return super().__iter__()

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        """Note that all of it is read."""
        self.watch.saw(self.part, ALL)
        return super().keys()

    def values(self) -> ValuesView[V]:  # type: ignore[override]
        """Note that all of it is read."""
        self.watch.saw(self.part, ALL)
        return super().values()

    def items(self) -> ItemsView[str, V]:  # type: ignore[override]
        """Note that all of it is read."""
        self.watch.saw(self.part, ALL)
        return super().items()


class Leafed(Mapping[str, object]):
    """The values of a recorded fact, which note what of them is read: a single one, or all."""

    __slots__ = ("act", "values_", "watch")

    def __init__(self, act: str, values: Mapping[str, object], watch: Watch) -> None:
        """Take the act, its values and whom to tell."""
        self.act = act
        self.values_ = values
        self.watch = watch

    def __getitem__(self, key: str) -> object:
        """Note one value read, also where it is missing."""
        self.watch.saw("data", f"{self.act} {key}")
        return self.values_[key]

    def __contains__(self, key: object) -> bool:
        """Note one value asked for."""
        self.watch.saw("data", f"{self.act} {key}")
        return key in self.values_

    def __iter__(self) -> Iterator[str]:
        """Note that all of it is read."""
        self.watch.saw("last.data", self.act)
        return iter(self.values_)

    def __len__(self) -> int:
        """Note that all of it is read."""
        self.watch.saw("last.data", self.act)
        return len(self.values_)


class Glimpse:
    """A recorded fact that notes which of its values are read."""

    __slots__ = ("_fact", "_watch", "act")

    def __init__(self, fact: Fact, watch: Watch) -> None:
        """Take the fact and whom to tell."""
        self.act = fact.act
        self._fact = fact
        self._watch = watch

    @property
    def on(self) -> date:
        """Give its day."""
        self._watch.saw("last.on", self.act)
        return self._fact.on

    @property
    def by(self) -> int:
        """Give who did it."""
        self._watch.saw("last.by", self.act)
        return int(getattr(self._fact, "by", 0))

    @property
    def data(self) -> Mapping[str, object]:
        """Give its values."""
        return Leafed(self.act, self._fact.data, self._watch)


class Asked(Standing):
    """A standing as guards see it: the same, and whatever they read is noted."""

    __slots__ = ("watch",)
    watch: Watch

    @classmethod
    def of(cls, standing: Standing, watch: Watch) -> Self:
        """Put a watch over a standing."""
        asked = cls(
            stage=standing.stage,
            received_on=standing.received_on,
            runs=Seen("runs", standing.runs, watch),
            running=standing.running,
            last=Seen("last", {name: Glimpse(fact, watch) for name, fact in standing.last.items()}, watch),
            times=Seen("times", standing.times, watch),
            doers=Seen("doers", standing.doers, watch),
            accepted_on=standing.accepted_on,
            deemed=standing.deemed,
            doubtful=standing.doubtful,
        )
        asked.watch = watch
        return asked

    def did(self, person: int, *acts: str) -> bool:
        """Note only whether this one person did one of these acts, not who else did."""
        self.watch.saw("did", f"{person} {' '.join(acts)}")
        return any(person in dict.get(self.doers, act, ()) for act in acts)

    def is_running(self, name: str) -> bool:
        """Note only whether a clock runs, not how it stands."""
        self.watch.saw("runs.open", name)
        run = dict.get(self.runs, name)
        return run is not None and run.ended_on is None

    def happened(self, *acts: str) -> bool:
        """Note only whether one of these acts was done, not which."""
        self.watch.saw("happened", " ".join(acts))
        return any(dict.__contains__(self.times, act) for act in acts)

    def did_last(self, person: int, act: str) -> bool:
        """Note only whether this one person did it last, not who else did."""
        self.watch.saw("did_last", f"{person} {act}")
        return Standing.did_last(self, person, act)

    def __getattribute__(self, name: str) -> object:
        """Note a single value that is read after the watch was put on."""
        if name in WHOLE:
            self.watch.saw("whole", name)
        elif name in CLOCKS:
            self.watch.saw(*LEADS)
        elif name == "doubtful":
            self.watch.saw(*DOUBT)
        return super().__getattribute__(name)


class Asking(Attempt):
    """An attempt that notes what guards read of where, when and in what handling the product runs."""

    __slots__ = ("is_demo", "is_joint", "of_calendar", "today")

    def _told(self, read: Read) -> None:
        """Note one read."""
        cast("Asked", self.standing).watch.saw(*read)

    @property
    def demo(self) -> bool:
        """Note whether this is a demonstration."""
        self._told(DEMO)
        return self.is_demo

    @demo.setter
    def demo(self, value: bool) -> None:
        """Take the value."""
        self.is_demo = value

    @property
    def joint(self) -> bool:
        """Note whether this is a part of joint handling."""
        self._told(JOINT)
        return self.is_joint

    @joint.setter
    def joint(self, value: bool) -> None:
        """Take the value."""
        self.is_joint = value

    @property
    def on(self) -> date:
        """Note that the day is read."""
        self._told(NOW)
        return self.today

    @on.setter
    def on(self, value: date) -> None:
        """Take the day."""
        self.today = value

    @property
    def calendar(self) -> Calendar:
        """Note that the calendar is read."""
        self._told(NOW)
        return self.of_calendar

    @calendar.setter
    def calendar(self, value: Calendar) -> None:
        """Take the calendar."""
        self.of_calendar = value


class Watched:
    """An item, or its authority, that notes which of its fields anybody reads; elsewhere it passes for it."""

    def __init__(self, whole: object, watch: Watch, path: str = "") -> None:
        """Take the thing, whom to tell, and where it stands in the item."""
        self._whole = whole
        self._watch = watch
        self._path = path

    def __getattr__(self, name: str) -> object:
        """Note a field and give its value."""
        value = getattr(self._whole, name)
        if isinstance(value, Authority):
            return Watched(value, self._watch, f"{self._path}{name}.")
        self._watch.of_item.add(f"{self._path}{name}")
        return value
