"""Who can be named in a case: clerks of its authority whose accounts are active and who did not stand aside."""

from datetime import date

from approval.core.vocabulary import Role
from approval.procedure.docket import docket_of
from approval.procedure.officers import available, clerk_role, clerks, reviewers
from approval.store import people
from tests.procedure.review import accepted, clerk, do
from web.demonstration import AUTHORITY, Play

DAY = date(2026, 9, 28)


def test_only_active_clerks_of_the_authority_are_listed(play: Play) -> None:
    clerk(play, "bieqv", "外区", Role.REVIEWER, authority="another/health")
    gone = clerk(play, "lizhi", "离职", Role.REVIEWER)
    with play.office.store.begin() as tx:
        people.set_active(tx, gone.id, False)
        assert [one.name for one in clerks(tx, AUTHORITY)] == ["王芳", "陈明", "张立"]


def test_who_stood_aside_can_be_named_for_nothing(play: Play) -> None:
    case = do(play, DAY, play.cast.reviewer, accepted(play), "recuse", reasons="近亲属")

    docket = docket_of(play.at(DAY), case, DAY)
    assert "陈明" not in [one.name for one in available(play.office, docket)]


def test_whoever_did_an_act_of_the_review_is_a_reviewer_of_the_case(play: Play) -> None:
    case = do(play, DAY, play.cast.reviewer, accepted(play), "invite", asks="夜间由谁值班")

    assert reviewers(docket_of(play.at(DAY), case, DAY)) == {play.cast.reviewer.id}


def test_a_clerk_of_several_roles_acts_in_the_first_that_the_act_allows(play: Play) -> None:
    allround = clerk(play, "quan", "周全", Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER)

    assert clerk_role(allround) is Role.ACCEPTOR
    assert clerk_role(allround, Role.DECIDER) is Role.DECIDER
    assert clerk_role(play.cast.operator, Role.REVIEWER) is Role.OPERATOR
