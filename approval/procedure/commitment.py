"""Notification and commitment (告知承诺): what the applicant is told, what he signs, and on what he is granted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.case import Case
from approval.core.item import Commitment, Item
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import certificate
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.office import Office

SIGNED_AS: Mapping[str, str] = {
    "legal_representative": "法定代表人或者主要负责人",
    "agent": "委托代理人",
}
"""In which capacity a commitment is signed."""


def commit(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    signed_by: str,
    signed_as: str = "legal_representative",
    agreed: bool = True,
) -> Case:
    """Sign the commitment: the text of the pack, by somebody named; the decision clock starts."""
    return perform(office, number, version, commitment(person, signed_by, signed_as, agreed=agreed))


def commitment(
    person: Person, signed_by: str, signed_as: str = "legal_representative", *, agreed: bool = True
) -> Act:
    """Put the commitment as an act, for its preview and for its issue."""
    data = {"agreed": agreed, "signed": bool(signed_by), "signed_as": signed_as}
    return Act("commit", person, Role.OPERATOR, data, {"signed_by": signed_by}, _signed(signed_by))


def _signed(signed_by: str) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of a commitment, with the name that the journal keeps apart."""

    def words(docket: Docket, after: Standing) -> dict[str, object]:
        fact, notice = after.last["commit"], after.last["submit"].data.get("letter")
        return {
            "committed_on": fact.on.isoformat(),
            "notice_number": notice.get("number", "") if isinstance(notice, Mapping) else "",
            "signed_by": signed_by,
            "signed_as": SIGNED_AS.get(str(fact.data.get("signed_as")), ""),
            "text": model(docket.item).text,
        }

    return words


def notice_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the applicant is told: conditions, materials, consequences, the text he may sign."""
    item = docket.item
    told = model(item)
    return {
        "received_on": after.received_on.isoformat(),
        "basis": [item.cite(basis) for basis in told.basis],
        "conditions": [{"says": says, "basis": rule} for says, rule in conditions(item)],
        "materials": [material.name for material in item.materials if material.source == "applicant"],
        "decide_says": certificate.limit_says(item, "decision"),
        "begins": told.begins,
        "consequences": list(told.consequences),
        "follow_up_says": certificate.limit_says(item, "follow_up"),
        "text": told.text,
    }


def conditions(item: Item) -> list[tuple[str, str]]:
    """List what the applicant commits himself to meet, with the rules: conditions and standards of the item."""
    told = [(one.says, item.cites(one.basis)) for one in item.conditions]
    return [*told, *((one.says, item.cites(one.basis)) for one in item.standards)]


def model(item: Item) -> Commitment:
    """Give what the pack says of the commitment; raises LookupError for an item that has none."""
    if item.commitment is None:
        raise LookupError(f"{item.pack}/{item.id} has no commitment")
    return item.commitment


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "commit": lambda person, values: commitment(
        person,
        str(values.get("signed_by") or "").strip(),
        str(values.get("signed_as") or ""),
        agreed=values.get("agreed") is True,
    ),
}
"""The act of this step, from the values of its form."""
