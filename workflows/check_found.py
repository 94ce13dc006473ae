"""What one search is made of and what it finds: rows with whoever tries them, states, first paths, breaches."""

from __future__ import annotations

from dataclasses import dataclass, field

from approval.core.machine import Step
from approval.core.person import Person
from approval.core.vocabulary import Role
from workflows.check_cast import Way
from workflows.check_properties import Breach
from workflows.check_state import Event, Key, Place

Path = tuple[Event, ...]
Answer = tuple[Breach, ...] | None
"""What became of an attempt: refused (None), or allowed with whatever it breaks."""

Try = tuple[Person, Role, Way]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table with everybody whom the role table lets try it, in every way to put it."""

    number: int
    step: Step
    tries: tuple[Try, ...]
    by_window: tuple[Try, ...]

    def tried(self, *, joint: bool) -> tuple[Try, ...]:
        """Give who tries it; in joint handling the window does too."""
        return (*self.tries, *self.by_window) if joint else self.tries


@dataclass(slots=True)
class Found:
    """What one search has found: states by key, the ways between them, first paths to rows, breaches."""

    places: dict[Key, Place] = field(default_factory=dict)
    into: dict[Key, list[tuple[Key, str]]] = field(default_factory=dict)
    rows: dict[int, Path] = field(default_factory=dict)
    breaches: dict[str, tuple[Breach, Path]] = field(default_factory=dict)
    questions: int = 0

    def note(self, breach: Breach, path: Path) -> None:
        """Keep the shortest path to each breach."""
        known = self.breaches.get(breach.rule)
        if known is None or len(path) < len(known[1]):
            self.breaches[breach.rule] = (breach, path)
