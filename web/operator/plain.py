"""The pages of an applicant's act that asks what its form asks, and nothing beside: question, letter, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import OutOfOrder, Reason, Refused
from approval.core.machine import Step
from approval.procedure import acts, preview
from approval.procedure.casefile import CaseFile
from forms import Form
from web import desk
from web.errors import status_of
from web.operator import blueprint
from web.operator.case import opened


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pages of one act say: its form, what it brings about, the words of its button.

    ``explains`` and ``effects`` are whole sentences; ``button`` is pressed last; ``template`` is the page
    that asks, where more than the form stands on it.
    """

    act: str
    form: type[Form]
    explains: Sequence[str] = ()
    effects: Sequence[str] = ()
    button: str = ""
    template: str = "operator/plain.html"


def plain(number: str, asked: Asked) -> ResponseReturnValue:
    """Answer a request to one of the act's pages; raises OutOfOrder where the case has no such act now."""
    file = opened(number)
    step = _row(file, asked.act)
    form = asked.form() if request.method == "POST" else asked.form(formdata=None)
    if request.method == "GET" or request.form.get("todo") == "change":
        return _ask(file, step, asked, form)
    if not form.validate():
        return _ask(file, step, asked, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if request.form.get("todo") != "do":
            return _check(file, step, asked, form)
        version = desk.number(request.form.get("version", ""))
        case = acts.do(desk.office(), desk.person(), number, version, asked.act, form.values())
    except Refused as refused:
        return _ask(opened(number), step, asked, form, refused.reasons), status_of(refused)[0]
    return redirect(url_for("operator.done", number=number, seq=case.version), HTTPStatus.SEE_OTHER)


@blueprint.get("/cases/<number>/done/<int:seq>")
def done(number: str, seq: int) -> ResponseReturnValue:
    """Confirm an act that was done, with its letter."""
    file = opened(number)
    entry = next((one for one in file.case.entries if one.seq == seq), None)
    if entry is None:
        return redirect(url_for("operator.case", number=number))
    title = file.workflow.by_act[entry.act].zh
    letter = next((one for one in file.letters if one.id == entry.letter), None)
    return render_template("operator/done.html", file=file, entry=entry, title=title, letter=letter)


def _row(file: CaseFile, act: str) -> Step:
    """Find the row of an act that is possible now."""
    if not file.can(act):
        desk.offer(url_for("operator.case", number=file.case.number), "返回本案")
        step = file.workflow.by_act.get(act)
        says = f"本案{file.stage_zh}，现在不能办理“{step.zh if step else act}”。"
        raise OutOfOrder(Reason(says, step.basis if step else "", "请返回本案查看现在可以办理什么。"))
    return file.workflow.table[file.standing.stage, act]


def _ask(file: CaseFile, step: Step, asked: Asked, form: Form, reasons: Sequence[Reason] = ()) -> str:
    """Show what the act asks."""
    loose = [replace(reason, field="") for reason in reasons]
    return render_template(
        asked.template, file=file, step=step, asked=asked, form=form, reasons=loose, here=request.path
    )


def _check(file: CaseFile, step: Step, asked: Asked, form: Form) -> str:
    """Show what was filled in and the letter that the act issues; raises what bars it."""
    act = acts.plan(desk.person(), asked.act, form.values())
    words: Mapping[str, object] = {}
    if step.letter and (act.words or act.completed):
        words = preview.letter(desk.office(), file.case.number, act)
    else:
        preview.asked(desk.office(), file.case.number, act)
    sent = [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "todo")]
    return render_template(
        "operator/plain_check.html",
        file=file, step=step, asked=asked, form=form, words=words, told=form.labels(), sent=sent, here=request.path,
    )  # fmt: skip
