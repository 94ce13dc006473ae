"""The text of a notice is read whole or sent back with the sentence that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from approval.core.workdays import Calendar
from forms.holiday_notice import HolidayNoticeForm
from tests.forms.desk import sent

TEXT = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月4日（周一）上班。"
SENT = {
    "text": TEXT,
    "year": "2027",
    "number": "国办发明电〔2026〕8号",
    "issued_on": "2026-11-03",
    "source": "https://www.gov.cn/zhengce/2026-11/03/content.htm",
}


def test_a_notice_with_its_source_is_understood_day_by_day():
    with sent(HolidayNoticeForm, {**SENT, "text": TEXT.split("1月4日")[0]}) as form:
        assert form.validate(), form.errors
        notice = form.understood(Calendar.national())
        assert notice is not None
        assert [day.date.day for day in notice.days] == [1, 2, 3]
        assert (notice.number, notice.issued_on) == ("国办发明电〔2026〕8号", date(2026, 11, 3))


@pytest.mark.parametrize("typed", ["2026年11月3日", "2026/11/3", "2026.11.03", " 2026-11-03 "])
def test_a_day_is_read_as_people_write_it(typed: str):
    with sent(HolidayNoticeForm, {**SENT, "issued_on": typed}) as form:
        assert form.validate(), form.errors
        assert form.issued_on.day == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"text": ""}, "text", "请粘贴通知原文"),
        ({"text": "字" * 20001}, "text", "不超过20000字"),
        ({"year": ""}, "year", "请填写年份"),
        ({"year": "27"}, "year", "四位数字"),
        ({"year": "1999"}, "year", "2000年至2099年"),
        ({"number": "第八号"}, "number", "国办发明电〔2025〕7号"),
        ({"issued_on": "11月3日"}, "issued_on", "日期应如 2026-11-03"),
        ({"issued_on": "2026-02-30"}, "issued_on", "没有“2026-02-30”这一天"),
        ({"source": " "}, "source", "请填写出处"),
        ({"division": "洛阳"}, "division", "6位数字"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(change: Mapping[str, object], field: str, says: str):
    with sent(HolidayNoticeForm, {**SENT, **change}) as form:
        assert not form.validate()
        assert says in "".join(str(error) for error in form.errors[field])


def test_a_sentence_that_cannot_be_read_sends_the_whole_text_back():
    with sent(HolidayNoticeForm, {**SENT, "text": f"{TEXT}\n二、春节：大约放假一周。"}) as form:
        assert form.validate(), form.errors
        assert form.understood(Calendar.national()) is None
        assert "大约" in form.text.errors[0]


def test_a_notice_whose_text_has_no_source_asks_for_it():
    with sent(
        HolidayNoticeForm, {**SENT, "text": TEXT.split("1月4日")[0], "number": "", "issued_on": ""}
    ) as form:
        assert form.validate(), form.errors
        assert form.understood(Calendar.national()) is None
        assert form.number.errors == ["原文中没有文号，请填写文号。"]
        assert form.issued_on.errors == ["原文中没有发文日期，请填写发文日期。"]
