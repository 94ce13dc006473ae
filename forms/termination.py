"""Termination: a listed ground, and what shows that it is given."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms import Form
from forms.delivery import HandedOver


class TerminationForm(HandedOver):
    """Why a case cannot go on: one of the pack's grounds, with the facts."""

    ground = RadioField(
        "终止的情形",
        widget=GovRadioInput(),
        validate_choice=False,
        validators=[InputRequired("请选择一种终止的情形。")],
    )
    reasons = TextAreaField(
        "事实和理由",
        description="写明依据什么证明、哪一天发生，将原样写入终止告知书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明事实和理由。"),
            Length(max=1000, message="事实和理由不超过1000字。"),
        ],
    )


FORMS: Mapping[str, type[Form]] = {"terminate": TerminationForm}
"""The act of this step with what it asks."""
