"""Supervision: what is late, who had it, what was tried against the rules. It reads, and acts on nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from approval.core import clock, machine
from approval.core.case import Case, Place
from approval.core.clock import YELLOW_DAYS, Reading, Run, Toll
from approval.core.errors import NotAllowed, NotFound, Reason, Refused
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.ledger import Row, ledger
from approval.core.limit import Limits
from approval.core.machine import Standing, Workflow
from approval.core.person import Person
from approval.core.vocabulary import CLERKS, Light, Role
from approval.core.workdays import Calendar, DayReason
from approval.procedure.docket import Docket, docket_of, see
from approval.procedure.office import Office
from approval.store import cases, papers, supervision
from approval.store.cases import RefusedAttempt, VerifyReport
from approval.store.database import Tx
from approval.store.supervision import Counts

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
class Served:
    """One clock of a case measured twice: by the authority's promise and by the law.

    ``silent`` says that nobody acted before the limit ran out, so that the law decided.
    """

    run: Run
    limits: Limits
    promised: Reading
    statutory: Reading
    silent: bool = False

    @property
    def running(self) -> bool:
        """Say whether the clock still runs."""
        return self.run.ended_on is None

    @property
    def promise_late(self) -> int:
        """Give the working days by which the promise was or is exceeded, 0 where it was kept."""
        return max(0, -self.promised.days_left)

    @property
    def law_late(self) -> int:
        """Give the working days by which the limit of the law was or is exceeded, 0 where it was kept."""
        return max(0, -self.statutory.days_left)

    @property
    def promise_broken(self) -> bool:
        """Say whether the promised date passed."""
        return self.silent or self.promised.light is Light.RED

    @property
    def law_broken(self) -> bool:
        """Say whether the date of the law passed, which is the graver fact."""
        return self.silent or self.statutory.light is Light.RED


@dataclass(frozen=True, slots=True)
class OpenToll:
    """A special procedure whose result has not come in; ``spent`` says that its named days are used up."""

    toll: Toll
    last_day: date
    spent: bool


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
    now: Served | None
    late: Sequence[Served]
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
    _supervises(person)
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        tolled = [line for line in _lines(office, supervision.ever_tolled(tx, person.authority)) if line.tolls]
        counted = _counts(office, tx, person, tolled)
        listed = _listed(office, tx, person, show, after, tolled)
        page, more = listed[:PAGE], len(listed) > PAGE
        place = _place(show, page[-1].case) if page and more else None
    return Board(counted, len(tolled), page, place)


def every(office: Office, person: Person, show: Show) -> Iterator[Line]:
    """Go through all pages of a board, for its export."""
    place: str | None = ""
    while place is not None:
        page = board(office, person, show, place)
        yield from page.lines
        place = page.after


def found(office: Office, person: Person, words: str) -> list[Line]:
    """Find cases of the supervisor's authority by number or institution, ended ones too."""
    _supervises(person)
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        return _lines(office, supervision.with_journals(tx, cases.search(tx, person.authority, words)))


def attempts(
    office: Office, person: Person, before: int | None = None
) -> tuple[list[RefusedAttempt], int | None]:
    """Show what was tried and barred, newest first, and where the next page begins."""
    _supervises(person)
    with office.store.look() as tx:
        listed = supervision.attempts(tx, person.authority, before=before, limit=PAGE + 1)
    page = listed[:PAGE]
    return [attempt for _, attempt in page], page[-1][0] if len(listed) > PAGE else None


def soon_through(office: Office, authority: str) -> date:
    """Give the last day whose due dates are near: three working days from today."""
    calendar = office.calendar(office.rulebook.authority(authority).division)
    return calendar.add(office.today, YELLOW_DAYS)


def _supervises(person: Person) -> None:
    """Refuse whoever is no supervisor."""
    if Role.SUPERVISOR not in person.roles:
        raise NotAllowed(
            Reason("时限监督只供监督人员查看。", "行政许可法第六十条", "请换用监督人员的账号登录。")
        )


# --- the board ------------------------------------------------------------------------------------


