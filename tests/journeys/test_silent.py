"""Silence: the law accepts, from the day of receipt, and the decision is late by the promise or by the law."""

from datetime import date

import pytest

from approval.procedure.timers import tick
from tests.journeys.told import Story

RECEIVED, LATE = date(2026, 9, 18), date(2026, 9, 28)


@pytest.mark.parametrize(
    ("decided", "promise_late", "law_late"),
    [
        (date(2026, 10, 9), 0, 0),
        (date(2026, 10, 15), 5, 0),
        (date(2026, 10, 22), 10, 0),
        (date(2026, 10, 26), 12, 2),
    ],
    ids=["in-time", "promise-broken", "last-day-of-the-law", "law-broken"],
)
def test_a_case_deemed_accepted_is_decided_and_measured_from_its_receipt(
    story: Story, decided: date, promise_late: int, law_late: int
) -> None:
    play = story.play
    case = play.apply(RECEIVED, complete=True)
    tick(play.at(LATE))
    case = story.file(case, LATE).case
    assert (case.deemed, case.accepted_on) == (True, RECEIVED)

    case = play.decide(decided, play.propose(decided, case))

    assert story.journal(case)[:2] == [("submit", "09-18"), ("deem_accepted", "09-18")]
    assert story.letters(case) == ["receipt", "acceptance", "reply_grant"]
    assert story.due(case, "decision", decided) == date(2026, 10, 9)
    measured = story.clock(case, "decision", date(2026, 11, 2))
    assert (measured.promise_late, measured.law_late) == (promise_late, law_late)
    assert (measured.promise_broken, measured.law_broken) == (promise_late > 0, law_late > 0)
    assert story.clock(case, "completeness", date(2026, 11, 2)).silent


def test_late_is_late_and_still_lawful_to_decide(story: Story) -> None:
    play = story.play
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 23), complete=True))

    case = play.decide(date(2026, 11, 2), play.propose(date(2026, 11, 2), case))

    assert case.outcome == "grant"
    measured = story.clock(case, "decision", date(2026, 11, 2))
    assert (measured.promise_late, measured.law_late) == (12, 2)
    assert len(story.counted(case, "decision", date(2026, 11, 2))) == 22
