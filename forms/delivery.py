"""Service of a decision with its proof, and its publication."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from approval.core.delivery import PROOFS
from approval.core.vocabulary import ServiceMethod
from forms import Form
from forms.days import DayField

METHODS = {method.value: method.zh for method in ServiceMethod}


class HandedOver(Form):
    """Who signs for a letter that takes effect on service, where the applicant wants it on paper."""

    handed_to = StringField(
        "当面签收人",
        description="申请人没有同意电子送达。文书要在今天打印出来当面交给申请人，签收以后才发生效力。",
        widget=GovTextInput(),
        validators=[Length(max=40, message="当面签收人不超过40字。")],
    )

    @property
    def signed_by(self) -> str:
        """Give who signs, or an empty text."""
        return (self.handed_to.data or "").strip()


class ServiceForm(Form):
    """How the decision reached the applicant (行政许可法 44), and what proves it."""

    method = RadioField(
        "送达方式",
        choices=METHODS,
        widget=GovRadioInput(),
        validators=[InputRequired("请选择送达方式。")],
    )
    proof = TextAreaField(
        "送达证明",
        description="按所选方式填写。选择电子送达的不用填，由系统记录进入办件信箱的时间。",
        widget=GovTextArea(),
        validators=[Length(max=500, message="送达证明不超过500字。")],
    )
    served_on = DayField(
        "送达日期", description="按送达证明写明的日期填写，例如 2026-11-03。电子送达的不用填，记为今天。"
    )
    received_by = StringField(
        "收件人（可不填）",
        widget=GovTextInput(),
        validators=[Length(max=40, message="收件人不超过40字。")],
    )
    place = StringField(
        "送达地点（可不填）",
        widget=GovTextInput(),
        validators=[Length(max=100, message="送达地点不超过100字。")],
    )

    first_day: date | None = None
    last_day: date | None = None

    def values(self) -> dict[str, object]:
        """Give what was filled in, the day as a date."""
        return {**super().values(), "served_on": self.day}

    @property
    def day(self) -> date | None:
        """Give the day of receipt; None for electronic service, which happens today."""
        return None if self.method.data == ServiceMethod.ELECTRONIC else self.served_on.day

    def validate_served_on(self, field: DayField) -> None:
        """Ask for a day from the decision to today; raises ValidationError in words."""
        if self.method.data not in METHODS or self.method.data == ServiceMethod.ELECTRONIC or field.errors:
            return
        if field.day is None:
            raise ValidationError("请填写送达日期。")
        if self.first_day and self.last_day and not self.first_day <= field.day <= self.last_day:
            raise ValidationError(
                f"送达日期应当在作出决定之日（{_zh(self.first_day)}）到今天（{_zh(self.last_day)}）之间，"
                "请按送达证明填写。"
            )

    def validate_proof(self, field: TextAreaField) -> None:
        """Ask for the proof that the chosen method needs; raises ValidationError in words."""
        method = self.method.data
        if method in METHODS and method != ServiceMethod.ELECTRONIC and not (field.data or "").strip():
            raise ValidationError(f"请填写送达证明：{PROOFS[ServiceMethod(method)]}。")


def _zh(day: date) -> str:
    """Write a day in words."""
    return f"{day.year}年{day.month}月{day.day}日"


class PublicationForm(Form):
    """Nothing is typed: what is published are the facts of the grant."""


FORMS: Mapping[str, type[Form]] = {"serve": ServiceForm, "publish": PublicationForm}
"""The acts of this step with what they ask."""
