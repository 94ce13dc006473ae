"""``python -m bench.clock``: histories reckoned a second, with and without their ledgers.

Each history has a notice, a supplement, two tolls, a result and an extension, on a day of its own. Two anchors run
in the same rounds on the same histories: reading and writing their JSON, and counting one due date day by day with
chinesecalendar, as one would without a clock. Seconds are those of one core's own time; each figure is the median
over rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import chinese_calendar

from approval.core.reckoning import reckon
from approval.core.workdays import Calendar
from workflows.licence import LICENCE

FIRST = date(2021, 1, 4)
GOALS = {"reckon": 10_000, "reckon_with_ledger": 3_000}
"""What one core should reach, in histories a second."""

History = dict[str, Any]


def history(received: date) -> History:
    """Make a history with two tolls and an extension, received on a day."""

    def on(days: int) -> str:
        return (received + timedelta(days=days)).isoformat()

    return {
        "received_on": received.isoformat(),
        "limits": {"decision": {"days": 10, "unit": "working"}},
        "facts": [
            {"act": "notify_deficiency", "on": on(1)},
            {"act": "supplement", "on": on(3)},
            {"act": "accept", "on": on(4)},
            {"act": "toll", "on": on(6), "ground": "expert_review", "days": 3},
            {"act": "resume", "on": on(8), "ground": "expert_review"},
            {"act": "toll", "on": on(9), "ground": "testing", "days": 5, "unit": "calendar"},
            {"act": "extend", "on": on(10), "days": 5},
        ],
        "as_of": on(20),
    }


def rate(ask: Callable[[History], object], histories: Sequence[History]) -> float:
    """Ask once about every history; give how many a second of this process's own time."""
    begun = time.process_time()
    for one in histories:
        ask(one)
    return len(histories) / max(time.process_time() - begun, 1e-9)


def questions(calendar: Calendar, histories: Sequence[History]) -> dict[str, Callable[[History], object]]:
    """Give what is measured, by its name in the answer."""
    answers = {one["received_on"]: reckon(LICENCE, one, calendar) for one in histories}

    def json_only(one: History) -> str:
        json.loads(json.dumps(one, ensure_ascii=False))
        return json.dumps(answers[one["received_on"]], ensure_ascii=False)

    return {
        "reckon": lambda one: reckon(LICENCE, one, calendar, with_ledger=False),
        "reckon_with_ledger": lambda one: reckon(LICENCE, one, calendar),
        "anchor_json": json_only,
        "anchor_day_by_day": naive_due_date,
    }


def naive_due_date(one: History) -> date:
    """Count ten working days after receipt, one day at a time."""
    day, left = date.fromisoformat(one["received_on"]), 10
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    return day


def measure(histories: int, rounds: int) -> dict[str, Any]:
    """Measure everything in turn, round by round, and give the medians."""
    calendar = Calendar.national()
    asked = [history(FIRST + timedelta(days=n % 1800)) for n in range(histories)]
    measured = questions(calendar, asked)
    rates: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, ask in measured.items():
            rates[name].append(rate(ask, asked))
    per_second = {name: round(statistics.median(found)) for name, found in rates.items()}
    return {
        "bench": "clock",
        "histories": histories,
        "rounds": rounds,
        "seconds": "of one core's own time",
        "per_second": per_second,
        "goals": GOALS,
        "met": {name: per_second[name] >= goal for name, goal in GOALS.items()},
        "ratio_to_anchor_json": round(per_second["anchor_json"] / per_second["reckon_with_ledger"], 2),
        "ratio_to_anchor_day_by_day": round(per_second["anchor_day_by_day"] / per_second["reckon"], 2),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as one JSON object."""
    parser = argparse.ArgumentParser(
        description="Histories reckoned a second, beside anchors of the same run."
    )
    parser.add_argument("--histories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args(arguments)
    print(json.dumps(measure(asked.histories, asked.rounds), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
