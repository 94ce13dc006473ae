"""Errors corrected on the spot: which answer, what is right, why; and the applicant's confirmation."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from forms import Form

LARGE = {"params": {"label": {"classes": "govuk-label--m"}}}


class CorrectionForm(Form):
    """One answer that is plainly wrong and can be put right at once (行政许可法 32(1)(3))."""

    field = SelectField(
        "更正申请书的哪一栏",
        choices={},
        widget=GovSelect(),
        validators=[InputRequired("请选择要更正的栏目。")],
        render_kw=LARGE,
    )
    value = StringField(
        "正确的内容",
        description="数字只写阿拉伯数字；“是否”类的栏目写“是”或者“否”。",
        widget=GovTextInput(),
        validators=[DataRequired("请填写正确的内容。"), Length(max=2000, message="内容不超过2000字。")],
        render_kw=LARGE,
    )
    why = TextAreaField(
        "错在哪里",
        description="写明怎样看出原来的内容是笔误或者计算错误，申请人凭它核对。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明错在哪里。"), Length(max=300, message="说明不超过300字。")],
        render_kw=LARGE,
    )


class ConfirmCorrectionForm(Form):
    """The correction that the applicant confirms."""

    correction = RadioField(
        "确认哪一项更正",
        choices={},
        widget=GovRadioInput(),
        validators=[InputRequired("请选择要确认的更正。")],
        render_kw={
            "params": {
                "fieldset": {"legend": {"text": "确认哪一项更正", "classes": "govuk-fieldset__legend--m"}}
            }
        },
    )


class SignedCorrectionForm(ConfirmCorrectionForm):
    """The same at the window, where the applicant has signed beside the correction; online nobody signs."""

    signed_by = StringField(
        "签字确认的人",
        description="申请人在纸质申请书的更正处签字或者盖章后，填写签字人姓名。",
        widget=GovTextInput(),
        validators=[Length(max=40, message="姓名不超过40字。")],
        render_kw=LARGE,
    )


FORMS: Mapping[str, type[Form]] = {
    "correct_on_spot": CorrectionForm,
    "confirm_correction": SignedCorrectionForm,
}
"""The acts of this step with what they ask."""
