"""The check afterwards: a record like that of a visit; what has to be put right; or why something is revoked."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from approval.core.visit import Found
from forms import Form
from forms.delivery import HandedOver
from forms.visit import VisitForm


class FollowUpForm(VisitForm):
    """A check that found everything in order."""


class RectifyOrderForm(VisitForm, HandedOver):
    """A check that found something wrong, and what has to be done about it."""

    requirements = TextAreaField(
        "其他整改要求（可不填，一行一项）",
        description="逐项结果中选“不符合”的，自动写入责令整改通知书；这里写另外要求整改的内容。",
        widget=GovTextArea(),
        validators=[Length(max=2000, message="整改要求不超过2000字。")],
    )

    def validate_requirements(self, field: TextAreaField) -> None:
        """Ask what is wrong; raises ValidationError in words."""
        unmet = any(row.form.found.data == Found.UNMET for row in self.results)
        if not unmet and not (field.data or "").strip():
            raise ValidationError("请至少标出一项“不符合”，或者写明要求整改什么。")


class RectifiedForm(Form):
    """What the second look found."""

    reasons = TextAreaField(
        "复查情况",
        description="写明整改了什么、怎样核实的。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明复查情况。"), Length(max=2000, message="复查情况不超过2000字。")],
    )


class RevocationForm(HandedOver):
    """On which ground a filing or a grant is revoked, and why."""

    ground = RadioField(
        "撤销的情形",
        widget=GovRadioInput(),
        validate_choice=False,
        validators=[InputRequired("请选择一种撤销的情形。")],
    )
    reasons = TextAreaField(
        "事实和理由",
        description="写明查明的事实和复查的结果，将原样写入撤销决定书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明事实和理由。"),
            Length(max=3000, message="事实和理由不超过3000字。"),
        ],
    )


FORMS: Mapping[str, type[Form]] = {
    "follow_up_met": FollowUpForm,
    "follow_up_unmet": RectifyOrderForm,
    "rectified": RectifiedForm,
    "revoke_record": RevocationForm,
    "revoke_grant": RevocationForm,
}
"""The acts of this step with what they ask."""
