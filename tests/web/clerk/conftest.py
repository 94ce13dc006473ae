"""Clerks beside those of the house: one with every role, and one of another authority."""

from __future__ import annotations

import pytest

from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.store import people
from tests.web.conftest import HEALTH, House


def add(house: House, name: str, zh: str, roles: list[Role], authority: str, head: bool) -> Person:
    """Add an account that nobody signs in to by password."""
    with house.office.store.begin() as tx:
        return people.add_account(tx, name, "no password", zh, roles, authority, head)


@pytest.fixture
def allround(house: House) -> Person:
    """A clerk of a small office: acceptor, reviewer and decider in one, no head."""
    roles = [Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER]
    return add(house, "allround", "周全", roles, HEALTH, False)


@pytest.fixture
def elsewhere(house: House) -> Person:
    """An acceptor of another authority."""
    return add(house, "elsewhere", "外区", [Role.ACCEPTOR], "another-pack/health", False)
