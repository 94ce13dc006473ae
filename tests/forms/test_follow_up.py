"""The record of a check afterwards, what it orders, and why something is revoked."""

from __future__ import annotations

import pytest

from forms.follow_up import FollowUpForm, RectifyOrderForm, RevocationForm
from tests.forms.desk import sent

RECORD = {
    "officers-0-account": "3", "officers-0-number": "备1", "officers-1-account": "4", "officers-1-number": "备2",
    "officers-2-account": "", "officers-2-number": "", "visited_on": "2026-10-12", "place": "一层",
    "results-0-about": "rooms", "results-0-found": "met", "results-0-note": "", "findings": "查看了用房",
    "confirmed": "signed",
}  # fmt: skip


def test_a_good_check_is_a_whole_record() -> None:
    with sent(FollowUpForm, RECORD) as form:
        assert form.validate()


def test_an_order_says_what_is_wrong() -> None:
    with sent(RectifyOrderForm, {**RECORD, "requirements": " "}) as form:
        assert not form.validate()
        assert "请至少标出一项“不符合”，或者写明要求整改什么。" in form.requirements.errors


@pytest.mark.parametrize(
    "wrong",
    [{"results-0-found": "unmet"}, {"requirements": "设置标识"}],
    ids=["a point unmet", "a requirement"],
)
def test_a_point_unmet_or_a_requirement_is_an_order(wrong: dict[str, str]) -> None:
    with sent(RectifyOrderForm, {**RECORD, **wrong}) as form:
        assert form.validate()


def test_what_is_still_unmet_was_seen_by_two() -> None:
    still = {
        "ground": "still_unmet",
        "reasons": "仍未隔断",
        "officers-0-account": "3",
        "officers-0-number": "备1",
    }
    with sent(RevocationForm, still) as form:
        assert not form.validate()
        assert list(form.errors) == ["officers"]
    with sent(RevocationForm, {**still, "officers-1-account": "4", "officers-1-number": "备2"}) as form:
        assert form.validate()
        assert [one["account"] for one in form.values()["officers"]] == ["3", "4"]


def test_a_limit_that_has_passed_needs_nobody_to_look_again() -> None:
    with sent(RevocationForm, {"ground": "overdue", "reasons": "期满没有整改"}) as form:
        assert form.validate()
        assert form.values()["officers"] == []


def test_only_the_two_grounds_of_the_rules_are_taken() -> None:
    with sent(RevocationForm, {"ground": "displeased", "reasons": "不满意"}) as form:
        assert not form.validate()
        assert "ground" in form.errors
