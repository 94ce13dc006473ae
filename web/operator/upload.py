"""Uploading: one page for each material; what cannot be taken is told, what can is kept."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import NotFound, Reason
from approval.procedure.docket import see
from approval.procedure.submission import own_draft
from approval.store import cases, papers
from approval.store.database import Tx
from approval.store.papers import Paper
from forms.upload import UploadForm, accepts, formats_say
from web import desk
from web.operator import blueprint
from web.operator.sheet import Demand, Sheet, demand, look, take
from web.uploads import receive

NOTHING_CHOSEN = Reason("还没有选择文件。", "", "请先选择文件，再按“上传”。", "files")


@blueprint.get("/drafts/<int:draft>/materials/<material>")
def material(draft: int, material: str) -> ResponseReturnValue:
    """Show one material: how to prepare it, what is uploaded, and where to add or replace."""
    sheet = look(draft)
    return _page(sheet, _demand(sheet, material))


@blueprint.post("/drafts/<int:draft>/materials/<material>")
def upload(draft: int, material: str) -> ResponseReturnValue:
    """Take the files that can be taken, and say of each other one why not."""
    sheet = look(draft)
    asked = _demand(sheet, material)
    chosen = [file for file in request.files.getlist("files") if file.filename]
    if not chosen:
        return _page(sheet, asked, [NOTHING_CHOSEN]), 422
    taken = receive(sheet.draft, asked.material, chosen, replaces=_replaced(asked))
    if taken.papers:
        flash(_told(taken.papers), "done")
    if taken.reasons:
        sheet = look(draft)
        return _page(sheet, _demand(sheet, material), taken.reasons), 422
    return redirect(url_for("operator.material", draft=draft, material=material))


@blueprint.post("/drafts/<int:draft>/papers/<int:paper>/remove")
def remove(draft: int, paper: int) -> ResponseReturnValue:
    """Take an uploaded file back before it is filed."""
    with desk.office().store.begin() as tx:
        sheet = take(tx, draft)
        found = take_back(tx, sheet.papers, paper)
    flash(f"已移除“{found.name}”。", "done")
    return redirect(url_for("operator.material", draft=draft, material=found.material))


@blueprint.get("/papers/<int:paper>")
def paper(paper: int) -> ResponseReturnValue:
    """Open a file of one's own draft or case."""
    office = desk.office()
    with office.store.look() as tx:
        found = papers.paper(tx, paper)
        if found.case_number:
            see(desk.person(), cases.load(tx, found.case_number))
        else:
            own_draft(tx, desk.person(), found.draft or 0)
    return served(office.files.read(found.sha256), found.media_type, found.name)


def served(content: bytes, media_type: str, name: str) -> Response:
    """Answer with a file that the browser shows where it can, under its own name (RFC 6266)."""
    response = Response(content, mimetype=media_type)
    shown = "attachment" if media_type == "application/ofd" else "inline"
    # A header is Latin-1 on the wire: a Chinese name goes in its percent-encoded form.
    response.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(name, safe='')}"
    return response


def take_back(tx: Tx, listed: Sequence[Paper], paper: int) -> Paper:
    """Take back one of the papers of a draft; raises NotFound."""
    found = next((each for each in listed if each.id == paper), None)
    if found is None:
        raise NotFound(Reason("没有找到这份文件，可能已经移除。", "", "请返回材料页面查看。"))
    papers.replace_paper(tx, found.id)
    return found


def _demand(sheet: Sheet, material: str) -> Demand:
    """Find a material of the item."""
    found = sheet.item.material(material)
    if found is None:
        raise NotFound(Reason("材料清单里没有这一项。", "行政许可法第三十条", "请从任务清单进入。"))
    return demand(sheet, found)


def _replaced(asked: Demand) -> Paper | None:
    """Find the paper that an upload shall stand for."""
    named = request.form.get("replaces", "")
    return next((paper for paper in asked.files if str(paper.id) == named), None)


def _told(taken: Sequence[Paper]) -> str:
    """Say what was taken."""
    pages = sum(paper.pages for paper in taken)
    return f"已上传{len(taken)}个文件，共{pages}页。"


def _page(sheet: Sheet, asked: Demand, reasons: Sequence[Reason] = ()) -> str:
    """Show the page of a material."""
    replacing = next((p for p in asked.files if str(p.id) == request.args.get("replace")), None)
    return render_template(
        "operator/material.html",
        sheet=sheet,
        demand=asked,
        form=_told_at_the_field(reasons),
        replacing=replacing,
        reasons=reasons,
        accept=accepts(asked.material.formats),
        formats=formats_say(asked.material.formats),
        next_material=_next(sheet, asked),
    )


def _told_at_the_field(reasons: Sequence[Reason]) -> UploadForm:
    """Say at the file input what the summary says in full."""
    form = UploadForm(formdata=None)
    if reasons:
        others = f"另有{len(reasons) - 1}个文件没有上传，见本页开头。" if len(reasons) > 1 else ""
        form.files.errors = [reasons[0].says + others]
    return form


def _next(sheet: Sheet, asked: Demand) -> Demand | None:
    """Give the next material that is asked for and has no file yet."""
    ids = [one.material.id for one in sheet.demands]
    place = ids.index(asked.material.id) if asked.material.id in ids else -1
    open_ones = [
        one for one in sheet.demands if one.needed and not one.files and one.material.id != asked.material.id
    ]
    later = [one for one in open_ones if ids.index(one.material.id) > place]
    return next(iter(later or open_ones), None)
