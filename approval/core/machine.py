"""Workflow tables, the fold of a journal through one, and the single way to fire an act.

There is one order of acts. A table says which act leads from which stage to which, who may do it,
which clocks it starts and ends, and on which rule it rests. ``fold`` replays dated facts through a
table; ``fire`` asks the same table, as a ``transitions`` machine, whether a new act is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol, Self

from transitions import Machine, MachineError

from approval.core import clock
from approval.core.clock import Run, Toll
from approval.core.errors import NotAllowed, OutOfOrder, Reason, Refused
from approval.core.item import Item
from approval.core.limit import Limit, Limits
from approval.core.person import Person
from approval.core.rectification import rectified
from approval.core.vocabulary import CLERKS, Role, TollingGround, Unit
from approval.core.workdays import Calendar


class Fact(Protocol):
    """What the fold reads of a journal entry or of a fact typed into ``approval reckon``."""

    @property
    def act(self) -> str:
        """Name the act."""

    @property
    def on(self) -> date:
        """Give the day on which it took effect."""

    @property
    def data(self) -> Mapping[str, object]:
        """Give its plain values."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a workflow; ``final`` ones have no way on, ``waits_for`` names who must act."""

    id: str
    zh: str
    final: bool = False
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a workflow table.

    ``to`` is the next stage, or empty for a fact beside the stage; ``lapse_of`` names the clock whose
    lapse is this act, which then takes effect on that clock's day 0, or with ``at_end`` on the day after
    its last one, and only where every act of ``lapse_needs`` was done; ``guards`` are asked in order.
    ``instead_of`` names the lapse in whose place another case may bring this act about.
    ``letter`` names the kind of letter it causes, or ``no_letter`` says why there is none.
    """

    act: str
    zh: str
    sources: tuple[str, ...]
    to: str
    by: tuple[Role, ...]
    basis: str
    letter: str = ""
    no_letter: str = ""
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    lapse_of: str = ""
    lapse_needs: tuple[str, ...] = ()
    at_end: bool = False
    instead_of: str = ""
    guards: tuple[Guard, ...] = ()

    def lapses_on(self, start: date, last: date) -> date:
        """Give the day on which silence takes effect: day 0 of its clock, or the day after its last one."""
        return last + clock.ONE_DAY if self.at_end else start

    @property
    def decides(self) -> bool:
        """Say whether this row is a decision, which closes every toll still open."""
        return "decision" in self.ends and "delivery" in self.starts


@dataclass(slots=True)
class Standing:
    """Where a case stands: what its facts, and the law's silence, make of it on one day.

    ``runs`` holds each clock's latest run by name; ``running`` is the clock that runs or ran last;
    ``last`` holds the latest fact of each act, ``times`` how often it was done and ``doers`` the ids of
    those who ever did it. ``pending`` are the lapses that the law has brought about and nobody has recorded yet; ``doubtful`` says that a limit has
    lapsed by a provisional calendar only, so that nobody can know yet whether silence has decided.
    """

    stage: str
    received_on: date
    runs: dict[str, Run] = field(default_factory=dict)
    running: str = ""
    last: dict[str, Fact] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    doers: dict[str, frozenset[int]] = field(default_factory=dict)
    accepted_on: date | None = None
    deemed: bool = False
    pending: tuple[Step, ...] = ()
    doubtful: bool = False

    def run(self, name: str) -> Run | None:
        """Give the latest run of a clock, or None where it has not started."""
        return self.runs.get(name)

    def is_running(self, name: str) -> bool:
        """Say whether a clock has started and not ended."""
        run = self.runs.get(name)
        return run is not None and run.ended_on is None

    @property
    def current(self) -> Run | None:
        """Give the clock that runs now, or None."""
        run = self.runs.get(self.running)
        return run if run is not None and run.ended_on is None else None

    @property
    def awaited(self) -> Run | None:
        """Give the clock that the applicant waits for: service of the decision, what he has to put right and
        the check of it before publication, the decision itself before a hearing on its way.
        """
        for name in ("delivery", "decision", "rectification", "follow_up"):
            run = self.runs.get(name)
            if run is not None and run.ended_on is None:
                return run
        return self.current

    def did(self, person: int, *acts: str) -> bool:
        """Say whether somebody ever did one of some acts in this case."""
        return any(person in self.doers.get(act, ()) for act in acts)

    def happened(self, *acts: str) -> bool:
        """Say whether one of some acts was done in this case."""
        return any(act in self.times for act in acts)

    def did_last(self, person: int, act: str) -> bool:
        """Say whether somebody was the last to do an act in this case."""
        fact = self.last.get(act)
        return fact is not None and getattr(fact, "by", None) == person

    def copy(self) -> Standing:
        """Copy what later facts would change."""
        return replace(
            self, runs=dict(self.runs), last=dict(self.last), times=dict(self.times), doers=dict(self.doers)
        )


@dataclass(slots=True)
class Attempt:
    """One act that somebody wants to do now, with all that its guards may ask."""

    act: str
    on: date
    by: Person
    role: Role
    item: Item
    standing: Standing
    calendar: Calendar
    data: Mapping[str, object] = field(default_factory=dict)
    institution: int = 0
    authority: str = ""
    joint: bool = False
    demo: bool = False
    reasons: list[Reason] = field(default_factory=list)
    stage: str = ""

    def permits(self, step: Step) -> bool:
        """Ask the step's guards; keep every reason that bars it."""
        self.reasons.extend(reason for guard in step.guards if (reason := guard(self)))
        return not self.reasons


