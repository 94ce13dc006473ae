"""Withdrawing an application: reasons may be given and need not be (行政许可法 7)."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea
from wtforms import HiddenField, TextAreaField

from approval.letters.fonts import undrawable
from forms import Form

LONGEST = 500


class WithdrawalForm(Form):
    """Why an applicant withdraws; ``version`` is that of the case."""

    reasons = TextAreaField(
        "撤回的理由（选填）",
        description="写明理由有助于机关改进服务，不写也可以撤回。",
        widget=GovTextArea(),
        render_kw={"params": {"label": {"classes": "govuk-label--s"}}, "rows": 3},
    )
    version = HiddenField()

    def judge(self) -> bool:
        """Look whether the reasons can be printed."""
        text = (self.reasons.data or "").strip()
        if len(text) > LONGEST:
            self.reasons.errors = [f"理由最多{LONGEST}个字，现在有{len(text)}个字，请压缩。"]
        elif strange := undrawable(text.replace("\r", "").replace("\n", "")):
            self.reasons.errors = [f"理由里有文书无法印出的字符“{strange[0]}”，请改用通用规范汉字或者删去。"]
        return not self.reasons.errors


FORMS: Mapping[str, type[Form]] = {"withdraw": WithdrawalForm}
"""The acts of this step with what they ask."""
