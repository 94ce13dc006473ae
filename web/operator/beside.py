"""What an applicant can do beside the review, and what happened there: explain, be heard, be visited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from approval.core import clock
from approval.core.machine import Standing
from approval.procedure.casefile import CaseFile
from approval.procedure.docket import act_words
from approval.store import cases
from web import desk
from web.beside import INTERNAL, TELLERS, Beside, listed


@dataclass(frozen=True, slots=True)
class Review:
    """What stands open beside a review, for its applicant.

    ``request_by`` is the last day on which a hearing can be asked for, ``may_waive`` whether the applicant
    alone was told of it; ``held_on`` the day of a hearing to come; ``asks`` what he was invited to explain.
    """

    request_by: date | None
    provisional: bool
    may_waive: bool
    held_on: date | None
    held_at: str
    place: str
    asks: Sequence[str]
    may_explain: bool
    facts: Sequence[Beside]


def review(file: CaseFile) -> Review:
    """Read what stands open beside the review of a case."""
    standing = file.standing
    run = standing.run("hearing_request")
    asked_until = run if run is not None and run.ended_on is None and file.can("request_hearing") else None
    due = clock.due_on(file.calendar, asked_until) if asked_until else None
    told = standing.last.get("inform_hearing")
    summoned = to_come(standing)
    return Review(
        request_by=due,
        provisional=bool(due and asked_until and file.calendar.any_provisional(asked_until.start, due)),
        may_waive=bool(due and told and not told.data.get("interested")),
        held_on=date.fromisoformat(str(summoned["held_on"])) if summoned else None,
        held_at=str(summoned["held_at"]) if summoned else "",
        place=str(summoned["place"]) if summoned else "",
        asks=unanswered(standing) if file.can("explain") else (),
        may_explain=file.can("explain"),
        facts=told_to_applicant(file),
    )


def to_come(standing: Standing) -> dict[str, object]:
    """Give the summons to a hearing that is not yet held, or nothing."""
    summoned, run = standing.last.get("summon_hearing"), standing.run("hearing")
    return dict(summoned.data) if summoned and run is not None and run.ended_on is None else {}


def unanswered(standing: Standing) -> tuple[str, ...]:
    """List what the applicant was invited to explain since he last explained something."""
    invited, explained = standing.last.get("invite"), standing.last.get("explain")
    if invited is None or standing.times.get("explain", 0) >= standing.times["invite"]:
        return ()
    if explained is not None and explained.on > invited.on:
        return ()
    asks = invited.data.get("asks")
    return tuple(str(one) for one in asks) if isinstance(asks, list) else ()


def told_to_applicant(file: CaseFile) -> list[Beside]:
    """List what happened beside the review, without what names other people."""
    with desk.office().store.look() as tx:
        personal = cases.personal(tx, file.case.id)
    acts = frozenset(TELLERS) - INTERNAL
    return listed(file.case.entries, personal, file.item, act_words(file.workflow), acts)
