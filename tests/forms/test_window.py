"""Papers are entered with how and when they came in; an unknown institution with its name and kind."""

import pytest

from forms.window import CameInForm, PaperCheckForm, PaperFilingForm
from tests.forms.desk import sent

WANTED = {
    "channel": "post",
    "received_on": "2026-09-16",
    "item": "jianxi-2017/nursing-station.establish",
    "credit_code": "52410305MJ000000XQ",
}
ITEMS = [("jianxi-2017/nursing-station.establish", "护理站设置审批")]


def test_whatever_is_known_is_not_asked_again() -> None:
    with sent(PaperFilingForm, WANTED) as form:
        form.choose(ITEMS, ["企业"])
        assert form.validate()
        assert form.received_on.day is not None


def test_an_unknown_institution_needs_name_and_kind() -> None:
    with sent(PaperFilingForm, WANTED) as form:
        form.choose(ITEMS, ["企业"])
        assert form.validate()
        assert not form.ask_for_institution()
        assert "没有这一代码的机构" in form.institution_name.errors[0]
    with sent(PaperFilingForm, {**WANTED, "institution_name": "城西养老院", "kind": "企业"}) as form:
        form.choose(ITEMS, ["企业"])
        assert form.ask_for_institution()


@pytest.mark.parametrize(
    ("name", "typed"), [("channel", ""), ("received_on", ""), ("received_on", "昨天"), ("credit_code", "123")]
)
def test_what_is_missing_or_wrong_is_said_at_its_field(name: str, typed: str) -> None:
    with sent(PaperFilingForm, {**WANTED, name: typed}) as form:
        form.choose(ITEMS, ["企业"])
        assert not form.validate()
        assert list(form.errors) == [name]


def test_a_supplement_asks_only_how_and_when() -> None:
    with sent(CameInForm, {"channel": "window", "received_on": "2026-09-23"}) as form:
        assert form.validate()


def test_a_signature_and_the_way_of_service_are_asked_for_on_a_first_filing() -> None:
    with sent(PaperCheckForm, {}) as form:
        assert not form.judge(asks_consent=True)
        assert form.signed.errors
        assert form.consent.errors
    with sent(PaperCheckForm, {"signed": "y"}) as form:
        assert form.judge(asks_consent=False)
