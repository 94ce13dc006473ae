"""An application that is another authority's: which one, why, by which rule."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from forms import Form

LARGE = {"params": {"label": {"classes": "govuk-label--m"}}}


class ReferralForm(Form):
    """What the letter of non-acceptance says (行政许可法 32(1)(2))."""

    right_authority = StringField(
        "有权处理的机关",
        description="写机关全称，申请人凭它就知道向谁申请。",
        widget=GovTextInput(),
        validators=[
            DataRequired("请写明申请人应当向哪个机关申请。"),
            Length(max=100, message="机关名称不超过100字。"),
        ],
        render_kw=LARGE,
    )
    reasons = TextAreaField(
        "为什么不属于本机关职权",
        description="写明申请事项由谁管辖，将写入决定书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明为什么不属于本机关职权。"),
            Length(max=1000, message="理由不超过1000字。"),
        ],
        render_kw=LARGE,
    )
    basis = StringField(
        "管辖依据的条文",
        description="例如《医疗机构管理条例》第九条、第十一条。",
        widget=GovTextInput(),
        validators=[
            DataRequired("请写明管辖依据的条文。"),
            Length(max=300, message="依据不超过300字。"),
        ],
        render_kw=LARGE,
    )


FORMS: Mapping[str, type[Form]] = {"refer": ReferralForm}
"""The act of this step with what it asks."""
