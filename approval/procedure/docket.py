"""One case taken up: its facts folded, an act asked of the rule-book, the fact and its letter written.

Every act of every workflow goes through ``perform``: look up, ask, record, write, once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from approval.core import clock, machine
from approval.core.case import Case, Summary
from approval.core.clock import Run
from approval.core.decision import letter_of
from approval.core.errors import NotAllowed, Reason, Refused, Stale
from approval.core.item import Item
from approval.core.journal import Entry, personal_digest
from approval.core.limit import Limit
from approval.core.machine import Attempt, Standing, Step, Workflow
from approval.core.numbering import document_number
from approval.core.person import TIMER, Person
from approval.core.rectification import CHANNELS, CONFIRM
from approval.core.vocabulary import Role
from approval.core.workdays import Calendar
from approval.letters.compose import compose
from approval.letters.kinds import KINDS
from approval.procedure.office import Office
from approval.store import cases, jobs, numbers, papers, parts
from approval.store.database import Tx


@dataclass(slots=True)
class Docket:
    """A case with its rules and calendar, folded on one day."""

    office: Office
    case: Case
    item: Item
    workflow: Workflow
    calendar: Calendar
    on: date
    standing: Standing

    @property
    def promised(self) -> dict[str, Limit]:
        """Give the limits that lights and worklists follow."""
        return {name: pair.promised for name, pair in self.item.limits.items()}

    def statutory(self, run: Run) -> Run:
        """Give the same clock with the limit of the law."""
        pair = self.item.limits.get(run.name)
        return run.counted_by(pair.statutory) if pair else run

    def cautious(self, run: Run) -> Run | None:
        """Give the decision clock as courts count data-message filings: from the day the complete
        filing entered the system (法释〔2009〕20号 6). None where that filing came in on paper.
        """
        filed = self.standing.last.get("supplement") or self.standing.last.get("submit")
        if filed is None or filed.data.get("channel") in CHANNELS:
            return None
        return replace(self.statutory(run), start=filed.on)

    def cautious_on(self, run: Run | None) -> date | None:
        """Give the last day of that count, or None where nobody counts so."""
        counted = self.cautious(run) if run else None
        return clock.due_on(self.calendar, counted) if counted else None

    def summary(self, standing: Standing) -> Summary:
        """Give the sorting copies that the case's row keeps."""
        machine.follow(standing, self.calendar)
        run = standing.current
        decision = standing.run("decision")
        open_decision = decision is not None and decision.ended_on is None and run is not None
        due = clock.due_on(self.calendar, run) if run else None
        final = self.workflow.by_stage[standing.stage].final
        return Summary(
            stage=standing.stage,
            clock=run.name if run else "",
            due_on=due,
            statutory_due_on=clock.due_on(self.calendar, self.statutory(run)) if run else None,
            cautious_on=self.cautious_on(decision) if open_decision else None,
            provisional=bool(run and due and run.provisional(self.calendar, due)),
            accepted_on=standing.accepted_on,
            deemed=standing.deemed,
            outcome=next((act for act in ("grant", "refuse") if act in standing.times), ""),
            ended_on=self._ended_on(standing) if final else None,
        )

    def _ended_on(self, standing: Standing) -> date:
        """Give the day of the act that ended the case; what is put right afterwards ends it no second time."""
        ends = (step.act for step in self.workflow.steps if step.to == standing.stage)
        return max((standing.last[act].on for act in ends if act in standing.last), default=self.on)


@dataclass(frozen=True, slots=True)
class Act:
    """One act to perform: what, by whom in which role, with which values, and what its letter says.

    ``words`` makes the letter's own values from the docket after the act; ``personal`` are values that
    stand outside the hashed entry; ``effective_on`` differs from today only for silence and for
    service that was proved later; ``beside`` writes further rows in the same transaction; ``completed``
    adds what only the case and the store can tell at that moment, before the rule-book is asked.
    """

    name: str
    person: Person
    role: Role
    data: Mapping[str, object] = field(default_factory=dict)
    personal: Mapping[str, object] | None = None
    words: Callable[[Docket, Standing], Mapping[str, object]] | None = None
    effective_on: date | None = None
    beside: Callable[[Tx, Case], None] | None = None
    completed: Callable[[Tx, Docket, Act], Act] | None = None

    def on(self, tx: Tx, docket: Docket) -> Act:
        """Give the act with what the case and the store add to it."""
        return self.completed(tx, docket, self) if self.completed else self


