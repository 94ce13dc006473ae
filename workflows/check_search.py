"""The search: every state that a case of one item can reach, over acts, persons, values and days.

It drives the same ``fire``, ``apply`` and silence as production. Time is cut where it can matter: before,
on and after each due date by the promise, and by the law where silence decides by it, and each day that an
act has named. A question that has been answered is not asked again where everything that its guards read is
the same; an act that changes nothing which anybody can still read leads nowhere new. Rows that only read one
another (``check_side``) are searched on their own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from approval.core import machine
from approval.core.clock import ONE_DAY, Run
from approval.core.errors import NotAllowed, Refused
from approval.core.item import Item
from approval.core.machine import Attempt, Standing, Step, Workflow
from approval.core.person import TIMER, Person
from approval.core.vocabulary import CLERKS, Role
from workflows.check_cast import BY_WINDOW, CAST, HERE, HOME, OTHERWISE, WINDOW, Way, ways
from workflows.check_found import Answer, Found, Row, Try
from workflows.check_properties import Breach, Done, breaches_of_act, breaches_of_state, unattended
from workflows.check_side import Side, sides
from workflows.check_state import (
    Event,
    Key,
    Place,
    Reader,
    Told,
    about,
    afterwards,
    calendars,
    clocks_of,
    dues,
    follow,
    overwrites,
    reader,
    side,
    worth,
)
from workflows.check_watch import (
    ALL,
    DOUBT,
    JOINT,
    LEADS,
    NOW,
    OPENS,
    SETTLED,
    UNKEPT,
    Asked,
    Asking,
    Phase,
    Read,
    Watch,
    Watched,
)

BEGINS = date(2026, 3, 2)
"""A Monday; the calendar of the search has weekends and the law's own holidays."""

OF_PHASE = ("runs", "runs.in", "runs.open")
"""What every state of a phase answers alike, so that no key needs it."""

LOOKS = 400
"""After so many states the search looks whether guards have read something new, and then begins again."""


