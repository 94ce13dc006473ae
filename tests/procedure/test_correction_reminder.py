"""The correction that does not come: reminded of in time, and declined only where the pack's rule says so."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.limit import Limit, Limits
from approval.procedure.timers import tick
from approval.store import cases, papers
from tests.procedure.altered import Altered
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)
REMINDED_ON = date(2026, 9, 30)
"""Ten working days after Monday the 21st end on 12 October: 22 23 24 28 29 30 September, 8 9 10 12 October."""


def with_limit(play: Play, *, declines: bool) -> Play:
    """Let the pack set ten working days for a correction."""
    limit = Limits.same(Limit(10, basis="licensing-law-32"))
    rules = Altered(play.office.rulebook, limits={"correction": limit}, correction_declines=declines)
    return replace(play, office=replace(play.office, rulebook=rules))


def letters(play: Play, number: str) -> list[str]:
    with play.office.store.look() as tx:
        return [letter.kind for letter in papers.letters_of(tx, number)]


def test_the_notice_says_until_when_and_what_follows(play: Play) -> None:
    play = with_limit(play, declines=True)
    case = play.notify(MONDAY, play.apply(FRIDAY))

    with play.office.store.look() as tx:
        body = str(papers.letters_of(tx, case.number)[-1].words["body"])
    assert case.due_on == date(2026, 10, 12)
    assert "请不迟于2026年10月12日（星期一）提交补正材料" in body
    assert "不予受理。" in body


def test_a_reminder_goes_out_once_when_three_working_days_are_left(play: Play) -> None:
    play = with_limit(play, declines=True)
    case = play.notify(MONDAY, play.apply(FRIDAY))

    assert tick(play.at(REMINDED_ON), REMINDED_ON).reminded == []
    assert tick(play.at(date(2026, 10, 8)), date(2026, 10, 8)).reminded == [case.number]
    assert tick(play.at(date(2026, 10, 9)), date(2026, 10, 9)).reminded == []
    assert letters(play, case.number).count("correction_reminder") == 1


def test_after_a_reminder_in_time_the_end_of_the_limit_declines_the_filing(play: Play) -> None:
    play = with_limit(play, declines=True)
    case = play.notify(MONDAY, play.apply(FRIDAY))
    tick(play.at(date(2026, 10, 8)), date(2026, 10, 8))

    assert tick(play.at(date(2026, 10, 12)), date(2026, 10, 12)).lapsed == []
    report = tick(play.at(date(2026, 10, 20)), date(2026, 10, 20))
    assert (report.lapsed, report.deemed) == ([case.number], [])

    with play.office.store.look() as tx:
        ended = cases.load(tx, case.number)
        letter = papers.letters_of(tx, case.number)[-1]
    assert ended.stage == "declined"
    assert ended.entries[-1].act == "lapse_correction"
    assert ended.entries[-1].effective_on == date(2026, 10, 13), (
        "the day after the limit, whenever the timer ran"
    )
    assert letter.kind == "non_acceptance"
    assert "2026年10月8日提醒补正" in str(letter.words["body"])


def test_without_a_reminder_in_time_nothing_is_declined(play: Play) -> None:
    play = with_limit(play, declines=True)
    case = play.notify(MONDAY, play.apply(FRIDAY))

    for day in (date(2026, 10, 20), date(2026, 10, 21)):
        tick(play.at(day), day)

    with play.office.store.look() as tx:
        waiting = cases.load(tx, case.number)
        body = str(papers.letters_of(tx, case.number)[-1].words["body"])
    assert waiting.stage == "awaiting_correction"
    assert waiting.entries[-1].act == "remind_correction"
    assert "不因此作出不予受理的决定" in body
    assert play.supplement(date(2026, 10, 22), waiting).stage == "supplemented", (
        "the applicant can still answer"
    )


def test_a_pack_that_only_reminds_declines_nothing(play: Play) -> None:
    play = with_limit(play, declines=False)
    case = play.notify(MONDAY, play.apply(FRIDAY))

    for day in (date(2026, 10, 8), date(2026, 10, 20)):
        tick(play.at(day), day)

    with play.office.store.look() as tx:
        assert cases.load(tx, case.number).stage == "awaiting_correction"
    assert letters(play, case.number).count("correction_reminder") == 1


def test_whoever_has_answered_is_reminded_of_nothing(play: Play) -> None:
    play = with_limit(play, declines=True)
    case = play.supplement(date(2026, 9, 23), play.notify(MONDAY, play.apply(FRIDAY)))

    assert tick(play.at(date(2026, 9, 24)), date(2026, 9, 24)).reminded == []
    assert "correction_reminder" not in letters(play, case.number)


@pytest.mark.parametrize("day", [date(2026, 10, 8), date(2026, 10, 20)])
def test_where_no_rule_sets_a_limit_nobody_is_reminded_and_nothing_ends(play: Play, day: date) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))

    assert tick(play.at(day), day).reminded == []
    with play.office.store.look() as tx:
        assert cases.load(tx, case.number).stage == "awaiting_correction"
