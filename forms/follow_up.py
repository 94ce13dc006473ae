"""The check afterwards: a record like that of a visit; what has to be put right; or why something is revoked."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea
from wtforms import FieldList, FormField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from approval.core.decision import REVOKED_AFTER_CHECK
from approval.core.visit import Found
from forms import Form
from forms.delivery import HandedOver
from forms.visit import OfficerForm, VisitForm


class CheckForm(VisitForm):
    """The record of a check afterwards."""

    findings = TextAreaField(
        "核查情况",
        description="写看到了什么、量了什么、核对了哪些原件。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明核查情况（行政许可法第六十一条）。"),
            Length(max=3000, message="核查情况不超过3000字。"),
        ],
    )


class FollowUpForm(CheckForm):
    """A check that found everything in order."""


class RectifyOrderForm(CheckForm, HandedOver):
    """A check that found something wrong, and what has to be done about it."""

    requirements = TextAreaField(
        "其他整改要求（可不填，一行一项）",
        description="逐项结果中选“不符合”的，自动写入责令整改通知书；这里写另外要求整改的内容。",
        widget=GovTextArea(),
        validators=[Length(max=2000, message="整改要求不超过2000字。")],
    )

    def validate_requirements(self, field: TextAreaField) -> None:
        """Ask what is wrong; raises ValidationError in words."""
        unmet = any(row.form.found.data == Found.UNMET for row in self.results)
        if not unmet and not (field.data or "").strip():
            raise ValidationError("请至少标出一项“不符合”，或者写明要求整改什么。")


class RectifiedForm(CheckForm):
    """The second look that found what was ordered put right."""


class RevocationForm(HandedOver):
    """On which ground a filing or a grant is revoked, why, and who found it still unmet."""

    ground = RadioField(
        "撤销的情形",
        choices=dict(REVOKED_AFTER_CHECK),
        widget=GovRadioInput(),
        validators=[InputRequired("请选择一种撤销的情形。")],
    )
    reasons = TextAreaField(
        "事实和理由",
        description="写明查明的事实和复查的结果，将原样写入撤销决定书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明事实和理由。"),
            Length(max=3000, message="事实和理由不超过3000字。"),
        ],
    )
    officers = FieldList(
        FormField(OfficerForm), "复查人员（以“整改后仍不符合条件”撤销的，须有两名）", min_entries=2
    )

    def validate_officers(self, _field: FieldList) -> None:
        """Ask for the two who looked again; raises ValidationError in words."""
        chosen = {line.account.data for line in self.lines if line.account.data}
        if self.ground.data == "still_unmet" and len(chosen) < 2:
            raise ValidationError("整改后仍不符合条件的，须有两名以上不同的工作人员复查。")

    @property
    def lines(self) -> list[OfficerForm]:
        """Give the lines of the officers."""
        return [entry.form for entry in self.officers]

    def values(self) -> dict[str, object]:
        """Give what was filled in; officers only where they were chosen."""
        officers = [
            {"account": line.account.data, "number": (line.number.data or "").strip()}
            for line in self.lines
            if line.account.data
        ]
        return {**super().values(), "officers": officers}


FORMS: Mapping[str, type[Form]] = {
    "follow_up_met": FollowUpForm,
    "follow_up_unmet": RectifyOrderForm,
    "rectified": RectifiedForm,
    "revoke_record": RevocationForm,
    "revoke_grant": RevocationForm,
}
"""The acts of this step with what they ask."""
