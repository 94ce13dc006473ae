"""The measurement of the clock runs and says what it measured; how fast is for people to read."""

from __future__ import annotations

import json

import pytest

from approval.core.reckoning import reckon
from approval.core.workdays import Calendar
from bench.clock import FIRST, GOALS, history, main, naive_due_date
from workflows.licence import LICENCE


def test_the_figures_are_one_json_object_with_the_anchors_beside_them(capsys: pytest.CaptureFixture[str]):
    main(["--histories", "3", "--rounds", "1"])
    told = json.loads(capsys.readouterr().out)
    assert (told["bench"], told["histories"], told["rounds"]) == ("clock", 3, 1)
    assert set(told["per_second"]) == {"reckon", "reckon_with_ledger", "anchor_json", "anchor_day_by_day"}
    assert all(rate > 0 for rate in told["per_second"].values())
    assert told["goals"] == GOALS == {"reckon": 10_000, "reckon_with_ledger": 3_000}
    assert set(told["met"]) == set(GOALS)
    assert told["ratio_to_anchor_json"] > 0


def test_what_is_measured_is_what_was_promised():
    asked = history(FIRST)
    told = reckon(LICENCE, asked, Calendar.national())
    acts = [fact["act"] for fact in asked["facts"]]
    assert (acts.count("toll"), acts.count("extend"), told["stage"]) == (2, 1, "under_review")
    assert told["days_tolled"] > 0


def test_the_naive_anchor_counts_right_where_counting_is_simple():
    assert naive_due_date(history(FIRST)) == Calendar.national().add(FIRST, 10)
