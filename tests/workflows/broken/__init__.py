"""Tables that are wrong on purpose: W1 with one small change each, and the shortest path that shows it.

Each module holds ``WORKFLOW``, ``RULE`` (the property's number and the fault's id), ``PATH`` (day, who and act
of each step) and, where the fault lies there, its own ``ITEM``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from approval.core.item import Item, SpecialProcedure
from approval.core.limit import Limits
from approval.core.machine import Step, Workflow
from workflows.check_cast import specimen
from workflows.licence import LICENCE

TRUNK = frozenset(
    {
        "submit", "notify_deficiency", "supplement", "add_to_supplement", "decline", "accept", "deem_accepted", "toll",
        "resume", "extend", "propose", "return_to_review", "grant", "refuse", "publish", "serve", "close", "withdraw",
        "move_date",
    }
)  # fmt: skip
"""The acts that bring a case from its submission to its end."""

W1: Workflow = replace(LICENCE, steps=tuple(step for step in LICENCE.steps if step.act in TRUNK))
"""W1 without what stands beside the way of a case: a fault is found there as surely, and in a tenth of the time."""

W1 = replace(
    W1, stages=tuple(stage for stage in LICENCE.stages if stage.id not in ("referred", "terminated"))
)

PLAIN: Item = replace(
    specimen(LICENCE),
    special_procedures=(),
    limits={name: Limits.same(limit) for name, limit in LICENCE.limits.items() if name != "correction"},
)
"""An item with nothing that a fault does not need, so that its search is short."""

TOLLING: Item = replace(
    PLAIN, special_procedures=(SpecialProcedure("expert_review", "专家评审", ("rule",), 5),)
)


def row(act: str, source: str = "") -> Step:
    """Find a row of W1 by its act and, where an act has several, a stage."""
    return next(step for step in LICENCE.steps if step.act == act and source in ("", *step.sources))


def beside(*acts: str) -> tuple[Step, ...]:
    """Find the rows of W1 that stand beside the way of a case."""
    return tuple(step for step in LICENCE.steps if step.act in acts)


def changed(act: str, source: str = "", /, **changes: Any) -> Workflow:
    """Give W1 with one row changed."""
    old = row(act, source)
    return with_steps(replace(old, **changes) if step is old else step for step in W1.steps)


def without(chosen: Callable[[Step], bool]) -> Workflow:
    """Give W1 without some rows."""
    return with_steps(step for step in W1.steps if not chosen(step))


def added(act: str, source: str = "", /, **changes: Any) -> Workflow:
    """Give W1 with one row more: an old one, with changes."""
    return with_steps((*W1.steps, replace(row(act, source), **changes)))


def with_steps(steps: Any) -> Workflow:
    """Give W1 with other rows."""
    return replace(W1, steps=tuple(steps))


def unguarded(act: str, *names: str, source: str = "") -> Workflow:
    """Give W1 without some guards of one row."""
    kept = tuple(guard for guard in row(act, source).guards if guard.__name__ not in names)
    return changed(act, source, guards=kept)
