"""The decision: granted or refused by somebody who did not propose it, and the letter that says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.case import Case
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import bars, certificate
from approval.procedure.acceptance import remedies
from approval.procedure.application import stated
from approval.procedure.certificate import Stated
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.hearing import record_says, resting_on_record
from approval.procedure.office import Office
from approval.store.database import Tx

UNSAID = "应当按照批准的内容建设，并依法办理后续手续。"
"""What a reply and an approval say of what comes next where its pack says nothing."""


def grant(office: Office, person: Person, number: str, version: int) -> Case:
    """Grant as proposed; starts delivery and publication (行政许可法 38(1), 40, 44)."""
    return perform(office, number, version, granting(person))


def refuse(office: Office, person: Person, number: str, version: int) -> Case:
    """Refuse as proposed, with ground, reasons and remedies (行政许可法 38(2))."""
    return perform(office, number, version, refusing(person))


def granting(person: Person) -> Act:
    """Put a grant as an act, for its preview and for its issue."""
    return Act(
        "grant",
        person,
        Role.DECIDER,
        words=lambda docket, after: _granted(docket, after, {}),
        completed=_completed_grant,
    )


def _completed_grant(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read what was stated, and name the record of a hearing."""
    return resting_on_record(docket, certificate.naming(_granted)(tx, docket, act))


def _granted(docket: Docket, after: Standing, values: Stated) -> Mapping[str, object]:
    """Give what a grant says: a reply to what was applied for, or the approved facts of a decision or certificate."""
    if docket.item.result == "reply":
        return {**_grant_words(docket, after), **certificate.committed(docket, after)}
    words = {**certificate.words(docket, after, values), **_accepted(after)}
    if docket.item.result == "establishment_certificate":
        words["valid_until"] = certificate.last_day(docket.on, docket.item.reply_valid_months)
        words["follow_on_says"] = docket.item.follow_on or UNSAID
    return words


def refusing(person: Person) -> Act:
    """Put a refusal as an act, for its preview and for its issue."""
    return Act(
        "refuse",
        person,
        Role.DECIDER,
        words=_refuse_words,
        completed=lambda _tx, docket, act: resting_on_record(docket, act),
    )


def _head(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a grant and a refusal say alike: the application, its dates, the rules."""
    item = docket.item
    return {
        "application_title": f"关于设置{docket.case.unit_name}的申请",
        "applied_on": after.received_on.isoformat(),
        **_accepted(after),
        "basis": [item.cite(basis) for basis in item.basis],
        "kind": docket.case.kind,
    }


def _accepted(after: Standing) -> dict[str, object]:
    """Give since when the application is accepted or committed to, and whether by the law's silence."""
    promise = after.last.get("commit")
    since = promise.on if promise else after.accepted_on
    return {
        "accepted_on": since.isoformat() if since else "",
        "deemed": after.deemed,
        "heard": record_says(after),
    }


def _grant_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a grant says: name, kind, address, subjects, beds, whom it serves, who answers for it."""
    case, item = docket.case, docket.item
    values = stated(case, {})
    return {
        **_head(docket, after),
        "address": values.get("unit.address", ""),
        "subjects": values.get("unit.subjects", ""),
        "beds": values.get("unit.beds", 0),
        "served_people": values.get("unit.served_people", "入住老年人"),
        "liable": case.institution_name,
        "nature": certificate.nature(values.get("institution.nonprofit")),
        "valid_until": certificate.last_day(docket.on, item.reply_valid_months),
        "conditions": [condition.says for condition in item.conditions],
        "follow_on_says": item.follow_on or UNSAID,
    }


def _refuse_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a refusal says: the listed ground, the reasons, the remedies."""
    item = docket.item
    proposal = after.last["propose"]
    chosen = next(ground for ground in item.grounds if ground.id == proposal.data.get("ground"))
    return {
        **_head(docket, after),
        "ground": {"says": chosen.says, "basis": item.cites(chosen.basis)},
        "reasons": str(proposal.data["reasons"]),
        "bar_says": bars.says(docket, {}, "refuse"),
        "remedies": remedies(docket),
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "grant": lambda person, values: certificate.numbered(granting(person), values),
    "refuse": lambda person, _values: refusing(person),
}
"""The acts of this step, from the values of their forms."""