def _counts(office: Office, tx: Tx, person: Person, tolled: Sequence[Line]) -> Counts:
    """Count by the due dates, and move to yellow what tolled days have brought near."""
    soon = soon_through(office, person.authority)
    counted = supervision.counts(tx, person.authority, office.today, soon)
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
) -> list[Line]:
    """List one page and one more, so that it is known whether another follows."""
    if show is Show.TOLLED:
        return _after([*tolled], _read(after))
    soon = soon_through(office, person.authority)
    near = _near(tolled, soon)
    listed = _lines(office, supervision.with_journals(tx, _page(office, tx, person, show, after, soon)))
    if show is Show.SOON:
        return [*listed, *_after(near, _read(after))] if len(listed) <= PAGE else listed
    if show is Show.NORMAL:
        return [line for line in listed if all(line.case.id != other.case.id for other in near)]
    return listed


def _page(office: Office, tx: Tx, person: Person, show: Show, after: str, soon: date) -> list[Case]:
    """Read a page of what is wanted, without journals."""
    authority, today, limit = person.authority, office.today, PAGE + 1
    begin = _read(after)
    if show is Show.DEEMED:
        return supervision.deemed(tx, authority, before=after, limit=limit)
    if show is Show.BREACHED:
        return supervision.breached(tx, authority, today, after=begin, limit=limit)
    since, before = {
        Show.OVERDUE: (None, today),
        Show.SOON: (today, soon + clock.ONE_DAY),
        Show.NORMAL: (soon + clock.ONE_DAY, FAR_AWAY),
    }.get(show, (None, None))
    if before is not None:
        return cases.due_before(tx, before, authority=authority, since=since, after=begin, limit=limit)
    first = FAR_AWAY if show is Show.IDLE else None
    stages = _open_stages(office)
    return cases.worklist(tx, authority=authority, stages=stages, after=begin, limit=limit, due_from=first)


def _open_stages(office: Office) -> list[str]:
    """List the stages in which a case is under way."""
    workflows = {item.workflow: office.rulebook.workflow(item.workflow) for item in office.rulebook.items()}
    stages = {stage.id for each in workflows.values() for stage in each.stages if not stage.final}
    return sorted(stages - {each.initial for each in workflows.values()})


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


def _after(lines: list[Line], place: Place | None) -> list[Line]:
    """Leave out what stood on earlier pages of a list by due date."""
    if place is None:
        return lines
    key = (place[0] or FAR_AWAY, place[1])
    return [line for line in lines if (line.case.due_on or FAR_AWAY, line.case.id) > key]


def _lines(office: Office, listed: Sequence[Case]) -> list[Line]:
    """Read how cases stand today."""
    return [_line(docket_of(office, case, office.today)) for case in listed]


def _line(docket: Docket) -> Line:
    """Read how one case stands by what is recorded: silence that nobody has written down is said beside it."""
    standing = machine.recorded(docket.workflow, docket.case.entries, docket.promised)
    served = _clocks(docket, standing)
    run = standing.current
    return Line(
        case=docket.case,
        item=docket.item,
        stage_zh=docket.workflow.by_stage[standing.stage].zh,
        waits_for=_responsible(docket.workflow, standing.stage),
        now=next((one for one in served if run is not None and one.run is run), None),
        late=[one for one in served if one.promise_broken and one.run is not run],
        tolls=_open_tolls(docket.calendar, run, docket.on),
        unrecorded=bool(docket.standing.pending),
        doubtful=docket.standing.doubtful,
    )


def _open_tolls(calendar: Calendar, run: Run | None, on: date) -> list[OpenToll]:
    """List the special procedures of a running clock whose result has not come in."""
    if run is None:
        return []
    still_out = [toll for toll in run.tolls if toll.resumed_on is None]
    ends = [toll.last_named_day(calendar) for toll in still_out]
    return [OpenToll(toll, end, on > end) for toll, end in zip(still_out, ends, strict=True)]


def _clocks(docket: Docket, standing: Standing) -> list[Served]:
    """Measure each clock that has started, in the order in which they started."""
    lapsed = _lapsed(standing)
    runs = sorted(standing.runs.values(), key=lambda run: (run.start, CLOCKS.index(run.name)))
    return [_served(docket, run, silent=run.name == lapsed) for run in runs]


CLOCKS = ("completeness", "correction", "supplement_check", "decision", "delivery", "publication")
"""The clocks in the order of the law."""


