"""Rows beside the stage that read only one another: searched on their own, not with everything else.

A record put right changes neither stage nor clock, and no other row asks about it. Whether it happened
would double every state of the search for nothing. Such rows are found by what their guards have read, and
searched over their own few states in every stage.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, cast

from approval.core import machine
from approval.core.machine import Standing, Step, Workflow
from approval.core.person import Person
from approval.core.vocabulary import Role
from workflows.check_cast import Way
from workflows.check_found import Answer, Found, Row, Try
from workflows.check_state import Event, Key, Place, Told, acts_read, reader
from workflows.check_watch import ALL, Asked, Phase, Read, Watch


class Search(Protocol):
    """What these rows ask of the search that they belong to."""

    @property
    def rows(self) -> Mapping[str, tuple[Row, ...]]:
        """Give the rows of each stage."""

    @property
    def watch(self) -> Watch:
        """Give what notes the reads of guards."""

    def phase(self, place: Place) -> Phase:
        """Give the phase in which a state stands."""

    def ask(self, place: Place, asked: Asked, row: Row, person: Person, role: Role, way: Way) -> Answer:
        """Ask whether an act is allowed, and what it would break."""

    def apply(self, place: Place, step: Step, told: Told) -> None:
        """Let a fact change where a case stands."""


def sides(workflow: Workflow, watch: Watch) -> Side:
    """Find the rows that read only one another and that nobody else reads."""
    reads = [watch.of_row(number) for number in range(len(workflow.steps))]
    acts = {step.act for step in workflow.steps} - {step.act for step in workflow.steps if moves(step)}
    while True:
        inside = [number for number, step in enumerate(workflow.steps) if step.act in acts]
        outside = [number for number in range(len(workflow.steps)) if number not in inside]
        asked_for = acts_read(read for number in outside for read in reads[number])
        left = {
            act
            for act in acts
            if act not in asked_for
            and ALL not in asked_for
            and all(reads_only(reads[number], acts) for number in inside if workflow.steps[number].act == act)
        }
        if left == acts:
            own = sorted({read for number in inside for read in reads[number]})
            return Side(frozenset(inside), tuple(own), frozenset(acts))
        acts = left


def moves(step: Step) -> bool:
    """Say whether a row changes the stage or a clock."""
    return bool(step.to or step.starts or step.ends or step.lapse_of) or step.act in machine.BESIDE


def reads_only(reads: set[Read], acts: set[str]) -> bool:
    """Say whether some reads look at the facts of some acts alone."""
    parts = {"times", "last", "doers", "data", "did", "did_last", "happened"}
    about_facts = all(part.partition(".")[0] in parts and not part.endswith(".on") for part, _name in reads)
    return about_facts and acts_read(reads) <= acts


@dataclass(slots=True)
class Side:
    """The rows that are searched on their own, what they read, and the acts whose facts they leave."""

    rows: frozenset[int]
    reads: tuple[Read, ...]
    acts: frozenset[str]
    broken: bool = False
    allowed: dict[Key, list[Try]] = field(default_factory=dict)

    def searched(self, search: Search, found: Found) -> None:
        """Search them in every stage that was reached, as far as their own facts go.

        They know nothing of the rest of the case, so any case that stands in the stage will do for it.
        """
        first = self._first(found)
        onward = self._onward(found)
        seen: set[Key] = set()
        waiting: deque[Place] = deque(first.values())
        while waiting:
            place = waiting.popleft()
            key = (place.standing.stage, *[reader(read)(place) for read in self.reads])
            if key in seen:
                continue
            seen.add(key)
            waiting.extend(self._acts(search, place, found))
            for stage in onward.get(place.standing.stage, ()):
                waiting.append(grafted(first[stage], place.standing, self.acts))

    def _first(self, found: Found) -> dict[str, Place]:
        """Give the first state that was reached in each stage."""
        first: dict[str, Place] = {}
        for place in found.places.values():
            known = first.get(place.standing.stage)
            if known is None or place.acts < known.acts:
                first[place.standing.stage] = place
        return first

    def _onward(self, found: Found) -> dict[str, set[str]]:
        """Say from which stage a case has gone to which."""
        onward: dict[str, set[str]] = {}
        for key, before in found.into.items():
            for source, _act in before:
                onward.setdefault(stage_of(source), set()).add(stage_of(key))
        return onward

    def _acts(self, search: Search, place: Place, found: Found) -> Iterator[Place]:
        """Let everybody try every one of these rows in a state."""
        asked: Asked | None = None
        values = tuple(reader(read)(place) for read in self.reads)
        for row in search.rows[place.standing.stage]:
            if row.number not in self.rows:
                continue
            known = self.allowed.get((row.number, values))
            if known is None:
                asked = asked or Asked.of(place.standing, search.watch)
                known = self.allowed[row.number, values] = self._allowed(search, place, asked, row, found)
            for tried in known:
                yield self._done(search, place, row, tried, found)

    def _allowed(self, search: Search, place: Place, asked: Asked, row: Row, found: Found) -> list[Try]:
        """Ask about every way to put a row; nothing but these rows' own facts can make a difference."""
        search.watch.asks(search.phase(place), row.number)
        allowed = []
        for person, role, way in row.tried(joint=place.joint):
            found.questions += 1
            answer = search.ask(place, asked, row, person, role, way)
            if answer is not None:
                self.broken |= bool(answer)
                allowed.append((person, role, way))
        return allowed

    def _done(self, search: Search, place: Place, row: Row, tried: Try, found: Found) -> Place:
        """Give the state after one of these acts."""
        step, (person, _role, way) = row.step, tried
        told = Told(step.act, place.on, person.id, way.told(place.on, place.calendar), way.number, way.dated)
        after = place.after(place.standing.copy(), Event(step.act, place.on, step.zh, person.name, step.to))
        search.apply(after, step, told)
        found.rows.setdefault(row.number, after.path)
        return after


def stage_of(key: Key) -> str:
    """Give the stage of a state by its key."""
    phase = cast("Phase", key[0])
    return phase[0]


def grafted(place: Place, standing: Standing, acts: frozenset[str]) -> Place:
    """Give a state with the facts of some acts taken from another."""
    own = place.standing.copy()
    for act in acts & set(standing.last):
        own.last[act] = standing.last[act]
        own.times[act] = standing.times[act]
        own.doers[act] = standing.doers.get(act, frozenset())
    return replace(place, standing=own)
