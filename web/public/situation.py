"""The situation guide (情形引导): a few questions, and then what to apply for, in which order, with what, and why."""

from __future__ import annotations

from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue

from approval.core.errors import Refused
from approval.procedure.application import nested
from forms.situation import SituationForm, read_facts
from web import desk
from web.public import blueprint
from workflows.pack_build import Pack
from workflows.schema import BY_PATH
from workflows.situation import APPLICANTS, Enquiry, answer

FIRST = frozenset({"division", "applicant", "kind", "beds", "on"})
BEDS = "institution.beds"


@blueprint.get("/situation")
def situation() -> ResponseReturnValue:
    """Ask, and answer on the same page; the address holds the question."""
    office = desk.office()
    form = SituationForm(formdata=request.args or None)
    book = desk.desk().rulebook
    prepare(form, [book.pack(info.id) for info in book.packs()])
    further = {name: text for name, text in request.args.items() if name not in FIRST and text}
    if not request.args:
        return render_template("public/situation.html", form=form, told=None, further=further)
    if not form.validate():
        return render_template("public/situation.html", form=form, told=None, further=further), 422
    try:
        told = answer(book, enquiry(form, further), office.calendar(form.division.data))
    except Refused as refused:
        page = render_template(
            "public/situation.html", form=form, told=None, further=further, reasons=refused.reasons
        )
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    return render_template("public/situation.html", form=form, told=told, further=further)


def enquiry(form: SituationForm, further: dict[str, str]) -> Enquiry:
    """Make the enquiry of what was filled in; raises Refused for further answers that cannot be read."""
    values = read_facts(further, BY_PATH)
    if form.beds.data is not None:
        values[BEDS] = form.beds.data
    kind, item = form.kind.data or "", ""
    if kind.startswith("item:"):
        kind, item = "", kind.removeprefix("item:")
    on = form.day(desk.office().today)
    return Enquiry(form.division.data, on, form.applicant.data, kind, item, nested(values))


def prepare(form: SituationForm, packs: list[Pack]) -> None:
    """Offer the places, the institutions, the kinds of units, and the matters around them."""
    places = {pack.division: f"{pack.name}（{pack.division}）" for pack in packs}
    kinds = dict.fromkeys(kind for pack in packs for item in pack.items.values() for kind in item.kinds)
    around = {
        f"item:{item.id}": item.name for pack in packs for item in pack.items.values() if not item.kinds
    }
    form.division.choices = {"": "请选择", **places}
    form.applicant.choices = dict(APPLICANTS)
    form.kind.choices = {"": "按床位数推荐", **{kind: f"设立{kind}" for kind in kinds}, **around}
