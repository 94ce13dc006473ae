"""Who may be what: clerks, supervisors, administrators and operators are different people."""

from __future__ import annotations

import pytest

from approval.core.person import TIMER, Person, roles_clash
from approval.core.vocabulary import CLERKS, Role


def test_one_person_may_hold_every_clerk_role_in_a_small_county():
    assert roles_clash(CLERKS) == ""
    assert Person(1, "李明", CLERKS).clerk


@pytest.mark.parametrize(
    "roles",
    [
        {Role.ACCEPTOR, Role.SUPERVISOR},
        {Role.DECIDER, Role.ADMINISTRATOR},
        {Role.SUPERVISOR, Role.ADMINISTRATOR},
        {Role.OPERATOR, Role.REVIEWER},
        {Role.OPERATOR, Role.ADMINISTRATOR},
    ],
)
def test_roles_that_watch_one_another_are_never_one_persons(roles: set[Role]):
    assert "不能由同一人兼任" in roles_clash(frozenset(roles))


@pytest.mark.parametrize("role", Role)
def test_each_role_alone_is_fine(role: Role):
    assert roles_clash(frozenset({role})) == ""


def test_the_timer_is_nobodys_clerk():
    assert TIMER.id == 0
    assert not TIMER.clerk
    assert TIMER.roles == {Role.TIMER}


def test_supervisors_and_operators_are_no_clerks():
    assert not Person(1, "郑督", frozenset({Role.SUPERVISOR})).clerk
    assert not Person(1, "王芳", frozenset({Role.OPERATOR})).clerk
