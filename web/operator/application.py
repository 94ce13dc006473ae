"""Filling in: the list of what is to be done, one page for each section, and what the standards say meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.completeness import StandardResult
from approval.core.errors import NotFound, Reason
from approval.core.material import Field
from approval.store import papers
from forms.application import Section, SectionForm, Status, base_of, page, said, typed
from web import desk
from web.operator import blueprint
from web.operator.sheet import Sheet, keep, look, take

CHANGED = Reason(
    "您打开这一页之后，同样的内容已在另一页面保存为别的样子。本页的填写还没有保存。",
    "同一份申请以申请人最后核对保存的内容为准",
    "下面框里仍是您刚才填的；核对上面列出的最新内容后，再按一次“保存并继续”，就以本页为准。",
)


@dataclass(frozen=True, slots=True)
class Differs:
    """A field that another page has saved otherwise."""

    label: str
    saved: str


@blueprint.get("/drafts/<int:draft>/")
def tasks(draft: int) -> ResponseReturnValue:
    """Show what is to be done, and how far each part has come."""
    sheet = look(draft)
    return render_template("operator/tasks.html", sheet=sheet, states=states(sheet))


def states(sheet: Sheet) -> dict[str, Status]:
    """Give the status of each section by its name."""
    return {section.name: section.status(sheet.item, sheet.values) for section in sheet.sections}


@blueprint.get("/drafts/<int:draft>/form/<int:place>")
def section(draft: int, place: int) -> ResponseReturnValue:
    """Show one page of the form; with ``check`` in the address, with its faults."""
    sheet = look(draft)
    asked = _section(sheet, place)
    form = page(asked.fields, sheet.values)
    if "check" in request.args:
        form.judge(sheet.item, sheet.values)
    return _page(sheet, asked, form)


@blueprint.post("/drafts/<int:draft>/form/<int:place>")
def save_section(draft: int, place: int) -> ResponseReturnValue:
    """Keep whatever was typed; then say what is wrong with it, or go on."""
    with desk.office().store.begin() as tx:
        sheet = take(tx, draft)
        asked = _section(sheet, place)
        form = typed(asked.fields)
        answers = form.answers()
        differs = differing(asked.fields, sheet.values, form, answers)
        if not differs:
            keep(tx, sheet.draft, answers)
    if differs:
        form.base.data = base_of(asked.fields, sheet.values)
        return _page(sheet, asked, form, reasons=[CHANGED], differs=differs), 409
    if "later" in request.form:
        flash("已保存，可以随时回来继续填写。", "done")
        return redirect(url_for("operator.tasks", draft=draft))
    if not form.judge(sheet.item, sheet.values):
        form.base.data = base_of(asked.fields, {**sheet.values, **answers})
        return _page(look(draft), asked, form, saved=True), 422
    return redirect(_after(sheet, place))


def differing(
    fields: Sequence[Field], saved: Mapping[str, object], form: SectionForm, answers: Mapping[str, object]
) -> list[Differs]:
    """List what another page has saved otherwise since this one was opened; nothing where both agree."""
    if form.base.data == base_of(fields, saved):
        return []
    return [
        Differs(field.label, said(field, saved.get(field.path)) or "（空）")
        for field in fields
        if answers[field.path] != saved.get(field.path, "")
    ]


@blueprint.get("/drafts/<int:draft>/standards")
def standards(draft: int) -> ResponseReturnValue:
    """Hold what has been filled in against the standards of the item."""
    return render_template("operator/standards.html", sheet=look(draft))


@blueprint.get("/drafts/<int:draft>/discard")
def discard(draft: int) -> ResponseReturnValue:
    """Ask once more before a draft is thrown away."""
    return render_template("operator/discard.html", sheet=look(draft))


@blueprint.post("/drafts/<int:draft>/discard")
def discard_now(draft: int) -> ResponseReturnValue:
    """Throw a draft away with its papers."""
    with desk.office().store.begin() as tx:
        sheet = take(tx, draft)
        papers.discard_draft(tx, draft)
    flash(f"“{sheet.item.name}”的草稿已经删除。", "done")
    return redirect(url_for("operator.home"))


def _section(sheet: Sheet, place: int) -> Section:
    """Find a page of the form."""
    found = next((each for each in sheet.sections if each.place == place), None)
    if found is None:
        raise NotFound(Reason("申请表没有这一页。", "", "请从任务清单进入。"))
    return found


def _after(sheet: Sheet, place: int) -> str:
    """Give the page after a section: the next one, or the list."""
    if place < len(sheet.sections):
        return url_for("operator.section", draft=sheet.draft.id, place=place + 1)
    return url_for("operator.tasks", draft=sheet.draft.id)


def _page(
    sheet: Sheet,
    asked: Section,
    form: SectionForm,
    *,
    reasons: Sequence[Reason] = (),
    differs: Sequence[Differs] = (),
    saved: bool = False,
) -> str:
    """Show a page of the form with the standards that its answers decide."""
    return render_template(
        "operator/section.html",
        sheet=sheet,
        section=asked,
        form=form,
        reasons=reasons,
        differs=differs,
        saved=saved,
        standards=touched(sheet, asked),
    )


def touched(sheet: Sheet, asked: Section) -> list[StandardResult]:
    """List the standards that depend on the fields of a page."""
    paths = {field.path for field in asked.fields}
    return [one for one in sheet.standards if paths & set(one.standard.met.fields)]
