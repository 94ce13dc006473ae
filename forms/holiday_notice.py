"""A holiday notice: its own text and where it comes from, read whole before anything is loaded."""

from __future__ import annotations

import re

from govuk_frontend_wtf.wtforms_widgets import GovTextArea, GovTextInput
from wtforms import HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Regexp

from approval.core.holiday_notice import NoticeUnreadable, read
from approval.core.workdays import FIRST, LAST, Calendar, Notice
from forms import Form
from forms.days import DayField

NUMBER = re.compile(r"[^〔\[（(]{1,20}[〔\[（(]\d{4}[〕\]）)]\d{1,4}号")


def stripped(text: str | None) -> str:
    """Take the blanks around a typed line away."""
    return (text or "").strip()


class HolidayNoticeForm(Form):
    """The text of a notice with its source; ``shown`` says what the person has been shown and confirms."""

    text = TextAreaField(
        "通知原文",
        description="从通知全文或者其中的放假安排复制。只要有一句读不懂，整份都不会载入。",
        widget=GovTextArea(),
        validators=[DataRequired("请粘贴通知原文。"), Length(max=20000, message="原文不超过20000字。")],
    )
    year = StringField(
        "通知安排的是哪一年",
        description="例如 2027。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[
            DataRequired("请填写年份，例如 2027。"),
            Regexp(r"^\d{4}$", message="年份应为四位数字，例如 2027。"),
        ],
        render_kw={"inputmode": "numeric"},
    )
    number = StringField(
        "文号",
        description="例如 国办发明电〔2025〕7号。原文中写有文号的，可以不填。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[Length(max=60, message="文号不超过60个字。")],
    )
    issued_on = DayField("发文日期", description="例如 2026-11-03。原文末尾写有发文日期的，可以不填。")
    source = StringField(
        "出处",
        description="通知公布的网址，或者载明通知的公报、文件。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[
            DataRequired("请填写出处，以后可以据此核对。"),
            Length(max=400, message="出处不超过400个字。"),
        ],
    )
    division = StringField(
        "适用的行政区划代码（地方通知才填）",
        description="地方政府发布的放假安排，填写该地的6位行政区划代码；国务院办公厅的通知不填。",
        widget=GovTextInput(),
        filters=[stripped],
        validators=[Regexp(r"^(\d{6})?$", message="行政区划代码应为6位数字；全国的通知请留空。")],
        render_kw={"inputmode": "numeric"},
    )
    shown = HiddenField()

    def validate_year(self, field: StringField) -> None:
        """Refuse a year that the calendar does not reach."""
        if field.data and field.data.isdecimal() and not FIRST.year <= int(field.data) <= LAST.year:
            raise ValidationError(f"年份应在{FIRST.year}年至{LAST.year}年之间。")

    def validate_number(self, field: StringField) -> None:
        """Refuse what is no document number."""
        if field.data and not NUMBER.fullmatch(field.data):
            raise ValidationError("文号应如“国办发明电〔2025〕7号”，由发文字号、年份和序号组成。")

    def understood(self, amends: Calendar) -> Notice | None:
        """Read the text; where it cannot be read whole, put the sentence and the reason at the text and give None.

        ``amends`` is the calendar whose holidays the notice may prolong.
        """
        try:
            notice = read(
                self.text.data or "",
                int(self.year.data or 0),
                number=self.number.data or "",
                issued_on=self.issued_on.day,
                source=self.source.data or "",
                division=self.division.data or "",
                amends=amends,
            )
        except NoticeUnreadable as unreadable:
            self.text.errors = [*self.text.errors, str(unreadable)]
            return None
        return notice if self._has_source(notice) else None

    def _has_source(self, notice: Notice) -> bool:
        """Ask for the number and the day of issue where the text itself has none."""
        if not notice.number:
            self.number.errors = ["原文中没有文号，请填写文号。"]
        if notice.issued_on is None:
            self.issued_on.errors = ["原文中没有发文日期，请填写发文日期。"]
        return bool(notice.number and notice.issued_on)