def take_up(office: Office, tx: Tx, number: str, on: date | None = None) -> Docket:
    """Load a case and fold it on a day; NotFound where there is none."""
    case, notices = cases.load_to_act(tx, number)
    office.calendars.refresh(tx, notices)
    return docket_of(office, case, on or office.today)


def docket_of(office: Office, case: Case, on: date) -> Docket:
    """Fold a loaded case on a day."""
    item = office.rulebook.item(case.pack, case.item)
    workflow = office.rulebook.workflow(case.workflow)
    calendar = office.calendar(case.division)
    promised = {name: pair.promised for name, pair in item.limits.items()}
    statutory = {name: pair.statutory for name, pair in item.limits.items()}
    standing = machine.fold(workflow, case.entries, promised, calendar, on, statutory=statutory)
    return Docket(office, case, item, workflow, calendar, on, standing)


Making = Callable[[Tx, Docket], Act]
"""What makes an act from the case as it stands, in the transaction that writes it."""


class _BarredError(Exception):
    """An act that the rule-book refused, on its way out of the transaction to the register of attempts."""

    def __init__(self, act: Act, refused: Refused) -> None:
        """Carry the act and the reasons."""
        self.act = act
        self.refused = refused


def perform(office: Office, number: str, version: int | None, act: Act) -> Case:
    """Do one act of one case, whole or not at all; give the case as it then stands.

    ``version`` is the one that the page showed. What the law's silence has brought about meanwhile is
    recorded first. Raises Refused (also NotAllowed, OutOfOrder) where a rule bars the act, which is then
    kept in the register of refused attempts, and Stale where somebody was faster.
    """
    return perform_made(office, number, version, lambda _tx, _docket: act)


def perform_made(office: Office, number: str, version: int | None, make: Making) -> Case:
    """Do one act that is made from what the case and the store hold at that moment."""
    try:
        done = _once(office, number, version, make)
        if done is None:
            settled = settle(office, number)
            done = _once(office, number, version + settled if version is not None else None, make)
    except _BarredError as barred:
        keep_refusal(office, number, barred.act, barred.refused)
        raise barred.refused from None
    if done is None:
        raise RuntimeError("silence was recorded and is still pending")
    return done


def _once(office: Office, number: str, version: int | None, make: Making) -> Case | None:
    """Do an act in one transaction; None where silence has to be recorded before it."""
    with office.store.begin() as tx:
        docket = take_up(office, tx, number)
        hold_whole(tx, docket.case)
        if docket.standing.pending:
            return None
        act = make(tx, docket)
        _admit(docket, act)
        act = _completed(tx, docket, act)
        if version is not None and version != docket.case.version:
            told = stale(docket, version, act)
            # A second notice is kept on record also where the page was an old one.
            barred = len(told.reasons) > docket.case.version - version
            raise _BarredError(act, told) if barred else told
        try:
            step = machine.fire(docket.workflow, attempt(docket, act))
        except Refused as refused:
            raise _BarredError(act, refused) from refused
        return write(tx, docket, step, act)


def _admit(docket: Docket, act: Act) -> None:
    """Refuse who may not read the case before any reason is given: reasons tell what is in it, and who did it."""
    if act.person == TIMER:
        return
    try:
        see(act.person, docket.case)
    except NotAllowed as refused:
        raise _BarredError(act, refused) from refused


def _completed(tx: Tx, docket: Docket, act: Act) -> Act:
    """Let the case and the store complete an act; what they bar is kept as an attempt like any other."""
    try:
        return act.on(tx, docket)
    except Refused as refused:
        raise _BarredError(act, refused) from refused


def hold_whole(tx: Tx, case: Case) -> None:
    """Hold the joint application that a part belongs to: what is done to the part may move it (行政许可法 26(2))."""
    if case.joint:
        parts.hold(tx, case.joint)


