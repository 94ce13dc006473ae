"""What a case looks like after its journey: its journal, its ledger, its letters and their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from approval.core.case import Case
from approval.core.journal import first_break
from approval.procedure.audit import Audit, audit
from approval.procedure.casefile import CaseFile, open_file
from approval.procedure.timeliness import Measured
from approval.store import cases, papers
from approval.store.papers import Letter
from web.demonstration import Play


@dataclass(frozen=True)
class Story:
    """A play, and what can be read of its cases."""

    play: Play

    def journal(self, case: Case) -> list[tuple[str, str]]:
        """List the acts of a case with the days from which they take effect; their chain has to hold."""
        with self.play.office.store.look() as tx:
            entries = cases.load(tx, case.number).entries
        assert first_break(entries) is None
        return [(entry.act, entry.effective_on.isoformat()[5:]) for entry in entries]

    def letters(self, case: Case) -> list[str]:
        """List the kinds of a case's letters in the order in which they were written."""
        return [letter.kind for letter in self._letters(case)]

    def numbers(self, case: Case) -> list[str]:
        """List the numbers of a case's letters."""
        return [letter.number for letter in self._letters(case)]

    def counted(self, case: Case, name: str, day: date) -> list[str]:
        """List the days that a clock counts by its ledger as read on a day; their numbers have to be 1, 2, 3 …"""
        rows = [row for row in self.file(case, day).ledger_of(name) if row.counts]
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        return [row.date.isoformat()[5:] for row in rows]

    def due(self, case: Case, name: str, day: date) -> date | None:
        """Give the promised due date of a clock."""
        return self.file(case, day).due_of(name)

    def clock(self, case: Case, name: str, day: date) -> Measured:
        """Measure a clock by promise and law, as the supervisor reads it on a day."""
        read: Audit = audit(self.play.at(day), self.play.cast.supervisor, case.number)
        return next(one for one in read.clocks if one.run.name == name)

    def file(self, case: Case, day: date) -> CaseFile:
        """Open a case on a day."""
        return open_file(self.play.at(day), self.play.cast.supervisor, case.number)

    def _letters(self, case: Case) -> list[Letter]:
        with self.play.office.store.look() as tx:
            return list(papers.letters_of(tx, case.number))
