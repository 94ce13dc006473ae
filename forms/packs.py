"""Going over to a new version of the rules: why, and what shows that the letter is given."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from forms import Form
from forms.delivery import HandedOver


class MoveForm(HandedOver):
    """Why a case is handled by the new version of its rules from now on (法释〔2009〕20号 9)."""

    reasons = TextAreaField(
        "改按新规定办理的理由",
        description="写明新规定为什么适用于本案；对申请人不利的，写明为什么仍要适用。将原样写入告知书。",
        widget=GovTextArea(),
        validators=[
            DataRequired("请写明改按新规定办理的理由。"),
            Length(max=1000, message="理由不超过1000字。"),
        ],
    )


FORMS: Mapping[str, type[Form]] = {"move_pack": MoveForm}
"""The act of this step with what it asks."""
