"""Progress of a case for whoever holds its receipt: stage, dates and why; no names, nothing that was filed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from approval.core import clock
from approval.core.clock import Reading, Run
from approval.core.errors import NotFound, Reason
from approval.core.identifiers import tidy
from approval.core.ledger import Row, ledger
from approval.core.numbering import case_number_holds
from approval.core.vocabulary import INTERNAL
from approval.procedure import casefile
from approval.procedure.delivery import decided_by
from approval.procedure.docket import Docket
from approval.store.records import LICENCE
from web import desk, wording
from web.public import blueprint

LOOKUPS = "20 per minute"
"""How many pairs of number and code one address may try: whoever guesses gets nowhere."""

UNKNOWN = Reason(
    "没有找到与所填办件编号和查询码相符的办件。",
    "",
    "请对照申请材料接收凭证逐位核对；查询码不含数字0、1和字母O、I、L。凭证遗失的，请申请机构登录后查看。",
    "number",
)
BLANK_NUMBER = Reason("请填写办件编号。", "", "办件编号印在申请材料接收凭证上。", "number")
BLANK_CODE = Reason("请填写查询码。", "", "查询码印在申请材料接收凭证上。", "code")
MISTYPED = Reason(
    "办件编号填写有误：应为21位数字，最后一位是校验位，与前面各位不符。",
    "",
    "请对照申请材料接收凭证逐位核对。",
    "number",
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What the public sees of one case."""

    docket: Docket
    stage: str
    run: Run | None
    reading: Reading | None
    due_on: date | None
    limit_says: str
    rows: list[Row]
    status: wording.Status
    facts: list[wording.Fact]
    paper: str


@blueprint.get("/progress")
def progress() -> ResponseReturnValue:
    """Ask for number and code, or show the case that they open."""
    return _answered("public/progress_case.html")


@blueprint.get("/progress/ledger")
def progress_ledger() -> ResponseReturnValue:
    """Show day by day why the date is this one."""
    return _answered("public/progress_ledger.html")


def _answered(template: str) -> ResponseReturnValue:
    """Show a case under its number and code, or ask for them again."""
    number, code = tidy(request.args.get("number", "")), tidy(request.args.get("code", ""))
    if not request.args:
        return _asked("", "", [])
    reasons = _faults(number, code)
    if reasons:
        return _asked(number, code, reasons), 422
    limiter = cast("Limiter", next(iter(current_app.extensions["limiter"])))
    with limiter.limit(LOOKUPS):
        try:
            docket = casefile.follow(desk.office(), number, code)
        except NotFound:
            # One answer for a wrong number and for a wrong code, so that neither can be found out alone.
            return _asked(number, code, [UNKNOWN]), 404
    if docket.case.workflow in INTERNAL:
        # What becomes of a licence stands on its own page; an order is not the public's to read.
        if docket.case.workflow == LICENCE:
            return redirect(url_for("public.licence", number=number))
        return _asked(number, code, [UNKNOWN]), 404
    seen = _progress(docket)
    return render_template(
        template if seen.run else "public/progress_case.html",
        seen=seen,
        number=number,
        code=code,
        names={"due": wording.DUE, "limit": wording.LIMITS, "start": wording.STARTS},
    )


def _faults(number: str, code: str) -> list[Reason]:
    """Say what cannot be looked up; nothing of it depends on which cases there are."""
    if number and not case_number_holds(number):
        return [MISTYPED]
    return [reason for value, reason in ((number, BLANK_NUMBER), (code, BLANK_CODE)) if not value]


def _asked(number: str, code: str, reasons: list[Reason]) -> str:
    """Ask for number and code, with what was typed."""
    return render_template("public/progress.html", number=number, code=code, reasons=reasons)


def _progress(docket: Docket) -> Progress:
    """Read a case for the public."""
    standing, calendar = docket.standing, docket.calendar
    current = standing.awaited
    reading = clock.read(calendar, current, docket.on) if current else None
    run = current or standing.runs.get(standing.running)
    return Progress(
        docket,
        wording.stage_zh(docket.workflow, standing),
        run,
        reading,
        clock.due_on(calendar, run) if run else None,
        wording.limit_says(docket.item, run) if run else "",
        ledger(calendar, run, docket.on) if run else [],
        wording.status(docket.workflow, docket.item, standing, reading),
        wording.facts(docket.workflow, docket.case.entries),
        _paper(docket),
    )


def _paper(docket: Docket) -> str:
    """Name the decision or certificate that was served, so that whoever is shown one can compare (码上核验)."""
    fact = decided_by(docket.standing) if "serve" in docket.standing.times else None
    mention = fact.data.get("letter") if fact else None
    if not isinstance(mention, Mapping) or not mention.get("number"):
        return ""
    return f"《{mention.get('title', '')}》{mention['number']}"
