"""Withdrawing an application: the consequence and the letter first, then the act (行政许可法 7)."""

from __future__ import annotations

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import OutOfOrder, Reason, Refused
from approval.procedure import closing, preview
from approval.procedure.casefile import CaseFile
from forms.withdrawal import WithdrawalForm
from web import desk
from web.errors import status_of
from web.operator import blueprint
from web.operator.case import opened


@blueprint.get("/cases/<number>/withdraw")
def withdraw(number: str) -> ResponseReturnValue:
    """Ask why, and say what withdrawing brings about."""
    file = _withdrawable(number)
    form = WithdrawalForm(formdata=None, reasons=request.args.get("reasons", ""), version=file.case.version)
    return render_template("operator/withdraw.html", file=file, form=form)


@blueprint.post("/cases/<number>/withdraw")
def withdraw_now(number: str) -> ResponseReturnValue:
    """Show the letter as it will be issued; the second press withdraws."""
    form = WithdrawalForm()
    file = _withdrawable(number)
    if not form.judge():
        return render_template("operator/withdraw.html", file=file, form=form), 422
    if "confirm" not in request.form:
        return _check(file, form, _letter(file, form))
    version = desk.number(form.version.data or "")
    try:
        closing.withdraw(
            desk.office(),
            desk.person(),
            number,
            file.case.version if version is None else version,
            reasons=_reasons(form),
        )
    except Refused as refused:
        again = opened(number)
        form.version.data = str(again.case.version)
        words = _letter(again, form) if again.can("withdraw") else {}
        return _check(again, form, words, refused.reasons), status_of(refused)[0]
    return redirect(url_for("operator.withdrawn", number=number))


@blueprint.get("/cases/<number>/withdrawn")
def withdrawn(number: str) -> ResponseReturnValue:
    """Confirm a withdrawal."""
    file = opened(number)
    letter = next((one for one in file.letters if one.kind == "withdrawal"), None)
    if letter is None:
        return redirect(url_for("operator.case", number=number))
    return render_template("operator/withdrawn.html", file=file, letter=letter)


def _withdrawable(number: str) -> CaseFile:
    """Open a case that can be withdrawn now; raises OutOfOrder where it cannot."""
    file = opened(number)
    if not file.can("withdraw"):
        desk.offer(url_for("operator.case", number=number), "返回本案")
        raise OutOfOrder(
            Reason(
                f"本案{file.stage_zh}，不能撤回申请。",
                "行政许可法第七条、第三十八条",
                "作出决定以前可以撤回。",
            )
        )
    return file


def _letter(file: CaseFile, form: WithdrawalForm) -> Mapping[str, object]:
    """Give the words of the letter that the withdrawal would issue."""
    return preview.letter(desk.office(), file.case.number, closing.withdrawal(desk.person(), _reasons(form)))


def _reasons(form: WithdrawalForm) -> str:
    """Give the reasons as typed."""
    return (form.reasons.data or "").strip()


def _check(
    file: CaseFile, form: WithdrawalForm, words: Mapping[str, object], reasons: tuple[Reason, ...] = ()
) -> str:
    """Show the check page."""
    return render_template("operator/withdraw_check.html", file=file, form=form, words=words, reasons=reasons)
