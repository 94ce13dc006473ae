"""One case opened by one clerk: its file, and which acts are his to do now."""

from __future__ import annotations

from dataclasses import dataclass

from approval.core import machine
from approval.core.errors import NotAllowed, OutOfOrder
from approval.core.machine import Attempt, Step
from approval.core.person import Person
from approval.procedure.casefile import CaseFile, acting_role, barred, open_file
from approval.procedure.docket import Docket, docket_of
from approval.procedure.office import Office
from web import desk


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as its pages need it: the file to read, and the docket to ask dates and acts of."""

    office: Office
    person: Person
    file: CaseFile
    docket: Docket

    @property
    def number(self) -> str:
        """Give the case number."""
        return self.file.case.number

    @property
    def joint(self) -> bool:
        """Say whether this is a joint application, not one of its parts."""
        return self.file.workflow.joint

    @property
    def unsealed(self) -> bool:
        """Say whether letters of this organ wait for their seal, because none of its certificates signs."""
        return self.office.press.keys.stopped(self.file.case.authority, self.office.now)

    def step(self, act: str) -> Step:
        """Give an act's row in this stage; outside its stages, the row that its words stand in."""
        workflow = self.file.workflow
        return workflow.table.get((self.file.standing.stage, act)) or workflow.by_act[act]

    def bar(self, *acts: str) -> None:
        """Raise what bars these acts by role and stage, if none of them is possible; the procedure
        itself judges the rest when the act is asked for.
        """
        if any(self.file.can(act) for act in acts):
            return
        act = next(
            (act for act in acts if (self.file.standing.stage, act) in self.file.workflow.table), acts[0]
        )
        step = self.step(act)
        role = acting_role(self.person, step) or desk.role()
        docket = self.docket
        machine.check_person(
            step,
            Attempt(
                act, docket.on, self.person, role, docket.item, docket.standing, docket.calendar,
                institution=docket.case.institution, authority=docket.case.authority,
            ),
        )  # fmt: skip
        raise machine.out_of_order(self.file.workflow, self.file.standing, act)

    def possible(self, *acts: str) -> bool:
        """Say whether one of these acts is possible by role and stage."""
        try:
            self.bar(*acts)
        except (NotAllowed, OutOfOrder):
            return False
        return True

    def personally_barred(self, act: str) -> tuple[str, ...]:
        """Say why this person in particular cannot do an act that his role allows."""
        return barred(self.docket, self.person, self.step(act))


def open_case(number: str) -> Opened:
    """Open a case for the person signed in. Raises NotFound, or NotAllowed for another authority's case."""
    office, person = desk.office(), desk.person()
    file = open_file(office, person, number)
    return Opened(office, person, file, docket_of(office, file.case, file.on))
