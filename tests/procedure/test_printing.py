"""Letters are printed once, by whoever asks first, and stay the same file."""

from datetime import date

import pytest

from approval.core.errors import NotFound
from approval.procedure.printing import print_letter, work_off
from approval.store import jobs, papers
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)


def test_the_outbox_prints_what_an_act_left_there(play: Play) -> None:
    case = play.apply(FRIDAY)

    assert work_off(play.at(FRIDAY, 11)) == 1

    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    assert play.office.files.read(letter.sha256).startswith(b"%PDF")
    assert work_off(play.at(FRIDAY, 12)) == 0


def test_printing_again_gives_the_same_bytes(play: Play) -> None:
    case = play.apply(FRIDAY)
    with play.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)

    assert print_letter(play.office, letter.id) == print_letter(play.office, letter.id)


def test_a_letter_that_is_not_there_is_not_printed(play: Play) -> None:
    with pytest.raises(NotFound):
        print_letter(play.office, "0" * 32)


def test_a_letter_that_cannot_be_printed_waits_and_holds_up_no_other(play: Play) -> None:
    with play.office.store.begin() as tx:
        jobs.put(tx, "render", "lost", {"letter": "0" * 32}, play.at(FRIDAY, 9).now)
    play.apply(FRIDAY)

    assert work_off(play.at(FRIDAY, 11)) == 1

    with play.office.store.begin() as tx:
        (again,) = jobs.claim(tx, play.at(FRIDAY, 12).now)
    assert (again.ref, again.attempts) == ("lost", 2)
    assert "NotFound" in again.error
