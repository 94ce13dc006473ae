"""A joint application read with its parts: which are submitted, wait, fell away, are marked, decided, handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from approval.core import clock, machine
from approval.core.case import Case
from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.item import Item
from approval.core.joint import FAILING, GRANTING, Mark, Turn, applied_for, turn
from approval.core.journal import Entry
from approval.core.machine import Fact, Step
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.deficiency import notice_items
from approval.procedure.docket import Act, Docket, attempt, docket_of, take_up, write
from approval.procedure.office import Office
from approval.procedure.officers import recused
from approval.store import cases, parts
from approval.store.database import Tx

UNJUDGED = frozenset({"received", "awaiting_correction", "supplemented"})
"""The stages in which a part has not been accepted, declined or recorded yet."""

ORDER = "《中华人民共和国行政许可法》第二十六条第二款"


@dataclass(frozen=True)
class Part:
    """One item of a joint application: its case once it is submitted, or why there is none yet.

    ``released`` says that it was received only when what comes before it was granted.
    """

    item: Item
    docket: Docket | None
    dropped: bool
    released: bool

    @property
    def stage(self) -> str:
        """Give the stage of its case; empty where it is not submitted."""
        return self.docket.standing.stage if self.docket else ""

    @property
    def did(self) -> Mapping[str, int]:
        """Count the acts of its case."""
        return self.docket.standing.times if self.docket else {}

    @property
    def outcome(self) -> str:
        """Name the act by which it ended; empty while it is under way."""
        return next((act for act in (*GRANTING, *FAILING) if act in self.did), "")

    @property
    def ended(self) -> bool:
        """Say whether it was decided, recorded, declined, withdrawn, or fell away."""
        if self.docket is None:
            return self.dropped
        return bool(self.outcome) or self.docket.workflow.by_stage[self.stage].final

    @property
    def ended_on(self) -> date:
        """Give the day on which it ended."""
        if self.docket is None:
            return date.min
        last = self.docket.standing.last
        return max((last[act].on for act in (*GRANTING, *FAILING) if act in last), default=date.min)

    @property
    def marked(self) -> list[Defect]:
        """List the defects that its department has marked last."""
        fact = self.docket.standing.last.get("mark_defects") if self.docket else None
        return [Defect(**row) for row in notice_items(fact)] if fact else []  # type: ignore[arg-type]

    @property
    def told_by_window(self) -> bool:
        """Say whether the window's notice has told its defects."""
        fact = self.docket.standing.last.get("notify_deficiency") if self.docket else None
        return fact is not None and bool(fact.data.get("joint"))

    @property
    def to_serve(self) -> bool:
        """Say whether its decision or certificate waits to be handed out."""
        return self.docket is not None and (self.stage, "serve") in self.docket.workflow.table


