"""Submitting an application: the draft becomes a case, and the applicant gets a receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from approval.core import clock
from approval.core.case import Case
from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.item import Item
from approval.core.machine import Standing
from approval.core.numbering import case_number, lookup_code
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import commitment, licence_choice, paper
from approval.procedure.docket import Act, Docket, enter
from approval.procedure.office import Office
from approval.store import numbers, papers, people
from approval.store.database import Tx


def submit(office: Office, person: Person, draft_id: int, version: int | None = None) -> Case:
    """Turn a draft into a case received today, with its receipt (行政许可法 29, 32).

    Submitting is never barred for incompleteness: the law answers that with the one-time notice.
    Raises Refused where the applicant has not declared the truth of the contents (31), NotAllowed for a
    draft of another institution, Stale where the draft was changed on another page.
    """
    with office.store.begin() as tx:
        office.calendars.refresh(tx)
        draft = own_draft(tx, person, draft_id)
        papers.check_version(draft, version)
        declared(draft)
        can_be_opened(office, office.rulebook.item(draft.pack, draft.item))
        listed = papers.papers_of_draft(tx, draft.id)
        case = enter(tx, new_docket(office, tx, person, draft), _act(office, person, draft, listed))
        papers.attach_to_case(tx, draft.id, case.number)
        return case


def can_be_opened(office: Office, item: Item) -> None:
    """Refuse an item under which no case can be opened today."""
    closed = item.closed_on(office.today)
    if closed:
        raise Refused(closed)


def own_draft(tx: Tx, person: Person, draft_id: int) -> papers.Draft:
    """Load a draft that the person may work on: his institution's, or of the paper that his window received.

    NotFound or NotAllowed otherwise.
    """
    draft = papers.draft(tx, draft_id)
    if paper.on_paper(draft.data):
        return _own_paper(person, draft)
    if Role.OPERATOR not in person.roles or draft.institution not in person.institutions:
        raise NotAllowed(
            Reason(
                "这份申请不是您所在机构的，您无权查看或办理。", "行政许可法第二十九条", "请核对登录的账号。"
            )
        )
    return draft


def _own_paper(person: Person, draft: papers.Draft) -> papers.Draft:
    """Give a draft on paper to the acceptors of the authority whose window received it."""
    if Role.ACCEPTOR in person.roles and draft.data.get(paper.AUTHORITY) == person.authority:
        return draft
    raise NotAllowed(
        Reason(
            "这份纸质申请由收件机关的受理人登记，您无权查看或办理。",
            "行政许可法第二十九条",
            "请在登记后的办件页面查看。",
        )
    )


def declared(draft: papers.Draft) -> None:
    """Ask for the declaration that the contents are true (行政许可法 31)."""
    if draft.data.get("declaration.truthful") is not True:
        raise Refused(
            Reason(
                "没有声明申请材料内容真实。",
                "行政许可法第三十一条",
                "请勾选声明后再提交。",
                "declaration.truthful",
            )
        )


def new_docket(office: Office, tx: Tx, person: Person, draft: papers.Draft) -> Docket:
    """Draw the case number and open an empty docket."""
    item = office.rulebook.item(draft.pack, draft.item)
    institution = people.institution(tx, draft.institution)
    today = office.today
    received_on = paper.received_on(draft.data) or today
    serial = numbers.draw(tx, item.division, f"case-{today:%Y%m%d}", today.year)
    kind = str(draft.data.get("unit.kind") or "".join(item.kinds[:1]))
    unit_name = str(draft.data.get("unit.name") or (f"{institution.name}{kind}" if kind else ""))
    workflow = office.rulebook.workflow(item.workflow)
    case = Case(
        id=0,
        number=case_number(item.division, today, serial),
        lookup_code=lookup_code(),
        pack=item.pack,
        item=item.id,
        workflow=item.workflow,
        authority=item.authority.id,
        division=item.division,
        institution=draft.institution,
        institution_name=institution.name,
        unit_name=unit_name,
        kind=kind,
        applicant=person.id,
        stage=workflow.initial,
        version=0,
        received_on=received_on,
        priority=item.priority,
        about=licence_choice.about(tx, office, item, draft),
    )
    empty = Standing(workflow.initial, received_on)
    return Docket(office, case, item, workflow, office.calendar(item.division), today, empty)


def _act(office: Office, person: Person, draft: papers.Draft, listed: list[papers.Paper]) -> Act:
    """Put the submission as an act: what was stated, what was filed, how letters may be served."""
    item = office.rulebook.item(draft.pack, draft.item)
    stated, personal = split(item, paper.answers(draft.data))
    on = paper.received_on(draft.data)
    data = {
        "application": stated,
        "materials": filed(listed),
        "consent_electronic": draft.data.get("declaration.electronic_service") is True,
        "channel": draft.data[paper.CHANNEL] if on else "online",
    }
    role = Role.ACCEPTOR if on else Role.OPERATOR
    return Act("submit", person, role, data, personal, opening_words, effective_on=on)


def opening_words(docket: Docket, after: Standing) -> Mapping[str, object]:
    """Give what the letter of a submission says: a receipt, or what the workflow tells instead of one."""
    step = docket.workflow.table[docket.workflow.initial, "submit"]
    return OPENINGS[step.letter](docket, after)


def split(
    item: Item, stated: Mapping[str, object], *, blanks: bool = False
) -> tuple[dict[str, object], dict[str, object]]:
    """Part what was stated into plain values and personal ones.

    Blanks are left out, but where ``blanks`` says that they take an earlier answer back.
    """
    personal_paths = {asked.path for asked in item.fields if asked.personal}
    given = {path: value for path, value in stated.items() if blanks or value not in ("", None)}
    personal = {path: value for path, value in given.items() if path in personal_paths}
    return {path: value for path, value in given.items() if path not in personal}, personal


def filed(listed: Iterable[papers.Paper]) -> list[dict[str, object]]:
    """List what was filed as the journal keeps it: material, file name, content hash, size, pages."""
    return [
        {
            "material": paper.material,
            "paper": paper.id,
            "name": paper.name,
            "sha256": paper.sha256,
            "size": paper.size,
            "pages": paper.pages,
        }
        for paper in listed
        if not paper.replaced
    ]


def receipt_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what a receipt says: each material with its pages, and by when the law answers."""
    submitted = after.last["submit"]
    run = after.runs.get("completeness") or after.runs[after.running]
    due = clock.due_on(docket.calendar, run)
    return {
        "received_on": submitted.on.isoformat(),
        "reply_days_says": run.limit.says,
        "silent_says": docket.item.limits[run.name].statutory.says,
        "answer_by": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
        "exempt": docket.workflow.id == "exempt",
        **recorded_by(docket, after),
        **counted(docket, submitted.data["materials"]),
    }