Guard = Callable[[Attempt], Reason | None]


@dataclass(frozen=True)
class Workflow:
    """A workflow table: stages, rows, and the machine that runs on them.

    ``limits`` are the national limits of its clocks; ``beside_clock`` is the one that tolls and an
    extension change; ``joint`` says that the extension is that of joint handling (行政许可法 42(2)).
    """

    id: str
    zh: str
    initial: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    limits: Mapping[str, Limit]
    accepts_into: str = "under_review"
    supersedes: Mapping[str, str] = field(default_factory=dict)
    beside_clock: str = "decision"
    joint: bool = False

    @cached_property
    def table(self) -> dict[tuple[str, str], Step]:
        """Index the rows by stage and act."""
        return {(source, step.act): step for step in self.steps for source in step.sources}

    @cached_property
    def by_act(self) -> dict[str, Step]:
        """Index one row of each act, for its words and basis."""
        return {step.act: step for step in self.steps}

    @cached_property
    def lapses(self) -> dict[str, Step]:
        """Index the rows that a clock's lapse brings about, by the clock."""
        return {step.lapse_of: step for step in self.steps if step.lapse_of}

    @cached_property
    def by_stage(self) -> dict[str, Stage]:
        """Index the stages by id."""
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def machine(self) -> Machine:
        """Build the one ``transitions`` machine of this table; cases pass through it one by one."""
        machine = Machine(
            model=None,
            states=[stage.id for stage in self.stages],
            initial=self.initial,
            auto_transitions=False,
            model_attribute="stage",
        )
        for step in self.steps:
            machine.add_transition(
                step.act,
                list(step.sources),
                step.to or None,
                conditions=[_asks(step)],
            )
        return machine

    def forestalled_by_silence(self, act: str) -> bool:
        """Say whether an act belongs to a stage that silence ends, and to none after acceptance."""
        silent = {source for step in self.lapses.values() for source in step.sources}
        sources = {source for source, name in self.table if name == act}
        return bool(sources & silent) and self.accepts_into not in sources

    def acts_from(self, stage: str) -> tuple[Step, ...]:
        """List the rows that leave a stage or stand beside it."""
        return tuple(step for step in self.steps if stage in step.sources)


