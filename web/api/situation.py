"""The situation guide for other systems: a few answers in, the right items in their order out."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from approval.core.errors import Reason, Refused
from approval.procedure.application import nested
from forms.situation import read_facts
from web import desk
from web.api import blueprint
from web.api.items import asked_day
from workflows.schema import BY_PATH
from workflows.situation import APPLICANTS, Enquiry, answer

FIRST = ("division", "applicant", "kind", "item", "beds", "on")


@blueprint.get("/situation")
def situation() -> ResponseReturnValue:
    """Answer an enquiry; whatever is asked beside the first questions is a field of the form by its path."""
    office = desk.office()
    given = {name: request.args.get(name, "").strip() for name in FIRST}
    further = {name: text for name, text in request.args.items() if name not in FIRST}
    if given["beds"]:
        further["institution.beds"] = given["beds"]
    applicant = given["applicant"] or "care_institution"
    if applicant not in APPLICANTS:
        says = f"没有“{applicant}”这种申请人。"
        raise Refused(Reason(says, "", f"请填写 {'、'.join(APPLICANTS)} 之一。", "applicant"))
    enquiry = Enquiry(
        given["division"], asked_day(given["on"]), applicant, given["kind"], given["item"],
        nested(read_facts(further, BY_PATH)),
    )  # fmt: skip
    return jsonify(answer(desk.desk().rulebook, enquiry, office.calendar(given["division"])))
