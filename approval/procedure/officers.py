"""The officers of the authority that handles a case: who can be named for a visit, a hearing or a reassignment."""

from __future__ import annotations

from approval.core.decision import REVIEWING
from approval.core.errors import Reason, Refused
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import CLERKS, Role
from approval.procedure.docket import Docket
from approval.procedure.office import Office
from approval.procedure.values import account_of
from approval.store import people
from approval.store.database import Tx


def clerks(tx: Tx, authority: str) -> list[Person]:
    """List the clerks of an authority whose accounts are active."""
    return [
        person
        for person, active in people.every_account(tx)
        if active and person.clerk and person.authority == authority
    ]


def available(office: Office, docket: Docket) -> list[Person]:
    """List the clerks who can be named in a case: those of its authority who have not recused themselves."""
    with office.store.look() as tx:
        found = clerks(tx, docket.case.authority)
    return [person for person in found if person.id not in recused(docket.standing)]


def recused(standing: Standing) -> frozenset[int]:
    """Name those who have recused themselves from a case."""
    return standing.doers.get("recuse", frozenset())


def named(tx: Tx, docket: Docket, account: int, field: str) -> Person:
    """Read the clerk whom an act names; raises Refused for anybody who cannot be named in this case."""
    found = next((one for one in clerks(tx, docket.case.authority) if one.id == account), None)
    if found is None:
        raise Refused(
            Reason(
                "所选的人员不是本机关现任的工作人员。",
                "行政许可法第二十二条",
                "请从本机关的工作人员中选择。",
                field,
            )
        )
    if found.id in recused(docket.standing):
        raise Refused(
            Reason(
                f"{found.name}已对本案回避，不能再参与办理。",
                "行政许可法第五条、第四十八条第一款第（三）项",
                "请选择其他人员。",
                field,
            )
        )
    return found


def reviewers(docket: Docket) -> frozenset[int]:
    """Name those who have reviewed a case: whoever did one of the acts of its review, or went along on a visit
    (行政许可法 34(3), 48(1)(3)).
    """
    acted = (docket.standing.doers.get(act, frozenset()) for act in REVIEWING)
    visits = (entry.data.get("officers") for entry in docket.case.entries if entry.act == "visit")
    went = (officers for officers in visits if isinstance(officers, list | tuple))
    return frozenset[int]().union(*acted, *(map(account_of, officers) for officers in went))


def clerk_role(person: Person, *allowed: Role) -> Role:
    """Choose the role in which a clerk does an act that several roles may do; the rule-book judges it."""
    held = [role for role in Role if role in person.roles]
    wanted = allowed or tuple(CLERKS)
    return next((role for role in held if role in wanted), held[0])
