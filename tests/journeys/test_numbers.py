"""Numbers have no gaps, whoever draws them, however many at once, and whatever is refused meanwhile."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import count
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from random import Random
from threading import Barrier
from time import sleep
from typing import TypeVar

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.core.journal import first_break
from approval.procedure import submission
from approval.store import cases, jobs, numbers, papers
from approval.store.database import Store
from approval.store.papers import Draft
from tests.journeys.conftest import Opened, Opening
from tests.journeys.told import Story
from web.demonstration import Play

T = TypeVar("T")
DAY, THREADS = date(2026, 9, 24), 20
HUNDRED = 100


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

    done = at_once(lambda draft: submitted(play, draft), drafts(play, THREADS))

    assert serials(story, done, 0) == list(range(1, THREADS + 1))
    assert sorted(int(case.number[14:20]) for case in done) == list(range(1, THREADS + 1))


def test_of_two_who_decide_the_same_case_one_is_refused_and_draws_no_number(story: Story) -> None:
    play = story.play
    ready = proposed(play, THREADS // 2)

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


# --- processes that are killed ------------------------------------------------------------------------

FATAL = {
    "its number is drawn": (numbers, "draw"),
    "its letter is written": (papers, "add_letter"),
    "its print-out is asked for": (jobs, "put"),
    "its fact is written": (cases, "append"),
}
"""The moments of a decision, before it is kept, at which a process is killed: after which step."""


ANY_MOMENT = "somebody kills it"


def test_a_hundred_decisions_in_processes_that_are_killed_get_a_hundred_numbers(opening: Opening) -> None:
    here = opening("here")
    ready = proposed(here.play, HUNDRED)
    here.play.office.store.close()

    doomed = [begun(here, ready, seed, moment) for seed, moment in enumerate([*FATAL, ANY_MOMENT])]
    sleep(0.1)
    os.kill(doomed[-1].pid or 0, signal.SIGKILL)
    assert [ended(one) for one in doomed] == [-signal.SIGKILL] * 5
    assert decisions(here.play), "they had begun"

    assert [ended(one) for one in [begun(here, ready, seed) for seed in range(5)]] == [0] * 5

    letters = decisions(here.play)
    assert sorted(letters) == list(range(1, HUNDRED + 1))
    assert len(set(letters.values())) == HUNDRED, "each of another case"
    with here.play.office.store.look() as tx:
        every = cases.every(tx)
        written = {letter.id for case in every for letter in papers.letters_of(tx, case.number)}
        waiting = {letter.id for letter in papers.letters_waiting(tx, 10 * HUNDRED)}
    with here.play.office.store.begin() as tx:
        asked_for = {job.ref for job in jobs.claim(tx, here.play.at(DAY, 23).now, 10 * HUNDRED)}
        assert numbers.draw(tx, ready[0].authority, "涧卫复", DAY.year) == HUNDRED + 1
    assert all(case.outcome == "grant" and first_break(case.entries) is None for case in every)
    told = {entry.letter for case in every for entry in case.entries if entry.letter}
    assert told == written == waiting == asked_for, "no fact without its letter, no letter without its fact"


def proposed(play: Play, many: int) -> list[Case]:
    """File the example's application many times over, up to the decision."""
    filed = (submitted(play, draft) for draft in drafts(play, many))
    return [play.propose(DAY, play.accept(DAY, case)) for case in filed]


def drafts(play: Play, many: int) -> list[Draft]:
    """Fill in the example's application many times over; the uploads are shared."""
    first = play.draft(DAY, complete=True, who=play.cast.operator)
    filled = [first]
    with play.office.store.begin() as tx:
        uploads = papers.papers_of_draft(tx, first.id)
        for _ in range(many - 1):
            filled.append(papers.save_draft(tx, replace(first, id=0, version=0), play.at(DAY).now))
            for paper in uploads:
                papers.add_paper(tx, replace(paper, id=0, draft=filled[-1].id))
    return filled


def submitted(play: Play, draft: Draft) -> Case:
    """Submit a draft."""
    return submission.submit(play.at(DAY), play.cast.operator, draft.id, draft.version)


def begun(here: Opened, ready: Sequence[Case], seed: int, moment: str = "") -> ForkProcess:
    """Begin to decide all cases in a process of its own, in an order of its own."""
    process = get_context("fork").Process(target=decide_all, args=(here, ready, seed, moment))
    process.start()
    return process


def ended(process: ForkProcess) -> int | None:
    """Wait for a process, and say how it ended."""
    process.join(60)
    return process.exitcode


def decide_all(here: Opened, ready: Sequence[Case], seed: int, moment: str) -> None:
    """Decide every case that nobody else has decided; die at the moment that is named, if one is."""
    if moment in FATAL:
        module, step = FATAL[moment]
        setattr(module, step, dying(getattr(module, step)))
    play = replace(here.play, office=replace(here.play.office, store=Store.open(here.url)))
    for case in Random(seed).sample(ready, len(ready)):  # noqa: S311 - who meets whom
        try:
            play.decide(DAY, case)
        except Refused:
            continue
    if moment == ANY_MOMENT:
        signal.pause()


def dying(step: Callable[..., T], times: int = 4) -> Callable[..., T]:
    """Kill the own process as kill -9 does, right after a step has been done for the last time."""
    calls = count(1)

    def last(*args: object, **values: object) -> T:
        done = step(*args, **values)
        if next(calls) == times:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return last


def decisions(play: Play) -> dict[int, str]:
    """Give the case of each decision's number."""
    with play.office.store.look() as tx:
        letters = [letter for case in cases.every(tx) for letter in papers.letters_of(tx, case.number)]
    made = [letter for letter in letters if letter.kind == "reply_grant"]
    by_serial = {int(re.findall(r"\d+", letter.number)[-1]): letter.case_number for letter in made}
    assert len(by_serial) == len(made), "each number once"
    return by_serial