def recorded_by(docket: Docket, after: Standing) -> dict[str, object]:
    """Give by when a whole filing is recorded, and by which rule; nothing for what is no filing."""
    run = after.runs.get("recording")
    if run is None:
        return {}
    return {
        "record_days_says": run.limit.says,
        "record_by": clock.due_on(docket.calendar, run).isoformat(),
        "record_basis": docket.item.cite(run.limit.basis),
    }


OPENINGS: dict[str, Callable[[Docket, Standing], Mapping[str, object]]] = {
    "receipt": receipt_words,
    "commitment_notice": commitment.notice_words,
}
"""What the letter of a submission says, by the kind of letter that the workflow names."""


BESIDE_THE_LIST = "补充说明和证明材料"
"""What papers are called that answer a notice and belong to no material of the checklist."""


def counted(docket: Docket, materials: object) -> dict[str, object]:
    """Count files and pages by material, in the order of the checklist; what is on no checklist comes last."""
    rows = [row for row in materials if isinstance(row, Mapping)] if isinstance(materials, list) else []
    names = {material.id: material.name for material in docket.item.materials}
    listed = []
    for name in (*names.values(), BESIDE_THE_LIST):
        own = [row for row in rows if names.get(str(row["material"]), BESIDE_THE_LIST) == name]
        if own:
            pages = sum(int(str(row["pages"])) for row in own)
            listed.append({"name": name, "files": len(own), "pages": pages})
    return {"materials": listed, "total_pages": sum(int(str(row["pages"])) for row in listed)}
