"""The record of a licence (W6): opened with a grant, changed by further cases, ended by time or by a decision.

Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from approval.core import machine
from approval.core.case import Case, Place
from approval.core.clock import ONE_DAY
from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.licence import (
    DEREGISTRATION,
    RECALL,
    REMIND_DAYS,
    REVOCATION,
    held,
    licence,
    months_after,
    remind_from,
    renewal_by,
)
from approval.core.machine import Standing, Step
from approval.core.numbering import case_number, lookup_code
from approval.core.person import TIMER, Person
from approval.core.vocabulary import INTERNAL, Role
from approval.procedure.acceptance import remedies
from approval.procedure.application import stated
from approval.procedure.delivery import handed, reaching
from approval.procedure.docket import (
    Act,
    Docket,
    docket_of,
    draft_entry,
    enter,
    perform,
    settle,
    settle_in,
    take_up,
)
from approval.procedure.office import Office
from approval.procedure.values import text_of
from approval.store import cases, numbers, people, records
from approval.store.database import Tx
from approval.store.records import LICENCE

LAW = "《中华人民共和国行政许可法》"

VERIFICATION = "《医疗机构管理条例》第二十二条和《医疗机构管理条例实施细则》关于校验的规定"
"""The rules on which a verification, and its suspension, rest."""

GRANTING = frozenset({"grant", "record"})
"""The acts that end a case by giving what was asked for."""

TAKING_BACK = frozenset({"revoke_record", "revoke_grant"})
"""The acts by which a check afterwards takes back what a case gave."""

CERTIFICATES = frozenset({"certificate", "clinic_certificate", "filing_receipt"})
"""The results that are a paper of the licence itself."""


# --- what a case brings about -----------------------------------------------------------------------


def after(tx: Tx, docket: Docket, case: Case, step: Step, fact: Entry) -> None:
    """Open, change or end a licence in the transaction of the fact that gives cause to."""
    changes = docket.item.changes
    if case.workflow in INTERNAL:
        return
    if step.act in TAKING_BACK:
        _take_back(tx, docket, case, fact)
    elif changes is not None and step.act in GRANTING:
        CHANGES[changes.does](tx, docket, case, fact)
    elif changes is not None and changes.does == "renew" and step.act in ("refuse", "decline"):
        _not_renewed_yet(tx, docket, case)


def _open(tx: Tx, docket: Docket, case: Case, fact: Entry) -> None:
    """Open the record of what a case has given."""
    item, on = docket.item, docket.on
    workflow = docket.office.rulebook.workflow(LICENCE)
    serial = numbers.draw(tx, item.division, f"case-{on:%Y%m%d}", on.year)
    number = case_number(item.division, on, serial)
    record = case.record(LICENCE, workflow.initial, number, lookup_code(), fact.effective_on)
    empty = Docket(
        docket.office,
        record,
        item,
        workflow,
        docket.calendar,
        on,
        Standing(workflow.initial, fact.effective_on),
    )
    data = {**_said(docket, case, fact), **_terms(item, fact.effective_on)}
    enter(tx, empty, Act("issue", TIMER, Role.TIMER, data, effective_on=fact.effective_on))


def _said(docket: Docket, case: Case, fact: Entry) -> dict[str, object]:
    """Give what a granted case says of the licence: the paper's name and number, and what it holds.

    A renewal or a verification changes nothing of what it holds, whatever its form repeats.
    """
    letter = fact.data.get("letter")
    mention = letter if isinstance(letter, Mapping) else {}
    item = docket.item
    paper = item.certificate.name if item.certificate else str(mention.get("title") or item.name)
    named = {"certificate": paper, "number": str(mention.get("number") or "")}
    does = item.changes.does if item.changes else ""
    own = item.result in CERTIFICATES or does == "create"
    new = {"holds": held(stated(case, {}))} if does in ("create", "amend") or not case.about else {}
    return {"case": case.number, **new, **(named if own else {})}


def _terms(item: Item, start: date) -> dict[str, object]:
    """Give the last days that a certificate names, for the clocks of the licence."""
    paper = item.certificate
    months = {"validity": paper.months, "verification": paper.verify_months} if paper else {}
    return {f"{name}_until": months_after(start, n).isoformat() for name, n in months.items() if n}


def _change(act: str) -> Callable[[Tx, Docket, Case, Entry], None]:
    """Make the step by which a granted case changes a licence in this way."""

    def change(tx: Tx, docket: Docket, case: Case, fact: Entry) -> None:
        record = _licence_of(tx, docket, case)
        if record is None:
            # A paper of the time before this system: its record begins with this case.
            _open(tx, docket, case, fact)
            return
        _enter_change(tx, docket, case, fact, record, act)

    return change


def _enter_change(tx: Tx, docket: Docket, case: Case, fact: Entry, record: Docket, act: str) -> None:
    """Write the change into the licence, and take over a new name or kind of the unit."""
    data = _said(docket, case, fact)
    if act == "renew" and _renewed_by_law(record, case):
        if "number" not in data:
            return
        act = "replace"
    data |= NEW_TERMS[act](docket, record, fact.effective_on) if act in NEW_TERMS else {}
    saved = enter(tx, record, Act(act, TIMER, Role.TIMER, data, effective_on=fact.effective_on))
    if (case.unit_name, case.kind) != (saved.unit_name, saved.kind) and act == "amend":
        cases.rename(tx, saved, case.unit_name or saved.unit_name, case.kind or saved.kind)


def _renewed_until(docket: Docket, record: Docket, on: date) -> dict[str, object]:
    """Give the new last day: so many months after the old one, which the renewal takes up."""
    paper = docket.item.certificate or record.item.certificate
    if paper is None or not paper.months:
        raise Refused(
            Reason(
                f"事项包没有写明“{docket.item.name}”的有效期，不能办理延续。",
                "行政许可法第五十条",
                "请系统管理员先在事项包中补充证件的有效期及其依据。",
            )
        )
    old = licence(record.case.entries).until
    return {"validity_until": months_after(old or on, paper.months).isoformat()}


def _verified_until(docket: Docket, record: Docket, on: date) -> dict[str, object]:
    """Give the last day for the next verification: counted on from the last one, but never in the past."""
    paper = docket.item.certificate or record.item.certificate
    if paper is None or not paper.verify_months:
        return {}
    old = licence(record.case.entries).verify_by
    following = months_after(old or on, paper.verify_months)
    return {
        "verification_until": (
            following if following > on else months_after(on, paper.verify_months)
        ).isoformat()
    }


NEW_TERMS: Mapping[str, Callable[[Docket, Docket, date], dict[str, object]]] = {
    "renew": _renewed_until,
    "verify": _verified_until,
}
"""The changes that set a new last day."""


def _give_up(tx: Tx, docket: Docket, case: Case, fact: Entry) -> None:
    """Deregister the licence that its holder has given up (70(6))."""
    record = _licence_of(tx, docket, case)
    if record is not None:
        data = {
            "case": case.number,
            "ground": "given_up",
            "reasons": "被许可人申请注销，经审查符合注销条件。",
        }
        act = Act("deregister", TIMER, Role.TIMER, data, words=_deregistration_words, completed=reaching)
        enter(tx, record, replace(act, effective_on=fact.effective_on))


CHANGES: Mapping[str, Callable[[Tx, Docket, Case, Entry], None]] = {
    "create": _open,
    **{act: _change(act) for act in ("amend", "renew", "verify", "replace")},
    "deregister": _give_up,
}
"""What the end of a case does to a licence, as its item says."""


def _take_back(tx: Tx, docket: Docket, case: Case, fact: Entry) -> None:
    """Revoke the licences of a case whose grant or record is taken back, in the name of who took it back."""
    decider = people.account(tx, fact.by)
    for record in records.about(tx, case.number):
        if record.workflow != LICENCE or not record.open or decider is None:
            continue
        settle_in(tx, docket.office, record.number)
        reasons = str(fact.data.get("reasons") or "")
        data = {"case": case.number, "ground": "other", "reasons": reasons}
        # The letter of the case says it already.
        enter(
            tx,
            take_up(docket.office, tx, record.number, docket.on),
            Act("revoke", decider, Role.DECIDER, data, effective_on=fact.effective_on),
        )


def _not_renewed_yet(tx: Tx, docket: Docket, case: Case) -> None:
    """Bar what turns down a renewal that the law has already granted by silence (50(2))."""
    record = _licence_of(tx, docket, case)
    if record is not None and _renewed_by_law(record, case):
        raise Refused(
            Reason(
                "有效期届满前没有作出决定，本证照已依法视为准予延续，不能再作出不予延续的决定。",
                "行政许可法第五十条第二款",
                "请作出准予延续的决定；确有应当撤销情形的，另行依法撤销。",
            )
        )


def _licence_of(tx: Tx, docket: Docket, case: Case) -> Docket | None:
    """Take up the licence that a case is about, with what silence has brought about in it; None without one."""
    if not case.about:
        return None
    settle_in(tx, docket.office, case.about)
    record = take_up(docket.office, tx, case.about, docket.on)
    return record if record.case.workflow == LICENCE else None


def _renewed_by_law(record: Docket, case: Case) -> bool:
    """Say whether silence has renewed a licence for this case."""
    return any(
        entry.act == "deem_renewed" and entry.data.get("case") == case.number for entry in record.case.entries
    )


# --- what time brings about -------------------------------------------------------------------------


def instead(tx: Tx, docket: Docket, step: Step) -> Act | None:
    """Renew a licence that would expire, where its holder asked in time and nobody decided (50(2))."""
    if step.act != "expire":
        return None
    now = licence(docket.case.entries)
    if now.until is None:
        return None
    asked = _undecided(tx, docket, now.until)
    months = _months_of(asked, docket) if asked else None
    if asked is None or not months:
        return None
    data = {
        "case": asked.case.number,
        "lapsed_on": now.until.isoformat(),
        "validity_until": months_after(now.until, months).isoformat(),
    }
    return Act("deem_renewed", TIMER, Role.TIMER, data, words=_deemed_words, effective_on=now.until + ONE_DAY)


def _undecided(tx: Tx, docket: Docket, until: date) -> Docket | None:
    """Find the application for renewal that was filed in time and not decided by the last day.

    One that waits for its applicant's correction on that day is not the organ's silence.
    """
    for case in records.about(tx, docket.case.number):
        item = docket.office.rulebook.item(case.pack, case.item)
        if item.changes is None or item.changes.does != "renew" or case.received_on > renewal_by(until):
            continue
        then = docket_of(docket.office, case, until)
        stage = then.workflow.by_stage[then.standing.stage]
        decided = {"grant", "refuse", "record"} & then.standing.times.keys()
        if not (decided or stage.final or stage.waits_for == "applicant"):
            return then
    return None


def _months_of(asked: Docket, record: Docket) -> int | None:
    """Give for how many months a renewed licence holds."""
    paper = asked.item.certificate or record.item.certificate
    return paper.months if paper else None


def by_law(tx: Tx, docket: Docket) -> Docket:
    """Read a licence as the law has it where nobody has recorded a renewal by silence yet."""
    for step in docket.standing.pending:
        act = instead(tx, docket, step)
        if act is not None:
            fact = draft_entry(docket, act)
            standing = machine.recorded(docket.workflow, docket.case.entries, docket.promised)
            row = docket.workflow.table[standing.stage, act.name]
            machine.apply(docket.workflow, standing, row, fact, docket.promised)
            read = replace(docket.case, entries=(*docket.case.entries, fact))
            return replace(docket, case=read, standing=standing)
    return docket


def due(office: Office, day: date) -> list[str]:
    """List the licences that may expire, be renewed by law, or whose holder is to be reminded, by a day."""
    numbers: list[str] = []
    after: Place | None = None
    while True:
        with office.store.look() as tx:
            page = records.due_first(tx, LICENCE, through=day + timedelta(days=REMIND_DAYS), after=after)
        numbers.extend(record.number for record in page)
        if len(page) < records.PAGE:
            return numbers
        after = page[-1].place


def fall_due(office: Office, number: str) -> str:
    """Let time have its effect on one licence; give the act that was recorded last, or an empty text."""
    settled = settle(office, number)
    with office.store.look() as tx:
        docket = take_up(office, tx, number)
    if settled:
        return docket.case.entries[-1].act
    until = _to_remind(docket)
    if until is None:
        return ""
    act = Act("remind_renewal", TIMER, Role.TIMER, {"until": until.isoformat()})
    perform(office, number, docket.case.version, act)
    return act.name


def _to_remind(docket: Docket) -> date | None:
    """Give the last day of which the holder is to be reminded now; each is called to mind once (50(1))."""
    run = docket.standing.run("validity")
    if run is None or run.until is None or run.ended_on is not None or docket.on < remind_from(run.until):
        return None
    if ("active", "remind_renewal") not in docket.workflow.table or docket.standing.stage != "active":
        return None
    told = docket.standing.last.get("remind_renewal")
    return None if told and told.data.get("until") == run.until.isoformat() else run.until


# --- what is decided about it -----------------------------------------------------------------------


def suspension(person: Person, months: int, reasons: str) -> Act:
    """Put the suspension of a licence whose verification was not passed (暂缓校验) as an act."""
    data = {"months": months, "reasons": reasons}
    return Act("suspend", person, Role.DECIDER, data, words=_suspension_words, completed=_until_when)


def _until_when(tx: Tx, docket: Docket, act: Act) -> Act:
    """Add until when a suspension lasts, and how its letter reaches the holder."""
    act = reaching(tx, docket, act)
    months = act.data.get("months")
    if not isinstance(months, int) or not months:
        return act
    until = months_after(docket.on, months).isoformat()
    return replace(act, data={**act.data, "rectification_until": until})


def restoration(person: Person, reasons: str) -> Act:
    """Put the end of a suspension as an act."""
    return Act("restore", person, Role.DECIDER, {"reasons": reasons})


def deregistration(person: Person, ground: str, reasons: str) -> Act:
    """Put a deregistration by the organ (70) as an act."""
    return Act(
        "deregister",
        person,
        Role.DECIDER,
        {"ground": ground, "reasons": reasons},
        words=_deregistration_words,
        completed=reaching,
    )


def revocation(person: Person, ground: str, reasons: str) -> Act:
    """Put a revocation (69) as an act."""
    data = {"ground": ground, "reasons": reasons}
    return Act("revoke", person, Role.DECIDER, data, words=_revocation_words, completed=reaching)


def recall(person: Person, ground: str, reasons: str, compensation: str) -> Act:
    """Put a recall for the public good (8) as an act; it says what is done about the holder's loss."""
    data = {"ground": ground, "reasons": reasons, "compensation": compensation}
    return Act("recall", person, Role.DECIDER, data, words=_recall_words, completed=reaching)


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "suspend": lambda person, values: handed(
        suspension(person, _whole(values.get("months")), text_of(values, "reasons")), values
    ),
    "restore": lambda person, values: restoration(person, text_of(values, "reasons")),
    "deregister": lambda person, values: handed(
        deregistration(person, text_of(values, "ground"), text_of(values, "reasons")), values
    ),
    "revoke": lambda person, values: handed(
        revocation(person, text_of(values, "ground"), text_of(values, "reasons")), values
    ),
    "recall": lambda person, values: handed(
        recall(
            person, text_of(values, "ground"), text_of(values, "reasons"), text_of(values, "compensation")
        ),
        values,
    ),
}
"""The acts of this step, from the values of their forms."""


