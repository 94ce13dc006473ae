"""A licence as people read it: what it says today, until when it holds, what can be asked for, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from approval.core.case import Case
from approval.core.errors import NotFound, Reason
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.licence import Licence, licence, remind_from, renewal_by
from approval.core.machine import Standing, Step
from approval.core.person import Person
from approval.core.vocabulary import INTERNAL
from approval.procedure.casefile import possible
from approval.procedure.delivery import inbox, unserved
from approval.procedure.docket import Docket, docket_of, see, take_up
from approval.procedure.licence import by_law
from approval.procedure.office import Office
from approval.store import boards, papers, people, records
from approval.store.database import Tx
from approval.store.records import LICENCE

CHANGING_WORDS = {
    "amend": "变更",
    "renew": "延续",
    "verify": "校验",
    "replace": "换发、补发",
    "deregister": "注销",
}
"""What an item does to a licence, as its holder reads it."""


@dataclass(frozen=True, slots=True)
class LicenceFile:
    """One licence on one day.

    ``offered`` are the items by which its holder can ask for a change today; ``cases`` the applications
    about it, ``renewal`` the one for its renewal that is under way; ``acts`` what the reader could do now by
    role and stage.
    """

    case: Case
    item: Item
    says: Licence
    standing: Standing
    stage_zh: str
    on: date
    entries: Sequence[Entry]
    words: dict[str, str]
    acts: Sequence[Step] = ()
    offered: Sequence[Item] = ()
    cases: Sequence[Case] = ()
    letters: Sequence[papers.Letter] = ()
    renewal: Case | None = None

    @property
    def renewal_in_time(self) -> bool:
        """Say whether its renewal is under way and was asked for in time, so that silence would renew it."""
        return bool(self.renewal and self.renew_by and self.renewal.received_on <= self.renew_by)

    @property
    def in_force(self) -> bool:
        """Say whether the licence holds today."""
        return self.standing.stage == "active"

    @property
    def held(self) -> bool:
        """Say whether it could still be changed."""
        return self.standing.stage in ("active", "suspended")

    @property
    def renew_by(self) -> date | None:
        """Give the last day on which its renewal is asked for in time (行政许可法 50(1))."""
        return renewal_by(self.says.until) if self.says.until and self.held else None

    @property
    def expires_soon(self) -> bool:
        """Say whether its last day is near."""
        return self.held and self.says.until is not None and self.on >= remind_from(self.says.until)

    @property
    def verify_soon(self) -> bool:
        """Say whether the day for its verification is near or has passed."""
        return self.held and self.says.verify_by is not None and self.on >= remind_from(self.says.verify_by)

    @property
    def verify_overdue(self) -> bool:
        """Say whether it should have been verified by now."""
        return self.held and self.says.verify_by is not None and self.on > self.says.verify_by

    @property
    def unserved(self) -> Sequence[Entry]:
        """Give the decisions about it that have not reached its holder."""
        return unserved(self.case)

    @property
    def entered(self) -> dict[str, datetime]:
        """Say when each letter entered its holder's inbox."""
        return inbox(self.case)

    @property
    def asked(self) -> Sequence[Case]:
        """Give the applications about it that are under way."""
        return [case for case in self.cases if case.open]

    def can(self, act: str) -> bool:
        """Say whether the reader could do an act now."""
        return any(step.act == act for step in self.acts)


def open_licence(office: Office, person: Person, number: str) -> LicenceFile:
    """Open a licence for its holder, an officer or a supervisor; NotFound or NotAllowed otherwise."""
    with office.store.look() as tx:
        docket = _licence(office, tx, number)
        see(person, docket.case)
        return _whole(office, tx, docket, person)


def public_licence(office: Office, number: str) -> LicenceFile:
    """Open a licence for anybody (行政许可法 40, 61); NotFound where there is none."""
    with office.store.look() as tx:
        return _read(_licence(office, tx, number))


