"""Interested parties: the notice of their rights, and what they or the applicant state."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms import Form
from forms.days import DayField


class InformationForm(Form):
    """Whom the matter concerns, how, and how the notice reached him (行政许可法 36)."""

    party = StringField(
        "利害关系人",
        description="姓名或者名称。告知书写给他，不写给申请人。",
        widget=GovTextInput(),
        validators=[DataRequired("请填写利害关系人。"), Length(max=60, message="利害关系人不超过60字。")],
    )
    interest = TextAreaField(
        "涉及他的什么重大利益",
        description="每行写一项，将原样写入告知书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明该事项怎样直接关系他的重大利益（行政许可法第三十六条）。"),
            Length(max=1000, message="利害关系不超过1000字。"),
        ],
    )
    say_by = DayField(
        "希望哪一天以前提出（可不填）", description="作出决定以前提出的，都应当听取。例如 2026-11-03。"
    )
    proof = StringField(
        "怎样送到他手里",
        description="例如“今天当面签收”，或者邮件编号。",
        widget=GovTextInput(),
        validators=[
            DataRequired("请填写告知书怎样送达利害关系人。"),
            Length(max=200, message="送达情况不超过200字。"),
        ],
    )

    def values(self) -> dict[str, object]:
        """Give what was filled in, the day as a date."""
        return {**super().values(), "say_by": self.say_by.day}


class StatementForm(Form):
    """What somebody stated, and how it is taken into account."""

    party = StringField(
        "谁提出的",
        description="利害关系人的姓名或者名称；申请人当面陈述的，填写陈述人的姓名。",
        widget=GovTextInput(),
        validators=[DataRequired("请填写是谁提出的。"), Length(max=60, message="提出人不超过60字。")],
    )
    says = TextAreaField(
        "陈述和申辩的内容",
        widget=GovTextArea(),
        validators=[DataRequired("请填写陈述和申辩的内容。"), Length(max=3000, message="内容不超过3000字。")],
    )
    regard = TextAreaField(
        "是否采纳，理由是什么",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明是否采纳和理由：听取意见不能只记不答（行政许可法第三十六条）。"),
            Length(max=1000, message="采纳情况不超过1000字。"),
        ],
    )


FORMS: Mapping[str, type[Form]] = {"inform_interested": InformationForm, "record_statement": StatementForm}
"""The acts of this step with what they ask."""
