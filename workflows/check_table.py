"""What a workflow table and an item must hold before any case runs: names that exist, letters, bases, limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from approval.core import clock
from approval.core.clock import Run
from approval.core.decision import letter_of
from approval.core.item import Item
from approval.core.limit import Limits
from approval.core.machine import Stage, Step, Workflow
from approval.core.vocabulary import Role
from approval.letters.kinds import KINDS
from workflows.check_properties import ENDINGS, Breach, clock_zh
from workflows.check_state import calendars
from workflows.guide import CLOCKS

WAITS = frozenset({"", "applicant", "authority", "holder", "supervisor"})
"""For whom a stage can wait."""

REFUSALS = frozenset({"refuse", "decline", "refer", "lapse_correction", "terminate", *ENDINGS})
"""The acts that turn an application down, or take back what was given."""

SAYS_WHY = frozenset({"reasons", "ground", "grounds"})
"""The values of a letter that say on what it rests."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A breach that stands in the table itself, and in which of its rows or at which stage, if at one."""

    breach: Breach
    row: int | None = None
    stage: str = ""


def flaws(workflow: Workflow, item: Item) -> Iterator[Flaw]:
    """List what is wrong with a table under an item before any case runs."""
    for stage in workflow.stages:
        yield from (Flaw(breach, stage=stage.id) for breach in _stage(workflow, stage))
    for number, step in enumerate(workflow.steps):
        for breach in (*_names(workflow, step), *_letter(step, item), *_persons(step)):
            yield Flaw(breach, number)
    yield from _doubles(workflow)
    yield from (Flaw(breach) for breach in _limits(workflow, item))


def runs(workflow: Workflow) -> bool:
    """Say whether a case can run at all: every stage and every role that rows name exists."""
    named = {stage for step in workflow.steps for stage in (*step.sources, step.to) if stage}
    roles = {role for step in workflow.steps for role in step.by}
    return named | {workflow.initial} <= set(workflow.by_stage) and roles <= set(Role)


def _stage(workflow: Workflow, stage: Stage) -> Iterator[Breach]:
    """A stage that is not final has an act that leads on, and one by whom it waits for; a final one has none."""
    leading = [step for step in workflow.acts_from(stage.id) if step.to and step.to != stage.id]
    if stage.final and leading:
        yield Breach(1, f"final:{stage.id}", f"“{stage.zh}”是结束环节，却还能“{leading[0].zh}”。")
    if not stage.final and not leading:
        yield Breach(1, f"no_exit:{stage.id}", f"“{stage.zh}”环节没有任何操作可以离开。")
    if stage.waits_for not in WAITS:
        yield Breach(6, f"waits:{stage.id}", f"“{stage.zh}”等待“{stage.waits_for}”，没有这样的一方。")
    if stage.waits_for == "applicant" and not any(Role.OPERATOR in step.by for step in leading):
        yield Breach(2, f"waits:{stage.id}", f"“{stage.zh}”等待申请人，申请人却没有可以办理的操作。")


def _names(workflow: Workflow, step: Step) -> Iterator[Breach]:
    """Every stage, clock and guard that a row names exists."""
    for stage in (*step.sources, step.to):
        if stage and stage not in workflow.by_stage:
            yield Breach(6, f"stage:{stage}", f"“{step.zh}”写了没有的环节“{stage}”。")
    for name in (*step.starts, *step.ends, step.lapse_of):
        if name and name not in workflow.limits and name not in CLOCKS:
            yield Breach(6, f"clock:{name}", f"“{step.zh}”写了没有的期限“{name}”。")
    guards: tuple[object, ...] = step.guards
    missing = [str(guard) for guard in guards if not callable(guard)]
    if missing:
        yield Breach(6, f"guard:{step.act}", f"“{step.zh}”的条件“{'、'.join(missing)}”不存在。")


