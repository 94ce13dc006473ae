"""Closing asks nothing."""

from forms.closing import ClosingForm
from tests.forms.desk import sent


def test_closing_types_nothing() -> None:
    with sent(ClosingForm, {"reasons": "办完了"}) as form:
        assert form.validate()
        assert form.data == {}
