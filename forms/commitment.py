"""The commitment: who signs, in which capacity, and that the text was read and is meant."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovTextInput
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from approval.letters.fonts import undrawable
from approval.procedure.commitment import SIGNED_AS
from forms import Form


class CommitmentForm(Form):
    """The signature under the commitment (电子签名法 13, 14)."""

    signed_by = StringField(
        "签署人姓名",
        description="填写签署承诺书的人的姓名，与身份证件一致。",
        widget=GovTextInput(),
        validators=[
            DataRequired("请填写签署人姓名。"),
            Length(max=40, message="签署人姓名不超过40字。"),
        ],
    )
    signed_as = RadioField(
        "签署人身份",
        choices=dict(SIGNED_AS),
        widget=GovRadioInput(),
        validators=[InputRequired("请选择签署人的身份。")],
    )
    agreed = BooleanField(
        "我已阅读告知书和承诺书全文，自愿作出承诺，并对承诺的真实性负责。",
        widget=GovCheckboxInput(),
        validators=[DataRequired("愿意承诺的，请勾选；不愿意承诺的，可以不签署，也可以撤回申请。")],
    )

    def validate_signed_by(self, field: StringField) -> None:
        """Refuse a name that no letter can print; raises ValidationError in words."""
        strange = undrawable((field.data or "").strip())
        if strange:
            raise ValidationError(f"姓名里有文书无法印出的字符“{strange[0]}”，请改用通用规范汉字。")


FORMS: Mapping[str, type[Form]] = {"commit": CommitmentForm}
"""The act of this step with what it asks."""
