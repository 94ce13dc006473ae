"""The search: every state that a case of one item can reach, over acts, persons, values and days.

It drives the same ``fire``, ``apply`` and silence as production. Time is cut where it can matter: before,
on and after each due date, by the promise and by the law. A question that has been answered is not asked
again where everything that its guards read is the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from approval.core import machine
from approval.core.clock import ONE_DAY
from approval.core.errors import Refused
from approval.core.item import Item
from approval.core.machine import Attempt, Standing, Step, Workflow
from approval.core.person import Person
from approval.core.vocabulary import Role
from workflows.check_cast import CAST, HERE, HOME, OTHERWISE, Way, ways
from workflows.check_properties import Breach, Done, breaches_of_act, breaches_of_state, unattended
from workflows.check_state import Event, Key, Place, Told, calendars, clocks_of, dues
from workflows.check_watch import ALL, Asked, Asking, Read, Watch, Watched

BEGINS = date(2026, 3, 2)
"""A Monday; the calendar of the search has weekends and the law's own holidays."""

Path = tuple[Event, ...]
Answer = tuple[Breach, ...] | None
"""What became of an attempt: refused (None), or allowed with whatever it breaks."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table with everybody whom the role table lets try it, in every way to put it."""

    number: int
    step: Step
    tries: tuple[tuple[Person, Role, Way], ...]


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


