"""For which facts an order is opened by rule, and that one fact has one order."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core.supervision import cause_of, fact_key, kind_of, ordered_already

DAY = date(2026, 9, 24)


def test_one_run_of_a_clock_has_one_order() -> None:
    keys = [fact_key("overdue", "decision", DAY)]
    assert ordered_already(keys, "overdue", "decision", DAY)
    assert not ordered_already(keys, "overdue", "delivery", DAY)
    assert not ordered_already(keys, "overdue", "decision", date(2026, 11, 2)), "the clock ran again"


def test_passing_the_law_after_the_promise_is_another_and_graver_fact() -> None:
    assert not ordered_already([fact_key("overdue", "decision", DAY)], "breach", "decision", DAY)
    assert ordered_already([fact_key("breach", "decision", DAY)], "overdue", "decision", DAY)


def test_silence_accepts_a_case_once() -> None:
    assert ordered_already([fact_key("deemed")], "deemed", "", None)


def test_an_order_is_found_under_its_kind_and_named_by_its_cause() -> None:
    assert kind_of("breach", "recording") == "breach:recording"
    assert cause_of("breach:recording").zh == "超过法定时限"
    assert cause_of("hand").zh == "监督人员督办"


@pytest.mark.parametrize(
    ("clock", "article"),
    [
        ("decision", "第四十二条第一款"),
        ("joint", "第四十二条第二款"),
        ("hearing", "第四十七条第一款"),
        ("answer", "第三十二条第一款第（一）项"),
    ],
)
def test_a_breach_of_the_law_is_told_with_the_article_of_its_own_limit(clock: str, article: str) -> None:
    assert article in cause_of(f"breach:{clock}").basis


@pytest.mark.parametrize("clock", ["recording", "completeness", "follow_up", "delivery", "publication"])
def test_the_limit_of_a_licences_decision_is_not_cited_for_another(clock: str) -> None:
    basis = cause_of(f"breach:{clock}").basis
    assert "第四十二条" not in basis
    assert "第七十四条" not in basis
    assert "第六十条" in basis
