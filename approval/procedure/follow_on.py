"""The case that follows from another: an application that takes over what was stated and filed before.

What an authority was told once it does not ask for again (优化营商环境条例 36); the applicant may still change
whatever is no longer so before he files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from approval.core.errors import Reason, Refused
from approval.core.item import Item
from approval.core.machine import Standing
from approval.core.person import Person
from approval.procedure.application import stated
from approval.procedure.docket import Docket, see, take_up
from approval.procedure.office import Office
from approval.procedure.submission import can_be_opened
from approval.store import cases, papers, records
from approval.store.database import Tx

OPENING = ("grant", "record")
"""The acts after which the next item can be applied for."""

SAID_ANEW = "declaration."
"""What every application declares for itself."""

NUMBERED_BY = {
    "reply": "unit.reply_number",
    "establishment_certificate": "unit.reply_number",
    "certificate": "unit.licence_number",
    "clinic_certificate": "unit.licence_number",
}
"""Which field of the next application names the letter in which this one ended, by its result."""


def following(office: Office, item: Item, standing: Standing) -> Item | None:
    """Give the item that an applicant can go on to from a case as it stands, or None."""
    return next_of(office, item) if any(act in standing.times for act in OPENING) else None


def next_of(office: Office, item: Item) -> Item | None:
    """Give the item that follows from one and can be applied for today, or None."""
    if not item.then:
        return None
    found = next((one for one in office.rulebook.items(item.pack) if one.id == item.then), None)
    return found if found is not None and found.opens_on(office.today) else None


def begin(office: Office, person: Person, number: str) -> papers.Draft:
    """Begin the application that follows from a case, with its facts and its papers.

    Raises NotAllowed for another institution's case, Refused where nothing follows from it now.
    """
    with office.store.begin() as tx:
        docket = take_up(office, tx, number)
        see(person, docket.case)
        item = following(office, docket.item, docket.standing)
        if item is None:
            raise Refused(_nothing(docket))
        can_be_opened(office, item)
        # Who presses twice at once begins one application.
        records.hold(tx, docket.case.id)
        draft = papers.Draft(
            docket.case.institution, person.id, item.pack, item.id, data=taken_over(tx, docket, item)
        )
        begun = _untouched(tx, draft)
        if begun is not None:
            return begun
        saved = papers.save_draft(tx, draft, office.now)
        _copy_papers(tx, docket, item, saved)
        return saved


def _untouched(tx: Tx, draft: papers.Draft) -> papers.Draft | None:
    """Find the same application where the person has begun it and changed no answer since."""
    same = (draft.institution, draft.pack, draft.item, "", draft.data)
    return next(
        (
            one
            for one in papers.drafts_by(tx, draft.account)
            if (one.institution, one.pack, one.item, one.case_number, one.data) == same
        ),
        None,
    )


def taken_over(tx: Tx, docket: Docket, item: Item) -> dict[str, object]:
    """Give the answers of the next form that the case already holds."""
    said: Mapping[str, object] = stated(docket.case, cases.personal(tx, docket.case.id))
    asked = [field.path for field in item.fields if not field.path.startswith(SAID_ANEW)]
    values = {path: said[path] for path in asked if said.get(path) not in ("", None)}
    named = NUMBERED_BY.get(docket.item.result, "")
    if named in asked:
        values[named] = _letter_number(docket.standing)
    if "unit.kind" in asked and values.get("unit.kind") not in item.kinds:
        values["unit.kind"] = docket.case.kind if docket.case.kind in item.kinds else item.kinds[0]
    return values


def _letter_number(standing: Standing) -> str:
    """Give the 登记号 of the certificate in which the case ended, or the number of the letter."""
    ended = next(standing.last[act] for act in OPENING if act in standing.last)
    if ended.data.get("registration_number"):
        return str(ended.data["registration_number"])
    mention = ended.data.get("letter")
    return str(mention.get("number") or "") if isinstance(mention, Mapping) else ""


def _copy_papers(tx: Tx, docket: Docket, item: Item, draft: papers.Draft) -> None:
    """Put the papers of the same materials into the new draft; their content is kept once."""
    wanted = {one.id for one in item.materials if one.source == "applicant"}
    for paper in papers.papers_of_case(tx, docket.case.number):
        if paper.material in wanted and not paper.replaced:
            papers.add_paper(tx, replace(paper, id=0, draft=draft.id, case_number=""))


def _nothing(docket: Docket) -> Reason:
    """Say that nothing follows from the case now."""
    if not docket.item.then:
        return Reason(f"“{docket.item.name}”没有后续事项。", "", "可以从办事指南中另选事项申请。")
    return Reason(
        f"本案还没有准予或者备案，不能接着办理“{docket.item.then_name}”。",
        docket.item.cites(docket.item.basis),
        "取得决定以后再申请后续事项。",
    )
