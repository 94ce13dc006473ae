"""Who has an interest stands aside for good; the decider says who goes on."""

from datetime import date

import pytest

from approval.core.errors import NotAllowed, Refused
from approval.core.vocabulary import Role
from approval.procedure.casefile import open_file
from approval.store import cases
from tests.procedure.review import accepted, clerk, do
from web.demonstration import Play

DAY = date(2026, 9, 28)


def test_who_stood_aside_does_no_further_act_in_the_case(play: Play) -> None:
    case = do(
        play, DAY, play.cast.reviewer, accepted(play), "recuse", reasons="申请机构法定代表人是本人近亲属"
    )

    with pytest.raises(NotAllowed, match="您已对本案回避"):
        play.propose(DAY, case)
    assert list(open_file(play.at(DAY), play.cast.reviewer, case.number).acts) == []


def test_a_recusal_says_why(play: Play) -> None:
    with pytest.raises(Refused, match="没有写明理由"):
        do(play, DAY, play.cast.reviewer, accepted(play), "recuse", reasons="")


def test_the_decider_hands_the_case_to_another_who_holds_the_role(play: Play) -> None:
    other = clerk(play, "shencha2", "周宁", Role.REVIEWER)
    case = do(play, DAY, play.cast.reviewer, accepted(play), "recuse", reasons="近亲属")

    case = do(play, DAY, play.cast.decider, case, "reassign", to=other.id, role="reviewer", reasons="回避")

    assert case.entries[-1].data == {"to": other.id, "role": "reviewer", "reasons": "回避"}
    with play.office.store.look() as tx:
        assert cases.personal(tx, case.id)[case.version] == {"to": "周宁"}
    assert (case.stage, case.due_on) == ("under_review", date(2026, 10, 15))


def test_nobody_is_given_a_role_that_he_does_not_hold(play: Play) -> None:
    with pytest.raises(Refused, match="王芳没有所选的角色"):
        do(
            play, DAY, play.cast.decider, accepted(play), "reassign",
            to=play.cast.acceptor.id, role="reviewer", reasons="回避",
        )  # fmt: skip


def test_a_case_does_not_go_back_to_somebody_who_stood_aside(play: Play) -> None:
    case = do(play, DAY, play.cast.reviewer, accepted(play), "recuse", reasons="近亲属")

    with pytest.raises(Refused, match="陈明已对本案回避"):
        do(
            play, DAY, play.cast.decider, case, "reassign",
            to=play.cast.reviewer.id, role="reviewer", reasons="人手不足",
        )  # fmt: skip


def test_a_reviewer_reassigns_nothing(play: Play) -> None:
    with pytest.raises(NotAllowed):
        do(
            play, DAY, play.cast.reviewer, accepted(play), "reassign",
            to=play.cast.reviewer.id, role="reviewer", reasons="分工",
        )  # fmt: skip