def _asks(step: Step) -> Callable[[Attempt], bool]:
    """Make the condition of a row: a question to its guards, without effects on the case."""
    return lambda attempt: attempt.permits(step)


@dataclass(frozen=True, slots=True)
class Limiting:
    """The limits that one fold counts with: clock name to limit."""

    limits: Mapping[str, Limit]

    @classmethod
    def promised(cls, limits: Mapping[str, Limits]) -> Self:
        """Count with what the authority promised."""
        return cls({name: pair.promised for name, pair in limits.items()})

    @classmethod
    def statutory(cls, limits: Mapping[str, Limits]) -> Self:
        """Count with what the law sets."""
        return cls({name: pair.statutory for name, pair in limits.items()})


def fold(
    workflow: Workflow,
    facts: Sequence[Fact],
    limits: Mapping[str, Limit],
    calendar: Calendar,
    as_of: date,
    *,
    statutory: Mapping[str, Limit] | None = None,
) -> Standing:
    """Replay recorded facts and say where the case stands on a day.

    Recorded facts are what happened, as rectifications have put them right, and are not judged again; only
    the silence after the last of them is found here and listed in ``pending`` until the timer records it.
    Where a promise is shorter than
    the law, silence decides by the ``statutory`` limit alone: no promise can deem a case accepted
    (行政许可法 32(1)(4)). Raises OutOfOrder for a fact that the table does not know in its stage.
    """
    silent = {**limits, **(statutory or {})}
    first, *rest = rectified(facts)
    standing = opened(workflow, first, limits)
    for fact in rest:
        step = workflow.table.get((standing.stage, fact.act))
        if step is None:
            raise out_of_order(workflow, standing, fact.act)
        if not happened(step, fact, as_of):
            break
        apply(workflow, standing, step, fact, limits)
    for _once in workflow.lapses:
        run_out = silent_since(workflow, standing, calendar, as_of, silent)
        if run_out is None:
            break
        run, last = run_out
        standing.doubtful = run.provisional(calendar, last)
        if standing.doubtful:
            break
        deem(workflow, standing, limits, run, last)
    follow(standing, calendar)
    return standing


def follow(standing: Standing, calendar: Calendar) -> None:
    """Let the light of a case follow the running clock whose last day comes first: so every late one is seen."""
    running = [run for run in standing.runs.values() if run.ended_on is None]
    if len(running) > 1:
        standing.running = min(running, key=lambda run: clock.due_on(calendar, run)).name


def recorded(workflow: Workflow, facts: Sequence[Fact], limits: Mapping[str, Limit]) -> Standing:
    """Replay recorded facts only, without the silence after the last of them."""
    first, *rest = rectified(facts)
    standing = opened(workflow, first, limits)
    for fact in rest:
        apply(workflow, standing, workflow.table[standing.stage, fact.act], fact, limits)
    return standing


def happened(step: Step, fact: Fact, as_of: date) -> bool:
    """Say whether a recorded fact had happened by a day; silence happens when its limit has run out.

    That is the last day as it was recorded: a notice loaded later rewrites no silence, a person does.
    """
    if not step.lapse_of:
        return fact.on <= as_of
    return as_of > date.fromisoformat(str(fact.data["lapsed_on"]))


def opened(workflow: Workflow, first: Fact, limits: Mapping[str, Limit]) -> Standing:
    """Open the standing of a case with its first fact, the submission."""
    standing = Standing(workflow.initial, first.on)
    step = workflow.table[workflow.initial, first.act]
    apply(workflow, standing, step, first, limits)
    return standing


