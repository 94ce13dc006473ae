"""An application for what needs no licence: why, by which rule, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms import Form

LARGE = {"params": {"label": {"classes": "govuk-label--m"}}}


class NotRequiredForm(Form):
    """What the letter tells the applicant (行政许可法 32(1)(1))."""

    reasons = TextAreaField(
        "为什么不需要许可",
        description="写明申请的是什么、为什么依法不需要取得许可，将写入告知书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明为什么不需要许可。"),
            Length(max=1000, message="理由不超过1000字。"),
        ],
        render_kw=LARGE,
    )
    basis = StringField(
        "依据的条文",
        description="写明文件名称和条款，例如《诊所备案管理暂行办法》第二条。",
        widget=GovTextInput(),
        validators=[
            DataRequired("请写明依据的条文：没有依据的，不能告知无需许可。"),
            Length(max=300, message="依据不超过300字。"),
        ],
        render_kw=LARGE,
    )
    what_next = TextAreaField(
        "申请人可以怎样办理（可不填）",
        description="需要备案、登记或者无需任何手续的，在这里告诉申请人。",
        widget=GovTextArea(),
        validators=[Length(max=500, message="办理的说明不超过500字。")],
        render_kw=LARGE,
    )


FORMS: Mapping[str, type[Form]] = {"not_required": NotRequiredForm}
"""The act of this step with what it asks."""
