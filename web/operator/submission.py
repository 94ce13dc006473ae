"""Filing: the declaration, the check of everything, the consequence of sending it as it is, and the receipt."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.clock import Run
from approval.core.errors import Reason, Refused
from approval.procedure import casefile, submission
from forms.application import said
from forms.submission import CONSENT, TRUTHFUL, DeclarationForm
from web import desk, wording
from web.errors import status_of
from web.operator import blueprint
from web.operator.sheet import Sheet, keep, look, take


@blueprint.get("/drafts/<int:draft>/declaration")
def declaration(draft: int) -> ResponseReturnValue:
    """Ask for the declaration of truth and for the way of service."""
    sheet = look(draft)
    consent = {True: "yes", False: "no"}.get(sheet.values.get(CONSENT))  # type: ignore[call-overload]
    form = DeclarationForm(formdata=None, truthful=sheet.values.get(TRUTHFUL) is True, consent=consent)
    return render_template("operator/declaration.html", sheet=sheet, form=form)


@blueprint.post("/drafts/<int:draft>/declaration")
def declare(draft: int) -> ResponseReturnValue:
    """Keep what was declared."""
    form = DeclarationForm()
    whole = form.judge()
    with desk.office().store.begin() as tx:
        sheet = take(tx, draft)
        keep(tx, sheet.draft, form.answers())
    if not whole:
        return render_template("operator/declaration.html", sheet=sheet, form=form), 422
    return redirect(url_for("operator.check", draft=draft))


@blueprint.get("/drafts/<int:draft>/check")
def check(draft: int) -> ResponseReturnValue:
    """Show everything as it would be filed, and what the clerk's own check would find missing."""
    return _page(look(draft))


@blueprint.post("/drafts/<int:draft>/check")
def submit(draft: int) -> ResponseReturnValue:
    """File the application."""
    office, version = desk.office(), request.form.get("version", "")
    # What is gone, somebody else's or the answer to a notice is refused here.
    look(draft)
    try:
        case = submission.submit(office, desk.person(), draft, desk.number(version))
    except Refused as refused:
        return _page(look(draft), refused.reasons), status_of(refused)[0]
    return redirect(url_for("operator.submitted", number=case.number))


@blueprint.get("/cases/<number>/submitted")
def submitted(number: str) -> ResponseReturnValue:
    """Confirm the filing: number, code, by when it is answered, and the receipt."""
    file = casefile.open_file(desk.office(), desk.person(), number)
    receipt = next((letter for letter in file.letters if letter.kind in RECEIPTS), None)
    status = wording.status(file.workflow, file.item, file.standing, file.reading)
    return render_template("operator/submitted.html", file=file, receipt=receipt, status=status)


RECEIPTS = frozenset({"receipt", "commitment_notice", "joint_receipt"})
"""The letters by which a submission is answered at once."""


def _page(sheet: Sheet, reasons: Sequence[Reason] = ()) -> str:
    """Show the check of everything."""
    return render_template(
        "operator/check.html",
        sheet=sheet,
        reasons=reasons,
        said=said,
        answer_by=answer_by(sheet),
        record_by=record_by(sheet),
        incomplete=INCOMPLETE.get(sheet.item.workflow, ""),
        consent=CONSENT,
    )


INCOMPLETE = {
    "filing": "现在就提交，机关会发一次性告知书要求补正，材料补齐以后才开始计算办理备案的期限。不禁止现在提交，但补齐了再提交更快。",
    "commitment": "缺少的材料提交以后不能再补交，承诺的内容却要全部符合。建议补齐了再提交。",
    "exempt": "不齐全也可以提交，机关只答复该事项是否需要取得许可。",
}
"""What sending it incomplete brings about, where it is not an application for a licence."""


def answer_by(sheet: Sheet) -> clock.Reading | None:
    """Read by when an application filed today would be answered; None where the answer is the notice of a commitment."""
    for name in ("completeness", "answer"):
        if (pair := sheet.item.limits.get(name)) and sheet.item.workflow != "commitment":
            return _read(sheet, Run(name, desk.office().today, pair.promised))
    return None


def record_by(sheet: Sheet) -> clock.Reading | None:
    """Read by when a whole filing of today would be recorded; None for what is no filing."""
    pair = sheet.item.limits.get("recording")
    if pair is None or sheet.item.workflow != "filing":
        return None
    return _read(sheet, Run("recording", desk.office().today, pair.promised))


def _read(sheet: Sheet, run: Run) -> clock.Reading:
    """Read a clock that would start today."""
    office = desk.office()
    return clock.read(office.calendar(sheet.item.division), run, office.today)
