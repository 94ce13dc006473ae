"""What falls due by itself: silence recorded, finished cases closed. Safe to run twice, or late."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from approval.core.errors import Refused
from approval.core.vocabulary import INTERNAL
from approval.procedure import correction_reminder, joint, licence, supervision
from approval.procedure.closing import close_by_timer
from approval.procedure.docket import settle, take_up
from approval.procedure.office import SHANGHAI, Office
from approval.store import cases

PAGE = 200
"""How many cases are taken up at once; each is then settled in a transaction of its own."""


@dataclass(slots=True)
class TickReport:
    """What one run of the timers did, as case numbers.

    ``lapsed`` are those in which another limit than that of acceptance ran out; ``reminded`` those whose applicant was reminded of a correction; ``renewed``, ``expired`` and
    ``renewals_reminded`` are licences; ``ordered`` are the orders of supervision that were opened;
    ``doubtful`` rest on a provisional calendar; ``seen`` are those that were looked at for closing.
    """

    as_of: date
    deemed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    lapsed: list[str] = field(default_factory=list)
    reminded: list[str] = field(default_factory=list)
    renewed: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    renewals_reminded: list[str] = field(default_factory=list)
    ordered: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def tick(office: Office, as_of: date | None = None) -> TickReport:
    """Do what has fallen due by a day; each case in its own transaction.

    The facts written carry the dates that the law gives them, so that running every day, twice, or once
    after a month writes the same journal dates. Asked about a day gone by, they are recorded, and their
    letters dated, today: no letter is dated back. A case that cannot be settled is named in the report
    and holds up no other.
    """
    day = as_of or office.today
    there = on_day(office, day)
    writing = there if day > office.today else office
    report = TickReport(day)
    # A reminder first: without one no correction that failed to come ends anything.
    for number in correction_reminder.due(there):
        _remind(writing, report, number)
    for number in _lapsing(there):
        _deem(writing, report, number)
    joint.tick(writing)
    while served := [number for number in _served(there) if number not in report.seen]:
        for number in served:
            _close(writing, report, number)
    for number in licence.due(there, day):
        _licence(writing, report, number)
    for number in supervision.late(there):
        _order(writing, report, number)
    return report


def on_day(office: Office, day: date) -> Office:
    """Give the same office on another day, at the end of it, so that every limit of the day before has run out."""
    if day == office.today:
        return office
    return replace(office, now=datetime.combine(day, time(23, 59), SHANGHAI))


def _lapsing(office: Office) -> list[str]:
    """List the cases whose running clock, one whose lapse is an act by itself, is past its due date."""
    numbers: list[str] = []
    clocks = sorted(_silent(office))
    after = 0
    while True:
        with office.store.look() as tx:
            page = cases.lapsing(tx, office.today, clocks=clocks, limit=PAGE, after_id=after)
        numbers.extend(case.number for case in page)
        if len(page) < PAGE:
            return numbers
        after = page[-1].id


def _silent(office: Office) -> set[str]:
    """Name the clocks of applications whose lapse is an act by itself."""
    workflows = {item.workflow for item in office.rulebook.items()} - set(INTERNAL)
    return {clock for name in workflows for clock in office.rulebook.workflow(name).lapses}


def _served(office: Office) -> list[str]:
    """List the cases that are served and perhaps finished."""
    with office.store.look() as tx:
        return cases.served_open(tx, limit=PAGE)


def _remind(office: Office, report: TickReport, number: str) -> None:
    """Remind one applicant of a correction, or note why it cannot be."""
    try:
        if correction_reminder.remind(office, number):
            report.reminded.append(number)
    except Refused as refused:
        report.failed[number] = str(refused)


def _deem(office: Office, report: TickReport, number: str) -> None:
    """Record the silence of one case, or note why it cannot be."""
    try:
        written = settle(office, number)
        with office.store.look() as tx:
            if written:
                acts = {entry.act for entry in cases.load(tx, number).entries[-written:]}
                (report.deemed if "deem_accepted" in acts else report.lapsed).append(number)
            elif take_up(office, tx, number).standing.doubtful:
                report.doubtful.append(number)
    except Refused as refused:
        report.failed[number] = str(refused)


def _close(office: Office, report: TickReport, number: str) -> None:
    """Close one case in which nothing is left to do."""
    report.seen.add(number)
    try:
        if close_by_timer(office, number):
            report.closed.append(number)
    except Refused as refused:
        report.failed[number] = str(refused)


def _licence(office: Office, report: TickReport, number: str) -> None:
    """Let time have its effect on one licence."""
    lists = {
        "deem_renewed": report.renewed,
        "expire": report.expired,
        "remind_renewal": report.renewals_reminded,
    }
    try:
        act = licence.fall_due(office, number)
    except Refused as refused:
        report.failed[number] = str(refused)
        return
    if act in lists:
        lists[act].append(number)


def _order(office: Office, report: TickReport, number: str) -> None:
    """Open the orders of supervision that a late case calls for."""
    try:
        report.ordered.extend(supervision.order_if_late(office, number, report.as_of))
    except Refused as refused:
        report.failed[number] = str(refused)
