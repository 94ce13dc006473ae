"""Handing out the letters of a joint application (统一出件): together, or one of them first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from approval.core import clock
from approval.core.case import Case
from approval.core.delivery import Way
from approval.core.errors import Reason, Refused
from approval.core.journal import Entry
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Light, Role
from approval.procedure.delivery import Words, decided_by, proof_of, prove, served_by, service, way_of
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.joint_whole import ORDER, Part, ask, entered, now, whole_of
from approval.procedure.office import Office
from approval.store import cases
from approval.store.database import Tx

ASKED, LIMIT = "asked", "limit"
WHY_ONE: Mapping[str, str] = {
    ASKED: "申请人要求先领取这一项",
    LIMIT: "这一项的送达期限将要届满（第四十四条）",
}
"""Why a letter is handed out before the others."""


def hand_out(
    office: Office, person: Person, number: str, version: int, *, method: str, **told: object
) -> Case:
    """Serve the letters of all parts together (统一送达, 26); the whole is then done."""
    perform(office, number, version, handing_out(person, Way.read({"method": method, **told})))
    return now(office, number)


def hand_out_one(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    part: str,
    why: str,
    method: str,
    **told: object,
) -> Case:
    """Serve the letter of one part before the others, as the applicant asked or as its own limit demands."""
    way = Way.read({"method": method, **told})
    perform(office, number, version, handing_out_one(person, part, why, way))
    return now(office, number)


def handing_out(person: Person, way: Way) -> Act:
    """Put the handing out of all letters as an act."""
    return replace(service(person, way), name="hand_out", completed=_serves(""))


def handing_out_one(person: Person, part: str, why: str, way: Way) -> Act:
    """Put the handing out of one letter as an act; ``part`` is the case number of the part."""
    served = service(person, way)
    data = {**served.data, "part": part, "why": why}
    return replace(served, name="hand_out_one", data=data, completed=_serves(part))


def _serves(only: str) -> Callable[[Tx, Docket, Act], Act]:
    """Make the step that asks each part whether it can be served so, and adds which letters are handed out."""

    def completed(tx: Tx, docket: Docket, act: Act) -> Act:
        whole = whole_of(docket.office, tx, docket.case.number)
        chosen = [p for p in whole.letters_waiting if p.docket and only in ("", p.docket.case.number)]
        if only:
            _one_first(chosen, str(act.data.get("why") or ""))
        proved = act
        for part in chosen:
            assert part.docket is not None  # noqa: S101 - chosen above
            own = _service_of(act).on(tx, part.docket)
            ask(part.docket, part.docket.workflow.table[part.stage, "serve"], own)
            proved = replace(act, data={**act.data, **own.data})
        listed = [part.docket.case.number for part in chosen if part.docket]
        letters = [_letter_of(part.docket) for part in chosen if part.docket]
        way = way_of(act)
        words = _proof_words(act.name, way, served_by(tx, docket, act.person, way))
        return replace(proved, data={**proved.data, "parts": listed, "letters": letters}, words=words)

    return completed


def _letter_of(docket: Docket) -> dict[str, object]:
    """Name the letter that a part's service brings home."""
    decided = decided_by(docket.standing)
    mention = decided.data.get("letter") if decided else None
    named = mention if isinstance(mention, Mapping) else {}
    return {"title": named.get("title", ""), "number": named.get("number", ""), "item": docket.item.name}


def _proof_words(act: str, way: Way, names: Sequence[str]) -> Words:
    """Make the words of the one proof of service, which names every letter that was handed out."""

    def words(_docket: Docket, after_it: Standing) -> Mapping[str, object]:
        fact = after_it.last[act]
        letters = fact.data.get("letters")
        return proof_of(way, names, fact, letters if isinstance(letters, list) else [])

    return words


def _one_first(chosen: Sequence[Part], why: str) -> None:
    """Refuse to hand out one letter alone where nobody asked for it and no limit demands it."""
    if not chosen:
        raise Refused(Reason("这一项没有等待领取的文书。", "行政许可法第四十四条", "请重新选择。", "part"))
    if why not in WHY_ONE:
        raise Refused(
            Reason("并联办理的文书统一送达；没有选择为什么先送达这一项。", ORDER, "请选择一项。", "why")
        )
    docket = chosen[0].docket
    run = docket.standing.run("delivery") if docket else None
    if why != LIMIT or docket is None or run is None:
        return
    if clock.read(docket.calendar, run, docket.on).light is Light.GREEN:
        raise Refused(
            Reason(
                "这一项的送达期限还没有临近。",
                "行政许可法第四十四条",
                "请等各项办结后统一送达；申请人要求先领取的，请选择该项理由。",
                "why",
            )
        )


def _service_of(act: Act) -> Act:
    """Make the service of one part of the handing out of the whole, which names who served."""
    return replace(service(act.person, way_of(act)), completed=prove)


def serve_parts(tx: Tx, office: Office, case: Case, fact: Entry) -> None:
    """Serve the letters that were handed out, each in its own case with its own proof of service."""
    if fact.role == Role.TIMER:
        return
    named = fact.data.get("parts")
    listed = {str(one) for one in named} if isinstance(named, list | tuple) else set()
    personal = cases.personal(tx, case.id).get(fact.seq)
    person = Person(fact.by, fact.by_name, frozenset({Role.ACCEPTOR}))
    given = Act("hand_out", person, Role.ACCEPTOR, fact.data, personal, effective_on=fact.on)
    for part in whole_of(office, tx, case.number).letters_waiting:
        if part.docket and part.docket.case.number in listed:
            data = {"joint": case.number, "letter_of_whole": fact.letter}
            act = _service_of(given)
            # One proof of service for all of them, signed once, stands in the whole.
            entered(tx, part.docket, replace(act, data={**act.data, **data}, words=None))