@dataclass(slots=True)
class Learnt:
    """What searches of one workflow have learnt: who reads what in which phase, and which phase follows which."""

    reads: dict[tuple[Phase, int], set[Read]] = field(default_factory=dict)
    ways: set[tuple[Phase, str, Phase]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Asks:
    """One row as it is asked in a phase: which values of the key its guards read, and whether they read time."""

    row: Row
    reads: tuple[int, ...]
    time: int


@dataclass(frozen=True, slots=True)
class Leap:
    """What a row makes of the key of a state: the phase to which it leads, where in the key before each value
    stands, and which values tell of its ``own`` act (place in the key after, read, place in the key before).
    """

    phase: Phase
    values: tuple[int, ...]
    own: tuple[tuple[int, Read, int], ...]


@dataclass(frozen=True, slots=True)
class View:
    """What a search looks at in one phase: the readers of its key, and the questions of its rows."""

    reads: tuple[Read, ...]
    readers: tuple[Reader, ...]
    asks: list[Asks]
    timely: tuple[int, ...]
    lapsing: bool


class Search:
    """One exhaustive search of a workflow under an item."""

    def __init__(
        self, workflow: Workflow, item: Item, learnt: Learnt | None = None, *, part: bool = False
    ) -> None:
        """Prepare what does not change while it runs; ``learnt`` is known from a search of the same workflow.

        ``part`` says that the item can also be a part of joint handling.
        """
        self.workflow = workflow
        self.watch = Watch()
        self.learnt = learnt or Learnt()
        self.watch.reads = self.learnt.reads
        self.item = cast("Item", Watched(item, self.watch))
        self.promised = {name: pair.promised for name, pair in self.item.limits.items()}
        self.statutory = {name: pair.statutory for name, pair in self.item.limits.items()}
        self.silent = {**self.promised, **self.statutory}
        self.demos = (False, True) if any(one.assumed for one in self.item.special_procedures) else (False,)
        self.joints = (False, True) if part else (False,)
        self.rows = {stage: tuple(self._rows(stage)) for stage in workflow.by_stage}
        self.openings = ways(self.item).get(OPENS, OTHERWISE)
        self.doers: dict[str, set[int]] = {}
        for row in (row for rows in self.rows.values() for row in rows):
            self.doers.setdefault(row.step.act, set()).update(one[0].id for one in row.tried(joint=part))
        self.side: Side | None = None
        self.apart = True
        self.timeless = True
        self.later = {stage: reachable(workflow, stage) for stage in workflow.by_stage}
        self.ended: dict[str, frozenset[str]] = {}
        self.live: dict[Phase, frozenset[Read]] = {}
        self.views: dict[Phase, View] = {}
        self.told: dict[str, frozenset[Read]] = {}
        self.fired: set[tuple[str, str, int, Role]] = set()
        self.led: dict[tuple[Phase, int], Phase] = {}
        self.leaps: dict[tuple[Phase, int], Leap | None] = {}
        self.allowed: dict[Key, tuple[tuple[Try, tuple[Breach, ...]], ...]] = {}

    def _rows(self, stage: str) -> Iterator[Row]:
        """List the rows of a stage; whom the role table admits does not depend on the state."""
        every = ways(self.item)
        for number, step in enumerate(self.workflow.steps):
            if stage in step.sources:
                admitted = [
                    (person, role) for person in CAST for role in Role if self._admits(step, person, role)
                ]
                tries = every.get(step.act, OTHERWISE)
                window = [(WINDOW, BY_WINDOW[step.act])] if step.act in BY_WINDOW else []
                yield Row(
                    number,
                    step,
                    tuple((*who, way) for who in admitted for way in tries),
                    tuple((*who, way) for who in window for way in tries),
                )

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
        found = self._run()
        if self.side is not None and self.side.broken:
            # A fault in what was searched apart is told with a path of the whole.
            self.apart = False
            found = self._run()
        return found

    def _run(self) -> Found:
        """Search again and again, until no guard has read anything that did not tell states apart.

        At first time is left aside: most of what guards read is then known before the whole is searched.
        """
        self.timeless = not self.learnt.reads
        while True:
            self.side = sides(self.workflow, self.watch) if self.apart else None
            self.ended = {stage: self._ended(stage) for stage in self.workflow.by_stage}
            self.live = self._alive()
            self.told = self._told()
            self.views.clear()
            self.allowed.clear()
            self.leaps.clear()
            self.led.clear()
            found = self._explore()
            if self.side is not None and found is not None:
                self.side.searched(self, found)
            if found is None or self._anew():
                continue
            if not self.timeless:
                return found
            self.timeless = False

    def _anew(self) -> bool:
        """Say whether something was read that this search has not told apart."""
        ended = {stage: self._ended(stage) for stage in self.workflow.by_stage}
        return ended != self.ended or self._alive() != self.live

    def _ended(self, stage: str) -> frozenset[str]:
        """Name the clocks of which a row that can still come asks whether they have ended."""
        return frozenset(
            name
            for (phase, row), reads in self.watch.reads.items()
            if row < 0 or not self.later[stage].isdisjoint(self.workflow.steps[row].sources)
            for part, name in reads
            if part in ("runs", "runs.in") and phase[0] in self.later[stage]
        )

    def phase(self, place: Place) -> Phase:
        """Give the stage of a state, which clocks run, and which have ended as far as anybody asks for it."""
        stage, asked_for = place.standing.stage, self.ended[place.standing.stage]
        runs = place.standing.runs
        return stage, tuple(
            (name, runs[name].ended_on is not None)
            for name in sorted(runs)
            if runs[name].ended_on is None or name in asked_for
        )

    def _alive(self) -> dict[Phase, frozenset[Read]]:
        """Say of each phase what is still read in it, or later before it is overwritten."""
        aside = self.side.rows if self.side is not None else frozenset()
        live: dict[Phase, set[Read]] = {}
        for (phase, row), reads in self.watch.reads.items():
            if row not in aside:
                live.setdefault(phase, set()).update(read for read in reads if self._tells(read))
        changed = True
        while changed:
            changed = False
            for before, act, after in self.learnt.ways:
                ahead = {read for read in live.get(after, ()) if not overwrites(act, read)}
                own = live.setdefault(before, set())
                if not ahead <= own:
                    own |= ahead
                    changed = True
        return {phase: frozenset(reads) for phase, reads in live.items()}

    def _tells(self, read: Read) -> bool:
        """Say whether states of one phase can answer a read differently."""
        part, name = read
        if part in ("did", "did_last"):
            person, *acts = name.split(" ")
            return any(int(person) in self.doers.get(act, ()) for act in acts)
        return not (part in OF_PHASE or read == NOW)

    def _told(self) -> dict[str, frozenset[Read]]:
        """List for each act what anybody ever reads of its facts."""
        every = {read for reads in self.live.values() for read in reads}
        return {act: frozenset(read for read in every if about(read, act)) for act in self.workflow.by_act}

    def view(self, phase: Phase) -> View:
        """Lay out what tells states of a phase apart."""
        known = self.views.get(phase)
        if known is None:
            reads = tuple(sorted(self.live.get(phase, ())))
            number = {read: place for place, read in enumerate(reads)}
            aside = self.side.rows if self.side is not None else frozenset()
            asks = [self._asks(phase, row, number) for row in self.rows[phase[0]] if row.number not in aside]
            timely = tuple(place for read, place in number.items() if moves_with_time(read))
            lapsing = any(not ended and name in self.workflow.lapses for name, ended in phase[1])
            known = self.views[phase] = View(reads, tuple(map(reader, reads)), asks, timely, lapsing)
        return known

    def _asks(self, phase: Phase, row: Row, number: Mapping[Read, int]) -> Asks:
        """Lay out how a row is asked in a phase."""
        own = self.watch.reads.get((phase, row.number), set())
        if row.by_window:
            own.add(JOINT)
        return Asks(
            row,
            tuple(sorted(number[read] for read in own if read in number)),
            self._time_of(own),
        )

    def _time_of(self, reads: set[Read]) -> int:
        """Say what of time the answer of a row can depend on: nothing, the calendar, or how clocks stand."""
        if LEADS in reads or any(part == "runs" for part, _name in reads):
            return 2
        return int(bool(reads & {NOW, SETTLED}))

    def _explore(self) -> Found | None:
        """Visit every state once, those with fewer acts before them first; None as soon as guards read anew."""
        found, known = Found(), self.watch.count + len(self.learnt.ways)
        waiting: deque[tuple[Key, Place]] = deque()
        for root in self._roots():
            self._reached(root, None, found, waiting.append)
        while waiting:
            key, place = waiting.popleft()
            if key in found.places:
                continue
            found.places[key] = place
            later: list[tuple[Key, Place]] = []
            for after, there in self._next(key, place, found):
                act = after.event.act if after.event is not None else ""
                push = waiting.append if act else later.append
                self._reached(after, (key, act), found, push, there)
            waiting.extendleft(reversed(later))
            if len(found.places) % LOOKS == 0 and self.watch.count + len(self.learnt.ways) > known:
                if self._anew():
                    return None
                known = self.watch.count + len(self.learnt.ways)
        return found

    def _reached(
        self,
        place: Place,
        came_by: tuple[Key, str] | None,
        found: Found,
        push: Callable[[tuple[Key, Place]], None],
        there: Key | None = None,
    ) -> None:
        """Note how a state was reached; it is looked at later unless it is known."""
        key = there or self.key(place)
        known = found.into.get(key)
        if known is None:
            known = found.into[key] = []
        if came_by is not None:
            known.append(came_by)
            self.learnt.ways.add((cast("Phase", came_by[0][0]), came_by[1], cast("Phase", key[0])))
        if key not in found.places:
            push((key, place))

    def _roots(self) -> Iterator[Place]:
        """Give the states before any act: with and without the years' notices, in earnest and as demonstration,
        alone and as a part of joint handling.
        """
        for joint in self.joints:
            for demo in self.demos:
                for settled in (True, False):
                    yield Place(Standing(self.workflow.initial, BEGINS), BEGINS, settled, demo, joint)

    def key(self, place: Place) -> Key:
        """Give what tells a state from others: stage, clocks, and what guards will read."""
        phase = self.phase(place)
        clocks = () if self.timeless else self._clocks(place)
        return (phase, clocks, *[read(place) for read in self.view(phase).readers])

    def _clocks(self, place: Place) -> Key:
        """Say how the clocks of a state stand, worked out once."""
        if not place.clocks:
            place.clocks = clocks_of(place, self._dues(place))
        return place.clocks

    def _dues(self, place: Place) -> dict[str, date]:
        """Give the due dates that can matter."""
        return dues(place, self.statutory, self.workflow.lapses)

    def _next(self, key: Key, place: Place, found: Found) -> Iterator[tuple[Place, Key | None]]:
        """Give every state that an act or the passing of time makes of a state, with its key where it is known."""
        for breach in breaches_of_state(self.workflow, place.standing, place.calendar, place.on):
            found.note(breach, place.seen)
        moved_by_timer = False
        for row, role, after in self._acts(key, place, found):
            moved_by_timer |= role is Role.TIMER and bool(row.step.to)
            if after is not None:
                yield after, None
        left = None if moved_by_timer else unattended(self.workflow, place.standing)
        if left is not None:
            found.note(left, place.seen)
        if not self.workflow.by_stage[place.standing.stage].final:
            yield from self._time(key, place, found)

    def _acts(self, key: Key, place: Place, found: Found) -> Iterator[tuple[Row, Role, Place | None]]:
        """Let everybody who may try every act of the stage try it in every way."""
        view = self.view(cast("Phase", key[0]))
        asked: Asked | None = None
        for asks in tuple(view.asks):
            row = asks.row
            found.questions += len(row.tries)
            time = (self._clocks(place), place.settled)[2 - asks.time :] if asks.time else ()
            alike = (row.number, key[0], time, *[key[2 + number] for number in asks.reads])
            known = self.allowed.get(alike)
            if known is None:
                asked = asked or Asked.of(place.standing, self.watch)
                known = self.allowed[alike] = tuple(self._answers(place, asked, row))
            quiet = not (asks.reads or asks.time)
            for tried, broken in known:
                there = (
                    None if broken or row.number not in found.rows else self._there(key, place, row, tried)
                )
                quiet = quiet and there == key
                if there is not None and there in found.into:
                    # Whoever came there before needed no more acts than this.
                    if there != key:
                        found.into[there].append((key, row.step.act))
                    yield row, tried[1], None
                    continue
                after = self._done(place, row, tried, broken, found)
                if after is not None:
                    if there is not None and self.key(after) != there:
                        raise AssertionError(f"{row.step.act} leads elsewhere than its key says")
                    if self._one_way(row):
                        self.led[cast("Phase", key[0]), row.number] = self.phase(after)
                yield row, tried[1], after
            if quiet:
                # In this phase it is always answered alike, and changes nothing that anybody can read.
                view.asks.remove(asks)

    def _one_way(self, row: Row) -> bool:
        """Say whether a row leads from one phase to one other, however it is put."""
        until = {f"{name}_until" for name in row.step.starts}
        return not until & {name for _who, _role, way in row.tries for name in way.values}

    def _there(self, key: Key, place: Place, row: Row, tried: Try) -> Key | None:
        """Work out the key to which an allowed act leads, without doing it; None where that is not known."""
        phase, step = cast("Phase", key[0]), row.step
        leap = self._leap(phase, row)
        if leap is None:
            return None
        stays = not (step.starts or step.ends or step.act in machine.BESIDE)
        if stays and leap.phase == phase and not leap.own:
            return key
        person, _role, way = tried
        told = Told(step.act, place.on, person.id, values_of(step, way, place), way.number, way.dated)
        after = list(key) if leap.phase == phase else [leap.phase, key[1], *[key[n] for n in leap.values]]
        for place_in_key, read, before in leap.own:
            after[place_in_key] = afterwards(
                read, key[before] if before else None, told, by_way(read, told, place.on)
            )
        if not (stays or self.timeless):
            after[1] = self._clocks_after(place, step, told)
        return tuple(after)

    def _clocks_after(self, place: Place, step: Step, told: Told) -> Key:
        """Say how the clocks stand after a fact that starts, ends or changes some."""
        standing = place.standing.copy()
        for name in step.ends:
            standing.runs.pop(name, None)
        for name in step.starts:
            run = machine.started(name, told, self.promised)
            if run is not None:
                standing.runs[name] = run
        changes = machine.BESIDE.get(step.act)
        if changes is not None:
            beside = self.workflow.beside_clock
            standing.runs[beside] = changes(standing.runs[beside], told)
        return self._clocks(place.after(standing, Event("", place.on, "", "", "")))

    def _leap(self, phase: Phase, row: Row) -> Leap | None:
        """Give what a row makes of the key of a state of a phase, once one case has gone that way."""
        at = (phase, row.number)
        if at in self.leaps:
            return self.leaps[at]
        after = self.led.get(at)
        if after is None:
            return None
        before = {read: number for number, read in enumerate(self.view(phase).reads, start=2)}
        own: list[tuple[int, Read, int]] = []
        for number, read in enumerate(self.view(after).reads, start=2):
            of_act = about(read, row.step.act)
            if read[1] == ALL or read[0] == "whole" or read == LEADS or (not of_act and read not in before):
                self.leaps[at] = None
                return None
            if of_act:
                own.append((number, read, before.get(read, 0)))
        values = tuple(before.get(read, 0) for read in self.view(after).reads)
        leap = self.leaps[at] = Leap(after, values, tuple(own))
        return leap

    def _answers(self, place: Place, asked: Asked, row: Row) -> Iterator[tuple[Try, tuple[Breach, ...]]]:
        """Ask about every way to put a row; give those that are allowed and lead to different states.

        Where the guards read what the submission says (consent to electronic service, paper), it is asked
        for each way to submit: as long as all lead to the same states, it need not tell states apart.
        """
        self.watch.asks(self.phase(place), row.number)
        if row.by_window:
            self.watch.saw(*JOINT)
        answers = self._effects(place, asked, row)
        if self.watch.opening:
            others = [self._effects(place, other, row) for other in self._otherwise_opened(place)]
            if any(other.keys() != answers.keys() for other in others):
                self.watch.matters()
            else:
                # Told is a way that is possible however the case was opened.
                answers = min((answers, *others), key=lambda one: sum(map(len, one.values())))
        for tries in answers.values():
            yield tries[0]

    def _effects(
        self, place: Place, asked: Asked, row: Row
    ) -> dict[Key, list[tuple[Try, tuple[Breach, ...]]]]:
        """Ask about every way to put a row; give those that are allowed by what they change and break."""
        values, persons = self.kept(row)
        effects: dict[Key, list[tuple[Try, tuple[Breach, ...]]]] = {}
        for person, role, way in row.tried(joint=place.joint):
            answer = self.ask(place, asked, row, person, role, way)
            if answer is None:
                continue
            what: object = (
                way.number if values is None else tuple(worth(way.values.get(name)) for name in values)
            )
            who: object = person.id if persons is None or str(person.id) in persons else -1
            effect = (role is Role.TIMER, what, who, tuple(broken.rule for broken in answer))
            effects.setdefault(effect, []).append(((person, role, way), answer))
        return effects

    def _otherwise_opened(self, place: Place) -> Iterator[Asked]:
        """Give the same state as it would be had the case been opened in another way."""
        opened = place.standing.last.get(OPENS)
        if not isinstance(opened, Told):
            return
        asked_for = sorted(name.partition(" ")[2] for _part, name in self.watch.opening)
        known = {tuple(worth(opened.data.get(name)) for name in asked_for)}
        for way in self.openings:
            values = tuple(worth(way.values.get(name)) for name in asked_for)
            if values not in known:
                known.add(values)
                other = replace(opened, data=way.values, variant=way.number)
                standing = replace(place.standing, last={**place.standing.last, OPENS: other})
                yield Asked.of(standing, self.watch)

    def kept(self, row: Row) -> tuple[tuple[str, ...] | None, frozenset[str] | None]:
        """Say what can matter later of the way in which an act was put, and of who did it; None for all of it."""
        step, reads = row.step, self.told[row.step.act]
        values = {name.partition(" ")[2] for part, name in reads if part == "data"}
        values |= {f"{name}_until" for name in step.starts}
        if step.act in machine.BESIDE:
            values |= {"ground", "days", "unit"}
        by_way = any(part == "last.data" for part, _name in reads)
        by_person = any(part in ("doers", "last.by") for part, _name in reads)
        did = frozenset(name.partition(" ")[0] for part, name in reads if part in ("did", "did_last"))
        return None if by_way else tuple(sorted(values)), None if by_person else did

    def ask(self, place: Place, asked: Asked, row: Row, person: Person, role: Role, way: Way) -> Answer:
        """Ask whether an act is allowed, and what it would break."""
        window = person is WINDOW
        attempt = Asking(
            row.step.act, place.on, person, role, self.item, asked, place.calendar,
            values_of(row.step, way, place), HOME, HERE, place.joint and not window, place.demo,
        )  # fmt: skip
        try:
            step = self._fired(row.step, attempt, window=window)
            if step is None:
                return None
            return tuple(self._broken(step, attempt, window=window))
        except Refused:
            return None
        except (KeyError, AttributeError, TypeError, ValueError) as error:
            return (unanswerable(self.workflow, row.step, asked.stage, error),)

    def _fired(self, step: Step, attempt: Attempt, *, window: bool) -> Step | None:
        """Ask the workflow: the first time as production does, then only the guards, which alone can differ.

        Of the window only the guards are ever asked, for it acts in the department's name.
        """
        who = (attempt.standing.stage, step.act, attempt.by.id, attempt.role)
        if window or who in self.fired:
            return step if attempt.permits(step) else None
        fired = machine.fire(self.workflow, attempt)
        self.fired.add(who)
        return fired

    def _broken(self, step: Step, attempt: Asking, *, window: bool) -> Iterator[Breach]:
        """Give what an allowed act breaks: a property, or the recusal of whoever does it."""
        for breach in breaches_of_act(Done(self.workflow, step, attempt)):
            if not (window and breach.rule == "stranger_acts"):
                yield breach
        if attempt.role in CLERKS and not window:
            recused = Standing(step.sources[0], BEGINS, doers={UNKEPT: frozenset({attempt.by.id})})
            again = Attempt(
                step.act, BEGINS, attempt.by, attempt.role, self.item, recused, calendars()[1], {}, HOME, HERE
            )  # fmt: skip
            try:
                machine.check_person(step, again)
            except NotAllowed:
                return
            yield Breach(4, "recused_acts", f"已经回避的人仍然办成了“{step.zh}”。")

    def _done(
        self, place: Place, row: Row, tried: Try, broken: tuple[Breach, ...], found: Found
    ) -> Place | None:
        """Give the state after an allowed act; None where its fact cannot be applied."""
        person, role, way = tried
        step = row.step
        standing = place.standing.copy()
        after = place.after(standing, Event(step.act, place.on, step.zh, named(person, role), step.to))
        for breach in broken:
            found.note(breach, after.path)
        told = Told(step.act, place.on, person.id, values_of(step, way, place), way.number, way.dated)
        try:
            self.apply(after, step, told)
        except (KeyError, TypeError, ValueError) as error:
            found.note(unanswerable(self.workflow, step, place.standing.stage, error), after.path)
            return None
        if row.number not in found.rows:
            found.rows[row.number] = after.path
        return after

    def apply(self, place: Place, step: Step, told: Told) -> None:
        """Let a fact change where the case stands, as production does."""
        machine.apply(self.workflow, place.standing, step, told, self.promised)
        place.standing.doers.pop(UNKEPT, None)
        follow(place, self._dues(place))

    def _time(self, key: Key, place: Place, found: Found) -> Iterator[tuple[Place, Key | None]]:
        """Let time pass: a working day, to each due date and named day, to the day after a due date; or load
        the years' notices.
        """
        view = self.view(cast("Phase", key[0]))
        for day in sorted(self._days(place)):
            after = place.later(day, settled=place.settled)
            if view.lapsing:
                yield from ((one, None) for one in self._settled(after, found))
            else:
                yield after, self._later(key, view, after)
        if not place.settled:
            yield from ((one, None) for one in self._settled(place.later(place.on, settled=True), found))

    def _days(self, place: Place) -> set[date]:
        """List the days to come on which something can be different."""
        days = {place.calendar.add(place.on, 1)}
        for due in self._dues(place).values():
            days |= {day for day in (due, due + ONE_DAY) if day > place.on}
        for fact in place.standing.last.values():
            if isinstance(fact, Told) and fact.dated:
                days |= {day for day in map(fact.day, fact.dated) if day > place.on}
        return days

    def _later(self, key: Key, view: View, after: Place) -> Key:
        """Give the key of a state on a later day, on which nothing has run out that is an act by itself."""
        values = list(key)
        values[1] = () if self.timeless else self._clocks(after)
        for number in view.timely:
            values[2 + number] = view.readers[number](after)
        return tuple(values)

    def _settled(self, place: Place, found: Found, limits: int = 0) -> Iterator[Place]:
        """Let silence have its effect by a day, as ``fold`` does: one limit after another.

        Where a row may stand in the place of a lapse, because of another case, both are followed.
        """
        standing = place.standing
        if any(run.ended_on is None and name in self.workflow.lapses for name, run in standing.runs.items()):
            self.watch.asks(self.phase(place), -1)
            self.watch.saw(*SETTLED)
        run_out = machine.silent_since(self.workflow, standing, place.calendar, place.on, self.silent)
        doubtful = run_out is not None and run_out[0].provisional(place.calendar, run_out[1])
        if doubtful != standing.doubtful:
            place.standing = replace(standing, doubtful=doubtful)
        if run_out is None or doubtful or limits >= len(self.workflow.lapses):
            follow(place, self._dues(place))
            yield place
            return
        for after in (*self._instead(place, found, run_out[0].name), self._lapsed(place, found, *run_out)):
            yield from self._settled(after, found, limits + 1)

    def _instead(self, place: Place, found: Found, clock: str) -> Iterator[Place]:
        """Give the states that another case may bring about in place of a lapse."""
        lapse = self.workflow.lapses[clock].act
        for row in self.rows[place.standing.stage]:
            if row.step.instead_of == lapse:
                asked = Asked.of(place.standing, self.watch)
                for tried, broken in self._answers(place, asked, row):
                    after = self._done(place, row, tried, broken, found)
                    if after is not None:
                        yield after

    def _lapsed(self, place: Place, found: Found, run: Run, lapsed_on: date) -> Place:
        """Give the state after one limit has run out."""
        step = self.workflow.lapses[run.name]
        zh = self.workflow.by_stage[place.standing.stage].zh
        if place.standing.stage not in step.sources:
            says = f"“{step.zh}”不属于“{zh}”环节，期限却在那里届满。"
            found.note(Breach(2, f"lapse_elsewhere:{step.lapse_of}", says), place.seen)
        row = self.workflow.steps.index(step)
        self.watch.asks(self.phase(place), row)
        attempt = Asking(
            step.act, place.on, TIMER, Role.TIMER, self.item, Asked.of(place.standing, self.watch), place.calendar,
            {}, HOME, HERE, place.joint, place.demo,
        )  # fmt: skip
        standing = place.standing.copy()
        after = place.after(standing, Event(step.act, place.on, step.zh, "", step.to))
        for breach in breaches_of_act(Done(self.workflow, step, attempt)):
            found.note(breach, after.path)
        machine.deem(self.workflow, standing, self.promised, run, lapsed_on)
        standing.pending = ()
        standing.doubtful = False
        found.rows.setdefault(row, after.path)
        return after


def moves_with_time(read: Read) -> bool:
    """Say whether a read can find something else on another day, though nothing has happened."""
    return read[0] in ("last.on", "last.data", "data", "whole") or read in (SETTLED, DOUBT, LEADS)


def by_way(read: Read, told: Told, on: date) -> object:
    """Give what a read finds of the values of a fact."""
    part, name = read
    if part == "last.data":
        return told.variant, tuple(side(told.day(one), on) for one in told.dated)
    if part != "data":
        return None
    value = name.partition(" ")[2]
    if value in told.dated:
        return side(told.day(value), on)
    return worth(told.data.get(value))


def named(person: Person, role: Role) -> str:
    """Name who acts, and in which of several roles."""
    several = len(person.roles) > 1 and person is not WINDOW
    return f"{person.name}（{role.zh}）" if several else person.name


def values_of(step: Step, way: Way, place: Place) -> Mapping[str, object]:
    """Give the values of an act; a lapse says when its limit ran out."""
    values = way.told(place.on, place.calendar)
    return {**values, "lapsed_on": place.on.isoformat()} if step.lapse_of else values


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
