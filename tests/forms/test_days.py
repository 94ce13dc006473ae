"""A number of days as people type it."""

from __future__ import annotations

import pytest

from forms import Form
from forms.days import DaysField
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
