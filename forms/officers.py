"""Officers and confirmations, as records of visits and hearings ask for them."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextInput
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from approval.core.visit import Confirmed
from forms import Form


class ConfirmedForm(Form):
    """How those who took part confirmed the record."""

    confirmed = RadioField(
        "参加人怎样确认记录",
        choices={way.value: way.zh for way in Confirmed},
        widget=GovRadioInput(),
        validators=[InputRequired("请选择记录是怎样确认的。")],
    )
    confirmed_note = StringField(
        "说明（拒绝签字或者没有人员在场的，写明情况）",
        widget=GovTextInput(),
        validators=[Length(max=200, message="说明不超过200字。")],
    )

    def validate_confirmed_note(self, field: StringField) -> None:
        """Ask why nobody signed; raises ValidationError in words."""
        if self.confirmed.data in (Confirmed.REFUSED, Confirmed.ABSENT) and not (field.data or "").strip():
            raise ValidationError("没有签字的，请写明情况，例如拒签的理由、见证人。")
