"""Cases: how one stands and why, what can be done in it, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from http import HTTPStatus

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from approval.core.errors import NotFound, Reason, Refused
from approval.core.ledger import Row
from approval.procedure import acts
from approval.procedure.casefile import CaseFile, open_file, read_by
from approval.procedure.delivery import inbox
from approval.procedure.docket import act_words, see
from approval.procedure.joint_overview import overview
from approval.procedure.printing import print_letter
from approval.store import cases, papers
from forms.acts import filled
from web import desk
from web.api import blueprint
from web.api.sent import sent

MOST = 200


@blueprint.get("/cases")
def listed() -> ResponseReturnValue:
    """List the cases of the institutions that the person acts for, newest first."""
    office, person = desk.office(), desk.person()
    with office.store.look() as tx:
        found = [case for home in sorted(person.institutions) for case in cases.of_institution(tx, home)]
    return jsonify(
        cases=[
            {"number": one.number, "item": one.item, "stage": one.stage, "due_on": day(one.due_on)}
            for one in found[:MOST]
        ]
    )


@blueprint.get("/cases/<number>")
def case(number: str) -> ResponseReturnValue:
    """Give a case as the person may read it."""
    return jsonify(told(number))


@blueprint.get("/cases/<number>/ledger")
def ledger(number: str) -> ResponseReturnValue:
    """Say day by day why the date is this one."""
    file = open_file(desk.office(), desk.person(), number)
    return jsonify(case=number, clock=file.clock, due_on=day(file.due_on), days=rows(file.rows))


@blueprint.get("/cases/<number>/letters/<letter>.pdf")
def letter(number: str, letter: str) -> ResponseReturnValue:
    """Give a letter of the case as PDF; printed now if nobody has."""
    office = desk.office()
    with office.store.look() as tx:
        found = papers.letter(tx, letter)
        see(desk.person(), cases.load(tx, number))
    if found.case_number != number or not read_by(desk.person(), [found]):
        raise NotFound(Reason("本案没有这份文书。"))
    return Response(print_letter(office, found.id), mimetype="application/pdf")


@blueprint.post("/cases/<number>/acts/<act>")
def do(number: str, act: str) -> ResponseReturnValue:
    """Do one act: its values as its form names them, and the ``version`` of the case that was read."""
    given = sent()
    version = given.pop("version", None)
    if version is not None and (not isinstance(version, int) or isinstance(version, bool)):
        raise Refused(Reason("version 不是整数。", "", "请填写读取办件时得到的 version。", "version"))
    office = desk.office()
    form = filled(acts.asked_of(office, number, act), given)
    done = acts.do(office, desk.person(), number, version, act, form.values())
    return jsonify(told(done.number)), HTTPStatus.CREATED


def told(number: str) -> dict[str, object]:
    """Give a case as JSON: where it stands, its dates and why, what it lacks, its letters and facts."""
    file = open_file(desk.office(), desk.person(), number)
    found = file.case
    return {
        "number": found.number,
        "lookup_code": found.lookup_code,
        "version": found.version,
        "pack": found.pack,
        "item": found.item,
        "item_name": file.item.name,
        "workflow": found.workflow,
        "stage": file.standing.stage,
        "stage_zh": file.stage_zh,
        "institution": found.institution_name,
        "unit": found.unit_name,
        "kind": found.kind,
        "authority": file.item.authority.name,
        "joint": found.joint,
        "parts": joint_parts(file),
        "about": found.about,
        "priority": found.priority,
        "received_on": day(file.standing.received_on),
        "accepted_on": day(file.standing.accepted_on),
        "deemed": file.standing.deemed,
        "cautious_on": day(file.cautious_on),
        **clocks(file),
        "acts": list(dict.fromkeys(step.act for step in file.acts)),
        "defects": [asdict(defect) for defect in file.defects],
        "notice": [{**row, "answered": file.answered.get(str(row["about"]), False)} for row in file.notice],
        "standards": [
            {"id": one.standard.id, "says": one.standard.says, "result": one.says,
             "basis": file.item.cites(one.standard.basis)}
            for one in file.standards
        ],
        "letters": letters(file),
        "facts": facts(file),
        "licence": file.licence,
        "hints": hints(file),
    }  # fmt: skip


def joint_parts(file: CaseFile) -> list[dict[str, object]]:
    """List the items of a joint application: the case of each, or what it waits for or fell away with."""
    if file.case.workflow != "joint":
        return []
    found = overview(desk.office(), desk.person(), file.case.number)
    return [
        {
            "item": line.item.id,
            "item_name": line.item.name,
            "authority": line.item.authority.name,
            "number": line.case.number if line.case else "",
            "stage": line.case.stage if line.case else "",
            "waits_for": list(line.waits_for),
            "fell_with": line.because,
        }
        for line in found.lines
    ]


def hints(file: CaseFile) -> list[dict[str, object]]:
    """List the subsidies that may be claimed after the grant, each with its clause; an amount where one is named."""
    return [
        {
            "id": claim.hint.id,
            "says": claim.hint.says,
            "met": claim.met,
            "amount": float(claim.amount) if claim.amount is not None else None,
            "unit": claim.hint.unit,
            "missing": list(claim.missing),
            "basis": claim.basis,
        }
        for claim in file.hints
    ]


def clocks(file: CaseFile) -> dict[str, object]:
    """Give the running clock by the promise and by the law; nothing where none runs."""
    reading, statutory = file.reading, file.statutory
    return {
        "clock": file.clock if reading else "",
        "due_on": day(file.due_on),
        "statutory_due_on": day(statutory.due_on if statutory else None),
        "light": reading.light.value if reading else "",
        "days_left": reading.days_left if reading else None,
        "provisional": bool(reading and reading.provisional),
    }


def letters(file: CaseFile) -> list[dict[str, object]]:
    """List the letters of a case, when each entered the applicant's inbox, and where it is read."""
    entered = inbox(file.case)
    return [
        {"id": one.id, "kind": one.kind, "title": one.words.get("title", ""), "number": one.number,
         "created_on": day(one.created_on), "served_on": day(one.served_on),
         "entered_inbox_at": entered[one.id].isoformat() if one.id in entered else None,
         "signed_at": one.signed_at.isoformat() if one.signed_at else None, "sha256": one.sha256,
         "effect": one.effect.value, "effect_on": day(one.effect_on), "effect_by": one.effect_by,
         "href": f"/api/v1/cases/{file.case.number}/letters/{one.id}.pdf"}
        for one in file.letters
    ]  # fmt: skip


def facts(file: CaseFile) -> list[dict[str, object]]:
    """List the facts of the journal."""
    words = act_words(file.workflow)
    return [
        {"seq": one.seq, "act": one.act, "zh": words.get(one.act, one.act), "effective_on": day(one.effective_on),
         "recorded_at": one.recorded_at.isoformat(), "role": one.role, "letter": one.letter, "data": dict(one.data)}
        for one in file.case.entries
    ]  # fmt: skip


def rows(listed: Sequence[Row]) -> list[dict[str, object]]:
    """Give the rows of a ledger."""
    return [
        {name: str(value) if isinstance(value, date) else value for name, value in row._asdict().items()}
        for row in listed
    ]


def day(on: object) -> str | None:
    """Write a day; None where there is none."""
    return None if on is None else str(on)