def _letter(step: Step, item: Item) -> Iterator[Breach]:
    """A row has a letter that exists or says why none, and a legal basis; a refusal's letter says why and what next."""
    if bool(step.letter) == bool(step.no_letter.strip()):
        what = "既写了文书又写了没有文书的理由" if step.letter else "没有文书，也没有说明理由"
        yield Breach(5, f"letter:{step.act}", f"“{step.zh}”{what}。")
    letter = letter_of(step.letter, item.result)
    for name in sorted({step.letter, letter} - {""}):
        if name not in KINDS:
            yield Breach(6, f"letter:{name}", f"“{step.zh}”写了没有的文书“{name}”。")
    if not step.basis.strip():
        yield Breach(5, f"basis:{step.act}", f"“{step.zh}”没有写明依据。")
    kind = KINDS.get(letter)
    if step.act in REFUSALS and kind and not ("remedies" in kind.needs and SAYS_WHY & set(kind.needs)):
        yield Breach(5, f"remedies:{step.act}", f"“{step.zh}”的文书“{kind.zh}”没有理由和救济途径。")
    if step.act in REFUSALS and not step.letter:
        yield Breach(5, f"remedies:{step.act}", f"“{step.zh}”没有写明理由和救济途径的文书。")


def _persons(step: Step) -> Iterator[Breach]:
    """Every role exists; a lapse is the timer's alone."""
    unknown = [str(role) for role in step.by if role not in list(Role)]
    if unknown or not step.by:
        yield Breach(6, f"role:{step.act}", f"“{step.zh}”写了没有的角色“{'、'.join(unknown)}”。")
    if step.lapse_of and step.by != (Role.TIMER,):
        yield Breach(6, f"lapse:{step.act}", f"“{step.zh}”因期限届满发生，只能由系统登记。")


def _doubles(workflow: Workflow) -> Iterator[Flaw]:
    """No act stands twice in one stage, no lapse twice for one clock; acts with a word of their own exist."""
    pairs = [(stage, step.act) for step in workflow.steps for stage in step.sources]
    for stage, act in sorted({pair for pair in pairs if pairs.count(pair) > 1}):
        says = f"“{zh_of(workflow, stage)}”环节的“{workflow.by_act[act].zh}”写了两行。"
        yield Flaw(Breach(6, f"double:{stage}:{act}", says), stage=stage)
    lapses = [step.lapse_of for step in workflow.steps if step.lapse_of]
    for name in sorted({name for name in lapses if lapses.count(name) > 1}):
        yield Flaw(Breach(6, f"double:{name}", f"“{clock_zh(name)}”的期限届满写了两种效果。"))
    for act in sorted(set(workflow.supersedes) - set(workflow.by_act)):
        yield Flaw(Breach(6, f"act:{act}", f"“{act}”写了不能重复办理的说明，但没有这一操作。"))


def zh_of(workflow: Workflow, stage: str) -> str:
    """Give the Chinese name of a stage, or its id where there is no such stage."""
    known = workflow.by_stage.get(stage)
    return known.zh if known else stage


def _limits(workflow: Workflow, item: Item) -> Iterator[Breach]:
    """Every clock that the workflow starts has a limit of the item, promised no longer than the law sets."""
    started = {name for step in workflow.steps for name in step.starts}
    for name in sorted(started & set(workflow.limits) - set(item.limits)):
        yield Breach(6, f"limit:{name}", f"事项没有写明“{clock_zh(name)}”的期限。")
    for name, pair in item.limits.items():
        later = outlasts(pair)
        if later is not None:
            says = f"“{clock_zh(name)}”期限的承诺（{pair.promised.says}）长于法定（{pair.statutory.says}）：自{later}起算的即晚于法定期限届满。"
            yield Breach(6, f"promise:{name}", says)


def outlasts(pair: Limits) -> date | None:
    """Give the first day 0 of a year from which the promise ends after the law's limit, or None."""
    calendar = calendars()[True]
    if pair.promised.unit is pair.statutory.unit and pair.promised.days <= pair.statutory.days:
        return None
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(366)):
        promised, statutory = (Run("", day, limit) for limit in (pair.promised, pair.statutory))
        if clock.due_on(calendar, promised) > clock.due_on(calendar, statutory):
            return day
    return None
