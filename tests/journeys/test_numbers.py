"""Numbers have no gaps, whoever draws them, however many at once, and whatever is refused meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TypeVar

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure import submission
from approval.store import cases
from tests.journeys.told import Story

T = TypeVar("T")
DAY, THREADS = date(2026, 9, 24), 20


def test_each_series_counts_from_one_across_cases(story: Story) -> None:
    play = story.play
    first, second = (play.apply(DAY, complete=True) for _ in range(2))
    lacking = play.apply(DAY)
    first = play.accept(DAY, first)
    lacking = play.notify(DAY, lacking)
    with pytest.raises(Refused):
        play.accept(DAY, first)
    second = play.accept(DAY, second)

    assert story.numbers(first) == ["涧卫收〔2026〕1号", "涧卫受〔2026〕1号"]
    assert story.numbers(second) == ["涧卫收〔2026〕2号", "涧卫受〔2026〕2号"]
    assert story.numbers(lacking) == ["涧卫收〔2026〕3号", "涧卫补〔2026〕1号"]


def test_a_new_year_begins_a_new_series(story: Story) -> None:
    old = story.play.apply(date(2026, 12, 31), complete=True)
    new = story.play.apply(date(2027, 1, 4), complete=True)

    assert story.numbers(old) == ["涧卫收〔2026〕1号"]
    assert story.numbers(new) == ["涧卫收〔2027〕1号"]


def test_twenty_applicants_at_once_get_twenty_numbers_without_a_gap(story: Story) -> None:
    play = story.play
    drafts = [play.draft(DAY, complete=True, who=play.cast.operator) for _ in range(THREADS)]

    done = at_once(
        lambda draft: submission.submit(play.at(DAY), play.cast.operator, draft.id, draft.version), drafts
    )

    assert serials(story, done, 0) == list(range(1, THREADS + 1))
    assert sorted(int(case.number[14:20]) for case in done) == list(range(1, THREADS + 1))


def test_of_two_who_decide_the_same_case_one_is_refused_and_draws_no_number(story: Story) -> None:
    play = story.play
    ready = [play.propose(DAY, play.accept(DAY, play.apply(DAY, complete=True))) for _ in range(THREADS // 2)]

    done = at_once(lambda case: decided(story, case), [*ready, *ready])

    granted = [case for case in done if case]
    assert len(granted) == THREADS // 2
    assert serials(story, granted, -1) == list(range(1, THREADS // 2 + 1))
    assert {act for case in granted for act, _ in story.journal(case)[3:]} == {"grant"}
    with play.office.store.look() as tx:
        assert all(case.outcome == "grant" for case in cases.every(tx))


def decided(story: Story, case: Case) -> Case | None:
    """Decide a case; None where somebody was faster."""
    try:
        return story.play.decide(DAY, case)
    except Refused:
        return None


def serials(story: Story, done: Sequence[Case], place: int) -> list[int]:
    """Give the serial numbers of one letter of each case, in order."""
    numbers = [story.numbers(case)[place] for case in done]
    return sorted(int(re.findall(r"\d+", number)[-1]) for number in numbers)


def at_once(act: Callable[[T], Case | None], cases: Sequence[T]) -> list[Case | None]:
    """Do an act for each in a thread of its own, all beginning together."""
    together = Barrier(len(cases))

    def begin(case: T) -> Case | None:
        together.wait()
        return act(case)

    with ThreadPoolExecutor(len(cases)) as threads:
        return list(threads.map(begin, cases))
