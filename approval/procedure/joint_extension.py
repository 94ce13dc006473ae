"""The extension of the envelope of joint handling (行政许可法 42(2)): once, approved by the head of the government."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from approval.core import clock
from approval.core.case import Case
from approval.core.delivery import NOBODY, Signed
from approval.core.errors import Reason, Refused
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.joint_whole import whole_of
from approval.procedure.office import Office
from approval.store.database import Tx


def extend(
    office: Office,
    person: Person,
    number: str,
    version: int,
    *,
    days: int,
    reasons: str,
    approved_by: str,
    approved_on: date | None,
    paper: Mapping[str, object] | None,
    handed_to: Signed = NOBODY,
) -> Case:
    """Extend the envelope once, with the approval of the head of the government (42(2))."""
    act = extension(person, days, reasons, approved_by, approved_on, paper, handed_to)
    return perform(office, number, version, act)


def extension(
    person: Person,
    days: int,
    reasons: str,
    approved_by: str,
    approved_on: date | None,
    paper: Mapping[str, object] | None,
    handed_to: Signed = NOBODY,
) -> Act:
    """Put the extension of the envelope as an act."""
    data = {
        "days": days,
        "reasons": reasons,
        "approved_by": approved_by,
        "approved_on": approved_on.isoformat() if approved_on else "",
        "paper": dict(paper) if paper else {},
        **handed_over(handed_to),
    }
    personal = signed_for(handed_to)
    return Act("extend", person, Role.DECIDER, data, personal, _extension_words, completed=_what_is_open)


def _what_is_open(tx: Tx, docket: Docket, act: Act) -> Act:
    """Add which items are still under way: the letter says for which of them the time is prolonged.

    Raises Refused for an approval that has not been given yet.
    """
    if str(act.data["approved_on"]) > docket.on.isoformat():
        raise Refused(
            Reason(
                "批准的日期不能在今天以后：联合办理的延期须先经本级人民政府负责人批准。",
                "行政许可法第四十二条第二款",
                "请核对批准文件上的日期。",
                "approved_on",
            )
        )
    whole = whole_of(docket.office, tx, docket.case.number)
    listed = [
        {"name": part.item.name, "organ": part.item.authority.name} for part in whole.parts if not part.ended
    ]
    return replace(act, data={**act.data, "open_parts": listed})


def _extension_words(docket: Docket, after_it: Standing) -> dict[str, object]:
    """Give what the extension says: reasons, who of the government approved it and when, both dates."""
    fact = after_it.last["extend"]
    old, new = docket.standing.runs["joint"], after_it.runs["joint"]
    due = clock.due_on(docket.calendar, new)
    return {
        "accepted_on": new.start.isoformat(),
        "reasons": str(fact.data["reasons"]),
        "approved_by": str(fact.data["approved_by"]),
        "approved_on": str(fact.data["approved_on"]),
        "days": fact.data["days"],
        "open_parts": fact.data["open_parts"],
        "old_due_on": clock.due_on(docket.calendar, old).isoformat(),
        "due_on": due.isoformat(),
        "provisional": docket.calendar.any_provisional(new.start, due),
    }