def stale(docket: Docket, version: int, act: Act) -> Stale:
    """Say what happened since the page was opened, and why the act is no longer possible if it is not."""
    words = act_words(docket.workflow)
    meanwhile = [
        Reason(
            f"您打开页面之后，{entry.by_name or '系统'}已经办理了“{words.get(entry.act, entry.act)}”。",
            "同一案件同一时间只能由一人办理",
            "请核对最新情况；您填写的内容仍保留在下方。",
        )
        for entry in docket.case.entries[version:]
    ]
    try:
        machine.fire(docket.workflow, attempt(docket, act))
    except Refused as refused:
        meanwhile.extend(refused.reasons)
    return Stale(*meanwhile)


def settle(office: Office, number: str) -> int:
    """Record what silence has brought about in one case; give the number of facts written.

    Facts take effect on the day that the law names, whenever this is called; calling it again writes
    nothing. Nothing is written while the lapse rests on a provisional calendar.
    """
    with office.store.begin() as tx:
        return settle_in(tx, office, number)


def settle_in(tx: Tx, office: Office, number: str) -> int:
    """Record what silence has brought about in one case, in a transaction that does more."""
    written = 0
    while (docket := take_up(office, tx, number)).standing.pending:
        hold_whole(tx, docket.case)
        for step in docket.standing.pending:
            other = next((act for ask in forestalling() if (act := ask(tx, docket, step))), None)
            written += 1
            if other is not None:
                # What comes instead may leave the next lapse without a ground, so the case is read again.
                docket.standing = machine.recorded(docket.workflow, docket.case.entries, docket.promised)
                enter(tx, docket, other)
                break
            docket.case = _record_silence(tx, office, docket.case, step)
    return written


def _record_silence(tx: Tx, office: Office, case: Case, step: Step) -> Case:
    """Write one lapse as a fact of the timer, effective on day 0 of the clock that lapsed."""
    docket = docket_of(office, case, office.today)
    docket.standing = machine.recorded(docket.workflow, case.entries, docket.promised)
    run = docket.standing.runs[step.lapse_of]
    lapsed_on = clock.due_on(docket.calendar, docket.statutory(run))
    act = Act(
        step.act,
        TIMER,
        Role.TIMER,
        data={"lapsed_on": lapsed_on.isoformat()},
        effective_on=step.lapses_on(run.start, lapsed_on),
        words=SILENCE_WORDS.get(step.act),
    )
    return write(tx, docket, step, act)


SILENCE_WORDS: dict[str, Callable[[Docket, Standing], Mapping[str, object]]] = {}
"""What the letters of the timer's acts say; each step's module enters its own."""


def enter(tx: Tx, docket: Docket, act: Act) -> Case:
    """Ask the rule-book for an act and, if it is allowed, write its fact and its letter."""
    act = act.on(tx, docket)
    step = machine.fire(docket.workflow, attempt(docket, act))
    return write(tx, docket, step, act)


def attempt(docket: Docket, act: Act) -> Attempt:
    """Put an act as a question to the rule-book."""
    case = docket.case
    return Attempt(
        act=act.name,
        on=docket.on,
        by=act.person,
        role=act.role,
        item=docket.item,
        standing=docket.standing,
        calendar=docket.calendar,
        data=act.data,
        institution=case.institution,
        authority=case.authority,
        joint=bool(case.joint),
        demo=docket.office.press.demo,
    )


def write(tx: Tx, docket: Docket, step: Step, act: Act) -> Case:
    """Write the fact of an allowed act, its letter and what follows from it."""
    fact = draft_entry(docket, act)
    after = _after(docket, step, fact)
    if step.letter and act.words:
        kind = letter_of(step.letter, docket.item.result)
        served = act.data.get(TO_SERVE) is not True
        fact = naming(fact, issue(tx, docket, kind, act.words(docket, after), served=served))
        fact = _proved(tx, docket, act, fact)
    saved = _save(tx, docket, docket.summary(after), fact, act.personal)
    if act.beside:
        act.beside(tx, saved)
    done = saved.entries[-1]
    for follow in consequences():
        follow(tx, docket, saved, step, done)
    return saved


