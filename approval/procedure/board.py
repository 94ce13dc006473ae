"""The supervisor's board: an authority's cases with their lights, the late ones first. It acts on nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from approval.core import clock, machine
from approval.core.case import Case, Place
from approval.core.clock import YELLOW_DAYS
from approval.core.item import Item
from approval.core.person import Person
from approval.core.vocabulary import Light
from approval.procedure.docket import Docket, docket_of
from approval.procedure.office import Office
from approval.procedure.timeliness import Measured, OpenToll, clocks, open_tolls, responsible, supervises
from approval.store import boards, cases
from approval.store.boards import Counts
from approval.store.cases import RefusedAttempt
from approval.store.database import Tx

PAGE = 50
FAR_AWAY = date.max


class Show(StrEnum):
    """Which cases a board lists."""

    ALL = ""
    BREACHED = "breached"
    OVERDUE = "overdue"
    SOON = "soon"
    NORMAL = "normal"
    IDLE = "idle"
    TOLLED = "tolled"
    DEEMED = "deemed"


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a board as it stands today.

    ``now`` is its running clock; ``late`` the earlier clocks that were not kept. ``unrecorded`` says that
    the law has decided by silence and the timer has not written it down yet, ``doubtful`` that nobody can
    know before a holiday notice is loaded.
    """

    case: Case
    item: Item
    stage_zh: str
    waits_for: str
    now: Measured | None
    late: Sequence[Measured]
    tolls: Sequence[OpenToll]
    unrecorded: bool
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Board:
    """One page of a board with the counts of all; ``after`` is where the next page begins, or None."""

    counts: Counts
    tolled: int
    lines: Sequence[Line]
    after: str | None


def board(office: Office, person: Person, show: Show = Show.ALL, after: str = "") -> Board:
    """Show a supervisor the cases of the authority, longest overdue first (deemed ones: newest first)."""
    supervises(person)
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        tolled = [line for line in _lines(office, boards.ever_tolled(tx, person.authority)) if line.tolls]
        counted = _counts(office, tx, person, tolled)
        lines, place = _listed(office, tx, person, show, after, tolled)
    return Board(counted, len(tolled), lines, place)


def every(office: Office, person: Person, show: Show) -> Iterator[Line]:
    """Go through all pages of a board, for its export."""
    place: str | None = ""
    while place is not None:
        page = board(office, person, show, place)
        yield from page.lines
        place = page.after


def found(office: Office, person: Person, words: str) -> list[Line]:
    """Find cases of the supervisor's authority by number or institution, ended ones too."""
    supervises(person)
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        return _lines(office, boards.with_journals(tx, cases.search(tx, person.authority, words)))


def attempts(
    office: Office, person: Person, before: int | None = None
) -> tuple[list[RefusedAttempt], int | None]:
    """Show what was tried and barred, newest first, and where the next page begins."""
    supervises(person)
    with office.store.look() as tx:
        listed = boards.attempts(tx, person.authority, before=before, limit=PAGE + 1)
    page = listed[:PAGE]
    return [attempt for _, attempt in page], page[-1][0] if len(listed) > PAGE else None


def soon_through(office: Office, authority: str) -> date:
    """Give the last day whose due dates are near: three working days from today."""
    calendar = office.calendar(office.rulebook.authority(authority).division)
    return calendar.add(office.today, YELLOW_DAYS)


def _counts(office: Office, tx: Tx, person: Person, tolled: Sequence[Line]) -> Counts:
    """Count by the due dates, and move to yellow what tolled days have brought near."""
    soon = soon_through(office, person.authority)
    counted = boards.counts(tx, person.authority, office.today, soon)
    nearer = len(_near(tolled, soon))
    return replace(counted, soon=counted.soon + nearer, later=counted.later - nearer)


def _near(tolled: Sequence[Line], soon: date) -> list[Line]:
    """List the cases due later than the near days whose days in between do not count."""
    return [
        line
        for line in tolled
        if line.now and line.now.promised.light is Light.YELLOW and line.now.promised.due_on > soon
    ]


def _listed(
    office: Office, tx: Tx, person: Person, show: Show, after: str, tolled: Sequence[Line]
) -> tuple[list[Line], str | None]:
    """List one page, and where the next one begins."""
    if show is Show.TOLLED:
        return _cut(tolled, after)
    soon = soon_through(office, person.authority)
    near = _near(tolled, soon)
    read = _page(office, tx, person, show, after, soon)
    lines = _lines(office, boards.with_journals(tx, read[:PAGE]))
    if show is Show.NORMAL:
        elsewhere = {line.case.id for line in near}
        lines = [line for line in lines if line.case.id not in elsewhere]
    if len(read) > PAGE:
        return lines, _place(show, read[PAGE - 1])
    # They are due later than all the others, so they stand on the last page.
    return [*lines, *near] if show is Show.SOON else lines, None


def _cut(lines: Sequence[Line], after: str) -> tuple[list[Line], str | None]:
    """Cut one page out of a list by due date."""
    place = _read(after)
    key = (place[0] or FAR_AWAY, place[1]) if place else (date.min, 0)
    rest = [line for line in lines if (line.case.due_on or FAR_AWAY, line.case.id) > key]
    return rest[:PAGE], _place(Show.TOLLED, rest[PAGE - 1].case) if len(rest) > PAGE else None


def _page(office: Office, tx: Tx, person: Person, show: Show, after: str, soon: date) -> list[Case]:
    """Read a page of what is wanted and one case more, without journals."""
    authority, today, limit = person.authority, office.today, PAGE + 1
    begin = _read(after)
    if show is Show.DEEMED:
        return boards.deemed(tx, authority, before=after, limit=limit)
    if show is Show.BREACHED:
        return boards.breached(tx, authority, today, after=begin, limit=limit)
    since, before = {
        Show.OVERDUE: (None, today),
        Show.SOON: (today, soon + clock.ONE_DAY),
        Show.NORMAL: (soon + clock.ONE_DAY, FAR_AWAY),
        Show.IDLE: (FAR_AWAY, None),
    }.get(show, (None, None))
    return cases.due_before(tx, before, authority=authority, since=since, after=begin, limit=limit)


def _place(show: Show, last: Case) -> str:
    """Write down where the next page begins."""
    if show is Show.DEEMED:
        return last.number
    return f"{last.due_on.isoformat() if last.due_on else ''}.{last.id}"


def _read(after: str) -> Place | None:
    """Read where a page begins; the first page where it cannot be read."""
    day, _, case_id = after.partition(".")
    try:
        return (date.fromisoformat(day) if day else None), int(case_id)
    except ValueError:
        return None


def _lines(office: Office, listed: Sequence[Case]) -> list[Line]:
    """Read how cases stand today."""
    return [_line(docket_of(office, case, office.today)) for case in listed]


def _line(docket: Docket) -> Line:
    """Read how one case stands by what is recorded: silence that nobody has written down is said beside it."""
    standing = machine.recorded(docket.workflow, docket.case.entries, docket.promised)
    measured = clocks(docket, standing)
    run = standing.current
    return Line(
        case=docket.case,
        item=docket.item,
        stage_zh=docket.workflow.by_stage[standing.stage].zh,
        waits_for=responsible(docket.workflow, standing.stage),
        now=next((one for one in measured if run is not None and one.run is run), None),
        late=[one for one in measured if one.promise_broken and one.run is not run],
        tolls=open_tolls(docket.calendar, run, docket.on),
        unrecorded=bool(docket.standing.pending),
        doubtful=docket.standing.doubtful,
    )
