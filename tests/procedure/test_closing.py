"""The end of a case: closed when nothing is left to do, or withdrawn before the decision."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.procedure import closing
from approval.procedure.casefile import open_file
from approval.store import papers
from web.demonstration import Play

ACCEPTED, PROPOSED, DECIDED, SERVED = (date(2026, 9, day) for day in (24, 28, 29, 30))


def served(play: Play, ground: str = "") -> Case:
    accepted = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    return play.serve(SERVED, play.decide(DECIDED, play.propose(PROPOSED, accepted, ground)))


def test_a_grant_is_closed_after_service_and_publication(play: Play) -> None:
    case = play.close(SERVED, play.publish(SERVED, served(play)))

    assert (case.stage, case.ended_on, case.due_on) == ("closed", SERVED, None)


def test_a_grant_that_is_not_public_is_not_closed(play: Play) -> None:
    case = served(play)

    with pytest.raises(Refused, match="尚未公开"):
        play.close(SERVED, case)


def test_a_refusal_is_closed_after_service(play: Play) -> None:
    assert play.close(SERVED, served(play, ground="below-standard")).stage == "closed"


def test_nothing_can_be_done_to_a_closed_case(play: Play) -> None:
    case = play.close(SERVED, served(play, ground="below-standard"))

    with pytest.raises(Refused, match="本案已经结束"):
        play.serve(SERVED, case)


def test_the_applicant_withdraws_and_all_clocks_end(play: Play) -> None:
    case = play.withdraw(PROPOSED, play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True)))

    file = open_file(play.at(SERVED), play.cast.operator, case.number)
    assert (case.stage, case.ended_on) == ("withdrawn", PROPOSED)
    assert file.reading is None
    with play.office.store.look() as tx:
        assert papers.letters_of(tx, case.number)[-1].kind == "withdrawal"


def test_nobody_withdraws_the_case_of_another_institution(play: Play) -> None:
    case = play.apply(ACCEPTED, complete=True)

    with pytest.raises(NotAllowed, match="不是您所在机构的申请"):
        closing.withdraw(play.at(ACCEPTED), play.cast.neighbour, case.number, case.version)


def test_after_the_decision_it_is_too_late_to_withdraw(play: Play) -> None:
    accepted = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    case = play.decide(DECIDED, play.propose(PROPOSED, accepted))

    with pytest.raises(Refused, match="不能办理“撤回申请”"):
        play.withdraw(DECIDED, case)
