"""Special procedures: only those a rule requires, told in writing, protecting no more days than named."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure import tolling
from approval.procedure.casefile import open_file
from approval.store import papers
from web.demonstration import Play

ACCEPTED = date(2026, 9, 24)


def accepted(play: Play) -> Case:
    return play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))


def test_the_days_of_an_expert_review_do_not_count(play: Play) -> None:
    case = play.toll(date(2026, 9, 28), accepted(play), 5)

    assert case.due_on == date(2026, 10, 22)
    resumed = play.resume(date(2026, 10, 9), case)
    assert resumed.due_on == date(2026, 10, 21)


def test_the_letter_says_first_and_last_day_and_the_new_due_date(play: Play) -> None:
    case = play.toll(date(2026, 9, 28), accepted(play), 5)

    with play.office.store.look() as tx:
        values = papers.letters_of(tx, case.number)[-1].words["values"]
    assert (values["first_day"], values["last_day"]) == ("2026-09-29", "2026-10-10")
    assert (values["old_due_on"], values["due_on"]) == ("2026-10-15", "2026-10-22")


def test_days_beyond_the_notice_count_again(play: Play) -> None:
    case = play.toll(date(2026, 9, 28), accepted(play), 1)

    late = open_file(play.at(date(2026, 10, 12)), play.cast.reviewer, case.number)
    assert late.reading is not None
    assert late.reading.due_on == date(2026, 10, 16)


def test_a_procedure_that_no_rule_requires_does_not_stop_the_clock(play: Play) -> None:
    case = accepted(play)

    with pytest.raises(Refused, match="没有要求这种特别程序"):
        tolling.toll(
            play.at(date(2026, 9, 28)),
            play.cast.reviewer,
            case.number,
            case.version,
            ground="testing",
            days=5,
            reasons="检测水质",
        )


def test_a_second_toll_on_a_ground_still_open_is_refused(play: Play) -> None:
    case = play.toll(date(2026, 9, 28), accepted(play), 3)

    with pytest.raises(Refused, match="尚未结束"):
        play.toll(date(2026, 9, 29), case, 3)


def test_a_result_without_a_procedure_is_refused(play: Play) -> None:
    with pytest.raises(Refused, match="没有正在进行"):
        play.resume(date(2026, 9, 28), accepted(play))


def test_nothing_stops_the_clock_before_acceptance(play: Play) -> None:
    case = play.apply(ACCEPTED, complete=True)

    with pytest.raises(Refused, match="不能办理“开始特别程序”"):
        play.toll(ACCEPTED, case, 3)
