"""Papers at the window or by post: what they apply for, for whom, how and when they came in (行政许可法 29)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovRadioInput, GovSelect, GovTextInput
from wtforms import (  # type: ignore[attr-defined]
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length

from approval.core.errors import Reason
from approval.letters.fonts import undrawable
from forms import Form
from forms.account import stripped
from forms.days import DayField
from forms.identifiers import credit_code, sentence, tidied

LARGE = {"params": {"label": {"classes": "govuk-label--m"}}}


def legend(text: str) -> dict[str, object]:
    """Set the question of radio buttons in the size of a heading."""
    return {"params": {"fieldset": {"legend": {"text": text, "classes": "govuk-fieldset__legend--m"}}}}


NARROW = {"params": {"label": {"classes": "govuk-label--m"}, "classes": "govuk-input--width-10"}}


class CameInForm(Form):
    """How and when papers came in: that day is day 0 of the clock."""

    channel = RadioField(
        "材料怎样送来",
        choices=[SelectChoice("window", "申请人到窗口提交"), SelectChoice("post", "邮寄")],
        widget=GovRadioInput(),
        validators=[InputRequired("请选择材料怎样送来。")],
        render_kw=legend("材料怎样送来"),
    )
    received_on = DayField(
        "收到日期",
        description="窗口提交的写当天，邮寄的写签收之日，例如 2026-11-03。期限从这一天起算。",
        validators=[DataRequired("请填写收到日期。")],
        render_kw=NARROW,
    )


class PaperFilingForm(CameInForm):
    """What the papers apply for, and for which institution."""

    item = SelectField(
        "申请的事项", widget=GovSelect(), validators=[InputRequired("请选择申请的事项。")], render_kw=LARGE
    )
    credit_code = StringField(
        "申请机构的统一社会信用代码",
        description="已经登记过的机构凭代码找到，下面几项可以不填。",
        widget=GovTextInput(),
        filters=[stripped, tidied],
        validators=[DataRequired("请填写统一社会信用代码。"), credit_code],
        render_kw={"params": {"label": {"classes": "govuk-label--m"}, "classes": "govuk-input--width-20"}},
    )
    institution_name = StringField(
        "机构名称（没有登记过的机构填写）",
        description="按登记证书填写。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[Length(max=100, message="机构名称不超过100个字。")],
        render_kw={"params": {"label": {"classes": "govuk-label--s"}}},
    )
    kind = SelectField(
        "机构类型（没有登记过的机构选择）",
        widget=GovSelect(),
        validate_choice=False,
        render_kw={"params": {"label": {"classes": "govuk-label--s"}}},
    )
    nonprofit = BooleanField("是非营利性机构", widget=GovCheckboxInput())

    def choose(self, items: Iterable[tuple[str, str]], kinds: Iterable[str]) -> None:
        """Take the items of the authority, and the kinds of institutions."""
        unchosen = SelectChoice("", "请选择")
        self.item.choices = [unchosen, *(SelectChoice(key, name) for key, name in items)]
        self.kind.choices = [unchosen, *(SelectChoice(kind, kind) for kind in kinds)]

    def ask_for_institution(self) -> bool:
        """Ask for name and kind of an institution that nobody has entered yet; say whether both are there."""
        if not self.institution_name.data:
            self.institution_name.errors = ["系统里没有这一代码的机构，请按登记证书填写机构名称。"]
        if not self.kind.data:
            self.kind.errors = ["系统里没有这一代码的机构，请选择机构类型。"]
        return bool(self.institution_name.data and self.kind.data)

    def validate_institution_name(self, field: StringField) -> None:
        """Refuse a name that no letter can print: every letter of its cases bears it."""
        strange = undrawable(field.data or "")
        if strange:
            raise ValidationError(
                f"机构名称里有文书无法印出的字符（U+{ord(strange[0]):04X}），请按登记证书重新填写。"
            )


NOT_SIGNED = Reason(
    "还没有核对申请人的签字或者盖章。",
    "行政许可法第二十九条、第三十一条",
    "纸质材料上有签字或者盖章的勾选；没有的，请申请人补签后再登记。",
    "signed",
)
NOT_CHOSEN = Reason(
    "还没有选择申请人怎样接收文书。",
    "电子签名法第三条、第十一条",
    "请按申请人在申请书上的选择填写。",
    "consent",
)


class PaperCheckForm(Form):
    """What the clerk has seen on the papers: a signature, and how the applicant wants his letters."""

    signed = BooleanField("纸质材料上有申请人的签字或者盖章，并声明材料真实", widget=GovCheckboxInput())
    consent = RadioField(
        "申请人选择怎样接收文书",
        choices=[
            SelectChoice("no", "在受理窗口领取或者邮寄"),
            SelectChoice("yes", "书面同意在本系统接收电子文书"),
        ],
        validate_choice=False,
        widget=GovRadioInput(),
        render_kw=legend("申请人选择怎样接收文书"),
    )
    version = HiddenField()

    def judge(self, *, asks_consent: bool) -> bool:
        """Ask for the signature, and on a first filing for one of the two ways."""
        self.signed.errors = [] if self.signed.data else [sentence(NOT_SIGNED)]
        chosen = not asks_consent or self.consent.data in ("yes", "no")
        self.consent.errors = [] if chosen else [sentence(NOT_CHOSEN)]
        return bool(self.signed.data) and chosen


KEPT: Mapping[str, bool] = {"yes": True, "no": False}
"""What an answer about service means."""
