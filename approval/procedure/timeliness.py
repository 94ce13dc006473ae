"""Whether limits were kept: each clock of a case measured by the promise and by the law, and who had it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from approval.core import clock
from approval.core.clock import Reading, Run, Toll
from approval.core.errors import NotAllowed, Reason
from approval.core.limit import Limits
from approval.core.machine import Standing, Workflow
from approval.core.person import Person
from approval.core.vocabulary import CLERKS, Light, Role
from approval.core.workdays import Calendar
from approval.procedure.docket import Docket


@dataclass(frozen=True, slots=True)
class Measured:
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
    def owed(self) -> bool:
        """Say whether the organ has to keep this limit; the applicant's own it cannot break."""
        return self.run.name not in APPLICANTS_OWN

    @property
    def promise_broken(self) -> bool:
        """Say whether the promised date passed."""
        return self.silent or (self.owed and self.promised.light is Light.RED)

    @property
    def law_broken(self) -> bool:
        """Say whether the date of the law passed, which is the graver fact."""
        return self.silent or (self.owed and self.statutory.light is Light.RED)


APPLICANTS_OWN = frozenset({"correction", "rectification", "hearing_request"})
"""The clocks within which the applicant acts: to correct, to put right, to ask for a hearing."""


@dataclass(frozen=True, slots=True)
class OpenToll:
    """A special procedure whose result has not come in; ``spent`` says that its named days are used up."""

    toll: Toll
    last_day: date
    spent: bool


def supervises(person: Person) -> None:
    """Refuse whoever is no supervisor."""
    if Role.SUPERVISOR not in person.roles:
        raise NotAllowed(
            Reason("时限监督只供监督人员查看。", "行政许可法第六十条", "请换用监督人员的账号登录。")
        )


def open_tolls(calendar: Calendar, run: Run | None, on: date) -> list[OpenToll]:
    """List the special procedures of a running clock whose result has not come in."""
    if run is None:
        return []
    still_out = [toll for toll in run.tolls if toll.resumed_on is None]
    ends = [toll.last_named_day(calendar) for toll in still_out]
    return [OpenToll(toll, end, on > end) for toll, end in zip(still_out, ends, strict=True)]


def clocks(docket: Docket, standing: Standing) -> list[Measured]:
    """Measure each clock that has started, in the order in which they started."""
    lapsed = _lapsed(standing)
    runs = sorted(standing.runs.values(), key=lambda run: (run.start, CLOCKS.index(run.name)))
    return [_measured(docket, run, silent=run.name == lapsed) for run in runs]


CLOCKS = (
    "completeness", "correction", "supplement_check", "recording", "answer", "joint", "decision", "hearing_request",
    "hearing", "delivery", "publication", "follow_up", "rectification", "validity", "verification", "order",
)  # fmt: skip
"""The clocks in the order of the law."""


def _lapsed(standing: Standing) -> str:
    """Name the clock that ran out in silence, if one did."""
    if not standing.deemed:
        return ""
    return "supplement_check" if "supplement" in standing.times else "completeness"


def _measured(docket: Docket, run: Run, *, silent: bool) -> Measured:
    """Measure one clock by both limits, on the day it ended or today."""
    on = docket.on if run.ended_on is None else min(docket.on, run.ended_on)
    calendar = docket.calendar
    return Measured(
        run,
        docket.item.limits.get(run.name) or Limits.same(run.limit),
        clock.read(calendar, run, on),
        clock.read(calendar, docket.statutory(run), on),
        silent,
    )


def responsible(workflow: Workflow, stage: str) -> str:
    """Name the role that a case waits for in a stage: whose acts lead out of it."""
    if workflow.by_stage[stage].waits_for == "applicant":
        return "申请人"
    # A termination may come in any stage; nobody waits for it.
    leading = [s for s in workflow.acts_from(stage) if s.to not in ("", stage) and s.act != "terminate"]
    roles = {role for step in leading for role in step.by if role in CLERKS}
    return "、".join(role.zh for role in Role if role in roles)
