"""The timers: silence recorded on the law's dates, whenever they run; finished cases closed."""

from datetime import date, timedelta

import pytest

from approval.core.case import Case
from approval.procedure import timers
from approval.procedure.docket import settle
from approval.procedure.office import shanghai_day
from approval.procedure.timers import on_day, tick
from approval.store import cases, papers
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)


def journal(play: Play, case: Case) -> list[tuple[str, date]]:
    with play.office.store.look() as tx:
        return [(entry.act, entry.effective_on) for entry in cases.load(tx, case.number).entries]


def test_nothing_lapses_on_the_last_day(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    assert tick(play.office, date(2026, 9, 24)).deemed == []
    assert journal(play, case) == [("submit", FRIDAY)]


def test_the_day_after_it_the_law_has_accepted_the_case_from_its_receipt(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    report = tick(play.office, date(2026, 9, 25))

    assert report.deemed == [case.number]
    assert journal(play, case) == [("submit", FRIDAY), ("deem_accepted", FRIDAY)]
    with play.office.store.look() as tx:
        after = cases.load(tx, case.number)
        letter = papers.letters_of(tx, case.number)[-1]
    assert after.due_on == date(2026, 10, 9)
    assert letter.words["values"]["deemed"] is True


def test_running_twice_writes_nothing_more(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))
    once = journal(play, case)

    assert tick(play.office, date(2026, 9, 25)).deemed == []
    assert journal(play, case) == once


def test_never_for_a_month_and_then_once_gives_the_same_dates_as_every_day(play: Play) -> None:
    late, daily = (play.apply(FRIDAY, complete=True) for _ in range(2))
    for day in range(6, 40):
        with play.office.store.look() as tx:
            before = cases.load(tx, late.number)
        if day < 39:
            _only(play, daily, FRIDAY + timedelta(days=day))
            assert before.version == 1
        else:
            tick(play.office, FRIDAY + timedelta(days=day))

    assert journal(play, late) == journal(play, daily)


def _only(play: Play, case: Case, day: date) -> None:
    """Run what the timers do, for one of the cases."""
    settle(on_day(play.office, day), case.number)


def test_asked_about_a_day_gone_by_the_timers_record_and_date_their_letters_today(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    today = date(2026, 10, 20)

    report = tick(play.at(today), date(2026, 9, 25))

    assert (report.as_of, report.deemed) == (date(2026, 9, 25), [case.number])
    with play.office.store.look() as tx:
        silence = cases.load(tx, case.number).entries[-1]
        letter = papers.letters_of(tx, case.number)[-1]
    assert (silence.act, silence.effective_on) == ("deem_accepted", FRIDAY)
    assert shanghai_day(silence.recorded_at) == today
    assert (letter.created_on, letter.words["date"]) == (today, "2026-10-20")


def test_silence_after_a_supplement_accepts_from_the_day_of_the_supplement(play: Play) -> None:
    noticed = play.notify(date(2026, 9, 21), play.apply(FRIDAY))
    case = play.supplement(date(2026, 9, 23), noticed)

    tick(play.office, date(2026, 10, 9))

    assert journal(play, case)[-1] == ("deem_accepted", date(2026, 9, 23))


def test_a_case_waiting_for_the_applicant_is_left_alone(play: Play) -> None:
    case = play.notify(date(2026, 9, 21), play.apply(FRIDAY))

    tick(play.office, date(2026, 12, 1))

    assert journal(play, case)[-1][0] == "notify_deficiency"


def test_silence_by_a_provisional_calendar_is_not_recorded_but_told(play: Play) -> None:
    case = play.apply(date(2026, 12, 30), complete=True)

    report = tick(play.office, date(2027, 1, 20))

    assert report.deemed == []
    assert report.doubtful == [case.number]
    assert journal(play, case) == [("submit", date(2026, 12, 30))]


def served(play: Play) -> Case:
    accepted = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 24), complete=True))
    decided = play.decide(date(2026, 9, 29), play.propose(date(2026, 9, 28), accepted))
    return play.publish(date(2026, 10, 9), play.serve(date(2026, 9, 30), decided))


def test_one_run_closes_all_that_is_finished_however_many(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished = [served(play).number for _ in range(3)]
    monkeypatch.setattr(timers, "PAGE", 1)

    assert tick(play.office, date(2026, 11, 9)).closed == finished


def test_what_is_served_and_public_is_closed_on_the_day_nothing_was_left(play: Play) -> None:
    case = served(play)

    report = tick(play.office, date(2026, 11, 9))

    assert report.closed == [case.number]
    assert journal(play, case)[-1] == ("close", date(2026, 10, 9))
