"""One case audited: what its journal says, how its limits were kept, and in whose hands the days went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import Run
from approval.core.errors import NotFound, OutOfOrder, Reason, Refused
from approval.core.journal import Entry
from approval.core.ledger import Row, ledger
from approval.core.machine import Workflow
from approval.core.person import Person
from approval.core.rectification import rectified
from approval.core.workdays import DayReason
from approval.procedure.docket import Docket, docket_of, see
from approval.procedure.office import Office, shanghai_day
from approval.procedure.timeliness import Measured, OpenToll, clocks, open_tolls, responsible, supervises
from approval.store import cases, papers
from approval.store.cases import RefusedAttempt, VerifyReport
from approval.store.database import Tx


@dataclass(frozen=True, slots=True)
class Spent:
    """How long a case lay in one stage while a clock ran, in working days.

    ``first`` and ``through`` bound the days; ``late`` are those of ``counted`` after
    the promised due date; ``ended_by`` is who did the act that ended the stage, "" while it lasts.
    """

    stage_zh: str
    responsible: str
    first: date
    through: date
    counted: int
    tolled: int
    late: int
    ended_by: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What a supervisor reads of one case, as it stood on a day.

    ``clocks`` are all clocks that had started; ``spent`` says in which stages the days of ``examined`` went,
    the running clock or, where none runs, that of the decision; ``verified`` is the check of the journal's
    chain as it stands now.
    """

    docket: Docket
    entries: Sequence[Entry]
    clocks: Sequence[Measured]
    current: Measured | None
    examined: Measured | None
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
        """Give the case with its deeming as it stood on that day."""
        return replace(self.docket.case, deemed=self.docket.standing.deemed)

    @property
    def on(self) -> date:
        """Give the day of this reading."""
        return self.docket.on

    @property
    def stage_zh(self) -> str:
        """Give the stage on that day in Chinese."""
        return self.docket.workflow.by_stage[self.docket.standing.stage].zh

    def clock(self, name: str) -> Measured | None:
        """Find a clock by its name."""
        return next((one for one in self.clocks if one.run.name == name), None)

    def rows(self, one: Measured, *, statutory: bool) -> list[Row]:
        """Give the ledger of a clock by the promised limit or by that of the law."""
        run = self.docket.statutory(one.run) if statutory else one.run
        return ledger(self.docket.calendar, run, self.on)


def audit(office: Office, person: Person, number: str, on: date | None = None) -> Audit:
    """Open a case for its supervisor as it stood on a day, today unless said.

    Raises NotAllowed for another authority's case, NotFound where there is none, Refused for a day on
    which it was not there yet, or that has not come.
    """
    supervises(person)
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        case = cases.load(tx, number)
        see(person, case)
        verified = cases.verify(tx, number)
        try:
            return _audit(tx, docket_of(office, case, _day(office, case, on)), verified)
        except (KeyError, ValueError, OutOfOrder):
            if verified.sound:
                raise
            raise Refused(_unreadable(verified)) from None


def _unreadable(verified: VerifyReport) -> Reason:
    """Say that the journal has been altered so that no date follows from it any more."""
    return Reason(
        f"本案的流转记录从第 {verified.broken_at} 条起与校验值不符，已不能据以计算期限。",
        "流转记录只增不改，逐条校验",
        "请立即保全数据库和备份，交系统管理员核查；核查清楚以前不要在本案上办理。",
    )


def letter(office: Office, person: Person, number: str, letter_id: str) -> papers.Letter:
    """Find a letter of a case for its supervisor; NotFound for a letter of another case."""
    supervises(person)
    with office.store.look() as tx:
        see(person, cases.load(tx, number))
        wanted = papers.letter(tx, letter_id)
    if wanted.case_number != number:
        raise NotFound(Reason("本案没有这份文书。", "", "请从本案的文书目录中打开。"))
    return wanted


def paper(office: Office, person: Person, number: str, paper_id: int) -> papers.Paper:
    """Find a filed paper of a case for its supervisor; NotFound for a paper of another case."""
    supervises(person)
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
        raise Refused(Reason("这一天还没有收到本案的申请。", "", "请选择收到申请当日或者以后的日期。", "on"))
    return day


def _audit(tx: Tx, docket: Docket, verified: VerifyReport) -> Audit:
    """Gather what the supervisor's pages show."""
    standing, number, on = docket.standing, docket.case.number, docket.on
    measured = clocks(docket, standing)
    current = next((one for one in measured if one.run.name == standing.running), None)
    decision = next((one for one in measured if one.run.name == "decision"), None)
    examined = current if decision is None or (current and current.running) else decision
    cautious = docket.cautious(decision.run) if decision else None
    entries = [entry for entry in docket.case.entries if _happened(entry, on)]
    return Audit(
        docket=docket,
        entries=entries,
        clocks=measured,
        current=current,
        examined=examined,
        cautious=cautious,
        cautious_on=docket.cautious_on(decision.run) if decision else None,
        spent=_spent(docket, examined, rectified(entries)) if examined else [],
        tolls=open_tolls(docket.calendar, standing.current, on),
        letters=[one for one in papers.letters_of(tx, number) if one.created_on <= on],
        papers=[one for one in papers.papers_of_case(tx, number) if shanghai_day(one.uploaded_at) <= on],
        attempts=[one for one in cases.refused_attempts(tx, number) if shanghai_day(one.at) <= on],
        verified=verified,
    )


def _happened(entry: Entry, on: date) -> bool:
    """Say whether a fact had happened by a day; silence happens when its limit has run out."""
    return _changed_on(entry) < on if "lapsed_on" in entry.data else entry.on <= on


def _changed_on(entry: Entry) -> date:
    """Give the day on which the case changed hands: of silence, the last day of the limit."""
    lapsed = entry.data.get("lapsed_on")
    return date.fromisoformat(str(lapsed)) if lapsed else entry.on


def _spent(docket: Docket, one: Measured, entries: Sequence[Entry]) -> list[Spent]:
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
    one: Measured,
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
        responsible=responsible(docket.workflow, stage),
        first=after + clock.ONE_DAY,
        through=through,
        counted=len(counted),
        tolled=len(tolled),
        late=sum(row.date > one.promised.due_on for row in counted),
        ended_by=_ended_by(docket.workflow, ended),
    )


def _ended_by(workflow: Workflow, entry: Entry | None) -> str:
    """Say who did which act."""
    return f"{entry.by_name or '系统'}：{workflow.by_act[entry.act].zh}" if entry else ""
