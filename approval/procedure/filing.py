"""Recording a filing (备案): no licence, no discretion; complete materials are recorded, silence records nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.case import Case
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import certificate
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.office import Office


def record(office: Office, person: Person, number: str, version: int) -> Case:
    """Record a filing today, with the certificate or receipt that its item names; starts its delivery."""
    return perform(office, number, version, recording(person))


def recording(person: Person) -> Act:
    """Put the record as an act, for its preview and for its issue."""
    named = certificate.naming(certificate.words)
    return Act("record", person, Role.ACCEPTOR, words=_blank, completed=named)


def _blank(docket: Docket, after: Standing) -> dict[str, object]:
    """Give the words without personal values; the completed act names them."""
    return certificate.words(docket, after, {})


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "record": lambda person, values: certificate.numbered(recording(person), values),
}
"""The act of this step, from the values of its form."""
