"""A year as people hang it on the wall: months of weeks, each day with what it is."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from approval.core.workdays import Calendar

FRIDAY = 4
WORK, WEEKEND, HOLIDAY, MAKE_UP = "work", "weekend", "holiday", "make-up"
SPECIAL = frozenset({HOLIDAY, MAKE_UP})

_weeks = Weeks(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Square:
    """One day of the grid; ``name`` is the festival's, ``said`` that the notice at hand names the day."""

    day: date
    kind: str
    name: str
    said: bool

    @property
    def mark(self) -> str:
        """Give the one character in the square."""
        return {HOLIDAY: "休", MAKE_UP: "班"}.get(self.kind, "")

    @property
    def says(self) -> str:
        """Say what the day is."""
        return {WORK: "工作日", WEEKEND: "周末", HOLIDAY: f"{self.name}放假", MAKE_UP: "调休上班"}[self.kind]

    @property
    def aloud(self) -> str:
        """Say the day in full, for whoever hears the page."""
        return f"{self.day.month}月{self.day.day}日{self.says}"


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the grid; squares of neighbouring months are None."""

    year: int
    month: int
    weeks: tuple[tuple[Square | None, ...], ...]
    working: int

    @property
    def names(self) -> list[str]:
        """Name the rest days and make-up days in words: 1日至3日元旦放假, 4日调休上班."""
        squares = [each for week in self.weeks for each in week if each is not None]
        runs = groupby(squares, key=lambda each: (each.kind, each.name))
        return [_named([each.day.day for each in run], *key) for key, run in runs if key[0] in SPECIAL]


def months(calendar: Calendar, wanted: Iterable[tuple[int, int]], said: Collection[date] = ()) -> list[Month]:
    """Lay out these months; ``said`` are the days that a notice at hand names."""
    return [_month(calendar, year, month, said) for year, month in wanted]


def of_year(calendar: Calendar, year: int) -> list[Month]:
    """Lay out a whole year."""
    return months(calendar, [(year, month) for month in range(1, 13)])


def _month(calendar: Calendar, year: int, month: int, said: Collection[date]) -> Month:
    """Lay out one month."""
    weeks = tuple(
        tuple(square(calendar, day, said) if day.month == month else None for day in week)
        for week in _weeks.monthdatescalendar(year, month)
    )
    working = sum(each is not None and calendar.works(each.day) for week in weeks for each in week)
    return Month(year, month, weeks, working)


def square(calendar: Calendar, day: date, said: Collection[date] = ()) -> Square:
    """Say what one day is."""
    named = calendar.named(day)
    return Square(day, _kind(calendar, day), named.name if named else "", day in said)


def _named(days: list[int], kind: str, name: str) -> str:
    """Name a run of days."""
    stretch = f"{days[0]}日至{days[-1]}日" if len(days) > 1 else f"{days[0]}日"
    if kind == MAKE_UP:
        return f"{stretch}调休上班{f'（{name}）' if name else ''}"
    return f"{stretch}{name}放假"


def _kind(calendar: Calendar, day: date) -> str:
    """Tell make-up days and named rest days from ordinary ones."""
    weekend = day.weekday() > FRIDAY
    if calendar.works(day):
        return MAKE_UP if weekend else WORK
    return HOLIDAY if calendar.named(day) else WEEKEND
