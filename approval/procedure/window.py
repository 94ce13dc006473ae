"""What comes in on paper, at the window or by post: entered by the acceptor, dated by its receipt (行政许可法 29).

A draft on paper is the authority's, not the applicant's. It holds beside the answers how and when the
papers came in; that day is day 0 of the clock, whenever somebody enters it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from approval.core.errors import NotAllowed, Reason, Refused
from approval.core.institution import Institution
from approval.core.item import Item
from approval.core.person import Person
from approval.core.rectification import CHANNELS, LAW, SINCE, TOO_EARLY
from approval.core.vocabulary import INTERNAL, Role
from approval.procedure.application import stated
from approval.procedure.docket import see, take_up
from approval.procedure.office import Office
from approval.procedure.paper import AUTHORITY, CHANNEL, RECEIVED_ON, on_paper
from approval.store import cases, papers, people
from approval.store.papers import Draft

CHANNEL_ZH: Mapping[str, str] = {"window": "窗口提交", "post": "邮寄"}
"""How papers come in, as people read it."""

NOT_ON_PAPER = frozenset({"joint", *INTERNAL})
"""The workflows that begin in another way than by one application."""


def offered(office: Office, person: Person) -> list[Item]:
    """List the items of the person's own authority that can be applied for today."""
    return [
        item
        for item in office.rulebook.items()
        if item.authority.id == person.authority
        and item.opens_on(office.today)
        and item.workflow not in NOT_ON_PAPER
    ]


def open_filing(
    office: Office,
    person: Person,
    *,
    pack: str,
    item: str,
    channel: str,
    received_on: date,
    institution: Institution,
) -> Draft:
    """Open the draft of an application on paper; an institution that nobody has entered is entered with it.

    Raises NotAllowed for another authority's item, Refused for a day that has not come or another way.
    """
    found = next((one for one in offered(office, person) if (one.pack, one.id) == (pack, item)), None)
    if found is None or Role.ACCEPTOR not in person.roles:
        raise NotAllowed(
            Reason(
                "这一事项不由您所在机关的窗口收件。", "行政许可法第二十九条、第三十二条", "请重新选择事项。"
            )
        )
    _came_in(office, channel, received_on)
    with office.store.begin() as tx:
        home = people.institution_by_code(tx, institution.credit_code) or people.add_institution(
            tx, institution
        )
        data = {**_paper(person, channel, received_on), **prefilled(home, found)}
        return papers.save_draft(tx, Draft(home.id, person.id, pack, item, data=data), office.now)


def open_supplement(office: Office, person: Person, number: str, *, channel: str, received_on: date) -> Draft:
    """Open the draft in which the window enters what answers the notice on paper; one at a time for a case."""
    _came_in(office, channel, received_on)
    with office.store.begin() as tx:
        docket = take_up(office, tx, number)
        case = docket.case
        see(person, case)
        own = papers.supplement_draft(tx, number, paper=True)
        if own is not None:
            changed = {**own.data, **_paper(person, channel, received_on)}
            return papers.save_draft(tx, replace(own, data=changed), office.now)
        before = stated(case, cases.personal(tx, case.id))
        data = {**before, **_paper(person, channel, received_on)}
        draft = Draft(case.institution, person.id, case.pack, case.item, number, data)
        return papers.save_draft(tx, draft, office.now)


def _came_in(office: Office, channel: str, received_on: date) -> None:
    """Refuse a day that has not come, and a way that is none."""
    if channel not in CHANNELS:
        raise Refused(
            Reason("没有选择材料怎样送来。", "行政许可法第二十九条", "请选择窗口提交或者邮寄。", "channel")
        )
    if received_on < SINCE:
        raise Refused(Reason(f"收到日期{TOO_EARLY}", LAW, "请按接收凭证填写收到的日期。", "received_on"))
    if received_on > office.today:
        raise Refused(
            Reason(
                "收到日期不能在今天以后。",
                "行政许可法第三十二条",
                "请按接收凭证填写收到的日期。",
                "received_on",
            )
        )


def _paper(person: Person, channel: str, received_on: date) -> dict[str, object]:
    """Give what a draft on paper holds beside the answers."""
    return {CHANNEL: channel, RECEIVED_ON: received_on.isoformat(), AUTHORITY: person.authority}


PREFILLED: Mapping[str, str] = {
    "institution.name": "name",
    "institution.credit_code": "credit_code",
    "institution.kind": "kind",
    "institution.address": "address",
    "institution.legal_representative": "legal_representative",
    "institution.phone": "phone",
    "institution.beds": "beds",
    "institution.nonprofit": "nonprofit",
}
"""What an institution's record answers: field of the form, field of the record."""


def prefilled(institution: Institution, item: Item) -> dict[str, object]:
    """Answer from the record what the form asks about the institution."""
    asked = {field.path for field in item.fields}
    answers: dict[str, object] = {
        path: getattr(institution, name)
        for path, name in PREFILLED.items()
        if path in asked and getattr(institution, name) not in ("", 0)
    }
    if "unit.kind" in asked and len(item.kinds) == 1:
        answers["unit.kind"] = item.kinds[0]
    return answers


def unfinished(office: Office, person: Person) -> list[Draft]:
    """List the drafts on paper that the person has begun, newest first."""
    with office.store.look() as tx:
        return [draft for draft in papers.drafts_by(tx, person.id) if on_paper(draft.data)]


def institution_of(office: Office, draft: Draft) -> Institution:
    """Give the institution that applies."""
    with office.store.look() as tx:
        return people.institution(tx, draft.institution)
