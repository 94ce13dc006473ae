"""Why this day: the ledger of each clock of a case, by the promised limit, the law's, or as courts may count."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.clock import Run
from approval.core.errors import NotFound, Reason
from approval.core.ledger import Row
from approval.core.ledger import ledger as rows_of
from approval.core.limit import Limits
from web.clerk import blueprint
from web.clerk.opened import Opened, open_case
from web.clocks import CLOCKS as NAMES

CLOCKS: Mapping[str, str] = {**NAMES, "decision": "办理"}
"""What clerks call the clocks of a case."""

LIMITS: Mapping[str, str] = {"promised": "承诺期限", "statutory": "法定期限", "cautious": "审慎日期"}


@blueprint.get("/cases/<number>/ledger")
def ledger(number: str) -> ResponseReturnValue:
    """Show the ledger of one clock by one of its limits."""
    opened = open_case(number)
    runs = opened.docket.standing.runs
    name = request.args.get("clock", "")
    run = runs.get(name) or runs.get(opened.docket.standing.running)
    if run is None:
        raise NotFound(Reason("本案还没有开始计算期限。", "", "请回到办件页查看现在可以办理什么。"))
    kind = request.args.get("limit", "promised")
    kind = kind if kind in limits(opened, run) else "promised"
    counted = _counted(opened, kind)(run)
    calendar, on = opened.docket.calendar, opened.file.on
    read_on = on if run.ended_on is None else min(on, run.ended_on)
    return render_template(
        "clerk/ledger.html",
        opened=opened,
        file=opened.file,
        case=opened.file.case,
        run=counted,
        kind=kind,
        reading=clock.read(calendar, counted, read_on),
        rows=_rows(opened, counted, kind),
        basis=opened.file.item.cite(counted.limit.basis),
        clocks={name: CLOCKS.get(name, name) for name in runs},
        limits=limits(opened, run),
        clock_zh=CLOCKS.get(run.name, run.name),
        running_zh=CLOCKS.get(opened.docket.standing.running, ""),
    )


def _rows(opened: Opened, run: Run, kind: str) -> list[Row]:
    """List the days; the cautious count begins with another event than acceptance."""
    first, *rest = rows_of(opened.docket.calendar, run, opened.file.on)
    if kind == "cautious":
        first = first._replace(says="完整的申请材料进入系统当日，不计入")
    return [first, *rest]


def limits(opened: Opened, run: Run) -> dict[str, str]:
    """List the limits by which a clock can be read; one that says the same as the promise is left out."""
    pair = opened.file.item.limits.get(run.name)
    shown = {"promised": LIMITS["promised"]}
    if pair is None or _same(pair):
        shown["promised"] = LIMITS["statutory"]
    else:
        shown["statutory"] = LIMITS["statutory"]
    if run.name == "decision" and opened.docket.cautious(run):
        shown["cautious"] = LIMITS["cautious"]
    return shown


def _same(pair: Limits) -> bool:
    """Say whether the promise is the law's own limit."""
    promised, statutory = pair.promised, pair.statutory
    return (promised.days, promised.unit) == (statutory.days, statutory.unit)


def _counted(opened: Opened, kind: str) -> Callable[[Run], Run]:
    """Give how a run is read by one of its limits."""
    ways: Mapping[str, Callable[[Run], Run]] = {
        "promised": lambda run: run,
        "statutory": opened.docket.statutory,
        "cautious": lambda run: opened.docket.cautious(run) or run,
    }
    return ways[kind]