class Search:
    """One exhaustive search of a workflow under an item."""

    def __init__(self, workflow: Workflow, item: Item, reads: Sequence[set[Read]] = ()) -> None:
        """Prepare what does not change while it runs; ``reads`` are known from a search of the same workflow."""
        self.workflow = workflow
        self.watch = Watch(len(workflow.steps))
        for row, known in enumerate(reads):
            self.watch.reads[row] |= known
        self.item = cast("Item", Watched(item, self.watch))
        self.promised = {name: pair.promised for name, pair in self.item.limits.items()}
        self.statutory = {name: pair.statutory for name, pair in self.item.limits.items()}
        self.demos = (False, True) if any(one.assumed for one in self.item.special_procedures) else (False,)
        self.rows = {stage: tuple(self._rows(stage)) for stage in workflow.by_stage}
        later = {stage: reachable(workflow, stage) for stage in workflow.by_stage}
        silent = {source for step in workflow.lapses.values() for source in step.sources}
        self.later = {
            stage: [row.number for one in stages for row in self.rows[one]] for stage, stages in later.items()
        }
        self.silent = {stage: bool(silent & stages) for stage, stages in later.items()}
        self.slices: dict[str, tuple[Read, ...]] = {}
        self.kept: dict[tuple[str, int], tuple[bool, bool]] = {}
        self.answers: dict[Key, Answer] = {}

    def _rows(self, stage: str) -> Iterator[Row]:
        """List the rows of a stage; whom the role table admits does not depend on the state."""
        every = ways(self.item)
        for number, step in enumerate(self.workflow.steps):
            if stage in step.sources:
                admitted = [
                    (person, role) for person in CAST for role in Role if self._admits(step, person, role)
                ]
                tries = every.get(step.act, OTHERWISE)
                yield Row(number, step, tuple((*who, way) for who in admitted for way in tries))

    def _admits(self, step: Step, person: Person, role: Role) -> bool:
        """Say whether the role table lets a person try a row in a role."""
        blank = Standing(self.workflow.initial, BEGINS)
        attempt = Attempt(step.act, BEGINS, person, role, self.item, blank, calendars()[1], {}, HOME, HERE)
        try:
            machine.check_person(step, attempt)
        except Refused:
            return False
        return True

    def run(self) -> Found:
        """Search until the guards have read nothing that does not tell states apart; give what was found."""
        found = None
        while found is None:
            self.slices = {stage: self._slice(stage) for stage in self.later}
            self.kept = {
                (stage, row.number): self._kept(row.step, row.step.to or stage)
                for stage, rows in self.rows.items()
                for row in rows
            }
            self.answers.clear()
            found = self._explore()
        return found

    def _slice(self, stage: str) -> tuple[Read, ...]:
        """List what the guards of every row that can still come have read."""
        return tuple(sorted({read for row in self.later[stage] for read in self.watch.reads[row]}))

    def _kept(self, step: Step, to: str) -> tuple[bool, bool]:
        """Say whether it can matter later in which way an act was put, and who did it."""
        read = {part for part, name in self.slices[to] if name in (step.act, ALL)}
        return step.act in machine.BESIDE or "last.data" in read, bool(read & {"doers", "last.by"})

    def _explore(self) -> Found | None:
        """Visit every state once, those with fewer acts before them first; None as soon as guards read anew."""
        found, known = Found(), self.watch.count
        waiting: deque[tuple[Place, tuple[Key, str] | None]] = deque((root, None) for root in self._roots())
        while waiting:
            place, came_by = waiting.popleft()
            key = self.key(place)
            found.into.setdefault(key, [])
            if came_by is not None:
                found.into[key].append(came_by)
            if key in found.places:
                continue
            found.places[key] = place
            later: list[tuple[Place, tuple[Key, str] | None]] = []
            for after in self._next(place, found):
                if after.event is not None:
                    waiting.append((after, (key, after.event.act)))
                else:
                    later.append((after, (key, "")))
            waiting.extendleft(reversed(later))
            if self.watch.count > known:
                return None
        return found

    def _roots(self) -> Iterator[Place]:
        """Give the states before any act: with and without the years' notices, in earnest and as demonstration."""
        for demo in self.demos:
            for settled in (True, False):
                yield Place(Standing(self.workflow.initial, BEGINS), BEGINS, settled, demo)

    def key(self, place: Place) -> Key:
        """Give what tells a state from others: stage, clocks, and what guards will read."""
        stage = place.standing.stage
        if not place.clocks:
            place.clocks = clocks_of(place, dues(place.standing, place.calendar, self.statutory))
        settled = place.settled or not self.silent[stage]
        return (stage, settled, place.clocks, tuple(map(place.part, self.slices[stage])))

    def _next(self, place: Place, found: Found) -> Iterator[Place]:
        """Give every state that an act or the passing of time makes of a state."""
        for breach in breaches_of_state(self.workflow, place.standing, place.calendar, place.on):
            found.note(breach, place.seen)
        moved_by_timer = False
        for row, role, after in self._acts(place, found):
            moved_by_timer |= role is Role.TIMER and bool(row.step.to)
            yield after
        left = None if moved_by_timer else unattended(self.workflow, place.standing)
        if left is not None:
            found.note(left, place.seen)
        if not self.workflow.by_stage[place.standing.stage].final:
            yield from self._time(place, found)

    def _acts(self, place: Place, found: Found) -> Iterator[tuple[Row, Role, Place]]:
        """Let everybody who may try every act of the stage try it in every way."""
        asked = Asked.of(place.standing, self.watch)
        effects: set[Key] = set()
        for row in self.rows[place.standing.stage]:
            alike = self._alike(place, row)
            by_way, by_person = self.kept[place.standing.stage, row.number]
            for person, role, way in row.tries:
                found.questions += 1
                question = (*alike, person.id, role, way.number)
                if question not in self.answers:
                    self.answers[question] = self._ask(place, asked, row, person, role, way)
                answer = self.answers[question]
                effect = (row.number, role is Role.TIMER, by_way and way.number, by_person and person.id)
                if answer is None or (not answer and effect in effects):
                    continue
                effects.add(effect)
                after = self._done(place, row, (person, role), way, answer, found)
                if after is not None:
                    yield row, role, after

    def _alike(self, place: Place, row: Row) -> Key:
        """Give all of a state that the guards of a row depend on: questions with the same have the same answer."""
        self.watch.row = row.number
        reads = sorted(self.watch.reads[row.number])
        return (row.number, place.standing.stage, place.settled, place.clocks, *map(place.part, reads))

    def _ask(self, place: Place, asked: Asked, row: Row, person: Person, role: Role, way: Way) -> Answer:
        """Ask whether an act is allowed, and what it would break."""
        attempt = Asking(
            row.step.act, place.on, person, role, self.item, asked, place.calendar, values_of(row, way, place.on),
            HOME, HERE, False, place.demo,
        )  # fmt: skip
        try:
            step = machine.fire(self.workflow, attempt)
            return tuple(breaches_of_act(Done(self.workflow, step, attempt)))
        except Refused:
            return None
        except (KeyError, AttributeError, TypeError, ValueError) as error:
            return (unanswerable(self.workflow, row.step, asked.stage, error),)

    def _done(
        self, place: Place, row: Row, who: tuple[Person, Role], way: Way, broken: tuple[Breach, ...], found: Found
    ) -> Place | None:  # fmt: skip
        """Give the state after an allowed act; None where its fact cannot be applied."""
        standing = place.standing.copy()
        told = Told(row.step.act, place.on, who[0].id, values_of(row, way, place.on), way.number)
        after = place.after(standing, Event(row.step.act, place.on, row.step.zh, named(*who), row.step.to))
        for breach in broken:
            found.note(breach, after.path)
        try:
            machine.apply(self.workflow, standing, row.step, told, self.promised)
        except (KeyError, TypeError, ValueError) as error:
            found.note(unanswerable(self.workflow, row.step, place.standing.stage, error), after.path)
            return None
        if row.number not in found.rows:
            found.rows[row.number] = after.path
        return after

    def _time(self, place: Place, found: Found) -> Iterator[Place]:
        """Let time pass: a working day, to each due date, to the day after it; or load the years' notices."""
        days = {place.calendar.add(place.on, 1)}
        for due in dues(place.standing, place.calendar, self.statutory).values():
            days |= {day for day in (due, due + ONE_DAY) if day > place.on}
        for day in sorted(days):
            yield self._settled(replace(place, on=day, before=place, event=None, clocks=()), found)
        if not place.settled:
            yield self._settled(replace(place, settled=True, before=place, event=None, clocks=()), found)

    def _settled(self, place: Place, found: Found) -> Place:
        """Let silence have its effect by a day, as ``fold`` does."""
        standing = place.standing
        run_out = machine.silent_since(self.workflow, standing, place.calendar, place.on, self.statutory)
        doubtful = run_out is not None and place.calendar.any_provisional(run_out[0].start, run_out[1])
        if doubtful != standing.doubtful:
            standing = place.standing = replace(standing, doubtful=doubtful)
        if run_out is None or doubtful:
            return place
        standing = standing.copy()
        machine.deem(self.workflow, standing, self.promised, *run_out)
        lapsed, standing.pending = standing.pending[-1], ()
        if place.standing.stage not in lapsed.sources:
            says = f"“{lapsed.zh}”不属于“{self.workflow.by_stage[place.standing.stage].zh}”环节，期限却在那里届满。"
            found.note(Breach(2, f"lapse_elsewhere:{lapsed.lapse_of}", says), place.seen)
        after = place.after(standing, Event(lapsed.act, place.on, lapsed.zh, "", lapsed.to))
        found.rows.setdefault(self.workflow.steps.index(lapsed), after.path)
        return after