def _lapsed(standing: Standing) -> str:
    """Name the clock that ran out in silence, if one did."""
    deemed = standing.last.get("deem_accepted")
    if deemed is None:
        return ""
    return str(deemed.data.get("clock") or ("supplement_check" if "supplement" in standing.times else "completeness"))


def _served(docket: Docket, run: Run, *, silent: bool) -> Served:
    """Measure one clock by both limits, on the day it ended or today."""
    on = docket.on if run.ended_on is None else min(docket.on, run.ended_on)
    calendar = docket.calendar
    return Served(
        run,
        docket.item.limits[run.name],
        clock.read(calendar, run, on),
        clock.read(calendar, docket.statutory(run), on),
        silent,
    )


# --- one case -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spent:
    """How long a case lay in one stage while a clock ran, in working days.

    ``after`` and ``through`` bound the days, the first excluded; ``late`` are those of ``counted`` after
    the promised due date; ``ended_by`` is who did the act that ended the stage, "" while it lasts.
    """

    stage_zh: str
    responsible: str
    after: date
    through: date
    counted: int
    tolled: int
    late: int
    ended_by: str


@dataclass(frozen=True, slots=True)
class Review:
    """What a supervisor reads of one case, as it stood on a day.

    ``clocks`` are all clocks that had started; ``spent`` says of the current one in which stages its days
    went; ``verified`` is the check of the journal's chain as it stands now.
    """

    docket: Docket
    entries: Sequence[Entry]
    clocks: Sequence[Served]
    current: Served | None
    cautious: Run | None
    cautious_on: date | None
    spent: Sequence[Spent]
    tolls: Sequence[OpenToll]
    letters: Sequence[papers.Letter]
    papers: Sequence[papers.Paper]
    attempts: Sequence[RefusedAttempt]
    verified: VerifyReport

    @property
    def case(self) -> Case:
        """Give the case."""
        return self.docket.case

    @property
    def on(self) -> date:
        """Give the day of this reading."""
        return self.docket.on

    @property
    def stage_zh(self) -> str:
        """Give the stage on that day in Chinese."""
        return self.docket.workflow.by_stage[self.docket.standing.stage].zh

    def clock(self, name: str) -> Served | None:
        """Find a clock by its name."""
        return next((one for one in self.clocks if one.run.name == name), None)

    def rows(self, one: Served, *, statutory: bool) -> list[Row]:
        """Give the ledger of a clock by the promised limit or by that of the law."""
        run = self.docket.statutory(one.run) if statutory else one.run
        return ledger(self.docket.calendar, run, self.on)


def review(office: Office, person: Person, number: str, on: date | None = None) -> Review:
    """Open a case for its supervisor as it stood on a day, today unless said.

    Raises NotAllowed for another authority's case, NotFound where there is none, Refused for a day on
    which it was not there yet, or that has not come.
    """
    _supervises(person)
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        case = cases.load(tx, number)
        see(person, case)
        docket = docket_of(office, case, _day(office, case, on))
        return _review(tx, docket)


def letter(office: Office, person: Person, number: str, letter_id: str) -> papers.Letter:
    """Find a letter of a case for its supervisor; NotFound for a letter of another case."""
    _supervises(person)
    with office.store.look() as tx:
        see(person, cases.load(tx, number))
        wanted = papers.letter(tx, letter_id)
    if wanted.case_number != number:
        raise NotFound(Reason("本案没有这份文书。", "", "请从本案的文书目录中打开。"))
    return wanted


def paper(office: Office, person: Person, number: str, paper_id: int) -> papers.Paper:
    """Find a filed paper of a case for its supervisor; NotFound for a paper of another case."""
    _supervises(person)
    with office.store.look() as tx:
        see(person, cases.load(tx, number))
        wanted = papers.paper(tx, paper_id)
    if wanted.case_number != number:
        raise NotFound(Reason("本案没有这份材料。", "", "请从本案的材料目录中打开。"))
    return wanted


def _day(office: Office, case: Case, on: date | None) -> date:
    """Refuse a day on which there is nothing to be read."""
    day = on or office.today
    if day > office.today:
        raise Refused(Reason("这一天还没有到，不能查看。", "", "请选择今天或者今天以前的日期。", "on"))
    if day < case.received_on:
        raise Refused(
            Reason("这一天还没有收到本案的申请。", "", "请选择收到申请当日或者以后的日期。", "on")
        )
    return day


