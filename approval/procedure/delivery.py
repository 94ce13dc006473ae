"""Service of the decision with its proof (行政许可法 44), and publication of a grant (40)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from approval.core import effect
from approval.core.case import Case
from approval.core.delivery import LACKS, RULES, Signed, Way, way_faults
from approval.core.delivery import day as zh
from approval.core.errors import Reason, Refused
from approval.core.journal import Entry
from approval.core.machine import Fact, Standing
from approval.core.person import Person
from approval.core.rectification import rectified
from approval.core.vocabulary import Role, ServiceMethod
from approval.procedure.application import consents_to_electronic_service
from approval.procedure.docket import TO_SERVE, Act, Docket, perform
from approval.procedure.office import SHANGHAI, Office
from approval.procedure.officers import named
from approval.store import cases, papers, registers
from approval.store.database import Tx
from approval.store.records import LICENCE

Words = Callable[[Docket, Standing], Mapping[str, object]]


def serve(office: Office, person: Person, number: str, version: int, *, method: str, **told: object) -> Case:
    """Serve the decision by one of the six methods; ``told`` is what that method asks (``core.delivery.ASKS``).

    Electronic service needs the applicant's consent and happens now: what proves it is the moment at which
    the letter entered his case inbox, which the system itself states (电子签名法 11). By other means
    ``served_on`` is the day of receipt, from the decision to today: a post receipt comes back days later.
    A public notice serves when its thirty days have passed.
    """
    return perform(office, number, version, service(person, Way.read({"method": method, **told})))


def service(person: Person, way: Way) -> Act:
    """Put service as an act; the proof of electronic service is the moment at which it happens."""
    decides = Role.DECIDER in person.roles and Role.ACCEPTOR not in person.roles
    return Act(
        "serve", person, Role.DECIDER if decides else Role.ACCEPTOR, way.kept(), way.personal() or None,
        effective_on=way.on, completed=_served,
    )  # fmt: skip


def _served(tx: Tx, docket: Docket, act: Act) -> Act:
    """Prove the service, and write who served, which the letter names."""
    proved = prove(tx, docket, act)
    way = way_of(act)
    words = _proof_words(way, served_by(tx, docket, act.person, way), brings_home(docket))
    return replace(proved, words=words)


def prove(tx: Tx, docket: Docket, act: Act) -> Act:
    """Add what proves a service, and the step that notes its day on the decision's letter.

    Raises Refused with everything that the way of service lacks.
    """
    way = way_of(act)
    faults = list(way_faults(way))
    if faults:
        raise Refused(*faults)
    home = brings_home(docket)
    _sealed(tx, docket, home)
    marked = replace(
        act,
        data={**act.data, **_to_holder(tx, docket, way, home)},
        beside=_mark_served(home, act.effective_on or docket.on),
    )
    if way.known is ServiceMethod.ELECTRONIC:
        at = docket.office.now.astimezone(SHANGHAI)
        proof = f"受送达人同意电子送达，文书于{zh(at.date())}{at:%H:%M:%S}进入其办件信箱"
        return replace(marked, data={**marked.data, "entered_at": at.isoformat(), "proof": proof})
    _on_a_day_that_can_be(docket, way)
    return replace(marked, data={**marked.data, "proof": way.proof(way.on or docket.on)})


def _to_holder(tx: Tx, docket: Docket, way: Way, home: Fact | None) -> dict[str, object]:
    """Name which decision about a licence is served, and the consent that electronic service rests on."""
    if docket.case.workflow != LICENCE or not isinstance(home, Entry):
        return {}
    online = way.known is ServiceMethod.ELECTRONIC and agrees(tx, docket.case)
    return {"decision": home.seq, **({"consent": True} if online else {})}


def _sealed(tx: Tx, docket: Docket, home: Fact | None) -> None:
    """Refuse to serve what cannot get its seal now: a print-out without it is no letter (电子签名法 13, 14)."""
    if not isinstance(home, Entry) or not home.letter:
        return
    if not docket.office.press.keys.stopped(docket.case.authority, docket.office.now):
        return
    letter = papers.letter(tx, home.letter)
    if not letter.sha256:
        raise Refused(
            Reason(
                f"《{letter.words['title']}》还在等待签章，没有签章的文书不能送达。",
                "电子签名法第十三条、第十四条",
                "请系统管理员换发或者导入签章证书，补签以后再送达。",
            )
        )


def way_of(act: Act) -> Way:
    """Read how the letter reached its recipient from an act of service."""
    return Way.read({**act.data, **(act.personal or {}), "served_on": act.effective_on})


def served_by(tx: Tx, docket: Docket, person: Person, way: Way, field: str = "with_officer") -> list[str]:
    """Name who served: who enters it, and the second officer where the way needs two (民事诉讼法 88, 89)."""
    if not way.with_officer:
        return [person.name]
    if way.with_officer == person.id:
        raise Refused(
            Reason(
                "另一名送达人不能是您本人，送达人不少于两人。",
                RULES[ServiceMethod(way.method)],
                "请从本机关的工作人员中选择另一人。",
                field,
            )
        )
    return [person.name, named(tx, docket, way.with_officer, field).name]


def _on_a_day_that_can_be(docket: Docket, way: Way) -> None:
    """Refuse a day of receipt before the decision or after today, and a notice whose days have not passed."""
    decided = brings_home(docket)
    on, begun = way.on, way.published_on or way.on
    if on is None or begun is None or decided is None:
        return
    since = decided.on
    if way.published_on and since <= begun <= docket.on <= on:
        raise Refused(
            Reason(
                f"公告自{zh(begun)}发出，经过三十日，到{zh(on)}期满，期满以前不算送达。",
                RULES[ServiceMethod.PUBLIC_NOTICE],
                f"请在{zh(on)}以后办理，送达日期记为{zh(on)}；公告期间能够以其他方式送达的，以其他方式送达。",
                "published_on",
            )
        )
    if since <= begun <= docket.on:
        return
    called, field = ("发出公告的日期", "published_on") if way.published_on else ("送达日期", "served_on")
    raise Refused(
        Reason(
            f"{called}应在作出决定之日（{since}）至今天（{docket.on}）之间。",
            "行政许可法第四十四条",
            "请按送达回证、邮件回执或者刊登的公告填写实际的日期。",
            field,
        )
    )


DECIDING = ("grant", "refuse", "record")
"""The acts whose letter an act of service brings home."""


def decided_by(standing: Standing) -> Fact | None:
    """Give the fact that is to be served: the decision, or the record of a filing."""
    return next((standing.last[act] for act in DECIDING if act in standing.last), None)


def brings_home(docket: Docket) -> Fact | None:
    """Give the fact whose letter is to be served now; of the decisions about a licence the first that waits."""
    if docket.case.workflow == LICENCE:
        return next(iter(unserved(docket.case)), None)
    return decided_by(docket.standing)


def unserved(case: Case) -> list[Entry]:
    """List the decisions about a licence that have not reached its holder, the first one first."""
    served = {entry.data.get("decision") for entry in case.entries if entry.act == "serve"}
    waiting = (entry for entry in rectified(case.entries) if entry.data.get(TO_SERVE) is True)
    return [entry for entry in waiting if entry.letter and entry.seq not in served]


def agrees(tx: Tx, case: Case, by: str = "") -> bool:
    """Say whether the recipient agreed to electronic service (电子签名法 3).

    The holder of a licence did with the application that gave or last changed it, or with the one numbered
    ``by`` on which the decision rests.
    """
    if case.workflow != LICENCE:
        return consents_to_electronic_service(case)
    number = by or next(reversed(list(effect.named(case.entries))), "")
    return bool(number) and consents_to_electronic_service(cases.load(tx, number))


def reaching(tx: Tx, docket: Docket, act: Act) -> Act:
    """Add to a decision about a licence how it reaches the holder: it was handed over, it entered his inbox at this
    moment, or it waits to be served (行政许可法 44).

    It enters the inbox by consent, and where the letter can name the channel for reconsideration (行政复议法 22(2)).
    """
    if act.data.get("handed_over") is True:
        return act
    online = bool(docket.item.authority.reconsideration_online)
    if online and agrees(tx, docket.case, str(act.data.get("case") or "")):
        at = docket.office.now.astimezone(SHANGHAI)
        return replace(act, data={**act.data, "entered_at": at.isoformat()})
    return replace(act, data={**act.data, TO_SERVE: True})


SERVING = ("serve", "hand_out", "hand_out_one")
"""The acts whose letter is the proof of service: it proves, and is itself served to nobody."""


def inbox(case: Case) -> dict[str, datetime]:
    """Say when each letter entered the applicant's case inbox, where he agreed to that (电子签名法 11).

    A decision enters it with its service; every other letter with the act that causes it, unless it was
    handed over.
    """
    if case.workflow == LICENCE:
        return _holders_inbox(case)
    if not consents_to_electronic_service(case):
        return {}
    entered = {
        entry.letter: entry.recorded_at
        for entry in case.entries
        if entry.letter and entry.act not in (*DECIDING, *SERVING) and not entry.data.get("handed_over")
    }
    decided = next((entry.letter for entry in reversed(case.entries) if entry.act in DECIDING), "")
    for entry in case.entries:
        if entry.act == "serve" and entry.data.get("method") == ServiceMethod.ELECTRONIC and decided:
            entered[decided] = entry.recorded_at
    return entered


def _holders_inbox(case: Case) -> dict[str, datetime]:
    """Say when each decision about a licence entered its holder's inbox, as the journal states the moment."""
    letters = {entry.seq: entry.letter for entry in case.entries}
    entered: dict[str, datetime] = {}
    for entry in case.entries:
        at, decision = entry.data.get("entered_at"), entry.data.get("decision")
        letter = letters.get(decision, "") if isinstance(decision, int) else entry.letter
        if at and letter:
            entered[letter] = datetime.fromisoformat(str(at))
    return entered