def _whole(value: object) -> int:
    """Read a whole number that a form holds; 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


# --- what the letters say ---------------------------------------------------------------------------


def address(docket: Docket) -> str:
    """Give the public page of a licence."""
    return f"{docket.office.press.base_url}/licences/?number={docket.case.number}"


def _paper(docket: Docket) -> dict[str, object]:
    """Give what every letter about a licence says of it."""
    now = licence(docket.case.entries)
    return {
        "what": docket.item.name,
        "document_title": now.certificate,
        "document_number": now.number,
        "document_on": now.since.isoformat(),
        "follow_url": address(docket),
    }


def _grounds(listed: Mapping[str, tuple[str, str]], standing: Standing, act: str) -> dict[str, object]:
    """Give the ground of an act with its article, and the reasons."""
    data = standing.last[act].data
    says, article = listed[str(data["ground"])]
    return {"grounds": [{"says": says, "basis": f"{LAW}{article}"}], "reasons": [str(data["reasons"])]}


def _deregistration_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the notice of a deregistration says."""
    fact = after.last["deregister"]
    return {
        **_paper(docket),
        **_grounds(DEREGISTRATION, after, "deregister"),
        "deregistered_on": fact.on.isoformat(),
        "remedies": remedies(docket),
    }


def _revocation_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the decision on a revocation says; who obtained it by fraud cannot rely on it (69(4), 79)."""
    fraud = after.last["revoke"].data["ground"] == "fraud"
    effects = [
        f"被许可人基于行政许可取得的利益不受保护（{LAW}第六十九条第四款）"
        if fraud
        else f"被许可人的合法权益因此受到损害的，本机关依法给予赔偿（{LAW}第六十九条第四款）"
    ]
    if fraud and docket.item.strict:
        effects.append(f"申请人在三年内不得再次申请该行政许可（{LAW}第七十九条）")
    return {
        **_paper(docket),
        **_grounds(REVOCATION, after, "revoke"),
        "effects": [*effects, f"上列行政许可同时注销（{LAW}第七十条第（四）项），证件应当交回本机关"],
        "remedies": remedies(docket),
    }


def _suspension_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the notice of a suspension says: until when, why, and the remedies."""
    data = after.last["suspend"].data
    return {
        **_paper(docket),
        "basis": VERIFICATION,
        "suspended_until": str(data["rectification_until"]),
        "reasons": [str(data["reasons"])],
        "remedies": remedies(docket),
    }


def _recall_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the decision on a recall says, and what becomes of the holder's loss (8(2))."""
    return {
        **_paper(docket),
        **_grounds(RECALL, after, "recall"),
        "compensation": str(after.last["recall"].data["compensation"]),
        "remedies": remedies(docket),
    }


def _deemed_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the notice of a renewal by operation of law says (50(2))."""
    fact = after.last["deem_renewed"]
    return {
        **_paper(docket),
        "renewal_case": str(fact.data["case"]),
        "old_valid_until": str(fact.data["lapsed_on"]),
        "valid_from": fact.on.isoformat(),
        "valid_until": str(fact.data["validity_until"]),
    }
