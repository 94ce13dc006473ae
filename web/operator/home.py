"""The operator's first page: what waits for the institution first, then its cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.case import Case
from approval.core.clock import Reading
from approval.core.institution import Institution
from approval.procedure import deficiency, licence_file
from approval.procedure.application import filed_on_paper
from approval.procedure.correction import waits
from approval.procedure.delivery import inbox
from approval.procedure.docket import Docket, take_up
from approval.procedure.licence_file import LicenceFile
from approval.procedure.paper import on_paper
from approval.store import cases, papers, people
from approval.store.database import Tx
from approval.store.papers import Draft, Letter
from web import desk, wording
from web.filters import zh_date
from web.operator import blueprint
from web.operator.beside import to_come, unanswered
from web.operator.joint import answered_at

SHOWN = 50
"""How many ended cases are listed."""

NEW_FOR = timedelta(days=15)
"""For so long after its service a letter is called to mind."""

TOLD = frozenset(
    {
        "joint_deficiency",
        "joint_extension",
        "deficiency",
        "reply_grant",
        "reply_refuse",
        "non_acceptance",
        "tolling",
        "extension",
        "acceptance",
        "decision_grant",
        "decision_refuse",
        "certificate",
        "establishment_certificate",
        "clinic_certificate",
        "filing_receipt",
        "commitment_notice",
        "exempt_answer",
        "rectify_order",
        "revocation",
        "visit_record",
        "invitation",
        "hearing_rights",
        "hearing_summons",
        "hearing_record",
        "termination",
        "not_required",
        "correction_reminder",
        "rectification",
    }
)
"""The letters that are called to mind: those that do something; receipts only confirm."""


@dataclass(frozen=True, slots=True)
class Line:
    """One case in the list, as it stands today."""

    case: Case
    item_name: str
    stage: str
    due: str
    clock: str
    reading: Reading | None
    waits: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """One case whose notice waits for an answer: what it lists, since when, until when if a rule says so."""

    case: Case
    served_on: date
    due_on: date | None
    lacking: tuple[str, ...]
    begun: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case that waits for something else of the applicant: what, where, in one sentence."""

    case: Case
    title: str
    says: str
    href: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class News:
    """One letter that came lately; ``entered`` is when it entered the case inbox, None where it came otherwise."""

    letter: Letter
    title: str
    case: Case
    entered: datetime | None


