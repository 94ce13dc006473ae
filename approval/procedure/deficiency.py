"""The one-time notice: proposed by the check, sent once; and the supplement that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from approval.core import clock
from approval.core.case import Case
from approval.core.completeness import defects as found
from approval.core.delivery import NOBODY, Signed
from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.machine import Fact, Standing
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import paper
from approval.procedure.application import facts_of, filed_rows, filings, materials_of, stated
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket, perform, perform_made, see, take_up
from approval.procedure.office import Office
from approval.procedure.submission import counted, declared, filed, own_draft, recorded_by, split
from approval.store import cases, papers
from approval.store.database import Tx


def propose(item: Item, case: Case, personal: Mapping[int, Mapping[str, object]]) -> list[Defect]:
    """Propose the defects that the system's own check of the filing finds (32(4))."""
    return list(found(item, facts_of(case, personal), materials_of(case)))


def notify(
    office: Office,
    person: Person,
    number: str,
    version: int,
    defects: Sequence[Defect],
    struck: Sequence[Mapping[str, str]] = (),
    handed_to: Signed = NOBODY,
) -> Case:
    """Send the one notice with all defects (行政许可法 32(4)); it can be sent once.

    ``struck`` are proposed defects that the clerk removed, each ``{"about", "reason"}``; ``handed_to``
    signed for it at the window today, where the applicant did not agree to electronic service.
    """
    return perform(office, number, version, notice(person, defects, struck, handed_to))


def notice(
    person: Person,
    defects: Sequence[Defect],
    struck: Sequence[Mapping[str, str]] = (),
    handed_to: Signed = NOBODY,
) -> Act:
    """Put the one notice as an act, for its preview and for its issue."""
    reasoned(struck)
    data = {
        "defects": [asdict(defect) for defect in defects],
        "struck": [dict(row) for row in struck],
        **handed_over(handed_to),
    }
    return Act("notify_deficiency", person, Role.ACCEPTOR, data, signed_for(handed_to), _notice_words)


def reasoned(struck: Sequence[Mapping[str, str]]) -> None:
    """Ask for the reason of each defect that the clerk struck from the proposal."""
    missing = [row["about"] for row in struck if not row.get("reason", "").strip()]
    if missing:
        raise Refused(
            *(
                Reason(
                    "去掉系统提出的补正内容，没有写明理由。",
                    "行政许可法第三十二条第一款第（四）项",
                    "请写明理由，或者保留该项。",
                    f"reason-{about}",
                )
                for about in missing
            )
        )


LAPSE_SAYS = "逾期没有提交补正材料的，本机关将依照上述规定不予受理"
"""What the applicant is told where the pack's rule declines a filing that is not corrected in time."""


