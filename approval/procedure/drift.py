"""Drift: whether the sorting copies still are what the journals give. It reads everything and touches nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from approval.core import machine
from approval.core.case import SUMMARY_FIELDS, Case, Summary
from approval.core.errors import OutOfOrder
from approval.procedure.docket import docket_of
from approval.procedure.effect import drifted
from approval.procedure.office import Office
from approval.store import cases
from approval.store.papers import Status

PAGE = 200
"""How many cases are read at once."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One sorting copy that is not what the journal gives."""

    number: str
    name: str
    stored: object
    reckoned: object

    def __str__(self) -> str:
        """Give the difference on one line, as the command prints it."""
        return (
            f"{self.number} {self.name}：库中为 {_plain(self.stored)}，由流转记录得出 {_plain(self.reckoned)}"
        )


def drift(office: Office) -> Iterator[Drift]:
    """Fold every case again, open or ended, and give each sorting copy that has drifted.

    Nothing is written. Silence that nobody has recorded yet is no drift: the copies follow the facts.
    """
    after = 0
    with office.store.look() as tx:
        office.calendars.refresh(tx)
    while page := _page(office, after):
        for case in page:
            yield from _compare(office, case)
        yield from _effects(office, page)
        after = page[-1].id


def _page(office: Office, after: int) -> list[Case]:
    """Read some cases with their journals, in a transaction of their own."""
    with office.store.look() as tx:
        return cases.every(tx, after, limit=PAGE)


def _compare(office: Office, case: Case) -> Iterator[Drift]:
    """Compare one case's copies with its journal."""
    again = _again(office, case)
    if again is None:
        yield Drift(case.number, "journal", case.stage, None)
        return
    for name in SUMMARY_FIELDS:
        stored, reckoned = getattr(case, name), getattr(again, name)
        if stored != reckoned:
            yield Drift(case.number, name, stored, reckoned)


def _effects(office: Office, page: Sequence[Case]) -> list[Drift]:
    """Compare what is kept of the effect of each letter with what the journals say of it."""
    with office.store.look() as tx:
        return [
            Drift(case.number, f"effect of {stands.number}", _status(stands), _status(should))
            for case in page
            for stands, should in drifted(tx, case)
        ]


def _status(status: Status) -> str:
    """Write whether a letter holds, since when not, and by which letter."""
    since = status.effect_on.isoformat() if status.effect_on else ""
    return " ".join(part for part in (status.effect.value, since, status.effect_by) if part)


def _again(office: Office, case: Case) -> Summary | None:
    """Work out the copies from the journal alone; None where the workflow cannot follow it."""
    last = case.entries[-1].effective_on if case.entries else case.received_on
    try:
        docket = docket_of(office, case, last)
        recorded = machine.recorded(docket.workflow, case.entries, docket.promised)
    except (KeyError, ValueError, OutOfOrder):
        return None
    return docket.summary(recorded)


def _plain(value: object) -> str:
    """Write a copy's value for people."""
    if value is None or value == "":
        return "（空）"
    return value.isoformat() if isinstance(value, date) else str(value)
