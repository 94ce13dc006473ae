"""The receipt of a joint application (一门受理): one receipt for all items, a case for each that need not wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from approval.core import clock
from approval.core.case import Case
from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.joint import about_in_part, before, for_kinds
from approval.core.journal import Entry
from approval.core.machine import Standing
from approval.core.vocabulary import Role
from approval.procedure.application import rows, stated
from approval.procedure.docket import Act, Docket, write
from approval.procedure.joint_whole import ORDER, chosen_parts, filer_of, kind_of, parts_of
from approval.procedure.office import Office
from approval.procedure.submission import OPENINGS, counted, new_docket, opening_words, split
from approval.store import cases, papers
from approval.store.database import Tx


def open_parts(tx: Tx, office: Office, case: Case, fact: Entry) -> None:
    """Open a case for every item that waits for no other, received on the same day."""
    _knows_kind(office, case, fact)
    chosen = chosen_parts(office, case, fact)
    for item in chosen:
        if not before(item, [one.id for one in chosen]):
            _open(tx, office, case, item.id, fact.on, released=False)


def _knows_kind(office: Office, case: Case, submitted: Entry) -> None:
    """Refuse an application of which nobody can tell what it asks for; nothing of it is lost."""
    choice = for_kinds(parts_of(office, case))
    if not choice or kind_of(submitted) in choice:
        return
    raise Refused(
        Reason(
            "没有选择拟设医疗机构类别，不能确定申请的是哪一个事项。",
            ORDER,
            "请选择类别后再提交；不设医疗机构的，请分别申请各个事项。",
            "unit.kind",
        )
    )


def open_released(tx: Tx, office: Office, case: Case, fact: Entry) -> None:
    """Open the case of an item that waited: it counts as received on the day its predecessor was granted."""
    _open(tx, office, case, str(fact.data["part"]), fact.on, released=True)


def _open(tx: Tx, office: Office, whole: Case, name: str, on: date, *, released: bool) -> None:
    """Open the case of one item, with what was stated and filed for it in the one application."""
    item = office.rulebook.item(whole.pack, name)
    said = stated(whole, cases.personal(tx, whole.id))
    asked = {field.path for field in item.fields}
    own = {path: value for path, value in said.items() if path in asked}
    person = filer_of(whole.entries[0])
    draft = papers.Draft(whole.institution, whole.applicant, whole.pack, name, data=own)
    docket = new_docket(office, tx, person, draft)
    docket.case = replace(
        docket.case,
        joint=whole.number,
        applicant=whole.applicant,
        unit_name=whole.unit_name,
        received_on=on,
    )
    plain, personal = split(item, own)
    data = {
        "application": plain,
        "materials": copied(tx, item, rows(whole), docket.case.number),
        "consent_electronic": whole.entries[0].data.get("consent_electronic") is True,
        "channel": whole.entries[0].data.get("channel", "online"),
        "joint": whole.number,
        "released": released,
    }
    step = docket.workflow.table[docket.workflow.initial, "submit"]
    words = None if step.letter == "receipt" else opening_words
    role = Role(whole.entries[0].role)
    write(tx, docket, step, Act("submit", person, role, data, personal, words, effective_on=on))


def copied(
    tx: Tx, item: Item, filed: Sequence[Mapping[str, object]], number: str, told: Sequence[str] = ()
) -> list[dict[str, object]]:
    """Put the papers that an item needs into its own case too: the same content, once more by name.

    ``told`` are what the part's notice is about beside its checklist.
    """
    listed = {material.id for material in item.materials} | set(told)
    kept = []
    for row in filed:
        about = about_in_part(item.id, str(row["material"]))
        if about not in listed:
            continue
        paper = papers.paper(tx, int(str(row["paper"])))
        copy = replace(paper, id=0, draft=None, case_number=number, material=about)
        kept.append({**row, "material": about, "paper": papers.add_paper(tx, copy).id})
    return kept


def receipt_words(docket: Docket, after_it: Standing) -> dict[str, object]:
    """Give what the one receipt says: every item with its department, which begin today and which wait."""
    submitted = after_it.last["submit"]
    chosen = chosen_parts(docket.office, docket.case, submitted)
    run = after_it.runs["completeness"]
    due = clock.due_on(docket.calendar, run)
    return {
        "received_on": submitted.on.isoformat(),
        "reply_days_says": run.limit.says,
        "silent_says": docket.item.limits[run.name].statutory.says,
        "answer_by": due.isoformat(),
        "provisional": docket.calendar.any_provisional(run.start, due),
        "parts": [_promised(docket, item, chosen) for item in chosen],
        **_envelope(docket.item),
        "order_basis": docket.item.cites(docket.item.basis),
        **counted(docket, submitted.data["materials"]),
    }


def _promised(docket: Docket, item: Item, chosen: Sequence[Item]) -> dict[str, object]:
    """Say of one item who decides it, in what time, and whether it waits."""
    rulebook = docket.office.rulebook
    names = before(item, [one.id for one in chosen])
    earlier = [rulebook.item(docket.case.pack, one) for one in names]
    limit = item.limits.get("decision") or item.limits.get("recording")
    return {
        "name": item.name,
        "organ": item.authority.name,
        "limit_says": limit.promised.says if limit else "",
        "waits_for": [one.name for one in earlier],
        "waits_basis": item.cites(item.after_basis) if earlier else "",
    }


def _envelope(item: Item) -> dict[str, object]:
    """Say in what time all items are handled together, and by which rule; nothing where none orders it."""
    limits = item.limits.get("joint")
    if limits is None:
        return {}
    return {"envelope_says": limits.promised.says, "envelope_basis": item.cite(limits.promised.basis)}


OPENINGS["joint_receipt"] = receipt_words
