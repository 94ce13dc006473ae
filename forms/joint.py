"""Joint handling: the department's marks, the window's one notice, handing out, the extension of the envelope."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovFileInput, GovRadioInput, GovTextArea, GovTextInput
from wtforms import FileField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from approval.core.limit import LONGEST_JOINT_EXTENSION
from approval.procedure.joint_delivery import WHY_ONE
from forms import Form
from forms.days import DayField, DaysField
from forms.deficiency import DeficiencyForm
from forms.delivery import HANDING, HandedOver, ServiceForm


class MarkForm(DeficiencyForm):
    """What a department found lacking in its part; the window tells it, so nobody signs for it here."""

    def values(self) -> dict[str, object]:
        """Give what was marked, and what was struck."""
        return {name: value for name, value in super().values().items() if name not in HANDING}


class JointNoticeForm(HandedOver):
    """Nothing is typed: the notice holds what the departments have marked; ``marked`` names what was shown."""

    marked = HiddenField("标注")


class HandOutForm(ServiceForm):
    """How all letters reached the applicant together."""


class HandOutOneForm(ServiceForm):
    """How the letter of one item reached the applicant before the others, and why it did."""

    part = RadioField(
        "先送达哪一项", choices={}, widget=GovRadioInput(), validators=[InputRequired("请选择一项。")]
    )
    why = RadioField(
        "为什么先送达",
        choices=dict(WHY_ONE),
        widget=GovRadioInput(),
        validators=[InputRequired("请选择为什么先送达这一项。")],
    )


class JointExtensionForm(HandedOver):
    """An extension of the envelope: how long, why, and who of the government approved it (行政许可法 42(2))."""

    days = DaysField(
        "延长的工作日数",
        description=f"1到{LONGEST_JOINT_EXTENSION}，只能延长一次。",
        widget=GovTextInput(),
        validators=[
            InputRequired(f"请填写延长的工作日数，1到{LONGEST_JOINT_EXTENSION}。"),
            NumberRange(
                1, LONGEST_JOINT_EXTENSION, message=f"延期应为1到{LONGEST_JOINT_EXTENSION}个工作日。"
            ),
        ],
    )
    reasons = TextAreaField(
        "理由",
        description="理由会写进延期决定告知书，告知申请人。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明延期的理由。"),
            Length(max=1000, message="理由不超过1000字。"),
        ],
    )
    approved_by = StringField(
        "批准的本级人民政府负责人",
        description="写明职务和姓名，例如“凯里市人民政府副市长杨明”。",
        widget=GovTextInput(),
        validators=[DataRequired("请填写批准人的职务和姓名。"), Length(max=60, message="批准人不超过60字。")],
    )
    approved_on = DayField("批准日期", description="批准文件上的日期，例如 2026-11-03。")
    scan = FileField("批准文件的扫描件", description="PDF、JPG、PNG 或者 OFD。", widget=GovFileInput())
    paper = HiddenField("已上传的批准文件")

    def validate_approved_on(self, field: DayField) -> None:
        """Ask for the day of the approval; raises ValidationError in words."""
        if not field.errors and field.day is None:
            raise ValidationError("请填写批准日期。")

    def validate_scan(self, field: FileField) -> None:
        """Ask for the scan where none is kept yet; raises ValidationError in words."""
        if not field.errors and not self.paper.data:
            raise ValidationError("请上传批准文件的扫描件。")

    def values(self) -> dict[str, object]:
        """Give what was filled in, the day as a date; the scan is named by ``paper``."""
        kept = {name: value for name, value in super().values().items() if name != "scan"}
        return {**kept, "approved_on": self.approved_on.day}


FORMS: Mapping[str, type[Form]] = {
    "mark_defects": MarkForm,
    "joint.notify_deficiency": JointNoticeForm,
    "joint.extend": JointExtensionForm,
    "hand_out": HandOutForm,
    "hand_out_one": HandOutOneForm,
}
"""The acts of this step with what they ask; two are asked otherwise than in a single case."""
