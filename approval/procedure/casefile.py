"""A case as the people around it read it: where it stands, which dates hold and why, what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import Reading, Run
from approval.core.completeness import StandardResult
from approval.core.completeness import standards as measured
from approval.core.hint import Claim, claims
from approval.core.item import Item
from approval.core.ledger import Row, ledger
from approval.core.machine import Attempt, Standing, Step, Workflow
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import CLERKS, INTERNAL, Role
from approval.core.workdays import Calendar
from approval.letters.kinds import TO_OTHERS
from approval.procedure import application, deficiency
from approval.procedure.docket import Docket, docket_of, see
from approval.procedure.office import Office
from approval.store import cases, papers, records
from approval.store.database import Tx


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything that a page about one case shows, on one day.

    ``run`` is the running clock or the last one that ran, None where none has started; ``reading`` and
    ``statutory`` are the running one by the promised and by the statutory limit, or None where none runs;
    ``rows`` is the ledger of ``run``; ``acts`` what this person could do now by role and stage; ``hints`` are
    the subsidies that may be claimed after a grant; ``licence`` is the number of the record that the case
    has opened or is about.
    """

    case: Case
    item: Item
    workflow: Workflow
    standing: Standing
    on: date
    run: Run | None
    reading: Reading | None
    statutory: Reading | None
    cautious_on: date | None
    rows: Sequence[Row]
    letters: Sequence[papers.Letter]
    papers: Sequence[papers.Paper]
    stated: Mapping[str, object]
    defects: Sequence[Defect]
    standards: Sequence[StandardResult]
    notice: Sequence[Mapping[str, object]]
    answered: Mapping[str, bool]
    acts: Sequence[Step]
    calendar: Calendar
    hints: Sequence[Claim] = ()
    licence: str = ""

    @property
    def stage_zh(self) -> str:
        """Give the stage in Chinese."""
        return self.workflow.by_stage[self.standing.stage].zh

    @property
    def clock(self) -> str:
        """Name the running clock or the last one that ran; empty where none has started."""
        return self.run.name if self.run else ""

    @property
    def due_on(self) -> date | None:
        """Give the promised due date of the running clock."""
        return self.reading.due_on if self.reading else None

    def due_of(self, name: str) -> date | None:
        """Give the promised due date of a clock, running or ended; None where it has not started."""
        run = self.standing.run(name)
        return clock.due_on(self.calendar, run) if run else None

    def ledger_of(self, name: str, *, statutory: bool = False) -> list[Row]:
        """Give the ledger of a clock, running or ended, by the promised or the statutory limit."""
        run = self.standing.run(name)
        if run is None:
            return []
        pair = self.item.limits.get(name)
        counted = run.counted_by(pair.statutory) if statutory and pair else run
        return ledger(self.calendar, counted, self.on)

    def can(self, act: str) -> bool:
        """Say whether the person could do an act now, by role and stage."""
        return any(step.act == act for step in self.acts)


def open_file(office: Office, person: Person, number: str, on: date | None = None) -> CaseFile:
    """Open a case for somebody who may read it, as it stands on a day (today unless said).

    Raises NotFound, or NotAllowed for somebody else's case.
    """
    with office.store.look() as tx:
        case, notices = cases.load_to_act(tx, number)
        office.calendars.refresh(tx, notices)
        see(person, case)
        return _file(office, tx, person, case, on or office.today)


def follow(office: Office, number: str, code: str) -> Docket:
    """Open a case for anyone who holds its receipt: the number and the code on it. Raises NotFound."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        return docket_of(office, cases.by_lookup(tx, number, code), office.today)


def _file(office: Office, tx: Tx, person: Person, case: Case, on: date) -> CaseFile:
    """Gather what the pages show."""
    docket = docket_of(office, case, on)
    standing, calendar, item = docket.standing, docket.calendar, docket.item
    personal = cases.personal(tx, case.id)
    current = standing.awaited if Role.OPERATOR in person.roles else standing.current
    run = current or standing.runs.get(standing.running)
    decision = standing.run("decision")
    return CaseFile(
        case=case,
        item=item,
        workflow=docket.workflow,
        standing=standing,
        on=on,
        run=run,
        reading=clock.read(calendar, current, on) if current else None,
        statutory=clock.read(calendar, docket.statutory(current), on) if current else None,
        cautious_on=docket.cautious_on(decision),
        rows=ledger(calendar, run, on) if run else [],
        letters=read_by(person, papers.letters_of(tx, case.number)),
        papers=papers.papers_of_case(tx, case.number),
        stated=application.stated(case, personal),
        defects=deficiency.propose(item, case, personal),
        standards=measured(item, application.facts_of(case, personal)),
        notice=_notice(case),
        answered=deficiency.answered(case, item, personal),
        acts=possible(docket, person),
        calendar=calendar,
        hints=claims(item, application.facts_of(case, personal)) if GRANTING & standing.times.keys() else (),
        licence=_licence(tx, case),
    )


GRANTING = frozenset({"grant", "record"})
"""The acts that give what was asked for; subsidies follow from them."""


def _licence(tx: Tx, case: Case) -> str:
    """Give the number of the licence that a case is about or has opened; an empty text where there is none."""
    if case.workflow in INTERNAL or case.about:
        return case.about
    opened = (
        record.number for record in records.about(tx, case.number) if record.workflow == records.LICENCE
    )
    return next(opened, "")


def _notice(case: Case) -> list[dict[str, object]]:
    """Give the items of the one-time notice, or an empty list."""
    entry = next((entry for entry in case.entries if entry.act == "notify_deficiency"), None)
    return deficiency.notice_items(entry) if entry else []


def read_by(person: Person, letters: Sequence[papers.Letter]) -> list[papers.Letter]:
    """List the letters that somebody may read: an applicant only those to himself."""
    applicant = Role.OPERATOR in person.roles
    return [letter for letter in letters if not applicant or letter.kind not in TO_OTHERS]


def possible(docket: Docket, person: Person) -> list[Step]:
    """List the rows that a person's roles, institution and authority allow in this stage; none after a recusal."""
    if person.id in docket.standing.doers.get("recuse", frozenset()):
        return []
    return [
        step
        for step in docket.workflow.acts_from(docket.standing.stage)
        for role in [acting_role(person, step)]
        if role is not None and _admits(docket, person, role)
    ]


def acting_role(person: Person, step: Step) -> Role | None:
    """Choose the role in which a person would do an act."""
    return next((role for role in step.by if role in person.roles), None)


def _admits(docket: Docket, person: Person, role: Role) -> bool:
    """Say whether the person belongs to the authority or the institution of the case."""
    case = docket.case
    if role in CLERKS:
        return person.authority == case.authority
    return role is Role.OPERATOR and case.institution in person.institutions


def barred(docket: Docket, person: Person, step: Step) -> tuple[str, ...]:
    """Say why this person in particular cannot do an act that the stage allows (he proposed it, is no head)."""
    role = acting_role(person, step)
    if role is None:
        return ()
    case = docket.case
    asked = Attempt(
        step.act,
        docket.on,
        person,
        role,
        docket.item,
        docket.standing,
        docket.calendar,
        {},
        case.institution,
        case.authority,
    )
    personal = [guard for guard in step.guards if guard.__name__ in {"separate_persons", "approved_by_head"}]
    return tuple(reason.says for guard in personal if (reason := guard(asked)))
