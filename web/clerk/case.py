"""The page of one case: its facts on one side, the act that is due on the other; and what was just done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from approval.core import clock
from approval.core.journal import Entry
from approval.core.rectification import open_ones, rectifiable
from approval.core.vocabulary import ServiceMethod
from approval.procedure import supervision
from approval.procedure.application import filed_on_paper
from approval.procedure.correction import waits
from approval.procedure.delivery import inbox
from approval.procedure.docket import PROOF_OF_SERVICE, act_words
from approval.store import cases, credit
from approval.store.cases import RefusedAttempt
from approval.store.papers import Letter
from web.beside import Beside, listed
from web.clerk import blueprint, correction, joint, reading, rectification
from web.clerk.acceptance import bars_told
from web.clerk.due import consequence, due_of, mine, open_grounds, proposed_by
from web.clerk.facts import checklist, sections, standards, supplemented_papers, unlisted, unopened
from web.clerk.follow_up import ordered
from web.clerk.hearing import OFFERED, hearing_open
from web.clerk.ledger import CLOCKS
from web.clerk.opened import Opened, open_case
from web.clerk.packs import movable
from web.clerk.review import proposal, returned
from web.clerk.tolling import procedures

PAGES: Mapping[str, str] = {
    "accept": "clerk.acceptance",
    "record": "clerk.filing",
    "answer": "clerk.exempt",
    "mark_defects": "clerk.joint_marks",
    "notify_deficiency": "clerk.deficiency",
    "decline": "clerk.non_acceptance",
    "correct_on_spot": "clerk.correction",
    "confirm_correction": "clerk.correction_confirmation",
    "supplement": "clerk.paper_supplement",
    "add_to_supplement": "clerk.paper_supplement",
    "not_required": "clerk.not_required",
    "refer": "clerk.referral",
    "propose": "clerk.review",
    "resume": "clerk.result",
    "toll": "clerk.tolling",
    "grant": "clerk.decision",
    "refuse": "clerk.decision",
    "return_to_review": "clerk.return_to_review",
    "extend": "clerk.extension",
    "serve": "clerk.delivery",
    "hand_out": "clerk.hand_out",
    "hand_out_one": "clerk.hand_out_one",
    "publish": "clerk.publication",
    "follow_up_met": "clerk.follow_up",
    "follow_up_unmet": "clerk.rectify_order",
    "rectified": "clerk.rectified",
    "revoke_record": "clerk.revocation",
    "revoke_grant": "clerk.revocation",
    "close": "clerk.closing",
    "request_hearing": "clerk.hearing_request",
    "summon_hearing": "clerk.hearing_summons",
    "hear": "clerk.hearing",
    "visit": "clerk.visit",
    "invite": "clerk.invitation",
    "inform_interested": "clerk.interested_party",
    "record_statement": "clerk.statement",
    "inform_hearing": "clerk.hearing_rights",
    "terminate": "clerk.termination",
    "recuse": "clerk.recusal",
    "reassign": "clerk.reassignment",
    "confirm_rectification": "clerk.rectification_confirmation",
    "rectify": "clerk.rectification",
    "move_pack": "clerk.packs",
}
"""The page of each act of a clerk, in the order in which the case page offers them."""

RECORDS: Mapping[str, str] = {"licence_record": "clerk.licence", "supervision_order": "clerk.order"}
"""The pages of what is no application."""

FIRST = frozenset(
    {
        "accept",
        "record",
        "answer",
        "notify_deficiency",
        "hand_out",
        "follow_up_met",
        "rectified",
        "propose",
        "resume",
        "grant",
        "refuse",
        "serve",
        "publish",
        "close",
        "summon_hearing",
        "hear",
    }
)
"""The acts that bring a case on; the others stand below them."""


ON_PAPER: Mapping[str, str] = {
    "supplement": "登记纸质补正材料",
    "add_to_supplement": "登记补充的纸质材料",
    "confirm_correction": "登记申请人签字确认的更正",
}
"""What an applicant's act is called where the window enters it from paper."""


@dataclass(frozen=True, slots=True)
class Way:
    """One act that the page offers."""

    act: str
    text: str
    href: str
    first: bool


@blueprint.get("/cases/<number>")
def case(number: str) -> ResponseReturnValue:
    """Show a case."""
    opened = open_case(number)
    file = opened.file
    if file.case.workflow in RECORDS:
        return redirect(url_for(RECORDS[file.case.workflow], number=number))
    offered = ways(opened)
    undecided = file.standing.stage == "supplemented" and not all(file.answered.values())
    return render_template(
        "clerk/case.html",
        opened=opened,
        undecided=undecided,
        file=file,
        case=file.case,
        others=others(opened),
        rectify=ordered(opened) if file.standing.stage == "rectifying" else [],
        credit=credit_of(opened),
        due=due_of(file.workflow, file.standing),
        mine=mine(file.workflow, file.standing, opened.person),
        own_proposal=proposed_by(file.standing, opened.person),
        consequence=consequence(file.workflow, file.standing, file.reading, file.statutory),
        first=[way for way in offered if way.first],
        further=[way for way in offered if not way.first],
        not_head=not_head(opened),
        clock_zh=CLOCKS.get(file.standing.running, ""),
        sections=sections(file),
        checklist=checklist(file),
        unlisted=unlisted(file),
        unopened=unopened(file, reading.opened()),
        seen=reading.opened(),
        supplemented=supplemented_papers(file),
        standards=standards(file),
        proposal=proposal(opened),
        returned=returned(opened),
        beside=beside(opened),
        words=act_words(file.workflow),
        refused=refused(opened),
        orders=supervision.about(opened.office, opened.person, number),
        joint=joint.whole_of(opened),
        told_together=joint.told_together(file.case),
        names=CLOCKS,
        barred=bars_told(opened),
        corrections=correction.told_on_case(opened),
        rectifications=rectification.told_on_case(opened),
        put_right=rectification.put_right(opened),
    )


