"""Review: the opinion that a reviewer drafts, and its return for another look."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from approval.core.vocabulary import Outcome
from forms import Form


class OpinionForm(Form):
    """What the reviewer proposes to decide; a refusal names its ground from the item's closed list."""

    outcome = RadioField(
        "审查意见",
        choices={Outcome.GRANTED.value: "拟准予", Outcome.REFUSED.value: "拟不予"},
        widget=GovRadioInput(),
        validators=[InputRequired("请选择拟准予还是拟不予。")],
    )
    ground = RadioField("不予的理由（只在拟不予时选择）", widget=GovRadioInput(), validate_choice=False)
    reasons = TextAreaField(
        "事实和理由",
        description="写明查明了什么、对照哪一条。拟不予的，将原样写入决定书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明事实和理由（行政许可法第三十七条、第三十八条）。"),
            Length(max=3000, message="事实和理由不超过3000字。"),
        ],
    )

    def validate_ground(self, field: RadioField) -> None:
        """Ask for a ground where a refusal is proposed; raises ValidationError in words."""
        if self.outcome.data == Outcome.REFUSED and field.data not in (field.choices or {}):
            raise ValidationError("拟不予的，请从本事项列明的理由中选择一项（行政许可法第三十八条第二款）。")

    @property
    def chosen_ground(self) -> str:
        """Give the ground of a proposed refusal, or nothing."""
        return str(self.ground.data or "") if self.outcome.data == Outcome.REFUSED else ""


class ReturnForm(Form):
    """Why a proposal goes back to review."""

    reasons = TextAreaField(
        "退回的理由",
        description="写明需要重新查明或者重新考虑什么。期限继续计算。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明退回的理由。"), Length(max=1000, message="理由不超过1000字。")],
    )


FORMS: Mapping[str, type[Form]] = {"propose": OpinionForm, "return_to_review": ReturnForm}
"""The acts of this step with what they ask."""
