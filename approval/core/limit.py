"""A time limit: so many days, of which unit, by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from approval.core.vocabulary import Unit


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of days of one unit, with the id of the rule that sets it.

    ``days`` is 1 or more; ``basis`` is the id of a pack's source, or ``assumption``.
    """

    days: int
    unit: Unit = Unit.WORKING
    basis: str = ""

    def __post_init__(self) -> None:
        """Refuse a limit of no days: every limit leaves at least one."""
        if self.days < 1:
            raise ValueError(f"a limit has at least one day, not {self.days}")

    @property
    def says(self) -> str:
        """Give the limit in words, as letters print it."""
        return days_say(self.days, self.unit)


def days_say(days: int, unit: Unit) -> str:
    """Give a number of days in words: 10个工作日, 30日."""
    return f"{days}个{unit.zh}" if unit is Unit.WORKING else f"{days}{unit.zh}"


@dataclass(frozen=True, slots=True)
class Limits:
    """One clock's limit twice: what the law sets and what the authority promises.

    Lights and worklists follow ``promised``; passing ``statutory`` is a graver fact.
    """

    statutory: Limit
    promised: Limit

    @classmethod
    def same(cls, limit: Limit) -> Limits:
        """Make the pair of a clock for which nothing shorter was promised."""
        return cls(limit, limit)


NATIONAL: dict[str, Limit] = {
    "completeness": Limit(5, basis="licensing-law-32"),
    "supplement_check": Limit(5, basis="assumption"),
    "decision": Limit(20, basis="licensing-law-42"),
    "delivery": Limit(10, basis="licensing-law-44"),
}
"""The national limits of a single licence case (行政许可法 32, 42, 44)."""

JOINT_DECISION = Limit(45, basis="licensing-law-42-2")
"""The envelope of unified, joint or centralised handling (行政许可法 42(2))."""

LONGEST = 3660
"""The most days that a limit or a special procedure may have: ten years, far beyond any rule."""

LONGEST_EXTENSION = 10
LONGEST_JOINT_EXTENSION = 15