def _review(tx: Tx, docket: Docket) -> Review:
    """Gather what the supervisor's pages show."""
    standing, number, on = docket.standing, docket.case.number, docket.on
    clocks = _clocks(docket, standing)
    current = next((one for one in clocks if one.run.name == standing.running), None)
    decision = standing.run("decision")
    cautious = docket.cautious(decision) if decision else None
    entries = [entry for entry in docket.case.entries if _happened(entry, on)]
    return Review(
        docket=docket,
        entries=entries,
        clocks=clocks,
        current=current,
        cautious=cautious,
        cautious_on=clock.due_on(docket.calendar, cautious) if cautious else None,
        spent=_spent(docket, current, entries) if current else [],
        tolls=_open_tolls(docket.calendar, standing.current, on),
        letters=[one for one in papers.letters_of(tx, number) if one.created_on <= on],
        papers=papers.papers_of_case(tx, number),
        attempts=cases.refused_attempts(tx, number),
        verified=cases.verify(tx, number),
    )


def _happened(entry: Entry, on: date) -> bool:
    """Say whether a fact had happened by a day; silence happens when its limit has run out."""
    return _changed_on(entry) < on if "lapsed_on" in entry.data else entry.on <= on


def _changed_on(entry: Entry) -> date:
    """Give the day on which the case changed hands: of silence, the last day of the limit."""
    lapsed = entry.data.get("lapsed_on")
    return date.fromisoformat(str(lapsed)) if lapsed else entry.on


def _spent(docket: Docket, one: Served, entries: Sequence[Entry]) -> list[Spent]:
    """Divide the days of a clock among the stages in which the case lay."""
    rows = ledger(docket.calendar, one.run, docket.on)
    last = docket.on if one.run.ended_on is None else min(docket.on, one.run.ended_on)
    return [
        _in_stage(docket, one, rows, stage, (max(after, one.run.start), min(through, last)), ended)
        for stage, after, through, ended in _stays(docket.workflow, entries, last)
        if min(through, last) > max(after, one.run.start)
    ]


def _stays(
    workflow: Workflow, entries: Sequence[Entry], last: date
) -> Iterator[tuple[str, date, date, Entry | None]]:
    """Give each stay in a stage: from the day after one act to the day of the next, and the act that ended it."""
    stage, since = workflow.initial, entries[0].on - timedelta(days=1)
    for entry in entries:
        step = workflow.table[stage, entry.act]
        if not step.to or step.to == stage:
            continue
        if stage != workflow.initial:
            yield stage, since, _changed_on(entry), entry
        stage, since = step.to, _changed_on(entry)
    yield stage, since, last, None


def _in_stage(
    docket: Docket,
    one: Served,
    rows: Sequence[Row],
    stage: str,
    days: tuple[date, date],
    ended: Entry | None,
) -> Spent:
    """Count the days of one stay."""
    after, through = days
    within = [row for row in rows if after < row.date <= through]
    counted = [row for row in within if row.counts]
    tolled = [row for row in within if row.reason is DayReason.TOLLED and docket.calendar.works(row.date)]
    return Spent(
        stage_zh=docket.workflow.by_stage[stage].zh,
        responsible=_responsible(docket.workflow, stage),
        after=after,
        through=through,
        counted=len(counted),
        tolled=len(tolled),
        late=sum(row.date > one.promised.due_on for row in counted),
        ended_by=_ended_by(docket.workflow, ended),
    )


def _ended_by(workflow: Workflow, entry: Entry | None) -> str:
    """Say who did which act."""
    return f"{entry.by_name or '系统'}：{workflow.by_act[entry.act].zh}" if entry else ""


def _responsible(workflow: Workflow, stage: str) -> str:
    """Name the role that a case waits for in a stage: whose acts lead out of it."""
    if workflow.by_stage[stage].waits_for == "applicant":
        return "申请人"
    leading = [step for step in workflow.acts_from(stage) if step.to and step.to != stage]
    roles = {role for step in leading for role in step.by if role in CLERKS}
    return "、".join(role.zh for role in Role if role in roles)
