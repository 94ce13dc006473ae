"""Subsidies that may be claimed after a grant: which clauses are met, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from approval.core.completeness import unstated
from approval.core.item import Hint, Item


@dataclass(frozen=True, slots=True)
class Claim:
    """One subsidy beside what the application states.

    ``met`` is None where what the clause asks is not all stated; ``amount`` is a number of the hint's
    unit, or None where the clause names no sum or what it counts by is not stated; ``missing`` are the
    labels of what is not stated.
    """

    hint: Hint
    met: bool | None
    amount: Decimal | None
    missing: tuple[str, ...]
    basis: str

    @property
    def sum_says(self) -> str:
        """Give the amount with its unit as people read it; nothing where there is none."""
        return f"{_grouped(self.amount)}{self.hint.unit}" if self.amount is not None else ""


def claims(item: Item, facts: Mapping[str, object]) -> tuple[Claim, ...]:
    """Hold the facts of a granted case against each subsidy of the item; those ruled out are left away.

    Nothing is decided here: whoever pays looks at the clause himself.
    """
    found = (_claim(item, hint, facts) for hint in item.hints)
    return tuple(claim for claim in found if claim.met is not False)


def _claim(item: Item, hint: Hint, facts: Mapping[str, object]) -> Claim:
    """Hold the facts against one subsidy."""
    met = hint.when.holds(facts)
    needed = (*hint.when.fields, *(hint.amount.fields if hint.amount else ()))
    amount = hint.amount.of(facts) if hint.amount and met else None
    return Claim(
        hint, met, amount, unstated(item, tuple(dict.fromkeys(needed)), facts), item.cites(hint.basis)
    )


def _grouped(amount: Decimal) -> str:
    """Write a number without needless noughts: 360000, 0.5."""
    plain = amount.normalize()
    return f"{plain.to_integral() if plain == plain.to_integral() else plain:f}"
