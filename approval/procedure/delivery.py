"""Service of the decision with its proof (行政许可法 44), and publication of a grant (40)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from approval.core.case import Case
from approval.core.errors import Reason, Refused
from approval.core.machine import Fact, Standing
from approval.core.person import Person
from approval.core.vocabulary import Role, ServiceMethod
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.office import SHANGHAI, Office
from approval.store import papers, registers
from approval.store.database import Tx


def serve(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    method: str,
    proof: str = "",
    received_by: str = "",
    place: str = "",
    on: date | None = None,
) -> Case:
    """Serve the decision by one of the six methods, with its proof.

    Electronic service needs the applicant's consent and happens today; its proof is the moment at which
    the letter entered his case inbox, which the system itself states (电子签名法 11). By other means
    ``on`` is the day of receipt, from the decision to today: a post receipt comes back days later.
    """
    return perform(office, number, version, service(person, method, proof, received_by, place, on))


def service(
    person: Person,
    method: str,
    proof: str = "",
    received_by: str = "",
    place: str = "",
    on: date | None = None,
) -> Act:
    """Put service as an act; the proof of electronic service is the moment at which it happens."""
    data = {"method": method, "proof": proof}
    personal = {"received_by": received_by, "place": place} if received_by or place else None
    words = _proof_words(received_by, place, person.name)
    day = None if method == ServiceMethod.ELECTRONIC else on
    return Act("serve", person, Role.ACCEPTOR, data, personal, words, day, completed=_entered)


def _entered(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Add the moment of electronic service, and note the day on the decision's letter."""
    marked = replace(act, beside=_mark_served(act.effective_on or docket.on))
    if act.data["method"] != ServiceMethod.ELECTRONIC:
        return _on_a_day_that_can_be(docket, marked)
    at = docket.office.now.astimezone(SHANGHAI)
    proof = f"文书于{at.year}年{at.month}月{at.day}日{at:%H:%M:%S}进入申请人办件信箱"
    return replace(marked, data={**act.data, "proof": proof})


def _on_a_day_that_can_be(docket: Docket, act: Act) -> Act:
    """Refuse a day of receipt before the decision or after today."""
    decided = decided_by(docket.standing)
    on = act.effective_on
    if on is None or decided is None or decided.on <= on <= docket.on:
        return act
    raise Refused(
        Reason(
            f"送达日期应在作出决定之日（{decided.on}）至今天（{docket.on}）之间。",
            "行政许可法第四十四条",
            "请按送达回证或者邮件签收记录填写实际送达的日期。",
            "served_on",
        )
    )


DECIDING = ("grant", "refuse", "record")
"""The acts whose letter an act of service brings home."""


def decided_by(standing: Standing) -> Fact | None:
    """Give the fact that is to be served: the decision, or the record of a filing."""
    return next((standing.last[act] for act in DECIDING if act in standing.last), None)


def handed_over(handed_to: str) -> dict[str, object]:
    """Give what an act's fact keeps of a letter that was handed over at the window; nothing where it was not."""
    return {"handed_over": True} if handed_to else {}


def signed_for(handed_to: str) -> dict[str, object] | None:
    """Give who signed for a letter that was handed over, which stands outside the hashed entry."""
    return {"handed_to": handed_to} if handed_to else None


def _mark_served(on: date) -> Callable[[Tx, Case], None]:
    """Make the step that notes the service on the decision's letter."""

    def mark(tx: Tx, case: Case) -> None:
        decided = next(entry for entry in reversed(case.entries) if entry.act in DECIDING)
        papers.served(tx, decided.letter, on)

    return mark


def _proof_words(
    received_by: str, place: str, served_by: str
) -> Callable[[Docket, Standing], Mapping[str, object]]:
    """Make the words of the proof of service, with the personal values that the journal keeps apart."""

    def words(_docket: Docket, after: Standing) -> dict[str, object]:
        fact = after.last["serve"]
        decided = decided_by(after)
        letter = decided.data["letter"] if decided else None
        mention = letter if isinstance(letter, Mapping) else {}
        return {
            "letter_title": mention.get("title", ""),
            "letter_number": mention.get("number", ""),
            "method_zh": ServiceMethod(str(fact.data["method"])).zh,
            "served_on": fact.on.isoformat(),
            "place": place,
            "received_by": received_by,
            "relation": "",
            "served_by": served_by,
            "proof": str(fact.data["proof"]),
        }

    return words


def publish(office: Office, person: Person, number: str, version: int) -> Case:
    """Publish a grant in the public register, without personal data (行政许可法 40)."""
    return perform(office, number, version, publication(person))


def publication(person: Person) -> Act:
    """Put publication as an act."""
    return Act("publish", person, Role.ACCEPTOR, completed=_in_register)


def _in_register(_tx: Tx, docket: Docket, act: Act) -> Act:
    """Add the step that enters the grant in the public register."""
    return replace(act, beside=_enter_register(docket.on, docket.item.name))


def _enter_register(published_on: date, item_name: str) -> Callable[[Tx, Case], None]:
    """Make the step that enters the grant in the public register."""

    def enter(tx: Tx, case: Case) -> None:
        granted = next(entry for entry in reversed(case.entries) if entry.act == "grant")
        mention = granted.data["letter"]
        registers.publish(
            tx,
            case_number=case.number,
            institution=case.institution_name,
            unit=case.unit_name or item_name,
            kind=case.kind,
            authority=case.authority,
            document_number=str(mention["number"]) if isinstance(mention, Mapping) else "",
            decided_on=granted.effective_on,
            published_on=published_on,
        )

    return enter


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "serve": lambda person, values: service(
        person,
        str(values.get("method") or ""),
        str(values.get("proof") or "").strip(),
        str(values.get("received_by") or "").strip(),
        str(values.get("place") or "").strip(),
        day_of(values.get("served_on")),
    ),
    "publish": lambda person, _values: publication(person),
}
"""The acts of this step, from the values of their forms."""


def day_of(value: object) -> date | None:
    """Read the day that a form holds; None where nothing is stated."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)) if value else None
