"""A case (办件): one application under way, and what follows from its journal."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from approval.core.journal import Entry


@dataclass(frozen=True, slots=True)
class Summary:
    """Where the journal has brought a case: the copies by which cases are found and sorted.

    ``clock`` names the running clock, or is empty; ``due_on`` is its promised due date,
    ``statutory_due_on`` the one of the law, ``cautious_on`` the one the courts may count
    (法释〔2009〕20号 6). ``outcome`` is ``grant``, ``refuse`` or empty. None of it is truth:
    the facts are, and ``approval reckon --check`` compares.
    """

    stage: str
    clock: str = ""
    due_on: date | None = None
    statutory_due_on: date | None = None
    cautious_on: date | None = None
    provisional: bool = False
    accepted_on: date | None = None
    deemed: bool = False
    outcome: str = ""
    ended_on: date | None = None

    def fields(self) -> dict[str, Any]:
        """Give the copies by name, as a case takes them over."""
        return {name: getattr(self, name) for name in SUMMARY_FIELDS}


SUMMARY_FIELDS = tuple(field.name for field in fields(Summary))
"""The names of the sorting copies; a case has the same."""

Place = tuple[date | None, int]
"""Where a case stands in a list by due date: its due date (None after all dates) and its id."""

DeskPlace = tuple[int, date | None, int]
"""Where a case stands on the worklist: what is handled first comes first, then it goes by due date."""

UNHURRIED = 10
"""Where a case stands on the worklist whose item no rule puts first."""


@dataclass(frozen=True, slots=True)
class Case:
    """One application under way.

    ``authority`` is ``pack/authority id``; ``applicant`` the account that submitted; ``version`` the
    number of facts in its journal, by which two people at once are told apart. ``joint`` is the number of
    the joint application that it is part of; ``about`` that of the licence record that it changes, or of
    the case that an order of supervision concerns; both may be empty. ``id`` and ``version`` are 0 until
    it is stored. ``entries`` is empty in lists.
    """

    id: int
    number: str
    lookup_code: str
    pack: str
    item: str
    workflow: str
    authority: str
    division: str
    institution: int
    institution_name: str
    unit_name: str
    kind: str
    applicant: int
    stage: str
    version: int
    received_on: date
    clock: str = ""
    due_on: date | None = None
    statutory_due_on: date | None = None
    cautious_on: date | None = None
    provisional: bool = False
    accepted_on: date | None = None
    deemed: bool = False
    outcome: str = ""
    priority: int = 0
    ended_on: date | None = None
    joint: str = ""
    about: str = ""
    entries: tuple[Entry, ...] = ()

    @property
    def open(self) -> bool:
        """Say whether the case is still under way."""
        return self.ended_on is None

    @property
    def summary(self) -> Summary:
        """Give the sorting copies as they stand."""
        return Summary(**{name: getattr(self, name) for name in SUMMARY_FIELDS})

    @property
    def place(self) -> Place:
        """Give where the case stands in a list by due date, to ask for the page after it."""
        return self.due_on, self.id

    @property
    def desk_order(self) -> int:
        """Give how early the desk takes it: by its priority (优先办理), 1 first, and after those the rest."""
        return self.priority or UNHURRIED

    @property
    def desk_place(self) -> DeskPlace:
        """Give where the case stands on the worklist, to ask for the page after it."""
        return self.desk_order, self.due_on, self.id

    def record(self, workflow: str, stage: str, number: str, lookup_code: str, on: date) -> Case:
        """Give a record about this case with a journal of its own: the same organ, institution and unit."""
        return replace(
            self,
            id=0,
            number=number,
            lookup_code=lookup_code,
            workflow=workflow,
            version=0,
            received_on=on,
            priority=0,
            joint="",
            about=self.number,
            entries=(),
            **Summary(stage).fields(),
        )

    def advanced(self, summary: Summary, *entries: Entry) -> Case:
        """Give the case after further facts."""
        version, facts = self.version + len(entries), (*self.entries, *entries)
        return replace(self, version=version, entries=facts, **summary.fields())
