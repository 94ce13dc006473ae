"""A joint application as everybody around it reads it: each item with its department, its light and its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import Reading
from approval.core.errors import NotAllowed
from approval.core.item import Item
from approval.core.joint import Told, before, consolidated
from approval.core.machine import Standing
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.docket import Docket, see
from approval.procedure.joint_whole import Part, Whole, whole_of
from approval.procedure.office import Office
from approval.store import cases, papers, parts
from approval.store.database import Tx
from approval.store.papers import Letter


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a joint application, as it stands today.

    ``case`` is None while it is not submitted: then ``waits_for`` names the items before it, or
    ``because`` the one with which it fell away. ``clock`` names the limit of ``reading``.
    """

    item: Item
    case: Case | None
    standing: Standing | None
    stage_zh: str
    clock: str
    reading: Reading | None
    waits_for: tuple[str, ...]
    because: str
    marks: tuple[Defect, ...]
    marked: bool
    can_be_told: bool
    released: bool
    outcome: str
    ended: bool
    letters: tuple[Letter, ...]
    to_serve: bool
    delivery: Reading | None
    opens: bool

    @property
    def deemed(self) -> bool:
        """Say whether silence accepted it."""
        return self.standing is not None and self.standing.deemed

    @property
    def accepted_on(self) -> date | None:
        """Give the day from which it counts as accepted."""
        return self.standing.accepted_on if self.standing else None


@dataclass(frozen=True, slots=True)
class Overview:
    """A joint application with all its items; ``envelope`` is the limit for all of them together."""

    whole: Whole
    lines: Sequence[Line]
    envelope: Reading | None
    envelope_ended_on: date | None
    told: Sequence[Told]

    @property
    def case(self) -> Case:
        """Give the case of the whole."""
        return self.whole.docket.case

    @property
    def docket(self) -> Docket:
        """Give the docket of the whole."""
        return self.whole.docket

    @property
    def to_serve(self) -> list[Line]:
        """List the items whose letters wait to be handed out."""
        return [line for line in self.lines if line.to_serve]

    @property
    def unmarked(self) -> list[Line]:
        """List the items that the notice can still tell about and whose department has marked nothing."""
        return [line for line in self.lines if line.can_be_told and not line.marks]


def overview(office: Office, person: Person, number: str) -> Overview:
    """Read a joint application, by its number or by that of one of its parts.

    The window, the departments of its parts and the applicant may read it. Raises NotFound, NotAllowed.
    """
    with office.store.look() as tx:
        case = cases.load(tx, number)
        whole = whole_of(office, tx, case.joint or number)
        see_letter(tx, person, whole.docket.case)
        return _overview(tx, person, whole)


def joined(office: Office, person: Person, case: Case) -> Overview | None:
    """Read the joint application that a case is, or is part of; None for any other."""
    if not case.joint and case.workflow != "joint":
        return None
    return overview(office, person, case.number)


def see_letter(tx: Tx, person: Person, case: Case) -> None:
    """Refuse whoever may read neither a case nor, where it is a joint application, one of its parts.

    The one notice and the one proof of service stand in the whole and concern each department.
    """
    try:
        see(person, case)
    except NotAllowed:
        if not any(_opens(person, part) for part in parts.of_many(tx, [case.number])):
            raise


def _overview(tx: Tx, person: Person, whole: Whole) -> Overview:
    """Gather what the pages show."""
    docket = whole.docket
    run = docket.standing.run("joint")
    return Overview(
        whole,
        [_line(tx, person, whole, part) for part in whole.parts],
        clock.read(docket.calendar, run, run.ended_on or docket.on) if run else None,
        run.ended_on if run else None,
        consolidated(whole.marks),
    )


def _line(tx: Tx, person: Person, whole: Whole, part: Part) -> Line:
    """Lay out one item."""
    docket = part.docket
    standing = docket.standing if docket else None
    run = _run(person, standing)
    delivery = standing.run("delivery") if standing else None
    names = {one.item.id: one.item.name for one in whole.parts}
    earlier = before(part.item, whole.names)
    return Line(
        item=part.item,
        case=docket.case if docket else None,
        standing=standing,
        stage_zh=docket.workflow.by_stage[part.stage].zh if docket else "",
        clock=run.name if run else "",
        reading=clock.read(docket.calendar, run, docket.on) if docket and run else None,
        waits_for=tuple(names[one] for one in earlier) if docket is None and not part.dropped else (),
        because=next((names[one] for one in earlier if one in whole.fallen), "") if part.dropped else "",
        marks=tuple(part.marked) if part.stage == "received" and not part.released else (),
        marked="mark_defects" in part.did,
        can_be_told=part in whole.markable,
        released=part.released,
        outcome=part.outcome,
        ended=part.ended,
        letters=tuple(papers.letters_of(tx, docket.case.number)) if docket else (),
        to_serve=part.to_serve,
        delivery=clock.read(docket.calendar, delivery, docket.on)
        if docket and delivery and delivery.ended_on is None
        else None,
        opens=docket is not None and _opens(person, docket.case),
    )


def _run(person: Person, standing: Standing | None) -> clock.Run | None:
    """Choose the clock that a person follows."""
    if standing is None:
        return None
    return standing.awaited if Role.OPERATOR in person.roles else standing.current


def _opens(person: Person, case: Case) -> bool:
    """Say whether a person may open a part's own page."""
    try:
        see(person, case)
    except NotAllowed:
        return False
    return True
