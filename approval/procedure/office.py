"""The office: everything an act needs, handed in as one argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

from approval.core.authority import Authority
from approval.core.item import Item
from approval.core.machine import Workflow
from approval.core.workdays import Calendar
from approval.letters.keys import Keys
from approval.store import registers
from approval.store.database import Store, Tx
from approval.store.files import Files

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The whole country keeps this time, without summer time since 1992."""


class Rulebook(Protocol):
    """What the engine asks of the rule-book; whoever starts the engine hands it in."""

    def workflow(self, workflow_id: str) -> Workflow:
        """Give a workflow table."""

    def item(self, pack: str, item_id: str) -> Item:
        """Give an item of a pack; NotFound where there is none."""

    def version(self, pack: str, day: date) -> str:
        """Name the version of a pack that is in force on a day; the pack itself where nothing has replaced it."""

    def items(self, pack: str | None = None) -> list[Item]:
        """List the items of one pack or of all."""

    def authority(self, key: str) -> Authority:
        """Give an authority by ``pack/authority id``; NotFound where there is none."""


@dataclass(frozen=True, slots=True)
class Press:
    """What letters need beside their words: where people look things up, whether this is a demonstration,
    and the keys that they are signed with.
    """

    base_url: str
    demo: bool = False
    keys: Keys = field(default_factory=Keys.passing, repr=False, compare=False)


@dataclass(slots=True)
class Calendars:
    """The built-in calendar with the notices that administrators have loaded, by division."""

    base: Calendar | None = None
    by_division: dict[str, Calendar] = field(default_factory=dict)
    known: int = -1

    def refresh(self, tx: Tx, count: int | None = None) -> None:
        """Take up notices that were loaded since the last look; ``count`` is how many there are, if known."""
        count = registers.notice_count(tx) if count is None else count
        if count == self.known:
            return
        self.base = Calendar.national().with_notices(registers.notices(tx))
        self.by_division.clear()
        self.known = count

    def refresh_from(self, other: Calendars) -> None:
        """Take up what another has read, after the transaction that loaded it is kept."""
        self.base, self.known = other.base, other.known
        self.by_division = dict(other.by_division)

    def of(self, division: str) -> Calendar:
        """Give the calendar of an authority's division."""
        if division not in self.by_division:
            base = self.base or Calendar.national()
            self.by_division[division] = base.for_division(division)
        return self.by_division[division]


@dataclass(frozen=True, slots=True)
class Office:
    """The store, the rule-book, the calendars, the letters, and what time it is."""

    store: Store
    rulebook: Rulebook
    files: Files
    press: Press
    now: datetime
    calendars: Calendars = field(default_factory=Calendars)

    @property
    def today(self) -> date:
        """Give the day in Asia/Shanghai, where every rule reads its dates."""
        return shanghai_day(self.now)

    def calendar(self, division: str) -> Calendar:
        """Give the calendar of a division."""
        return self.calendars.of(division)


def shanghai_day(instant: datetime) -> date:
    """Turn an instant into a date in Asia/Shanghai; Raises ValueError without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant carries its time zone")
    return instant.astimezone(SHANGHAI).date()
