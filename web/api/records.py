"""Licences and orders of supervision for other systems: read, and an order opened; acts go through the case."""

from __future__ import annotations

from http import HTTPStatus

from flask import jsonify
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.person import Person
from approval.core.supervision import ORDER_DAYS
from approval.core.vocabulary import Role
from approval.procedure import licence_file, supervision
from approval.procedure.licence_file import LicenceFile
from approval.procedure.supervision import OrderFile
from forms.acts import faults, flat
from forms.supervision import OrderForm
from web import desk
from web.api import blueprint
from web.api.cases import day
from web.api.sent import sent
from web.licences import INTERNAL


@blueprint.get("/licences")
def licences() -> ResponseReturnValue:
    """List the licences of the institutions that the person acts for, or of his authority."""
    office, person = desk.office(), desk.person()
    if Role.OPERATOR in person.roles:
        held = [file for files in licence_file.held_by(office, person).values() for file in files]
    else:
        held = licence_file.of_authority(office, person)
    return jsonify(licences=[licence_told(file) for file in held])


@blueprint.get("/licences/<number>")
def licence(number: str) -> ResponseReturnValue:
    """Give a licence as everybody may read it (行政许可法 40)."""
    return jsonify(licence_told(licence_file.public_licence(desk.office(), number)))


def licence_told(file: LicenceFile) -> dict[str, object]:
    """Give a licence as JSON: what it says, whether it holds, its last days and what became of it."""
    return {
        "number": file.case.number,
        "stage": file.standing.stage,
        "stage_zh": file.stage_zh,
        "certificate": file.says.certificate,
        "certificate_number": file.says.number,
        "item": file.case.item,
        "institution": file.case.institution_name,
        "unit": file.case.unit_name,
        "holds": dict(file.says.holds),
        "since": day(file.says.since),
        "valid_until": day(file.says.until),
        "renew_by": day(file.renew_by),
        "verify_by": day(file.says.verify_by),
        "case": file.says.case,
        "facts": [
            {"act": entry.act, "act_zh": file.words.get(entry.act, entry.act), "on": day(entry.effective_on)}
            for entry in file.entries
            if entry.act not in INTERNAL
        ],
    }


@blueprint.get("/orders")
def orders() -> ResponseReturnValue:
    """List the open orders of supervision of the person's authority, the one due first on top."""
    listed = supervision.of_authority(desk.office(), _watching())
    return jsonify(orders=[order_told(file) for file in listed])


@blueprint.post("/cases/<number>/orders")
def open_order(number: str) -> ResponseReturnValue:
    """Open an order about a case: ``says`` and ``days``."""
    office, person = desk.office(), _watching()
    form = OrderForm(formdata=MultiDict(flat({"days": ORDER_DAYS, **sent()})), meta={"csrf": False})
    if not form.judge():
        raise Refused(*faults(form))
    order = supervision.open_order(
        office, person, number, says=form.says.data or "", days=form.days.data or 0
    )
    return jsonify(order_told(supervision.open_file(office, person, order.number))), HTTPStatus.CREATED


def _watching() -> Person:
    """Give an officer or a supervisor; raises NotAllowed for an applicant."""
    person = desk.person()
    if person.clerk or Role.SUPERVISOR in person.roles:
        return person
    raise NotAllowed(Reason("督办单只供经办人员和监督人员查看。", "行政许可法第六十条", "请换用有权的账号。"))


def order_told(file: OrderFile) -> dict[str, object]:
    """Give an order as JSON: about which case, why, by when, what was said."""
    return {
        "number": file.order.number,
        "version": file.order.version,
        "about": file.order.about,
        "cause": file.order.kind,
        "cause_zh": file.cause.zh,
        "basis": file.cause.basis,
        "by_rule": file.by_rule,
        "supervisor": file.opened.get("supervisor_name", ""),
        "stage": file.standing.stage,
        "stage_zh": file.stage_zh,
        "due_on": day(file.reading.due_on if file.reading else None),
        "light": file.reading.light.value if file.reading else "",
        "says": file.opened.get("says", ""),
        "acts": list(dict.fromkeys(step.act for step in file.acts)),
    }
