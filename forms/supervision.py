"""Orders of supervision: what is to be answered, the answer, and how it ends."""

from __future__ import annotations

from collections.abc import Mapping

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from approval.core.supervision import LONGEST_ORDER
from approval.letters.fonts import undrawable
from forms import Form
from forms.days import DaysField


def limit(label: str, description: str) -> DaysField:
    """Ask for so many working days."""
    return DaysField(
        label,
        description=description,
        widget=GovTextInput(),
        default=5,
        validators=[
            InputRequired("请用数字填写工作日数，例如 5。"),
            NumberRange(1, LONGEST_ORDER, f"答复期限应为1至{LONGEST_ORDER}个工作日。"),
        ],
        render_kw={"inputmode": "numeric"},
    )


def told(label: str, description: str, *, needed: bool = True) -> TextAreaField:
    """Ask for a text."""
    longest = Length(max=1000, message=f"{label}不超过1000字。")
    return TextAreaField(
        label,
        description=description,
        widget=GovTextArea(),
        validators=[DataRequired(f"请写明{label}。"), longest] if needed else [longest],
    )


class OrderForm(Form):
    """What a supervisor wants explained or done, and within which limit."""

    says = told("督办事项", "写明查明的情况和要求，将原样写入督办单。")
    days = limit("答复期限（工作日）", "没有规定统一期限，系统默认5个工作日。")

    def judge(self) -> bool:
        """Check what was typed, and that it can be printed."""
        valid = self.validate()
        text = (self.says.data or "").replace("\r", "").replace("\n", "")
        if valid and (strange := undrawable(text)):
            self.says.errors = [f"督办事项里有文书无法印出的字符“{strange[0]}”，请改用通用规范汉字或者删去。"]
            return False
        return bool(valid)


class AcknowledgementForm(Form):
    """Nothing is typed: the order has been received."""


class AnswerForm(Form):
    """Why it came so, and what has been done about it."""

    says = told("原因和办理情况", "写明为什么没有按期办理，现在办到哪一步，什么时候办完。")
    done = told("已经采取的措施（选填）", "例如改派人员、当日作出决定。", needed=False)


class OrderClosingForm(Form):
    """What the supervisor concludes from the answer; it may be left blank."""

    says = told("办结意见（选填）", "例如：情况属实，已经整改。", needed=False)
    version = HiddenField()


class OrderReturnForm(Form):
    """Why an answer does not do, and by when another is due."""

    says = told("退回的理由", "写明哪些问题没有答复。")
    days = limit("重新答复的期限（工作日）", "从今天起重新计算。")
    version = HiddenField()


FORMS: Mapping[str, type[Form]] = {
    "acknowledge": AcknowledgementForm,
    "answer_order": AnswerForm,
    "close_order": OrderClosingForm,
    "reopen_order": OrderReturnForm,
}
"""The acts of this step with what they ask."""