def handed_over(handed_to: Signed) -> dict[str, object]:
    """Give what an act's fact keeps of a letter that was handed over at the window; nothing where it was not."""
    return handed_to.kept()


def signed_for(handed_to: Signed) -> dict[str, object] | None:
    """Give who signed for a letter that was handed over, which stands outside the hashed entry."""
    return {"handed_to": handed_to.to} if handed_to else None


def handed(act: Act, values: Mapping[str, object]) -> Act:
    """Add to an act who signed for its letter at once, if anybody did, from the values of its form."""
    signed = Signed.read(values)
    if not signed:
        return act
    personal = {**(act.personal or {}), **(signed_for(signed) or {})}
    return replace(act, data={**act.data, **handed_over(signed)}, personal=personal)


def handing_proof(tx: Tx, docket: Docket, act: Act, fact: Fact) -> Mapping[str, object]:
    """Give what the proof of service says of a letter that was handed over with the act that causes it.

    Refuses what nobody can seal: without its seal there is no letter to hand over (行政许可法 32, 39). Refuses too
    what one officer alone has served (民事诉讼法 88).
    """
    if docket.office.press.keys.stopped(docket.case.authority, docket.office.now):
        raise Refused(
            Reason(
                "本机关的签章证书不能使用，文书没有签章，不能当面交给申请人。",
                "电子签名法第十三条、第十四条",
                "请系统管理员换发或者导入签章证书，再办理。",
            )
        )
    way = Signed.read({**act.data, **(act.personal or {})}).way
    if not way.with_officer:
        says, remedy = LACKS["with_officer"]
        raise Refused(Reason(says, RULES[ServiceMethod.PERSONAL], remedy, "handed_with"))
    names = served_by(tx, docket, act.person, way, "handed_with")
    return proof_of(way, names, fact, [fact.data["letter"]])


