"""The lines of the worklist: which cases it lists, and how each of them stands today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from approval.core import clock
from approval.core.case import Case, DeskPlace
from approval.core.clock import Reading
from approval.core.item import Item
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Light, Role
from approval.procedure.docket import docket_of
from approval.procedure.office import Office
from approval.store import cases
from approval.store.database import Tx
from web.clerk.due import APPLICANT, NOTHING, Due, by_stage, due_of, mine, proposed_by

PAGE = 50
LOOKED_AT = 500
"""How many cases one page looks through for a light; the next page goes on after them."""

EXPORTED = 2000
"""How many cases one export holds at most."""

MINE = "mine"
WHO: Mapping[str, str] = {
    MINE: "等我办理",
    Role.ACCEPTOR.value: Role.ACCEPTOR.zh,
    Role.REVIEWER.value: Role.REVIEWER.zh,
    Role.DECIDER.value: Role.DECIDER.zh,
    APPLICANT: "申请人",
}
"""Whose turn it is, as the filter names it."""

LIGHTS: Mapping[str, str] = {
    Light.RED.value: "■ 已逾期",
    Light.YELLOW.value: "▲ 即将到期",
    Light.GREEN.value: "● 正常",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; empty means all."""

    stage: str = ""
    who: str = ""
    light: str = ""
    words: str = ""

    @property
    def filtered(self) -> bool:
        """Say whether anything narrows the list."""
        return bool(self.stage or self.who or self.light)

    def query(self) -> dict[str, str]:
        """Give the filters as the address keeps them."""
        named = {"stage": self.stage, "who": self.who, "light": self.light, "q": self.words}
        return {name: value for name, value in named.items() if value}

    def stages(self, person: Person) -> list[str]:
        """List the stages to look in."""
        return [
            stage
            for stage, dues in by_stage().items()
            if self.stage in ("", stage) and any(self.turn(due, person) for due in dues)
        ]

    def turn(self, due: Due, person: Person) -> bool:
        """Say whether it is the turn of those asked for."""
        if not self.who:
            return True
        if self.who == MINE:
            return due.role in person.roles
        return self.who == (due.role.value if due.role else APPLICANT)


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the list as it stands today."""

    case: Case
    item: Item
    standing: Standing
    stage_zh: str
    reading: Reading | None
    statutory_on: date | None
    due: Due
    mine: bool
    own_proposal: bool

    @property
    def deemed(self) -> bool:
        """Say whether silence accepted the case."""
        return self.standing.deemed

    @property
    def ended(self) -> bool:
        """Say whether nothing is left to do."""
        return self.due is NOTHING


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list; ``after`` is where the next page begins, or None on the last one."""

    lines: Sequence[Line]
    after: DeskPlace | None = None


def listed(tx: Tx, office: Office, person: Person, wanted: Wanted, after: DeskPlace | None) -> Found:
    """List one page of what is wanted: what a rule puts first, then due first.

    A light is read from each case itself, for only its journal knows the days that do not count; a page
    that finds too few within reach ends early, and the next one goes on after what was looked at.
    """
    lines: list[Line] = []
    for looked, case in enumerate(_walk(tx, office, person, wanted, after), start=1):
        line = line_of(tx, office, person, case)
        if _fits(line, wanted, person):
            lines.append(line)
        if len(lines) == PAGE or looked == LOOKED_AT:
            place = case.desk_place
            return Found(lines, place if _more(tx, office, person, wanted, place) else None)
    return Found(lines)


def every(tx: Tx, office: Office, person: Person, wanted: Wanted) -> Iterator[Line]:
    """Go through everything that is wanted, up to what one export holds."""
    given = 0
    for case in _walk(tx, office, person, wanted, None):
        line = line_of(tx, office, person, case)
        if _fits(line, wanted, person):
            yield line
            given += 1
        if given == EXPORTED:
            return


def found(tx: Tx, office: Office, person: Person, words: str) -> Found:
    """Find cases, ended ones too, by their number, institution or credit code."""
    return Found([line_of(tx, office, person, case) for case in cases.search(tx, person.authority, words)])


def line_of(tx: Tx, office: Office, person: Person, case: Case) -> Line:
    """Read how one case stands today; the list holds copies only, which know of no silence and no toll."""
    docket = docket_of(office, cases.load(tx, case.number), office.today)
    run, standing = docket.standing.current, docket.standing
    return Line(
        case=case,
        item=docket.item,
        standing=standing,
        stage_zh=docket.workflow.by_stage[standing.stage].zh,
        reading=clock.read(docket.calendar, run, docket.on) if run else None,
        statutory_on=clock.due_on(docket.calendar, docket.statutory(run)) if run else None,
        due=due_of(docket.workflow, standing),
        mine=mine(docket.workflow, standing, person),
        own_proposal=proposed_by(standing, person),
    )


def _walk(tx: Tx, office: Office, person: Person, wanted: Wanted, after: DeskPlace | None) -> Iterator[Case]:
    """Go through the open cases in the wanted stages, in the order of the desk, page by page."""
    stages = wanted.stages(person)
    last_day = office.today - timedelta(days=1) if wanted.light == Light.RED else None
    while True:
        page = cases.worklist(
            tx, authority=person.authority, stages=stages, after=after, limit=PAGE, due_through=last_day
        )
        yield from page
        if len(page) < PAGE:
            return
        after = page[-1].desk_place


def _more(tx: Tx, office: Office, person: Person, wanted: Wanted, after: DeskPlace) -> bool:
    """Say whether anything is left to look at."""
    return next(_walk(tx, office, person, wanted, after), None) is not None


def _fits(line: Line, wanted: Wanted, person: Person) -> bool:
    """Say whether a case, as it stands, is what was asked for."""
    if wanted.who == MINE and not line.mine:
        return False
    if wanted.who and wanted.who != MINE and not wanted.turn(line.due, person):
        return False
    if not wanted.light:
        return True
    return line.reading is not None and line.reading.light == wanted.light
