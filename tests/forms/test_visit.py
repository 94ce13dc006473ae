"""The record of a visit: two different officers with certificates, a day, what was found, who confirmed it."""

import pytest

from forms.visit import VisitForm
from tests.forms.desk import sent

WANTED = {
    "officers-0-account": "3", "officers-0-number": "豫1", "officers-1-account": "4", "officers-1-number": "豫2",
    "officers-2-account": "", "officers-2-number": "", "visited_on": "2026-09-28", "place": "一层",
    "met_with": "赵玉兰", "results-0-about": "area", "results-0-found": "met", "results-0-note": "62平方米",
    "results-1-about": "rooms", "results-1-found": "", "findings": "与平面图一致", "confirmed": "signed",
}  # fmt: skip


def test_a_whole_record_is_taken() -> None:
    with sent(VisitForm, WANTED) as form:
        assert form.validate()
        values = form.values()

    assert values["officers"] == [{"account": "3", "number": "豫1"}, {"account": "4", "number": "豫2"}]
    assert values["results"] == [{"about": "area", "found": "met", "note": "62平方米"}]
    assert str(values["visited_on"]) == "2026-09-28"


@pytest.mark.parametrize("second", ["", "3"])
def test_a_second_officer_is_asked_for_and_the_same_one_is_no_second(second: str) -> None:
    with sent(VisitForm, {**WANTED, "officers-1-account": second, "officers-1-number": "豫2"}) as form:
        assert not form.validate()
        assert "现场核查须有两名以上不同的工作人员（行政许可法第三十四条第三款）。" in form.officers.errors


def test_each_officer_shows_a_certificate() -> None:
    with sent(VisitForm, {**WANTED, "officers-1-number": " "}) as form:
        assert not form.validate()
        assert form.lines[1].number.errors == ["请填写这名核查人员的证件号。"]


@pytest.mark.parametrize("way", ["refused", "absent"])
def test_where_nobody_signed_the_record_says_why(way: str) -> None:
    with sent(VisitForm, {**WANTED, "confirmed": way}) as form:
        assert not form.validate()
        assert list(form.errors) == ["confirmed_note"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "请填写核查日期。"), ("昨天", "日期应如 2026-11-03 或者 2026年11月3日。")],
)
def test_a_day_that_cannot_be_read_is_named(typed: str, says: str) -> None:
    with sent(VisitForm, {**WANTED, "visited_on": typed}) as form:
        assert not form.validate()
        assert form.visited_on.errors == [says]


def test_every_standard_is_asked_about_once() -> None:
    with sent(VisitForm, WANTED) as form:
        form.ask_about(["area", "rooms", "staff"])

        assert [row.form.about.data for row in form.results] == ["area", "rooms", "staff"]
