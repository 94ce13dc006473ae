"""Acceptance, which asks nothing, and non-acceptance, which must name its cause and its reasons."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxesInput, GovRadioInput, GovTextArea
from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms import Form

UNMET = "unmet"
"""The cause that is chosen where items of the notice have not been answered."""


class AcceptanceForm(Form):
    """Nothing is typed: the case is accepted today."""


class NonAcceptanceForm(Form):
    """Why a case is not accepted: a cause of 行政许可法 78, 79, or items of the notice still unmet."""

    cause = RadioField(
        "不予受理的原因",
        widget=GovRadioInput(),
        validators=[InputRequired("请选择不予受理的原因。")],
    )
    unmet = SelectMultipleField("仍未补正的内容", widget=GovCheckboxesInput(), choices={})
    reasons = TextAreaField(
        "事实和理由",
        description="写明查明的事实和依据，将原样写入不予受理决定书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明事实和理由（行政许可法第三十八条第二款）。"),
            Length(max=2000, message="事实和理由不超过2000字。"),
        ],
    )

    @property
    def ground(self) -> str:
        """Give the cause of 行政许可法 78, 79, or nothing where items of the notice are unmet."""
        return "" if self.cause.data == UNMET else str(self.cause.data or "")

    @property
    def named(self) -> list[str]:
        """Name the items of the notice that are unmet; none where another cause was chosen."""
        return list(self.unmet.data or []) if self.cause.data == UNMET else []


FORMS: Mapping[str, type[Form]] = {"accept": AcceptanceForm, "decline": NonAcceptanceForm}
"""The acts of this step with what they ask."""
