"""A case is terminated on a ground that the pack lists, with reasons and remedies; all clocks end."""

from datetime import date

import pytest

from approval.core.errors import NotAllowed, OutOfOrder, Refused
from approval.procedure.casefile import open_file
from tests.procedure.review import accepted, do, last_letter
from web.demonstration import Play

DAY = date(2026, 9, 28)
WHY = {"ground": "institution-ended", "reasons": "登记管理机关已准予注销登记"}


def test_the_letter_names_ground_reasons_and_remedies(play: Play) -> None:
    case = do(play, DAY, play.cast.decider, accepted(play), "terminate", **WHY)

    body = str(last_letter(play, case).words["body"])
    assert case.stage == "terminated"
    assert case.ended_on == DAY
    assert "申请机构依法终止" in body
    assert "登记管理机关已准予注销登记" in body
    assert "60日内" in body
    assert "6个月内" in body


def test_every_clock_ends_with_it(play: Play) -> None:
    case = do(play, DAY, play.cast.reviewer, accepted(play), "inform_hearing", reasons="共用电梯")
    case = do(play, DAY, play.cast.decider, case, "terminate", **WHY)

    runs = open_file(play.at(DAY), play.cast.reviewer, case.number).standing.runs
    assert {name for name, run in runs.items() if run.ended_on is None} == set()


@pytest.mark.parametrize("ground", ["", "incomplete", "below-standard"])
def test_another_ground_than_the_listed_ones_is_refused(play: Play, ground: str) -> None:
    with pytest.raises(Refused, match="本事项列明的情形"):
        do(play, DAY, play.cast.decider, accepted(play), "terminate", ground=ground, reasons="理由")


def test_a_termination_says_why(play: Play) -> None:
    with pytest.raises(Refused, match="没有写明理由"):
        do(play, DAY, play.cast.decider, accepted(play), "terminate", ground="institution-ended", reasons=" ")


def test_a_reviewer_terminates_nothing(play: Play) -> None:
    with pytest.raises(NotAllowed):
        do(play, DAY, play.cast.reviewer, accepted(play), "terminate", **WHY)


def test_after_the_decision_there_is_nothing_to_terminate(play: Play) -> None:
    case = play.decide(date(2026, 9, 30), play.propose(date(2026, 9, 29), accepted(play)))

    with pytest.raises(OutOfOrder):
        do(play, date(2026, 9, 30), play.cast.decider, case, "terminate", **WHY)