def apply(
    workflow: Workflow, standing: Standing, step: Step, fact: Fact, limits: Mapping[str, Limit]
) -> None:
    """Let one fact change where the case stands."""
    effective = fact.on
    runs = standing.runs
    ended_on = fact.on
    if step.lapse_of:
        # Silence takes effect on day 0, but the clock ran to the day on which the limit ran out.
        ended_on = date.fromisoformat(str(fact.data["lapsed_on"]))
    for name in step.ends:
        run = runs.get(name)
        if run is not None and run.ended_on is None:
            runs[name] = clock.ended(run, ended_on, closes_tolls=step.decides)
    for name in step.starts:
        run = started(name, fact, limits)
        if run is None:
            continue
        runs[name] = run
        standing.running = name
    standing.running = _running(standing)
    if step.to == workflow.accepts_into and standing.accepted_on is None:
        standing.accepted_on = effective
        standing.deemed = bool(step.lapse_of)
    beside = BESIDE.get(step.act)
    if beside is not None:
        runs[workflow.beside_clock] = beside(runs[workflow.beside_clock], fact)
    if step.to:
        standing.stage = step.to
    standing.last[step.act] = fact
    standing.times[step.act] = standing.times.get(step.act, 0) + 1
    doer = getattr(fact, "by", None)
    if doer is not None:
        standing.doers[step.act] = standing.doers.get(step.act, frozenset()) | {doer}


def started(name: str, fact: Fact, limits: Mapping[str, Limit]) -> Run | None:
    """Start a clock with a fact: until the last day that the fact names, or by its limit; None without either."""
    until = fact.data.get(f"{name}_until")
    if until:
        return Run(name, fact.on, clock.FIXED, until=date.fromisoformat(str(until)))
    return Run(name, fact.on, limits[name]) if name in limits else None


def _running(standing: Standing) -> str:
    """Name a clock that runs; where several do, ``follow`` chooses, which knows the calendar."""
    if standing.current is not None:
        return standing.running
    return next((name for name, run in standing.runs.items() if run.ended_on is None), standing.running)


@dataclass(frozen=True, slots=True)
class Silence:
    """The fact that a limit ran out with no act, as the law has it."""

    act: str
    on: date
    data: Mapping[str, object] = field(default_factory=dict)


def silent_since(
    workflow: Workflow, standing: Standing, calendar: Calendar, as_of: date, silent: Mapping[str, Limit]
) -> tuple[Run, date] | None:
    """Give the clock whose lapse before ``as_of`` is an act by itself, with its due date; the first of several."""
    found: tuple[Run, date] | None = None
    for run in standing.runs.values():
        step = workflow.lapses.get(run.name)
        if run.ended_on is not None or step is None:
            continue
        if not all(_lets_lapse(standing, act) for act in step.lapse_needs):
            continue
        due = clock.due_on(calendar, run.counted_by(silent.get(run.name, run.limit)))
        if as_of > due and (found is None or due < found[1]):
            found = run, due
    return found


def _lets_lapse(standing: Standing, act: str) -> bool:
    """Say whether an act that a lapse needs was done, and in time: a reminder that came too late ends nothing."""
    fact = standing.last.get(act)
    return fact is not None and fact.data.get("lapses") is not False


def deem(
    workflow: Workflow, standing: Standing, limits: Mapping[str, Limit], run: Run, lapsed_on: date
) -> None:
    """Let silence have its effect, on the day that the law names for it (行政许可法 32(1)(4))."""
    step = workflow.lapses[run.name]
    on = step.lapses_on(run.start, lapsed_on)
    apply(workflow, standing, step, Silence(step.act, on, {"lapsed_on": lapsed_on.isoformat()}), limits)
    standing.pending = (*standing.pending, step)


def lapse(
    workflow: Workflow, standing: Standing, limits: Mapping[str, Limit], calendar: Calendar, as_of: date
) -> None:
    """Find the silence that has taken effect before ``as_of``, and let it."""
    for _once in workflow.lapses:
        run_out = silent_since(workflow, standing, calendar, as_of, limits)
        if run_out is None:
            return
        deem(workflow, standing, limits, *run_out)


