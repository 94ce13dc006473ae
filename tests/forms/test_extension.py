"""An extension is one to ten working days, with reasons."""

import pytest

from forms.extension import ExtensionForm
from tests.forms.desk import sent


@pytest.mark.parametrize("days", ["1", "10"])
def test_one_to_ten_days_are_taken(days: str) -> None:
    with sent(ExtensionForm, {"days": days, "reasons": "需要论证。"}) as form:
        assert form.validate()


@pytest.mark.parametrize("days", ["0", "11"])
def test_fewer_or_more_are_refused_with_the_article(days: str) -> None:
    with sent(ExtensionForm, {"days": days, "reasons": "需要论证。"}) as form:
        assert not form.validate()
        assert "行政许可法第四十二条第一款" in form.days.errors[0]


def test_an_extension_says_why() -> None:
    with sent(ExtensionForm, {"days": "5", "reasons": ""}) as form:
        assert not form.validate()
        assert list(form.errors) == ["reasons"]