@blueprint.get("/cases/<number>/done/<int:seq>")
def done(number: str, seq: int) -> ResponseReturnValue:
    """Confirm an act that was done: its number, its day, what happens next."""
    opened = open_case(number)
    if not 1 <= seq <= len(opened.file.case.entries):
        abort(HTTPStatus.NOT_FOUND)
    entry = opened.file.case.entries[seq - 1]
    return render_template(
        "clerk/done.html",
        opened=opened,
        file=opened.file,
        case=opened.file.case,
        entry=entry,
        title=act_words(opened.file.workflow).get(entry.act, ""),
        letter=next((one for one in opened.file.letters if one.id == entry.letter), None),
        entered=entry.letter in inbox(opened.file.case),
        to_sign=_to_sign(opened, entry),
        due=due_of(opened.file.workflow, opened.file.standing),
        follows=opened.file.case.version == seq,
        mine=mine(opened.file.workflow, opened.file.standing, opened.person),
        clock_zh=CLOCKS.get(opened.file.standing.running, ""),
    )


def _to_sign(opened: Opened, entry: Entry) -> Letter | None:
    """Give the proof of service that people still have to sign on paper: they met as the act was done."""
    mention = entry.data.get(PROOF_OF_SERVICE)
    number = mention["number"] if isinstance(mention, Mapping) else None
    met = entry.data.get("method") in (ServiceMethod.PERSONAL, ServiceMethod.LEAVING)
    proofs = (one for one in opened.file.letters if one.kind == PROOF_OF_SERVICE)
    return next((one for one in proofs if one.number == number or (met and one.id == entry.letter)), None)


def ways(opened: Opened) -> list[Way]:
    """List the acts that the person can go on to, in the order of the work."""
    possible = {step.act: step for step in opened.file.acts}
    return [
        Way(
            act, ON_PAPER.get(act, possible[act].zh), url_for(page, number=opened.number), _first(opened, act)
        )
        for act, page in {**PAGES, **(joint.PAGES_OF_WHOLE if opened.joint else {})}.items()
        if act in possible and offers(opened, act)
    ]


def _first(opened: Opened, act: str) -> bool:
    """Say whether an act is the one that brings the case on as things stand."""
    if act in ("notify_deficiency", "mark_defects"):
        return bool(opened.file.defects) or opened.joint
    if act in ("accept", "record") and opened.file.standing.stage == "received":
        return not opened.file.defects
    if act == "propose":
        return not open_grounds(opened.file.standing)
    if act == "decline":
        return opened.file.standing.stage == "supplemented" and not all(opened.file.answered.values())
    return act in FIRST


def offers(opened: Opened, act: str) -> bool:
    """Say whether the page offers an act; one that the case itself rules out now is left away."""
    standing = opened.file.standing
    run = standing.run("decision")
    if act in OFFERED:
        return OFFERED[act](opened)
    if opened.joint or act in joint.PARTED:
        return joint.offers(opened, act)
    if act in ("grant", "refuse"):
        last = standing.last.get("propose")
        unproposed = "propose" not in opened.file.workflow.by_act
        proposed = unproposed or bool(last and last.data.get("outcome") == act)
        return proposed and not hearing_open(standing) and not opened.personally_barred(act)
    if act == "resume":
        return bool(run and any(toll.resumed_on is None for toll in run.tolls))
    if act == "toll":
        return bool(procedures(opened))
    if act == "extend":
        return bool(run and not run.extended_by) and not opened.personally_barred(act)
    if act == "confirm_correction":
        return filed_on_paper(opened.file.case) and waits(opened.file.case)
    if act == "confirm_rectification":
        return any(one.by != opened.person.id for one in open_ones(opened.file.case.entries))
    if act == "move_pack":
        return movable(opened)
    if act == "rectify":
        return any(rectifiable(entry) for entry in opened.file.case.entries)
    unpublished = "grant" in standing.times and "publish" not in standing.times
    return {"publish": unpublished, "close": not unpublished}.get(act, True)


def others(opened: Opened) -> list[tuple[str, str, date]]:
    """List the clocks that run beside the one whose light the page follows: name, words, due date."""
    file = opened.file
    return [
        (run.name, CLOCKS.get(run.name, run.name), clock.due_on(file.calendar, run))
        for run in file.standing.runs.values()
        if run.ended_on is None and run.name != file.standing.running and file.reading
    ]


def credit_of(opened: Opened) -> list[credit.CreditRecord]:
    """List what broken commitments of the institution have left behind, where it commits itself again."""
    if opened.file.case.workflow != "commitment":
        return []
    with opened.office.store.look() as tx:
        return credit.of_institution(tx, opened.file.case.institution)


def beside(opened: Opened) -> list[Beside]:
    """List what happened beside the stages: visits, explanations, statements, hearings, recusals."""
    file = opened.file
    with opened.office.store.look() as tx:
        personal = cases.personal(tx, file.case.id)
    return listed(file.case.entries, personal, file.item, act_words(file.workflow))


def not_head(opened: Opened) -> bool:
    """Say that the person decides but is no head, so that the page explains why it offers no extension."""
    return opened.file.can("extend") and bool(opened.personally_barred("extend"))


def refused(opened: Opened) -> list[RefusedAttempt]:
    """List what was tried in the case and barred, newest first."""
    with opened.office.store.look() as tx:
        return cases.refused_attempts(tx, case_number=opened.number)
