"""What an application must hold: materials, standards, grounds, and the rules that ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Rule(Protocol):
    """A compiled expression over the facts of an application."""

    @property
    def text(self) -> str:
        """Give the expression as it was written."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that it needs, by their paths."""

    def holds(self, facts: Mapping[str, object]) -> bool | None:
        """Say whether the rule holds; None when a field it needs is not stated."""


class Amount(Protocol):
    """A compiled expression that gives a number from the facts of an application."""

    @property
    def text(self) -> str:
        """Give the expression as it was written."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that it needs, by their paths."""

    def of(self, facts: Mapping[str, object]) -> Decimal | None:
        """Give the number; None when a field it needs is not stated."""


@dataclass(frozen=True, slots=True)
class Material:
    """One material of the checklist (行政许可法 30).

    ``form`` is original, copy or shown; ``source`` applicant, held or issued;
    ``formats`` are the file types taken; ``sample`` says how to prepare it.
    """

    id: str
    name: str
    form: str
    formats: tuple[str, ...]
    source: str
    needed: Rule
    basis: tuple[str, ...]
    sample: str = ""
    remedy: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that the application form asks for (行政许可法 29, 31).

    ``path`` is where the answer stands in the nested facts, ``type`` text, int, decimal, bool or
    choice; ``asked_when`` says for which applications the answer is required, None that it never is;
    ``blank`` is what an empty answer stands for, None that it is then not stated. ``alias_of`` names the
    field whose answer this one shares. ``personal`` answers stand outside the hashed journal.
    """

    path: str
    label: str
    type: str
    section: str
    hint: str = ""
    unit: str = ""
    asked_when: Rule | None = None
    choices: tuple[str, ...] = ()
    personal: bool = False
    blank: str | None = None
    least: int = 0
    alias_of: str = ""
    example: str = ""

    @property
    def required(self) -> bool:
        """Say whether some application must state it."""
        return self.asked_when is not None


@dataclass(frozen=True, slots=True)
class Standard:
    """A numeric threshold that is shown to the reviewer and never decided by the machine."""

    id: str
    says: str
    met: Rule
    basis: tuple[str, ...]
    field: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """One member of the closed list that a refusal must choose from."""

    id: str
    says: str
    basis: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that the filing lacks, with the rule that asks for it and what to do.

    ``about`` is the id of a material, a field of the application, or a standard;
    ``kind`` is material, field or standard; ``proposed`` marks the system's own finding.
    """

    about: str
    kind: str
    says: str
    basis: str
    remedy: str
    proposed: bool = True
