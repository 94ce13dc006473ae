"""Applications being written: what is stated, which papers belong to it, and filing it."""

from __future__ import annotations

from dataclasses import asdict, replace
from difflib import get_close_matches
from http import HTTPStatus

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from approval.core.completeness import defects
from approval.core.errors import NotAllowed, NotFound, Reason, Refused
from approval.core.item import Item
from approval.core.material import Material
from approval.procedure import deficiency, follow_on, licence_choice, submission
from approval.procedure.application import nested
from approval.procedure.submission import own_draft
from approval.store import papers, people
from approval.store.papers import Draft
from forms.application import read
from web import desk, uploads
from web.api import blueprint
from web.api.cases import told as case_told
from web.api.sent import sent


@blueprint.get("/institutions")
def institutions() -> ResponseReturnValue:
    """List the institutions that the person acts for."""
    with desk.office().store.look() as tx:
        found = people.institutions_of(tx, desk.person().id)
    return jsonify(
        institutions=[{"id": one.id, "name": one.name, "credit_code": one.credit_code} for one in found]
    )


@blueprint.post("/drafts")
def begin() -> ResponseReturnValue:
    """Begin an application: ``pack``, ``item``, ``institution``, and the ``values`` stated so far.

    ``licence`` is the number of the licence record that a change, a renewal or the like is about.
    """
    given = sent()
    office, person = desk.office(), desk.person()
    item = office.rulebook.item(str(given.get("pack") or ""), str(given.get("item") or ""))
    institution = given.get("institution")
    if type(institution) is not int or institution not in person.institutions:
        raise NotAllowed(
            Reason("您没有代这家机构申请的授权。", "行政许可法第二十九条", "请核对机构编号。", "institution")
        )
    submission.can_be_opened(office, item)
    about = {licence_choice.NUMBER: given["licence"]} if given.get("licence") else {}
    data = {**stated(item, given.get("values")), **about}
    draft = Draft(institution, person.id, item.pack, item.id, data=data)
    with office.store.begin() as tx:
        licence_choice.about(tx, office, item, draft)
        saved = papers.save_draft(tx, draft, office.now)
    return jsonify(draft_told(saved, item)), HTTPStatus.CREATED


@blueprint.get("/drafts/<int:draft>")
def draft(draft: int) -> ResponseReturnValue:
    """Give a draft and what the clerk's own check would find missing."""
    with desk.office().store.look() as tx:
        found = own_draft(tx, desk.person(), draft)
    return jsonify(draft_told(found, _item(found)))


@blueprint.patch("/drafts/<int:draft>")
def state(draft: int) -> ResponseReturnValue:
    """State further ``values``, by the paths of the form's fields."""
    office = desk.office()
    with office.store.begin() as tx:
        found = own_draft(tx, desk.person(), draft)
        item = _item(found)
        data = {**found.data, **stated(item, sent().get("values"))}
        saved = papers.save_draft(tx, replace(found, data=data), office.now)
    return jsonify(draft_told(saved, item))


@blueprint.post("/drafts/<int:draft>/materials/<material>")
def upload(draft: int, material: str) -> ResponseReturnValue:
    """Take the ``files`` of one material; all of them, or refuse those that cannot be taken."""
    with desk.office().store.look() as tx:
        found = own_draft(tx, desk.person(), draft)
    chosen = [file for file in request.files.getlist("files") if file.filename]
    if not chosen:
        raise Refused(Reason("没有上传任何文件。", "", "请把文件放在名为 files 的部分。", "files"))
    taken = uploads.receive(found, _material(found, material), chosen)
    kept = [{"id": paper.id, "name": paper.name, "pages": paper.pages} for paper in taken.papers]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if taken.reasons else HTTPStatus.CREATED
    return jsonify(papers=kept, refused=[asdict(reason) for reason in taken.reasons]), status


@blueprint.post("/drafts/<int:draft>/submit")
def submit(draft: int) -> ResponseReturnValue:
    """File a draft: as an application, or as the answer to the one-time notice."""
    office, person = desk.office(), desk.person()
    with office.store.look() as tx:
        found = own_draft(tx, person, draft)
    act = deficiency.supplement if found.case_number else submission.submit
    case = act(office, person, draft)
    return jsonify(case_told(case.number)), HTTPStatus.CREATED


@blueprint.post("/cases/<number>/supplement")
def open_supplement(number: str) -> ResponseReturnValue:
    """Open the draft that answers the one-time notice, with what was stated before."""
    found = deficiency.open_supplement(desk.office(), desk.person(), number)
    return jsonify(draft_told(found, _item(found))), HTTPStatus.CREATED


@blueprint.post("/cases/<number>/follow-on")
def begin_follow_on(number: str) -> ResponseReturnValue:
    """Begin the application that follows from a case, with its facts and papers."""
    found = follow_on.begin(desk.office(), desk.person(), number)
    return jsonify(draft_told(found, _item(found))), HTTPStatus.CREATED


def stated(item: Item, values: object) -> dict[str, object]:
    """Read what is stated by the item's own fields; raises Refused naming each field that it has not."""
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise Refused(Reason("values 不是对象。", "", "请按字段路径填写，例如 unit.name。", "values"))
    known = [field.path for field in item.fields]
    strange = [path for path in values if path not in known]
    if strange:
        raise Refused(*(_unknown(path, known) for path in strange))
    rows = [path for path, value in values.items() if isinstance(value, list | dict)]
    if rows:
        raise Refused(
            *(Reason("这一项不是一个值。", "", "请填写文字、数字，或者 true、false。", path) for path in rows)
        )
    fields = {field.path: field for field in item.fields}
    return {path: read(fields[path], v) if isinstance(v, str) else v for path, v in values.items()}


def _unknown(path: str, known: list[str]) -> Reason:
    """Say that the item asks for no such field, and name the nearest."""
    near = get_close_matches(path, known, 1)
    return Reason(
        f"本事项的申请书没有“{path}”这一项。",
        "行政许可法第二十九条、第三十一条",
        f"是不是“{near[0]}”？" if near else "请按事项指南的 form 填写。",
        path,
    )


def draft_told(found: Draft, item: Item) -> dict[str, object]:
    """Give a draft as JSON: its values, its papers, what is missing."""
    with desk.office().store.look() as tx:
        listed = papers.papers_of_draft(tx, found.id)
    lacking = defects(item, nested(found.data), {paper.material for paper in listed})
    return {
        "draft": found.id,
        "version": found.version,
        "case": found.case_number,
        "pack": found.pack,
        "item": found.item,
        "institution": found.institution,
        "values": dict(found.data),
        "papers": [{"id": p.id, "material": p.material, "name": p.name, "pages": p.pages} for p in listed],
        "lacking": [asdict(defect) for defect in lacking],
    }


def _item(found: Draft) -> Item:
    """Give the item of a draft."""
    return desk.office().rulebook.item(found.pack, found.item)


def _material(found: Draft, material: str) -> Material:
    """Find a material of the draft's item; in an answer to the notice any paper may be filed."""
    item = _item(found)
    known = item.material(material)
    if known is None:
        raise NotFound(
            Reason("材料清单里没有这一项。", "行政许可法第三十条", "请按事项指南的 materials 填写。")
        )
    return known
