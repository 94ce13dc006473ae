"""Loading a holiday notice: the calendar changes, and everyone whose date moves is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from approval.core import clock, machine
from approval.core.errors import Reason, Refused
from approval.core.person import TIMER, Person
from approval.core.vocabulary import Role
from approval.core.workdays import Notice
from approval.procedure.docket import Act, Docket, docket_of, enter
from approval.procedure.office import Calendars, Office
from approval.store import cases, registers
from approval.store.database import Tx

PAGE = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """One open case whose due date a notice moved; ``old`` or ``new`` is None where no clock ran."""

    number: str
    institution: str
    clock: str
    old: date | None
    new: date | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a notice did.

    ``moved`` are the cases whose dates moved; ``confirmed`` those whose date stayed and is provisional no
    longer; ``to_rectify`` those in which silence was recorded on a day that the notice now makes wrong:
    a person has to look at them, nothing is rewritten.
    """

    notice: Notice
    moved: tuple[Moved, ...]
    confirmed: tuple[str, ...]
    to_rectify: tuple[str, ...]


def load_notice(office: Office, person: Person | None, notice: Notice) -> Loaded:
    """Store a notice, recompute every open case, and write into each journal whose date moved, why.

    One transaction: either the notice is loaded and all open cases are recomputed, or nothing is.
    Only an administrator may (None is the command line of the machine itself). Raises Refused for a
    notice that is loaded already.
    """
    if person is not None and Role.ADMINISTRATOR not in person.roles:
        raise Refused(
            Reason("放假通知只能由系统管理员载入。", "三权分立的岗位设置", "请交由系统管理员办理。")
        )
    with office.store.begin() as tx:
        registers.add_notice(tx, notice, person.id if person else TIMER.id, office.now)
        fresh = Calendars()
        fresh.refresh(tx)
        loaded = _recompute(office, tx, fresh, notice)
    office.calendars.refresh_from(fresh)
    return loaded


def _recompute(office: Office, tx: Tx, fresh: Calendars, notice: Notice) -> Loaded:
    """Fold every open case by the new calendar."""
    moved: list[Moved] = []
    confirmed: list[str] = []
    to_rectify: list[str] = []
    after = 0
    while page := cases.open_after(tx, after, limit=PAGE):
        for case in page:
            docket = docket_of(_with(office, fresh), case, office.today)
            if _silence_in_doubt(docket):
                to_rectify.append(case.number)
            change = _refresh(tx, docket, notice)
            if change:
                moved.append(change)
            elif case.provisional and not docket.summary(docket.standing).provisional:
                confirmed.append(case.number)
        after = page[-1].id
    return Loaded(notice, tuple(moved), tuple(confirmed), tuple(to_rectify))


def _with(office: Office, calendars: Calendars) -> Office:
    """Give the office with other calendars."""
    return replace(office, calendars=calendars)


def _refresh(tx: Tx, docket: Docket, notice: Notice) -> Moved | None:
    """Rewrite the sorting copies of one case; where its date moved, say so in its journal."""
    case = docket.case
    recorded = machine.recorded(docket.workflow, case.entries, docket.promised)
    docket.standing = recorded
    summary = docket.summary(recorded)
    if summary.due_on == case.due_on:
        if summary != case.summary:
            cases.refresh(tx, case, summary)
        return None
    change = Moved(case.number, case.institution_name, summary.clock, case.due_on, summary.due_on)
    enter(tx, docket, Act("move_date", TIMER, Role.TIMER, data=_told(change, notice)))
    return change


def _told(change: Moved, notice: Notice) -> dict[str, object]:
    """Give what the journal keeps of a moved date: old, new, and by which notice."""
    return {
        "clock": change.clock,
        "old_due_on": change.old.isoformat() if change.old else None,
        "due_on": change.new.isoformat() if change.new else None,
        "notice": notice.number or notice.title or str(notice.year),
    }


def _silence_in_doubt(docket: Docket) -> bool:
    """Say whether the lapse that a recorded silence rests on is another day by the new calendar."""
    entries = docket.case.entries
    deemed = next((entry for entry in entries if entry.act == "deem_accepted"), None)
    if deemed is None:
        return False
    earlier = [entry for entry in entries if entry.seq < deemed.seq]
    before = machine.recorded(docket.workflow, earlier, docket.promised)
    run = before.current
    if run is None:
        return False
    lapsed_on = clock.due_on(docket.calendar, docket.statutory(run))
    return lapsed_on.isoformat() != deemed.data.get("lapsed_on")