def _proved(tx: Tx, docket: Docket, act: Act, fact: Entry) -> Entry:
    """Prove with a letter of its own that a letter was handed over as the act was done, and name it in the fact."""
    if act.data.get("handed_over") is not True:
        return fact
    (handing_proof,) = proving()
    proof = issue(tx, docket, PROOF_OF_SERVICE, handing_proof(tx, docket, act, fact), after=1)
    return replace(fact, data={**fact.data, PROOF_OF_SERVICE: mention_of(proof)})


PROOF_OF_SERVICE = "proof_of_service"

TO_SERVE = "to_serve"
"""What an act's fact says where its letter has not reached anybody yet: an act of service brings it home."""


def _after(docket: Docket, step: Step, fact: Entry) -> Standing:
    """Give where the case stands after a fact; one that puts an earlier one right is read from the beginning."""
    if fact.act == CONFIRM:
        return machine.recorded(docket.workflow, (*docket.case.entries, fact), docket.promised)
    after = docket.standing.copy()
    machine.apply(docket.workflow, after, step, fact, docket.promised)
    return after


Consequence = Callable[[Tx, Docket, Case, Step, Entry], None]
"""What else one fact brings about, in the same transaction: in a joint application, a licence record, a register."""

CONSEQUENCES = (
    "approval.procedure.joint",
    "approval.procedure.licence",
    "approval.procedure.supervision",
    "approval.procedure.bars",
    "approval.procedure.effect",
    "approval.procedure.delivery",
)
"""The modules that have consequences. They need the docket themselves, so they are named, not imported.

``after`` follows a fact, ``attempted`` an attempt that a rule barred; ``instead`` says what the law lets
happen in place of a lapse, where another case gives it cause to; ``handing_proof`` what proves that a letter
was handed over with its act.
"""


@cache
def consequences() -> tuple[Consequence, ...]:
    """Look up what follows a fact, once."""
    return tuple(_named("after"))


@cache
def forestalling() -> tuple[Callable[[Tx, Docket, Step], Act | None], ...]:
    """Look up what may happen in place of a lapse, once."""
    return tuple(_named("instead"))


@cache
def attempted() -> tuple[Callable[[Tx, Office, str, Act], None], ...]:
    """Look up what follows an attempt that a rule barred, once."""
    return tuple(_named("attempted"))


@cache
def proving() -> tuple[Callable[[Tx, Docket, Act, Entry], Mapping[str, object]], ...]:
    """Look up what the proof of service says of a letter that is handed over with its act, once."""
    return tuple(_named("handing_proof"))


def _named(name: str) -> Iterator[Any]:
    """Import each module that has consequences, and give its function of this name."""
    for module in CONSEQUENCES:
        if find_spec(module) is not None:
            follow = getattr(import_module(module), name, None)
            if follow is not None:
                yield follow


def _save(
    tx: Tx, docket: Docket, summary: Summary, fact: Entry, personal: Mapping[str, object] | None
) -> Case:
    """Open the case with its first fact, or append the fact to it."""
    case = docket.case
    if not case.id:
        return cases.add(tx, case.advanced(summary), fact, personal)
    return cases.append(
        tx,
        case,
        [fact],
        summary=summary,
        personal={case.version + 1: personal} if personal else None,
        act_words=act_words(docket.workflow),
    )


def draft_entry(docket: Docket, act: Act) -> Entry:
    """Draft the fact of an act; the store seals it at the end of the journal."""
    return Entry(
        case_number=docket.case.number,
        seq=docket.case.version + 1,
        act=act.name,
        effective_on=act.effective_on or docket.on,
        recorded_at=docket.office.now,
        by=act.person.id,
        by_name=act.person.name,
        role=act.role.value,
        data=act.data,
    )


def naming(fact: Entry, letter: papers.Letter) -> Entry:
    """Name in a fact the letter that it caused: its kind, its number, and a digest of its frozen words."""
    return replace(fact, letter=letter.id, data={**fact.data, "letter": mention_of(letter)})


