"""The correction that does not come: a reminder before the limit runs out, and what the pack makes of its lapse.

A limit for correction is no national law: only a pack sets one, with its rule. Where that rule declines the
filing, it does so only after a reminder that came in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from approval.core import clock
from approval.core.clock import YELLOW_DAYS, Run
from approval.core.machine import Standing
from approval.core.person import TIMER
from approval.core.vocabulary import Role
from approval.procedure.acceptance import remedies
from approval.procedure.deficiency import LAPSE_SAYS, notice_items, notice_named
from approval.procedure.docket import SILENCE_WORDS, Act, Docket, perform, take_up
from approval.procedure.office import Office
from approval.store import cases

CORRECTION = "correction"
"""The clock of the applicant's correction."""

PAGE = 200
FAR_ENOUGH = timedelta(days=20)
"""No three working days reach further: the longest rest of a year is less than half of it."""


def due(office: Office) -> list[str]:
    """List the cases that wait for a correction whose limit is near or past, reminded or not."""
    numbers: list[str] = []
    after = 0
    while True:
        with office.store.look() as tx:
            page = cases.lapsing(
                tx, office.today + FAR_ENOUGH, clocks=(CORRECTION,), limit=PAGE, after_id=after
            )
        numbers.extend(case.number for case in page)
        if len(page) < PAGE:
            return numbers
        after = page[-1].id


def remind(office: Office, number: str) -> bool:
    """Remind the applicant of one case once, when three working days are left; False where it is not due.

    A reminder that comes only after the limit, because nobody ran the timers, ends nothing.
    """
    with office.store.look() as tx:
        docket = take_up(office, tx, number)
    run = docket.standing.run(CORRECTION)
    reminded = "remind_correction" in docket.standing.times
    if run is None or run.ended_on is not None or reminded or not near(docket, run):
        return False
    perform(office, number, docket.case.version, reminder(docket, run))
    return True


def near(docket: Docket, run: Run) -> bool:
    """Say whether three working days or fewer are left."""
    reading = clock.read(docket.calendar, run, docket.on)
    return reading.days_left <= YELLOW_DAYS


def reminder(docket: Docket, run: Run) -> Act:
    """Put the reminder as an act of the timer; ``lapses`` says whether the limit's end declines the filing."""
    last = clock.due_on(docket.calendar, run)
    data = {
        "correct_by": last.isoformat(),
        "lapses": docket.item.correction_declines and docket.on <= last,
    }
    return Act("remind_correction", TIMER, Role.TIMER, data, words=_reminder_words)


def _reminder_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the reminder says: the items of the notice, until when, and what follows."""
    fact = after.last["remind_correction"]
    run = after.runs[CORRECTION]
    last = date.fromisoformat(str(fact.data["correct_by"]))
    notice = after.last["notify_deficiency"]
    letter = notice.data.get("letter")
    return {
        "notice_number": str(letter["number"]) if isinstance(letter, Mapping) else "",
        "correct_by": last.isoformat(),
        "correct_by_basis": docket.item.cite(run.limit.basis),
        "defects": [{"says": row["says"], "remedy": row["remedy"]} for row in notice_items(notice)],
        "late": docket.on > last,
        "provisional": run.provisional(docket.calendar, last),
        "lapse_says": LAPSE_SAYS if fact.data["lapses"] else "",
    }


def _lapse_words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the non-acceptance says after a correction that did not come."""
    fact = after.last["lapse_correction"]
    rule = docket.item.cite(after.runs[CORRECTION].limit.basis)
    last = date.fromisoformat(str(fact.data["lapsed_on"]))
    reminded = after.last["remind_correction"].on
    return {
        "received_on": after.received_on.isoformat(),
        "basis": rule,
        "reasons": [f"补正期限已于{_zh(last)}届满，本机关于{_zh(reminded)}提醒补正，至今没有收到补正材料"],
        "grounds": [
            {"says": str(row["says"]), "basis": str(row["basis"])}
            for row in notice_items(after.last["notify_deficiency"])
        ],
        **notice_named(after.last["notify_deficiency"]),
        "remedies": remedies(docket),
    }


def _zh(on: date) -> str:
    """Write a day in words."""
    return f"{on.year}年{on.month}月{on.day}日"


SILENCE_WORDS["lapse_correction"] = _lapse_words