@dataclass(frozen=True)
class Whole:
    """A joint application with all its parts, in the order of the pack."""

    docket: Docket
    parts: tuple[Part, ...]

    @property
    def number(self) -> str:
        """Give its number."""
        return self.docket.case.number

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Name the items that the application is for."""
        return tuple(part.item.id for part in self.parts)

    @cached_property
    def done(self) -> frozenset[str]:
        """Name the items that are granted, recorded or answered."""
        return frozenset(part.item.id for part in self.parts if part.outcome in GRANTING)

    @cached_property
    def fallen(self) -> frozenset[str]:
        """Name the items that will not be granted any more."""
        return frozenset(
            part.item.id
            for part in self.parts
            if part.dropped or (part.ended and part.item.id not in self.done)
        )

    @property
    def silent(self) -> list[str]:
        """Name the parts in which silence has decided and nobody has recorded it yet."""
        dockets = [part.docket for part in self.parts if part.docket]
        return [docket.case.number for docket in dockets if docket.standing.pending]

    def turn(self, part: Part) -> Turn:
        """Say whether a part that is not submitted may begin, waits, or falls away."""
        return turn(part.item, self.names, self.done, self.fallen)

    @property
    def waiting(self) -> list[Part]:
        """List the parts that wait for others."""
        return [part for part in self.parts if part.docket is None and not part.dropped]

    @property
    def markable(self) -> list[Part]:
        """List the submitted parts that the one notice can still tell about."""
        return [part for part in self.parts if part.stage == "received" and not part.released]

    @property
    def marks(self) -> list[Mark]:
        """List what the departments have marked and the window has not told."""
        return [
            Mark(part.item.id, part.item.name, part.item.authority.name, defect)
            for part in self.markable
            for defect in part.marked
        ]

    @property
    def marked(self) -> str:
        """Name the state of all marks, by which a page knows that somebody has marked meanwhile."""
        seen = [
            f"{part.docket.case.number}.{part.did.get('mark_defects', 0)}"
            for part in self.markable
            if part.docket
        ]
        return " ".join(seen)

    @property
    def letters_waiting(self) -> list[Part]:
        """List the parts whose letters wait to be handed out."""
        return [part for part in self.parts if part.to_serve]

    def judged(self, part: Part) -> bool:
        """Say whether the check of a part's filing is over.

        Silence never records a filing (备案), but once the notice is out, or its time is over, a
        department that marked nothing has nothing to ask for.
        """
        if part.docket is None or part.released or part.stage not in UNJUDGED:
            return True
        lapses = "deem_accepted" in part.docket.workflow.by_act
        return part.stage == "received" and not lapses and not part.marked and self._time_to_tell_over

    @property
    def _time_to_tell_over(self) -> bool:
        """Say whether the notice was sent, or the limit for sending it has passed."""
        standing = self.docket.standing
        if "notify_deficiency" in standing.times:
            return True
        run = standing.run("completeness")
        return run is None or self.docket.on > clock.due_on(self.docket.calendar, self.docket.statutory(run))


def whole_of(office: Office, tx: Tx, number: str) -> Whole:
    """Read a joint application with its parts, as they stand today.

    Nothing recorded is left out, also where the clock of the machine was set back: what a fact brings about
    is written once.
    """
    docket = take_up(office, tx, number)
    listed = parts.of(tx, number)
    latest = max(entry.effective_on for case in (docket.case, *listed) for entry in case.entries)
    if latest > docket.on:
        docket = docket_of(office, docket.case, latest)
    opened = {case.item: docket_of(office, case, docket.on) for case in listed}
    dropped = {str(entry.data.get("part")) for entry in docket.case.entries if entry.act == "drop"}
    released = {str(entry.data.get("part")) for entry in docket.case.entries if entry.act == "release"}
    return Whole(
        docket,
        tuple(
            Part(
                item,
                opened.get(item.id),
                item.id in dropped,
                item.id in released,
            )
            for item in chosen_parts(office, docket.case, docket.case.entries[0])
        ),
    )


def chosen_parts(office: Office, case: Case, submitted: Fact) -> list[Item]:
    """List the items that a joint application is for, by the kind of unit that it stated when it was filed."""
    parts = parts_of(office, case)
    named = applied_for(parts, kind_of(submitted))
    return [item for item in parts if item.id in named]


def parts_of(office: Office, case: Case) -> list[Item]:
    """List all items of a joint form."""
    names = office.rulebook.item(case.pack, case.item).parts
    return [office.rulebook.item(case.pack, name) for name in names]


def kind_of(submitted: Fact) -> str:
    """Give the kind of unit that an application stated."""
    said = submitted.data.get("application")
    return str(said.get("unit.kind") or "") if isinstance(said, Mapping) else ""


def now(office: Office, number: str) -> Case:
    """Load a case as it stands after what its own act brought about in it."""
    with office.store.look() as tx:
        return cases.load(tx, number)


# --- acts that stand for several people's or several items' -----------------------------------------


def entered(tx: Tx, docket: Docket, act: Act) -> Case:
    """Write an act of which the rule-book is asked about the case, not about the person.

    The window acts for the department here, or the applicant's one act stands for each of his items.
    """
    act = act.on(tx, docket)
    stage = docket.standing.stage
    step = docket.workflow.table.get((stage, act.name))
    if step is None:
        raise machine.out_of_order(docket.workflow, docket.standing, act.name)
    ask(docket, step, act)
    return write(tx, docket, step, act)


def ask(docket: Docket, step: Step, act: Act) -> None:
    """Ask a row's guards; what they say names the item that it is about."""
    if act.person.id in recused(docket.standing):
        raise NotAllowed(
            Reason(
                f"您已对本案回避，不能办理其中的“{docket.item.name}”。",
                "行政许可法第五条、第四十八条第一款第（三）项",
                "请由受理窗口的其他人员办理。",
            )
        )
    # What joint handling bars to a department alone is what the window does for it here.
    asked = replace(attempt(docket, act), joint=False)
    if not asked.permits(step):
        name = docket.item.name
        raise Refused(*(replace(one, says=f"“{name}”：{one.says}") for one in asked.reasons))


def filer_of(fact: Entry) -> Person:
    """Give the person who filed something for the whole; his one act stands for each of its items."""
    return Person(fact.by, fact.by_name, frozenset({Role(fact.role)}))
