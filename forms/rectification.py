"""A wrong record put right: which value of which entry, the right one, and why; and the second person."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from approval.core.rectification import ON
from forms import Form
from forms.days import read_day

LARGE = {"params": {"label": {"classes": "govuk-label--m"}}}


class RectificationForm(Form):
    """The right value of one entry; the entry and the name of the value come from the list before."""

    seq = HiddenField(validators=[DataRequired("请先选择要更正的记录。")])
    name = HiddenField(validators=[DataRequired("请先选择要更正的记录。")])
    value = StringField(
        "正确的内容",
        widget=GovTextInput(),
        validators=[DataRequired("请填写正确的内容。"), Length(max=500, message="内容不超过500字。")],
        render_kw=LARGE,
    )
    why = TextAreaField(
        "为什么更正",
        description="写明凭什么知道原来的记录有误，例如“邮件签收记录载明9月17日签收”。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明为什么更正。"), Length(max=500, message="原因不超过500字。")],
        render_kw=LARGE,
    )

    def values(self) -> dict[str, object]:
        """Give what was filled in, a day as an ISO date."""
        given = super().values()
        return {**given, "value": self.read or str(given["value"] or "")}

    @property
    def read(self) -> str:
        """Give a day as an ISO date; empty where the value is no day."""
        if self.name.data != ON:
            return ""
        try:
            return read_day((self.value.data or "").strip()).isoformat()
        except ValueError:
            return ""

    def validate_value(self, field: StringField) -> None:
        """Ask for a day that can be read; raises ValidationError in words."""
        if self.name.data == ON and (field.data or "").strip() and not self.read:
            raise ValidationError("日期应如 2026-11-03 或者 2026年11月3日。")


class ConfirmRectificationForm(Form):
    """The rectification that a second person confirms."""

    seq = RadioField(
        "核对哪一项更正",
        choices={},
        widget=GovRadioInput(),
        validators=[InputRequired("请选择要核对的更正。")],
        render_kw={
            "params": {
                "fieldset": {"legend": {"text": "核对哪一项更正", "classes": "govuk-fieldset__legend--m"}}
            }
        },
    )


FORMS: Mapping[str, type[Form]] = {
    "rectify": RectificationForm,
    "confirm_rectification": ConfirmRectificationForm,
}
"""The acts of this step with what they ask."""