def _notice_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the notice says: every defect, its rule, what to do."""
    notice = after.last["notify_deficiency"]
    return {
        "received_on": after.received_on.isoformat(),
        "defects": notice_items(notice),
        "limit_basis": "《中华人民共和国行政许可法》第三十二条第一款第（四）项",
        **_correct_by(docket, after),
    }


def _correct_by(docket: Docket, after: Standing) -> dict[str, object]:
    """Give the limit for the answer with its rule; nothing where no rule sets one."""
    run = after.runs.get("correction")
    if run is None:
        return {}
    return {
        "correct_by": clock.due_on(docket.calendar, run).isoformat(),
        "correct_by_basis": docket.item.cite(run.limit.basis),
        "lapse_says": LAPSE_SAYS if docket.item.correction_declines else "",
    }


def notice_named(notice: Fact | None) -> dict[str, object]:
    """Name the one notice and its day, where one was given: a refusal of acceptance rests on it."""
    letter = notice.data.get("letter") if notice else None
    if notice is None or not isinstance(letter, Mapping) or not letter:
        return {}
    return {"notice": f"{letter['number']}《{letter['title']}》", "notice_on": notice.on.isoformat()}


def notice_items(notice: Fact) -> list[dict[str, object]]:
    """List the defects of a notice as the journal keeps them."""
    defects = notice.data.get("defects")
    return [dict(row) for row in defects if isinstance(row, Mapping)] if isinstance(defects, list) else []


def open_supplement(office: Office, person: Person, number: str) -> papers.Draft:
    """Open the draft in which the applicant answers the notice, with what was stated before.

    There is one such draft a case at a time: opening again gives the same one.
    """
    with office.store.begin() as tx:
        docket = take_up(office, tx, number)
        see(person, docket.case)
        own = papers.supplement_draft(tx, number)
        if own is not None:
            return own
        before = stated(docket.case, cases.personal(tx, docket.case.id))
        draft = papers.Draft(
            institution=docket.case.institution,
            account=person.id,
            pack=docket.case.pack,
            item=docket.case.item,
            case_number=number,
            data=before,
        )
        return papers.save_draft(tx, draft, office.now)


def supplement(office: Office, person: Person, draft_id: int, version: int | None = None) -> Case:
    """File what answers the notice (32(5)); what is filed later, until it is judged, is added to it.

    The draft becomes part of the case. Raises Refused where nothing was changed or filed, or the
    declaration of truth is missing.
    """
    with office.store.look() as tx:
        number = own_draft(tx, person, draft_id).case_number
    return perform_made(office, number, None, partial(_answer, person, draft_id, version))


def _answer(person: Person, draft_id: int, version: int | None, tx: Tx, docket: Docket) -> Act:
    """Make the act that files a draft as the answer to the notice."""
    draft = own_draft(tx, person, draft_id)
    papers.check_version(draft, version)
    declared(draft)
    docket.case = _renamed(tx, docket.case, draft)
    listed = papers.papers_of_draft(tx, draft.id)
    before = stated(docket.case, cases.personal(tx, docket.case.id))
    answers = paper.answers(draft.data)
    changed = {path: value for path, value in answers.items() if before.get(path, "") != value}
    if not changed and not listed:
        raise Refused(
            Reason(
                "没有上传任何材料，也没有修改任何内容。",
                "行政许可法第三十二条第一款第（五）项",
                "请按一次性告知书逐项补正后再提交。",
            )
        )
    data, personal = split(docket.item, changed, blanks=True)
    on = paper.received_on(draft.data)
    notice = docket.standing.last.get("notify_deficiency")
    paper.not_before(on, notice.on if notice else docket.standing.received_on, "一次性告知书送达之日")
    fact = {"application": data, "materials": filed(listed), **_channel(draft)}
    name = "add_to_supplement" if docket.standing.stage == "supplemented" else "supplement"
    role = Role.ACCEPTOR if on else Role.OPERATOR
    return Act(name, person, role, fact, personal, _supplement_words, on, beside=_attach(draft.id))


def _channel(draft: papers.Draft) -> dict[str, object]:
    """Say of what came in on paper how it came."""
    return {"channel": draft.data[paper.CHANNEL]} if paper.on_paper(draft.data) else {}


def _renamed(tx: Tx, case: Case, draft: papers.Draft) -> Case:
    """Take over a name or kind that the applicant corrects: every letter from now on names what he asks for."""
    unit_name = str(draft.data.get("unit.name") or case.unit_name)
    kind = str(draft.data.get("unit.kind") or case.kind)
    if (unit_name, kind) == (case.unit_name, case.kind):
        return case
    return cases.rename(tx, case, unit_name, kind)


def _attach(draft_id: int) -> Callable[[Tx, Case], None]:
    """Make the step that moves a draft's papers to the case, in the act's transaction."""
    return lambda tx, case: papers.attach_to_case(tx, draft_id, case.number)


def _supplement_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the receipt of a supplement says."""
    fact = after.last.get("add_to_supplement", after.last["supplement"])
    run = after.runs.get("supplement_check") or after.runs["recording"]
    due = clock.due_on(docket.calendar, run)
    notice = after.last["notify_deficiency"].data.get("letter")
    return {
        "received_on": fact.on.isoformat(),
        "reply_days_says": run.limit.says,
        "answer_by": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
        "notice_number": notice["number"] if isinstance(notice, Mapping) else "",
        **recorded_by(docket, after),
        **counted(docket, fact.data["materials"]),
    }


def answered(case: Case, item: Item, personal: Mapping[int, Mapping[str, object]]) -> dict[str, bool]:
    """Say of each item of the notice, by what it is about, whether something answers it by now.

    A material is answered by a file filed since the notice, a field by a statement changed since, a
    standard or a conditional material also by another answer to what it depends on;
    whether the answer suffices is for the clerk to judge.
    """
    notice = next((entry for entry in case.entries if entry.act == "notify_deficiency"), None)
    if notice is None:
        return {}
    later = [entry for entry in filings(case) if entry.seq > notice.seq]
    touched = {str(row["material"]) for entry in later for row in filed_rows(entry)}
    for entry in later:
        application = entry.data.get("application")
        touched |= set(application) if isinstance(application, Mapping) else set()
        touched |= set(personal.get(entry.seq, {}))
    fields = {standard.id: standard.met.fields for standard in item.standards}
    fields |= {material.id: material.needed.fields for material in item.materials}
    return {
        str(row["about"]): bool(touched & {str(row["about"]), *fields.get(str(row["about"]), ())})
        for row in notice_items(notice)
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "notify_deficiency": lambda person, values: notice(
        person,
        [Defect(**row) for row in _rows(values.get("defects"))],
        _rows(values.get("struck")),
        Signed.read(values),
    ),
}
"""The clerk's act of this step, from the values of its form."""


def _rows(values: object) -> list[Mapping[str, Any]]:
    """Read a list of rows."""
    return [row for row in values if isinstance(row, Mapping)] if isinstance(values, list | tuple) else []