def named(person: Person, role: Role) -> str:
    """Name who acts, and in which of several roles."""
    return person.name if len(person.roles) == 1 else f"{person.name}（{role.zh}）"


def values_of(row: Row, way: Way, on: date) -> Mapping[str, object]:
    """Give the values of an act; a lapse says when its limit ran out."""
    return {**way.values, "lapsed_on": on.isoformat()} if row.step.lapse_of else way.values


def unanswerable(workflow: Workflow, step: Step, stage: str, error: Exception) -> Breach:
    """Say that a row breaks where it stands: a clock's act where no such clock runs, or a guard that fails."""
    where = workflow.by_stage[stage].zh
    if step.act in machine.BESIDE:
        return Breach(3, "untimely_change", f"“{where}”环节没有办理期限在走，却可以“{step.zh}”。")
    return Breach(
        6, f"fails:{step.act}", f"“{where}”环节的“{step.zh}”无法判断（{type(error).__name__}：{error}）。"
    )


def reachable(workflow: Workflow, stage: str) -> frozenset[str]:
    """List the stages that can still come, this one included."""
    seen, waiting = {stage}, [stage]
    while waiting:
        for step in workflow.acts_from(waiting.pop()):
            if step.to and step.to not in seen:
                seen.add(step.to)
                waiting.append(step.to)
    return frozenset(seen)