def mention_of(letter: papers.Letter) -> dict[str, object]:
    """Give what a fact says of a letter: its kind, its number, and a digest of its frozen words."""
    return {
        "kind": letter.kind,
        "title": letter.words["title"],
        "number": letter.number,
        "digest": personal_digest(letter.id.encode(), letter.words),
    }


def issue(
    tx: Tx, docket: Docket, kind: str, values: Mapping[str, object], after: int = 0, *, served: bool = True
) -> papers.Letter:
    """Draw a letter's number, freeze its words with the code that they are verified by, and put its print-out on
    the outbox, all in the act's transaction. ``after`` is how many letters of the same act come before it;
    ``served`` says whether it reaches its recipient with the act, as all but ``SERVED_BY_ACT`` can.
    """
    office, case = docket.office, docket.case
    spec = KINDS[kind]
    word = docket.item.authority.letter_word + spec.word
    serial = numbers.draw(tx, case.authority, word, docket.on.year)
    number = document_number(word, docket.on.year, serial)
    words = compose(kind, {**common(docket, kind), "number": number, **values})
    words["verify_code"] = code = office.press.keys.code(words)
    letter = papers.Letter(
        # Letters of one day are listed in the order of the facts that caused them.
        id=f"{case.version + 1:04x}{after:02x}{secrets.token_hex(13)}",
        case_number=case.number,
        kind=kind,
        number=number,
        words=words,
        created_on=docket.on,
        recipient=str(words["recipient"]),
        served_on=docket.on if served and kind not in SERVED_BY_ACT else None,
        code=code,
    )
    papers.add_letter(tx, letter)
    jobs.put(tx, "render", letter.id, {"letter": letter.id}, office.now)
    return letter


SERVED_BY_ACT = frozenset(
    {
        "reply_grant",
        "reply_refuse",
        "decision_grant",
        "decision_refuse",
        "certificate",
        "establishment_certificate",
        "clinic_certificate",
        "filing_receipt",
    }
)
"""The letters that an act of service brings home; the others are served with the act that causes them."""


def common(docket: Docket, kind: str) -> dict[str, object]:
    """Give the values that every letter of a case holds."""
    case, item, office = docket.case, docket.item, docket.office
    return {
        "organ": item.authority.name,
        "letter_word": item.authority.letter_word,
        "date": docket.on.isoformat(),
        "recipient": case.institution_name,
        "case_number": case.number,
        "lookup_code": case.lookup_code,
        "item_name": item.name,
        "institution": case.institution_name,
        "unit_name": case.unit_name,
        "follow_url": f"{office.press.base_url}/progress?number={case.number}&code={case.lookup_code}",
        "verify_url": f"{office.press.base_url}/verify",
        "filing": case.workflow == "filing",
        "demo": office.press.demo or office.press.keys.development(case.authority),
        "seal": KINDS[kind].seal,
    }


def keep_refusal(office: Office, number: str, act: Act, refused: Refused) -> None:
    """Keep a refused attempt for the supervisor: who tried what, when, and which rule barred it."""
    reasons = [{"says": reason.says, "basis": reason.basis} for reason in refused.reasons]
    with office.store.begin() as tx:
        cases.refused_attempt(tx, number, act.name, act.person.id, act.role.value, office.now, reasons)
        for follow in attempted():
            follow(tx, office, number, act)


def act_words(workflow: Workflow) -> dict[str, str]:
    """Give the Chinese word of each act of a workflow."""
    return {name: step.zh for name, step in workflow.by_act.items()}


def see(person: Person, case: Case) -> None:
    """Refuse a person who may not read a case (operators their own, clerks and supervisors their authority's)."""
    if person.clerk or Role.SUPERVISOR in person.roles:
        if person.authority == case.authority:
            return
        raise NotAllowed(
            Reason("本案不属于您所在机关，您无权查看。", "行政许可法第二十二条", "请核对办件编号。")
        )
    ordered = case.workflow == "supervision_order"
    if Role.OPERATOR in person.roles and case.institution in person.institutions and not ordered:
        return
    raise NotAllowed(
        Reason(
            "本案不是您所在机构的申请，您无权查看或办理。",
            "行政许可法第五条、第二十九条",
            "请核对登录的账号和办件编号。",
        )
    )
