"""A number of days as people type it."""

from __future__ import annotations

from datetime import date

import pytest

from forms import Form
from forms.days import DaysField, read_day
from tests.forms.desk import sent


class Asking(Form):
    """A form that asks for days alone."""

    days = DaysField("天数")


@pytest.mark.parametrize(
    ("typed", "days"), [("5", 5), (" 10 ", 10), ("１５", 15), ("0", 0), ("", None), ("  ", None)]
)
def test_a_whole_number_is_read_in_whatever_width(typed: str, days: int | None):
    with sent(Asking, {"days": typed}) as form:
        assert form.validate()
        assert form.days.data == days


@pytest.mark.parametrize("typed", ["五", "2.5", "-3", "1e3", "三天", "99999", "²"])
def test_what_is_no_number_of_days_is_named(typed: str):
    with sent(Asking, {"days": typed}) as form:
        assert not form.validate()
        assert form.days.errors == [f"“{typed}”不是整数天数，请只填写数字，例如 5。"]


def test_a_field_that_was_not_sent_holds_nothing():
    with sent(Asking, {}) as form:
        assert form.days.data is None


@pytest.mark.parametrize(
    "typed",
    ["2026-11-03", "2026/11/3", "2026.11.3", "20261103", "２０２６年１１月３日", "2026 年 11 月 3 日"],
)
def test_a_day_is_read_however_it_is_written(typed: str):
    assert read_day(typed) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "says"), [("20261131", "没有“20261131”这一天"), ("2026113", "日期应如"), ("昨天", "日期应如")]
)
def test_what_is_no_day_is_told(typed: str, says: str):
    with pytest.raises(ValueError, match=says):
        read_day(typed)
