"""Review: a proposal with reasons, a refusal with a listed ground, a return that does not stop the clock."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.procedure import review
from web.demonstration import Play

ACCEPTED, LATER = date(2026, 9, 24), date(2026, 9, 28)


def accepted(play: Play) -> Case:
    return play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))


def test_a_proposal_waits_for_the_decider_and_the_clock_runs_on(play: Play) -> None:
    case = accepted(play)

    proposed = play.propose(LATER, case)

    assert proposed.stage == "awaiting_decision"
    assert proposed.due_on == case.due_on


def test_a_refusal_chooses_its_ground_from_the_closed_list(play: Play) -> None:
    case = accepted(play)

    with pytest.raises(Refused, match="理由清单"):
        review.propose(
            play.at(LATER),
            play.cast.reviewer,
            case.number,
            case.version,
            outcome="refuse",
            ground="too-many-already",
            reasons="本区护理站已经够多。",
        )


def test_a_proposal_without_reasons_is_refused(play: Play) -> None:
    case = accepted(play)

    with pytest.raises(Refused, match="没有写明理由"):
        review.propose(
            play.at(LATER), play.cast.reviewer, case.number, case.version, outcome="grant", reasons=" "
        )


def test_the_acceptor_does_not_review(play: Play) -> None:
    case = accepted(play)

    with pytest.raises(NotAllowed, match="只能由审查人办理"):
        review.propose(
            play.at(LATER), play.cast.acceptor, case.number, case.version, outcome="grant", reasons="齐全"
        )


def test_a_returned_proposal_goes_back_to_review_and_can_come_again(play: Play) -> None:
    case = play.propose(LATER, accepted(play))

    returned = review.return_to_review(
        play.at(LATER), play.cast.decider, case.number, case.version, reasons="请补充床位数与护士配备的核对。"
    )

    assert returned.stage == "under_review"
    assert returned.due_on == case.due_on
    assert play.propose(LATER, returned).stage == "awaiting_decision"
