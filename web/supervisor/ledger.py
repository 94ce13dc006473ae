"""Why this day: the ledger of each clock of a case, by the promised limit, the law's, or as courts may count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.clock import Run
from approval.core.errors import NotFound, Reason
from approval.core.ledger import ledger as rows_of
from approval.procedure.audit import Audit
from approval.procedure.timeliness import Measured
from web.supervisor import blueprint
from web.supervisor.case import around, opened

PROMISED, STATUTORY, CAUTIOUS = "promised", "statutory", "cautious"
LIMITS: Mapping[str, str] = {PROMISED: "承诺期限", STATUTORY: "法定期限", CAUTIOUS: "审慎日期"}


@blueprint.get("/case/<number>/ledger")
def ledger(number: str) -> ResponseReturnValue:
    """Show the ledger of one clock by one of its limits, today or as of a past day."""
    audit = opened(number, past=True)
    one = chosen(audit, request.args.get("clock", ""))
    possible = limits(audit, one)
    kind = request.args.get("limit", PROMISED)
    kind = kind if kind in possible else PROMISED
    run = counted(audit, one, kind)
    return render_template(
        "supervisor/ledger.html",
        **around(audit),
        one=one,
        kind=kind,
        limits=possible,
        run=run,
        reading=clock.read(audit.docket.calendar, run, read_on(run, audit.on)),
        basis=audit.docket.item.cite(run.limit.basis),
        rows=rows_of(audit.docket.calendar, run, audit.on),
    )


def chosen(audit: Audit, name: str) -> Measured:
    """Give the clock that the address names, else the running or last one; raises NotFound for one not started."""
    one = audit.clock(name) if name else audit.current
    if one is None:
        raise NotFound(Reason("这个期限还没有开始计算。", "", "请从本案的期限表中选择。"))
    return one


def limits(audit: Audit, one: Measured) -> dict[str, str]:
    """List the limits by which a clock can be read; one that says the same as the promise is left out."""
    names = {PROMISED: LIMITS[PROMISED], STATUTORY: LIMITS[STATUTORY]}
    if one.limits.promised.says == one.limits.statutory.says:
        names = {PROMISED: "法定期限"}
    if one.run.name == "decision" and audit.cautious:
        names[CAUTIOUS] = LIMITS[CAUTIOUS]
    return names


def counted(audit: Audit, one: Measured, kind: str) -> Run:
    """Give a clock as one of its limits counts it."""
    if kind == STATUTORY:
        return audit.docket.statutory(one.run)
    return audit.cautious if kind == CAUTIOUS and audit.cautious else one.run


def read_on(run: Run, on: date) -> date:
    """Give the day to read a clock on: the day it ended, where it has."""
    return on if run.ended_on is None else min(on, run.ended_on)
