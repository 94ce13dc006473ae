"""An invitation to explain stops nothing and asks for nothing; the applicant explains if he likes."""

from datetime import date

import pytest

from approval.core.errors import NotAllowed, Refused
from tests.procedure.review import accepted, do, last_letter
from web.demonstration import Play

DAY = date(2026, 9, 28)


def test_the_letter_asks_one_thing_after_another_and_says_that_nothing_depends_on_it(play: Play) -> None:
    case = accepted(play)
    invited = do(
        play,
        DAY,
        play.cast.reviewer,
        case,
        "invite",
        asks="夜间由谁值班\n\n处置室怎样排水",
        wanted_by=date(2026, 10, 9),
    )

    body = str(last_letter(play, invited).words["body"])
    assert "1.夜间由谁值班。" in body
    assert "2.处置室怎样排水。" in body
    assert "本函不是补正告知" in body
    assert "2026年10月9日" in body
    assert (invited.due_on, invited.stage) == (case.due_on, "under_review")


def test_an_invitation_that_asks_nothing_is_refused(play: Play) -> None:
    with pytest.raises(Refused, match="没有写明请申请人说明什么"):
        do(play, DAY, play.cast.reviewer, accepted(play), "invite", asks=" \n ")


def test_the_applicant_explains_without_having_been_asked(play: Play) -> None:
    case = do(play, DAY, play.cast.operator, accepted(play), "explain", says="夜间两名护士轮班。")

    assert case.entries[-1].data["says"] == "夜间两名护士轮班。"
    assert case.due_on == date(2026, 10, 15)


def test_another_institution_explains_nothing_here(play: Play) -> None:
    with pytest.raises(NotAllowed):
        do(play, DAY, play.cast.neighbour, accepted(play), "explain", says="说明")


def test_an_unanswered_invitation_is_no_ground_for_waiting(play: Play) -> None:
    case = do(play, DAY, play.cast.reviewer, accepted(play), "invite", asks="夜间由谁值班")

    decided = play.decide(date(2026, 9, 30), play.propose(date(2026, 9, 29), case))
    assert decided.outcome == "grant"
