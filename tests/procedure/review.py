"""Acts beside a review, asked for by name as the pages and other systems ask for them."""

from __future__ import annotations

from datetime import date

from approval.core.case import Case
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import acts
from approval.store import papers, people
from web.demonstration import AUTHORITY, Play

ACCEPTED = date(2026, 9, 24)


def accepted(play: Play) -> Case:
    """The example's application, complete and accepted on 24 September 2026; its decision is due on 15 October."""
    return play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))


def do(play: Play, day: date, who: Person, case: Case, act: str, **values: object) -> Case:
    """Do an act on a day with these values."""
    return acts.do(play.at(day), who, case.number, case.version, act, values)


def last_letter(play: Play, case: Case) -> papers.Letter:
    """The letter that came last."""
    with play.office.store.look() as tx:
        return papers.letters_of(tx, case.number)[-1]


def clerk(play: Play, name: str, zh: str, *roles: Role, authority: str = AUTHORITY) -> Person:
    """One more officer."""
    with play.office.store.begin() as tx:
        return people.add_account(tx, name, "no password", zh, roles, authority)
