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

Read = tuple[str, str]
"""What was read: a part of the standing (``times``, ``last.data`` …) and the name in it."""

DEMO: Read = ("attempt", "demo")
"""The read of whether this is a demonstration."""

ALL = "*"
WHOLE = frozenset({"deemed", "accepted_on", "received_on"})
"""Single values of a standing that a guard may read, beside those that every key holds."""

V = TypeVar("V")


class Watch:
    """What the guards of each row have read, rows by their number in the table."""

    def __init__(self, rows: int) -> None:
        """Begin with nothing read."""
        self.reads: list[set[Read]] = [set() for _row in range(rows)]
        self.of_item: set[str] = set()
        self.row = 0

    def saw(self, part: str, name: str) -> None:
        """Note one read of the row that is being asked."""
        self.reads[self.row].add((part, name))

    @property
    def count(self) -> int:
        """Count what has been read."""
        return sum(map(len, self.reads))


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
        self._watch.saw("last.data", self.act)
        return self._fact.data


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

    def __getattribute__(self, name: str) -> object:
        """Note a single value that is read after the watch was put on."""
        if name in WHOLE:
            self.watch.saw("whole", name)
        return super().__getattribute__(name)


class Asking(Attempt):
    """An attempt that notes whether guards tell a demonstration from an installation."""

    __slots__ = ("is_demo",)

    @property
    def demo(self) -> bool:
        """Note the one value of an attempt that belongs to where the product runs."""
        cast("Asked", self.standing).watch.saw(*DEMO)
        return self.is_demo

    @demo.setter
    def demo(self, value: bool) -> None:
        """Take the value."""
        self.is_demo = value


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
