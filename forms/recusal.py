"""Recusal, and to whom a case is reassigned."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from approval.core.vocabulary import CLERKS, Role
from forms import Form

ROLES = {role.value: role.zh for role in Role if role in CLERKS}


class RecusalForm(Form):
    """Why an officer stands aside."""

    reasons = TextAreaField(
        "回避的理由",
        description="写明与申请人或者本事项有什么利害关系，例如近亲属、任职、投资。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明回避的理由。"), Length(max=500, message="理由不超过500字。")],
    )


class ReassignmentForm(Form):
    """Who goes on with the case, in which role, and why."""

    role = RadioField(
        "改派哪个环节",
        choices=ROLES,
        widget=GovRadioInput(),
        validators=[InputRequired("请选择改派哪个环节。")],
    )
    to = SelectField(
        "改派给谁",
        widget=GovSelect(),
        choices={},
        validate_choice=False,
        validators=[InputRequired("请选择改派给谁。")],
    )
    reasons = TextAreaField(
        "改派的理由",
        widget=GovTextArea(),
        validators=[DataRequired("请写明改派的理由。"), Length(max=500, message="理由不超过500字。")],
    )


FORMS: Mapping[str, type[Form]] = {"recuse": RecusalForm, "reassign": ReassignmentForm}
"""The acts of this step with what they ask."""