def newest(office: Office, *, before: int | None = None, limit: int = records.PAGE) -> list[LicenceFile]:
    """List the licences of all authorities for anybody, the newest first."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        listed = records.newest(tx, LICENCE, before_id=before, limit=limit)
        return _all(office, tx, boards.with_journals(tx, listed))


def of_authority(office: Office, person: Person, before: int | None = None) -> list[LicenceFile]:
    """List the licences of an officer's or a supervisor's authority, the newest first."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        listed = records.newest(
            tx, LICENCE, authority=person.authority, before_id=before, limit=records.PAGE + 1
        )
        return _all(office, tx, boards.with_journals(tx, listed))


def due_soon(office: Office, person: Person, through: date) -> list[LicenceFile]:
    """List the authority's licences whose next last day is near or has passed, the nearest first."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        listed = records.due_first(tx, LICENCE, authority=person.authority, through=through)
        return _all(office, tx, boards.with_journals(tx, listed))


def held_by(office: Office, person: Person) -> dict[str, list[LicenceFile]]:
    """List the licences of each institution that a person acts for, by its name."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        homes = people.institutions_of(tx, person.id)
        return {home.name: _all(office, tx, records.of_institution(tx, LICENCE, home.id)) for home in homes}


def of_institution(office: Office, tx: Tx, institution: int) -> list[LicenceFile]:
    """List an institution's licences, in a reading that shows more."""
    return _all(office, tx, records.of_institution(tx, LICENCE, institution))


def to_ask_for(office: Office, tx: Tx, institution: int) -> list[LicenceFile]:
    """List an institution's licences whose last day comes near and about which nothing has been asked."""
    return [
        file
        for file in of_institution(office, tx, institution)
        for asked in [_asked(office, tx, file)]
        if (file.expires_soon and "renew" not in asked) or (file.verify_soon and "verify" not in asked)
    ]


def _asked(office: Office, tx: Tx, file: LicenceFile) -> set[str]:
    """Name what applications under way would do to a licence."""
    return {_does(office, case) for case in records.about(tx, file.case.number) if _undecided(case)}


def _undecided(case: Case) -> bool:
    """Say whether an application still waits for its decision; a decided one may wait for service only."""
    return case.open and not case.outcome


def _licence(office: Office, tx: Tx, number: str) -> Docket:
    """Take a licence up as the law has it today; NotFound for what is none."""
    # One answer also for the number of a case: nobody finds out here which cases there are.
    unknown = NotFound(Reason("没有找到这份证照。", "", "请核对证照记录编号。"))
    try:
        docket = take_up(office, tx, number)
    except NotFound:
        raise unknown from None
    if docket.case.workflow != LICENCE:
        raise unknown
    return by_law(tx, docket)


def _all(office: Office, tx: Tx, listed: Iterable[Case]) -> list[LicenceFile]:
    """Read licences as the law has them today."""
    return [_read(by_law(tx, docket_of(office, case, office.today))) for case in listed]


def _read(docket: Docket) -> LicenceFile:
    """Read what everybody may know of a licence."""
    return LicenceFile(
        case=docket.case,
        item=docket.item,
        says=licence(docket.case.entries),
        standing=docket.standing,
        stage_zh=docket.workflow.by_stage[docket.standing.stage].zh,
        on=docket.on,
        entries=docket.case.entries,
        words={name: step.zh for name, step in docket.workflow.by_act.items()},
    )


def _whole(office: Office, tx: Tx, docket: Docket, person: Person) -> LicenceFile:
    """Read a licence with its applications and letters, and what the reader can do."""
    number = docket.case.number
    applications = [case for case in records.about(tx, number) if case.workflow not in INTERNAL]
    return replace(
        _read(docket),
        acts=possible(docket, person),
        offered=offered(office, docket),
        cases=applications,
        letters=papers.letters_of(tx, number),
        renewal=next(
            (one for one in applications if _undecided(one) and _does(office, one) == "renew"), None
        ),
    )


def _does(office: Office, case: Case) -> str:
    """Say what an application would do to a licence."""
    changes = office.rulebook.item(case.pack, case.item).changes
    return changes.does if changes else ""


def offered(office: Office, docket: Docket) -> list[Item]:
    """List the items by which a licence can be changed as it stands today."""
    stage = docket.standing.stage
    return [
        item
        for item in office.rulebook.items()
        if item.changes is not None
        and docket.case.item in item.changes.of
        and item.division == docket.case.division
        and item.opens_on(office.today)
        and (stage, item.changes.does) in docket.workflow.table
    ]
