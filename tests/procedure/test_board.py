"""The board reads the same on both databases: counts, the graver lists, and page after page."""

import contextlib
from datetime import date

import pytest

from approval.core.errors import NotAllowed, Refused
from approval.procedure import audit, board
from approval.procedure.board import Show
from approval.procedure.timers import tick
from approval.store import boards
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)
MONDAY = date(2026, 9, 21)


def test_the_counts_part_all_open_cases(play: Play) -> None:
    play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    play.notify(MONDAY, play.apply(FRIDAY))
    play.withdraw(MONDAY, play.apply(FRIDAY, complete=True))

    assert counts(play, date(2026, 9, 22)) == boards.Counts(0, 0, 0, 1, 1)
    assert counts(play, date(2026, 10, 8)) == boards.Counts(0, 0, 1, 0, 1)
    assert counts(play, date(2026, 10, 13)) == boards.Counts(1, 0, 0, 0, 1)
    assert counts(play, date(2026, 11, 2)) == boards.Counts(1, 1, 0, 0, 1)


def test_each_filter_lists_what_its_count_says(play: Play) -> None:
    late = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    waiting = play.notify(MONDAY, play.apply(FRIDAY))
    day = date(2026, 11, 2)

    assert numbers(play, day, Show.ALL) == [late.number, waiting.number]
    assert numbers(play, day, Show.BREACHED) == numbers(play, day, Show.OVERDUE) == [late.number]
    assert numbers(play, day, Show.IDLE) == [waiting.number]
    assert numbers(play, day, Show.SOON) == numbers(play, day, Show.NORMAL) == []
    assert numbers(play, date(2026, 10, 8), Show.SOON) == [late.number]
    assert numbers(play, date(2026, 9, 22), Show.NORMAL) == [late.number]


@pytest.mark.parametrize("show", [Show.ALL, Show.BREACHED, Show.OVERDUE, Show.DEEMED, Show.TOLLED])
def test_pages_hold_every_case_once(play: Play, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))
    for number in numbers(play, date(2026, 9, 28), Show.ALL):
        opened = audit.audit(play.at(date(2026, 9, 28)), play.cast.supervisor, number)
        play.toll(date(2026, 9, 28), opened.case, 3)
    monkeypatch.setattr(board, "PAGE", 1)

    listed = numbers(play, date(2026, 12, 1), show)

    assert len(listed) == len(set(listed)) == 3


def test_what_was_tried_is_listed_newest_first(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))
    for _ in range(2):
        with contextlib.suppress(Refused):
            play.accept(MONDAY, case)
    monkeypatch.setattr(board, "PAGE", 1)
    office, supervisor = play.at(MONDAY), play.cast.supervisor

    (first,), place = board.attempts(office, supervisor)
    (second,), end = board.attempts(office, supervisor, place)

    assert (first.case_number, first.act, second.act) == (case.number, "accept", "accept")
    assert place is not None
    assert end is None


@pytest.mark.parametrize("who", ["operator", "acceptor", "reviewer", "decider", "administrator"])
def test_nobody_else_reads_the_board_or_an_audit(play: Play, who: str) -> None:
    case = play.apply(FRIDAY, complete=True)
    person = getattr(play.cast, who)

    with pytest.raises(NotAllowed):
        board.board(play.office, person)
    with pytest.raises(NotAllowed):
        board.attempts(play.office, person)
    with pytest.raises(NotAllowed):
        audit.audit(play.office, person, case.number)


def counts(play: Play, day: date) -> boards.Counts:
    """What the picture shows on a day."""
    return board.board(play.at(day), play.cast.supervisor).counts


def numbers(play: Play, day: date, show: Show) -> list[str]:
    """The cases of a list, all pages of it."""
    return [line.case.number for line in board.every(play.at(day), play.cast.supervisor, show)]