GROUNDS: Mapping[object, TollingGround] = {ground.value: ground for ground in TollingGround}
UNITS: Mapping[object, Unit] = {unit.value: unit for unit in Unit}


def _toll(run: Run, fact: Fact) -> Run:
    """Read a toll from its fact."""
    data = fact.data
    toll = Toll(
        GROUNDS[data["ground"]],
        fact.on,
        int(str(data["days"])),
        UNITS[data.get("unit") or "working"],
        letter=_letter_number(data.get("letter")),
    )
    return clock.with_toll(run, toll)


def _letter_number(mention: object) -> str:
    """Read the number of the letter that a fact mentions, or an empty string."""
    return str(mention.get("number") or "") if isinstance(mention, Mapping) else ""


def _resume(run: Run, fact: Fact) -> Run:
    """Read a result's arrival from its fact."""
    return clock.with_result(run, GROUNDS[fact.data["ground"]], fact.on)


def _extend(run: Run, fact: Fact) -> Run:
    """Read an extension from its fact."""
    return clock.with_extension(run, int(str(fact.data["days"])))


BESIDE: Mapping[str, Callable[[Run, Fact], Run]] = {"toll": _toll, "resume": _resume, "extend": _extend}
"""The three facts that change how the decision clock counts."""


def fire(workflow: Workflow, attempt: Attempt) -> Step:
    """Ask whether an act is allowed now; give its row, and change nothing.

    Raises NotAllowed for a wrong role, institution or authority, OutOfOrder where the stage has no such
    act, Refused with every reason of the guards otherwise. The stage that ``transitions`` sets stands on
    the attempt, which is thrown away; what is kept is the fact.
    """
    stage = attempt.standing.stage
    step = workflow.table.get((stage, attempt.act))
    known = workflow.by_act.get(attempt.act)
    if known is None:
        raise OutOfOrder(Reason(f"没有“{attempt.act}”这一操作。", workflow.zh))
    check_person(step or known, attempt)
    attempt.stage, attempt.reasons = stage, []
    try:
        allowed = workflow.machine.events[attempt.act].trigger(attempt, attempt)
    except MachineError:
        raise out_of_order(workflow, attempt.standing, attempt.act) from None
    if not allowed or step is None:
        raise Refused(*attempt.reasons)
    return step


def check_person(step: Step, attempt: Attempt) -> None:
    """Refuse a person whose role, institution or authority does not allow the act."""
    person = attempt.by
    if person.id in attempt.standing.doers.get("recuse", frozenset()):
        raise NotAllowed(
            Reason(
                "您已对本案回避，不能再办理本案。",
                "行政许可法第五条、第四十八条第一款第（三）项",
                "请由本案改派的人员办理。",
            )
        )
    if attempt.role not in step.by or attempt.role not in person.roles:
        allowed = "、".join(role.zh for role in step.by)
        raise NotAllowed(
            Reason(
                f"“{step.zh}”只能由{allowed}办理，您的角色不能办理。", step.basis, "请交由有权的人员办理。"
            )
        )
    if attempt.role in CLERKS and person.authority != attempt.authority:
        raise NotAllowed(
            Reason("本案不属于您所在机关办理。", "行政许可法第二十二条", "请交由受理本案的机关办理。")
        )
    if attempt.role is Role.OPERATOR and attempt.institution not in person.institutions:
        raise NotAllowed(
            Reason(
                "本案不是您所在机构的申请，您无权查看或办理。", "行政许可法第二十九条", "请核对登录的账号。"
            )
        )


