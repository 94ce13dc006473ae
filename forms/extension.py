"""Extension of the decision limit: by how many working days, and why."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from approval.core.limit import LONGEST_EXTENSION
from forms import Form
from forms.days import DaysField
from forms.delivery import HandedOver


class ExtensionForm(HandedOver):
    """What the head of the organ approves (行政许可法 42(1))."""

    days = DaysField(
        "延长多少个工作日",
        description=f"1至{LONGEST_EXTENSION}个工作日，只能延长一次。",
        widget=GovTextInput(),
        validators=[
            InputRequired("请用数字填写延长的工作日数，例如 5。"),
            NumberRange(
                1,
                LONGEST_EXTENSION,
                f"延长期限应为1至{LONGEST_EXTENSION}个工作日（行政许可法第四十二条第一款）。",
            ),
        ],
        render_kw={"inputmode": "numeric"},
    )
    reasons = TextAreaField(
        "延长的理由",
        description="理由要告知申请人，将原样写入延期决定告知书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明延长的理由（行政许可法第四十二条第一款）。"),
            Length(max=1000, message="理由不超过1000字。"),
        ],
    )


FORMS: Mapping[str, type[Form]] = {"extend": ExtensionForm}
"""The acts of this step with what they ask."""
