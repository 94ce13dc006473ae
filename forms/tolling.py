"""Special procedures: which one, how long it takes, and its result."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from forms import Form
from forms.days import DaysField
from forms.delivery import HandedOver


class TollingForm(HandedOver):
    """The notice of a special procedure (行政许可法 45): ground, days, why."""

    ground = RadioField(
        "特别程序",
        widget=GovRadioInput(),
        validators=[InputRequired("请选择一种特别程序。")],
    )
    days = DaysField(
        "所需时间（工作日）",
        description="自告知书送达的次日起算。到了告知的天数，即使结果还没有出来，也恢复计时。",
        widget=GovTextInput(),
        validators=[
            InputRequired("请用数字填写所需的工作日数，例如 5。"),
            NumberRange(1, 365, "所需时间应为1至365个工作日。"),
        ],
        render_kw={"inputmode": "numeric"},
    )
    reasons = TextAreaField(
        "为什么需要",
        description="写明评审或者鉴定什么、由谁进行。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明为什么需要这项特别程序。"),
            Length(max=1000, message="理由不超过1000字。"),
        ],
    )


class ResultForm(Form):
    """The result of a special procedure that has come in."""

    ground = RadioField(
        "哪一项特别程序的结果",
        widget=GovRadioInput(),
        validators=[InputRequired("请选择收到结果的特别程序。")],
    )
    result = TextAreaField(
        "结果摘要",
        description="例如“专家组3人一致认为布局符合要求，见评审意见书”。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明结果。"), Length(max=1000, message="结果摘要不超过1000字。")],
    )


FORMS: Mapping[str, type[Form]] = {"toll": TollingForm, "resume": ResultForm}
"""The acts of this step with what they ask."""
