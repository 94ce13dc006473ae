"""The hearing: its notice, its request, its summons and its record."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovSelect, GovTextArea, GovTextInput
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from forms import Form
from forms.days import DayField
from forms.delivery import HandedOver
from forms.officers import ConfirmedForm

LONG = Length(max=3000, message="不超过3000字。")


class RightsForm(HandedOver):
    """Why the matter weighs so much, and whom else it concerns (行政许可法 47)."""

    reasons = TextAreaField(
        "涉及的重大利益关系",
        description="每行写一项，将原样写入听证告知书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明涉及申请人与他人之间的什么重大利益关系（行政许可法第四十七条）。"),
            Length(max=1000, message="重大利益关系不超过1000字。"),
        ],
    )
    interested = TextAreaField(
        "利害关系人（可不填）",
        description="每行写一个姓名或者名称。告知书同时抄送他们，请今天送到。",
        widget=GovTextArea(),
        validators=[Length(max=500, message="利害关系人不超过500字。")],
    )


class RequestForm(Form):
    """Why the applicant wants a hearing; he need not say."""

    reasons = TextAreaField(
        "希望在听证中说明什么（选填）",
        widget=GovTextArea(),
        validators=[Length(max=1000, message="内容不超过1000字。")],
    )


class PaperRequestForm(Form):
    """A request that came in on paper, as a clerk enters it; the procedure asks whose it is."""

    asked_by = RadioField(
        "谁申请听证",
        choices={"interested": "利害关系人", "applicant": "申请人（书面申请）"},
        default="interested",
        widget=GovRadioInput(),
        validate_choice=False,
    )
    party = StringField(
        "利害关系人的姓名或者名称",
        description="申请人自己申请的不填。",
        widget=GovTextInput(),
        validators=[Length(max=60, message="利害关系人不超过60字。")],
    )
    proof = StringField(
        "申请是怎样收到的",
        description="例如“今天当面提交书面申请”，或者邮件编号。",
        widget=GovTextInput(),
        validators=[Length(max=200, message="收到情况不超过200字。")],
    )
    reasons = TextAreaField(
        "申请的内容（可不填）",
        widget=GovTextArea(),
        validators=[Length(max=1000, message="内容不超过1000字。")],
    )


class WaiverForm(Form):
    """Nothing is typed: the applicant does without a hearing."""


class SummonsForm(HandedOver):
    """When and where the hearing is held, and who presides (行政许可法 48)."""

    held_on = DayField("举行日期", description="通知以后至少隔7个工作日。例如 2026-11-03。")
    held_at = StringField(
        "几点开始",
        description="例如“上午9时30分”。",
        widget=GovTextInput(),
        validators=[DataRequired("请填写几点开始。"), Length(max=20, message="时间不超过20字。")],
    )
    place = StringField(
        "地点",
        widget=GovTextInput(),
        validators=[DataRequired("请填写听证的地点。"), Length(max=100, message="地点不超过100字。")],
    )
    presider = SelectField(
        "主持人",
        description="须是没有审查过本案的工作人员。",
        widget=GovSelect(),
        choices={},
        validate_choice=False,
        validators=[InputRequired("请选择主持人。")],
    )
    recorder = StringField(
        "记录人（可不填）",
        widget=GovTextInput(),
        validators=[Length(max=40, message="记录人不超过40字。")],
    )
    closed_because = StringField(
        "不公开举行的原因（公开举行的不填）",
        description="听证应当公开举行。涉及国家秘密、商业秘密或者个人隐私，依法不能公开的，写明是哪一种。",
        widget=GovTextInput(),
        validators=[Length(max=100, message="原因不超过100字。")],
    )

    def validate_held_on(self, field: DayField) -> None:
        """Ask for the day; raises ValidationError in words."""
        if field.day is None and not field.errors:
            raise ValidationError("请填写听证举行的日期。")

    def values(self) -> dict[str, object]:
        """Give what was filled in, the day as a date."""
        return {**super().values(), "held_on": self.held_on.day}


class HearingForm(ConfirmedForm):
    """The record of the hearing, which its participants confirm (行政许可法 48)."""

    held_on = DayField("举行日期", description="应当是听证通知书写明的日期。")
    place = StringField(
        "地点",
        widget=GovTextInput(),
        validators=[DataRequired("请填写听证的地点。"), Length(max=100, message="地点不超过100字。")],
    )
    recorder = StringField(
        "记录人（可不填）",
        widget=GovTextInput(),
        validators=[Length(max=40, message="记录人不超过40字。")],
    )
    attended = TextAreaField(
        "参加人",
        description="写明申请人、利害关系人、审查人员各由谁参加，委托代理人的写明委托关系。",
        widget=GovTextArea(),
        validators=[DataRequired("请填写参加听证的人。"), Length(max=500, message="参加人不超过500字。")],
    )
    review_says = TextAreaField(
        "审查人员提出的审查意见、证据和理由",
        widget=GovTextArea(),
        validators=[DataRequired("请记录审查人员提出的意见、证据和理由。"), LONG],
    )
    applicant_says = TextAreaField(
        "申请人的陈述、申辩和质证",
        description="没有参加的，写明“申请人没有参加听证”。",
        widget=GovTextArea(),
        validators=[DataRequired("请记录申请人的陈述、申辩和质证。"), LONG],
    )
    interested_says = TextAreaField(
        "利害关系人的陈述、申辩和质证（没有利害关系人的不填）", widget=GovTextArea(), validators=[LONG]
    )
    conclusion = TextAreaField(
        "主持人归纳",
        description="归纳争议和查明的事实，不作出准予或者不予的决定。",
        widget=GovTextArea(),
        validators=[DataRequired("请写明主持人归纳的争议和事实。"), LONG],
    )

    def validate_held_on(self, field: DayField) -> None:
        """Ask for the day; raises ValidationError in words."""
        if field.day is None and not field.errors:
            raise ValidationError("请填写听证举行的日期。")

    def values(self) -> dict[str, object]:
        """Give what was filled in, the day as a date."""
        return {**super().values(), "held_on": self.held_on.day}


FORMS: Mapping[str, type[Form]] = {
    "inform_hearing": RightsForm,
    "request_hearing": PaperRequestForm,
    "waive_hearing": WaiverForm,
    "summon_hearing": SummonsForm,
    "hear": HearingForm,
}
"""The acts of this step with what they ask."""
