"""A number of days is typed in digits of any width, and kept as typed where it is none."""

import pytest

from forms import Form
from forms.days import DaysField
from tests.forms.desk import sent


class Asked(Form):
    """A form that asks for days and nothing else."""

    days = DaysField("天数")


@pytest.mark.parametrize(("typed", "days"), [("5", 5), (" 10 ", 10), ("１０", 10), ("", None)])
def test_digits_are_read_whatever_their_width(typed: str, days: int | None) -> None:
    with sent(Asked, {"days": typed}) as form:
        assert form.validate()
        assert form.days.data == days


@pytest.mark.parametrize("typed", ["五", "2.5", "-3", "5天", "99999", "²"])
def test_anything_else_is_named_and_kept(typed: str) -> None:
    with sent(Asked, {"days": typed}) as form:
        assert not form.validate()
        assert form.days.errors == [f"“{typed}”不是整数天数，请只填写数字，例如 5。"]
        assert form.days._value() == typed
