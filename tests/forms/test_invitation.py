"""An invitation says what it asks; a day may be wished for. An explanation says something."""

from datetime import date

from forms.invitation import ExplanationForm, InvitationForm
from tests.forms.desk import sent


def test_the_day_is_a_wish_and_need_not_be_there() -> None:
    with sent(InvitationForm, {"asks": "夜间由谁值班"}) as form:
        assert form.validate()
        assert form.values() == {"asks": "夜间由谁值班", "wanted_by": None}
    with sent(InvitationForm, {"asks": "夜间由谁值班", "wanted_by": "2026年10月9日"}) as form:
        assert form.validate()
        assert form.values()["wanted_by"] == date(2026, 10, 9)


def test_blank_texts_are_asked_for() -> None:
    with sent(InvitationForm, {"asks": " "}) as form:
        assert not form.validate()
        assert form.asks.errors == ["请写明请申请人说明什么。"]
    with sent(ExplanationForm, {"says": ""}) as form:
        assert not form.validate()
        assert form.says.errors == ["请填写说明的内容。"]
