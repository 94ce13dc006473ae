"""What is decided about a licence: suspension, restoration, deregistration, revocation, recall."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovRadioInput, GovTextArea, GovTextInput
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from approval.core.licence import DEREGISTRATION, RECALL, REVOCATION
from forms import Form
from forms.days import DaysField
from forms.delivery import HandedOver

LONGEST_SUSPENSION = 6


def grounds(listed: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Give listed grounds in words, each with its article."""
    return {key: f"{says}（行政许可法{article}）" for key, (says, article) in listed.items()}


def facts(label: str, description: str) -> TextAreaField:
    """Ask for facts and reasons."""
    return TextAreaField(
        label,
        description=description,
        widget=GovTextArea(),
        validators=[
            DataRequired(f"请写明{label}。"),
            Length(max=1000, message=f"{label}不超过1000字。"),
        ],
    )


def ground_of(label: str, listed: Mapping[str, tuple[str, str]]) -> RadioField:
    """Ask for one of the grounds that the law lists."""
    return RadioField(
        label,
        choices=grounds(listed),
        widget=GovRadioInput(),
        validators=[InputRequired(f"请选择{label}。")],
    )


class HandedToHolder(HandedOver):
    """Who signs for a decision about a licence, where its holder takes it at once."""

    handed_to = StringField(
        "当面签收人（可不填）",
        description="持证机构今天当面签收的填写，系统同时生成《送达回证》。没有当面签收的，请另行送达。",
        widget=GovTextInput(),
        validators=[Length(max=40, message="当面签收人不超过40字。")],
    )


class SuspensionForm(HandedToHolder):
    """For how long a verification is put off, and why."""

    months = DaysField(
        "暂缓校验几个月",
        description=f"1至{LONGEST_SUSPENSION}个月，从今天起算。",
        widget=GovTextInput(),
        validators=[
            InputRequired("请用数字填写月数，例如 3。"),
            NumberRange(1, LONGEST_SUSPENSION, f"暂缓校验期应为1至{LONGEST_SUSPENSION}个月。"),
        ],
        render_kw={"inputmode": "numeric"},
    )
    reasons = facts("事实和理由", "写明校验中发现的问题和整改要求，将原样写入通知书。")


class RestorationForm(Form):
    """Why a suspended licence holds again."""

    reasons = facts("恢复的理由", "写明复查日期和整改情况。")


class DeregistrationForm(HandedToHolder):
    """On which ground of the law a licence is deregistered (行政许可法 70)."""

    ground = ground_of("注销的情形", DEREGISTRATION)
    reasons = facts("事实和理由", "写明查明的事实和证明文件，将原样写入告知书。")


class RevocationForm(HandedToHolder):
    """On which ground of the law a licence is revoked (行政许可法 69)."""

    ground = ground_of("撤销的情形", REVOCATION)
    reasons = facts("事实和理由", "写明查明的事实和证据，将原样写入撤销决定书。")


class RecallForm(HandedToHolder):
    """On which ground of the law a licence is recalled, and how its holder's loss is made good (行政许可法 8)."""

    ground = ground_of("撤回的情形", RECALL)
    reasons = facts("事实和理由", "写明规定或者客观情况怎样变化，为什么公共利益需要撤回。")
    compensation = facts("补偿的内容和办法", "撤回给被许可人造成财产损失的，应当依法补偿。")


FORMS: Mapping[str, type[Form]] = {
    "suspend": SuspensionForm,
    "restore": RestorationForm,
    "deregister": DeregistrationForm,
    "revoke": RevocationForm,
    "recall": RecallForm,
}
"""The acts of this step with what they ask."""