@dataclass(frozen=True, slots=True)
class Home:
    """What one institution sees."""

    institution: Institution
    notices: tuple[Notice, ...]
    waiting: tuple[Waiting, ...]
    corrections: tuple[Case, ...]
    drafts: tuple[tuple[Draft, str], ...]
    news: tuple[News, ...]
    lines: tuple[Line, ...]
    ended: tuple[Case, ...]
    renewals: tuple[LicenceFile, ...] = ()

    @property
    def urgent(self) -> bool:
        """Say whether something waits for the institution."""
        return bool(self.notices or self.waiting or self.corrections or self.renewals or self.drafts)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what waits, and the cases of each institution that the person acts for."""
    office = desk.office()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        homes = [_home(tx, one) for one in people.institutions_of(tx, desk.person().id)]
    return render_template("operator/home.html", homes=homes, ended_zh=ended_zh, item_zh=item_zh)


def ended_zh(case: Case) -> str:
    """Name the stage in which a case ended, and its outcome where it was decided."""
    rules = desk.office().rulebook
    stage = rules.workflow(case.workflow).by_stage[case.stage].zh
    outcome = wording.ended_zh(rules.item(case.pack, case.item).result, case.outcome)
    return f"{stage}，{outcome}" if outcome and case.stage == "closed" else stage


def item_zh(case: Case) -> str:
    """Name the item of a case."""
    return desk.office().rulebook.item(case.pack, case.item).name


def _home(tx: Tx, institution: Institution) -> Home:
    """Gather what one institution sees; open cases are folded today, so that silence shows at once."""
    office = desk.office()
    listed = cases.of_institution(tx, institution.id)
    dockets = [take_up(office, tx, case.number) for case in listed if case.open]
    opened = {docket.case.number: docket.case for docket in dockets}
    drafts = [draft for draft in papers.drafts_of(tx, institution.id) if not on_paper(draft.data)]
    supplements = {draft.case_number for draft in drafts if draft.case_number}
    return Home(
        institution,
        tuple(
            _notice(d, supplements)
            for d in dockets
            if d.standing.stage == "awaiting_correction" and answered_at(d.case) == d.case.number
        ),
        (
            *(waiting for d in dockets if (waiting := _waiting(d))),
            *(waiting for d in dockets for waiting in _beside(d)),
        ),
        tuple(d.case for d in dockets if _asks_to_confirm(d)),
        tuple((draft, _item_name(draft)) for draft in drafts if not draft.case_number),
        _newest_first(news for case in listed[:SHOWN] for news in _news(tx, opened.get(case.number, case))),
        _due_first(_line(docket) for docket in dockets if not docket.case.joint),
        tuple(case for case in listed if not case.open and not case.joint)[:SHOWN],
        tuple(licence_file.to_ask_for(office, tx, institution.id)),
    )


def _waiting(docket: Docket) -> Waiting | None:
    """Say that a commitment waits to be signed, or that something has to be put right."""
    case, number = docket.case, docket.case.number
    name = case.unit_name or docket.item.name
    if docket.standing.stage == "informed":
        says = "机关已经告知条件、材料和法律后果。愿意承诺的，签署承诺书，机关当场作出决定。"
        href = url_for("operator.commitment", number=number)
        return Waiting(case, f"签署承诺书：{name}", says, href, None)
    if docket.standing.stage == "rectifying":
        run = docket.standing.run("rectification")
        says = "机关核查发现不符合要求的情形，已责令整改。整改以后请联系机关复查。"
        due = clock.due_on(docket.calendar, run) if run else None
        return Waiting(case, f"按通知书整改：{name}", says, url_for("operator.case", number=number), due)
    return None


def _beside(docket: Docket) -> Iterator[Waiting]:
    """Say that a hearing can be asked for or is to come, and that the organ asks for an explanation."""
    case, standing = docket.case, docket.standing
    name = case.unit_name or docket.item.name
    href = url_for("operator.case", number=case.number)
    run, summoned, asks = standing.run("hearing_request"), to_come(standing), unanswered(standing)
    if run is not None and run.ended_on is None:
        due = zh_date(clock.due_on(docket.calendar, run))
        says = f"机关已经告知听证权利。要求听证的，最迟在{due}提出；不申请的，不用办理手续。"
        yield Waiting(case, f"可以申请听证：{name}", says, href, None)
    if summoned:
        day = zh_date(date.fromisoformat(str(summoned["held_on"])))
        says = f"听证于{day}{summoned['held_at']}在{summoned['place']}举行。"
        yield Waiting(case, f"参加听证：{name}", says, href, None)
    if asks and (standing.stage, "explain") in docket.workflow.table:
        says = f"机关请您说明{len(asks)}项情况。是否说明由您决定，不说明的照常审查。"
        href = url_for("operator.explanation", number=case.number)
        yield Waiting(case, f"作出说明：{name}", says, href, None)


def _asks_to_confirm(docket: Docket) -> bool:
    """Say whether a correction on the spot waits for the applicant's confirmation here."""
    possible = docket.workflow.table.get((docket.standing.stage, "confirm_correction"))
    return possible is not None and waits(docket.case) and not filed_on_paper(docket.case)


def _newest_first(news: Iterable[News]) -> tuple[News, ...]:
    """Put what came last on top."""
    return tuple(sorted(news, key=lambda one: one.letter.served_on or date.min, reverse=True))


def _due_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Put what is due first on top; what has no limit running comes last."""
    return tuple(sorted(lines, key=lambda line: line.reading.due_on if line.reading else date.max))


def _item_name(draft: Draft) -> str:
    """Name the item of a draft."""
    return desk.office().rulebook.item(draft.pack, draft.item).name


def _notice(docket: Docket, supplements: set[str]) -> Notice:
    """Say what a case's notice asks for."""
    fact = docket.standing.last["notify_deficiency"]
    lacking = tuple(str(row["says"]) for row in deficiency.notice_items(fact))
    # In joint handling the envelope runs meanwhile; it is no limit for the applicant.
    run = docket.standing.run("correction")
    due_on = clock.due_on(docket.calendar, run) if run and run.ended_on is None else None
    return Notice(docket.case, fact.on, due_on, lacking, docket.case.number in supplements)


def _line(docket: Docket) -> Line:
    """Read one open case today."""
    current = docket.standing.awaited
    stage = docket.workflow.by_stage[docket.standing.stage]
    return Line(
        docket.case,
        docket.item.name,
        wording.stage_zh(docket.workflow, docket.standing),
        wording.DUE.get(current.name, "") if current else "",
        wording.LIMITS.get(current.name, "") if current else "",
        clock.read(docket.calendar, current, docket.on) if current else None,
        stage.waits_for == "applicant",
    )


def _news(tx: Tx, case: Case) -> list[News]:
    """List the letters of a case that came lately."""
    since = desk.office().today - NEW_FOR
    if case.ended_on is not None and case.ended_on < since:
        return []
    lately = [
        letter
        for letter in papers.letters_of(tx, case.number)
        if letter.kind in TOLD and letter.served_on is not None and letter.served_on >= since
    ]
    # A case that has ended is listed without its entries, which say when a letter came in.
    entered = inbox(case if case.entries else cases.load(tx, case.number)) if lately else {}
    return [
        News(letter, str(letter.words.get("title", "")), case, entered.get(letter.id)) for letter in lately
    ]
