"""The right value of a record: a day is read in every usual way, anything else stays as typed."""

import pytest

from forms.rectification import ConfirmRectificationForm, RectificationForm
from tests.forms.desk import sent

WANTED = {"seq": "1", "name": "on", "value": "2026-09-16", "why": "邮件签收记录"}


@pytest.mark.parametrize("typed", ["2026-09-16", "2026年9月16日", "2026.9.16", " 2026/9/16 "])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    with sent(RectificationForm, {**WANTED, "value": typed}) as form:
        assert form.validate()
        assert form.values()["value"] == "2026-09-16"


@pytest.mark.parametrize("typed", ["昨天", "2026-02-30", "9月16日"])
def test_what_is_no_day_is_said(typed: str) -> None:
    with sent(RectificationForm, {**WANTED, "value": typed}) as form:
        assert not form.validate()
        assert "日期应如" in form.value.errors[0]


def test_another_value_stays_as_it_was_typed() -> None:
    with sent(RectificationForm, {**WANTED, "name": "proof", "value": "门卫代收"}) as form:
        assert form.validate()
        assert form.values()["value"] == "门卫代收"


def test_why_is_asked_for() -> None:
    with sent(RectificationForm, {**WANTED, "why": ""}) as form:
        assert not form.validate()


def test_the_second_person_chooses_one() -> None:
    with sent(ConfirmRectificationForm, {}) as form:
        form.seq.choices = {"2": "收到日期"}
        assert not form.validate()