def _mark_served(home: Fact | None, on: date) -> Callable[[Tx, Case], None]:
    """Make the step that notes the service on the letter of the decision."""

    def mark(tx: Tx, _case: Case) -> None:
        if isinstance(home, Entry):
            papers.served(tx, home.letter, on)

    return mark


def _proof_words(way: Way, names: Sequence[str], home: Fact | None) -> Words:
    """Make the words of the proof of service, with the personal values that the journal keeps apart."""

    def words(_docket: Docket, after: Standing) -> Mapping[str, object]:
        return proof_of(way, names, after.last["serve"], [home.data["letter"]] if home else [])

    return words


def proof_of(way: Way, names: Sequence[str], fact: Fact, letters: Sequence[object]) -> dict[str, object]:
    """Give what a proof of service says of one way, one day and the letters that were served (民事诉讼法 87)."""
    listed = [row for row in letters if isinstance(row, Mapping)]
    several = len(listed) > 1
    return {
        "letter_title": "、".join(f"《{row['title']}》" if several else str(row["title"]) for row in listed),
        "letter_number": "、".join(str(row["number"]) for row in listed),
        "method_zh": ServiceMethod(way.method).zh,
        "served_on": fact.on.isoformat(),
        "place": way.place,
        "received_by": way.received_by,
        "relation": way.relation_zh,
        "facts": way.facts(),
        "served_by": list(names),
        # Where people sign on paper, the rows say it all, and the proof stays on one page.
        "proof": "" if way.signatures else str(fact.data.get("proof") or ""),
        "signatures": way.signatures,
    }


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
    "serve": lambda person, values: service(person, Way.read(values)),
    "publish": lambda person, _values: publication(person),
}
"""The acts of this step, from the values of their forms."""


def day_of(value: object) -> date | None:
    """Read the day that a form holds; None where nothing is stated."""
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)) if value else None