def out_of_order(workflow: Workflow, standing: Standing, act: str) -> OutOfOrder:
    """Say why an act cannot be done in this stage, and what can."""
    step = workflow.by_act.get(act)
    name, basis = (step.zh, step.basis) if step else (act, workflow.zh)
    done_before = workflow.supersedes.get(act) if act in standing.times else None
    if not done_before and standing.deemed and workflow.forestalled_by_silence(act):
        return OutOfOrder(silence_reason(standing, name))
    stage = workflow.by_stage[standing.stage]
    possible = "、".join(
        dict.fromkeys(
            s.zh for s in workflow.acts_from(standing.stage) if (s.to or s.letter) and s.by != (Role.TIMER,)
        )
    )
    remedy = f"现在可以办理：{possible}。" if possible and not stage.final else "本案已经结束，不能再办理。"
    says = done_before or f"本案处于“{stage.zh}”环节，不能办理“{name}”。"
    return OutOfOrder(Reason(says, basis, remedy))


def silence_reason(standing: Standing, name: str) -> Reason:
    """Say that the law has accepted the case before the act came."""
    if "supplement" in standing.times:
        omitted, paragraph = "补正后的审查期限内没有作出处理", "（五）项"
    else:
        omitted, paragraph = "期限内没有告知", "（四）项"
    return Reason(
        f"{omitted}，本案已依法自{standing.accepted_on}起视为受理，不能再办理“{name}”。",
        f"行政许可法第三十二条第一款第{paragraph}",
        "请按已受理的案件继续审查。",
    )


def replay(
    workflow: Workflow,
    facts: Iterable[Fact],
    limits: Mapping[str, Limit],
    calendar: Calendar,
    as_of: date,
    *,
    joint: bool = False,
) -> Standing:
    """Fold a history that somebody asks about, judging each fact and finding silence between them.

    Facts after ``as_of`` must be possible but change nothing in the answer. Raises OutOfOrder or
    Refused, naming the rule, for the first fact that the rules do not allow.
    """
    standing: Standing | None = None
    answer: Standing | None = None
    for fact in facts:
        if standing is None:
            standing = opened(workflow, fact, limits)
            continue
        if answer is None and fact.on > as_of:
            answer = standing.copy()
            lapse(workflow, answer, limits, calendar, as_of)
        lapse(workflow, standing, limits, calendar, fact.on)
        step = workflow.table.get((standing.stage, fact.act))
        if step is None:
            raise out_of_order(workflow, standing, fact.act)
        judge(workflow, standing, step, fact, calendar, joint=joint or workflow.joint)
        apply(workflow, standing, step, fact, limits)
    if standing is None:
        raise ValueError("a history has a first fact")
    if answer is None:
        lapse(workflow, standing, limits, calendar, as_of)
        answer = standing
    return answer


def judge(
    workflow: Workflow, standing: Standing, step: Step, fact: Fact, calendar: Calendar, *, joint: bool
) -> None:
    """Refuse a toll, result or extension that the clock does not allow."""
    if step.act not in BESIDE:
        return
    run = standing.runs[workflow.beside_clock]
    fault = beside_fault(run, step.act, fact.on, fact.data, calendar, joint=joint)
    if fault:
        raise Refused(fault)


def beside_fault(
    run: Run, act: str, on: date, data: Mapping[str, object], calendar: Calendar, *, joint: bool
) -> Reason | None:
    """Say why a toll, result or extension cannot change the decision clock, or None."""
    if act == "extend":
        return clock.extension_fault(calendar, run, on, _days(data), joint=joint)
    ground = GROUNDS.get(data.get("ground"))
    if ground is None or data.get("unit", Unit.WORKING) not in UNITS:
        return Reason(
            "这不是法律列明的特别程序，或者时间单位不对，不能扣除办理时间。",
            "行政许可法第四十五条",
            f"特别程序只有{'、'.join(listed.zh for listed in TollingGround)}；时间单位为工作日或者日。",
            "ground",
        )
    if act == "toll":
        return clock.toll_fault(run, ground, _days(data))
    return clock.resume_fault(run, ground)


def _days(data: Mapping[str, object]) -> int:
    """Read a number of days that somebody proposes; what is no whole number is none."""
    days = data.get("days")
    return days if isinstance(days, int) and not isinstance(days, bool) else 0
