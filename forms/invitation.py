"""An invitation to explain, and the explanation."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from forms import Form
from forms.days import DayField


class InvitationForm(Form):
    """What the applicant is asked to explain; it is no further notice and stops nothing."""

    asks = TextAreaField(
        "请予说明的事项",
        description="每行写一项，写清楚想了解什么。不能要求补充材料清单以外的材料。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明请申请人说明什么。"),
            Length(max=1000, message="请予说明的事项不超过1000字。"),
        ],
    )
    wanted_by = DayField(
        "希望哪一天以前收到（可不填）", description="只是希望，申请人不说明的，照常审查。例如 2026-11-03。"
    )

    def values(self) -> dict[str, object]:
        """Give what was filled in, the day as a date."""
        return {**super().values(), "wanted_by": self.wanted_by.day}


class ExplanationForm(Form):
    """What the applicant explains."""

    says = TextAreaField(
        "您的说明",
        description="对照函中所列事项逐项说明。也可以主动陈述对审查有帮助的情况。",
        widget=GovTextArea(),
        validators=[DataRequired("请填写说明的内容。"), Length(max=3000, message="说明不超过3000字。")],
    )


FORMS: Mapping[str, type[Form]] = {"invite": InvitationForm, "explain": ExplanationForm}
"""The acts of this step with what they ask."""
