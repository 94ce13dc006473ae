"""Which days work: the State Council's yearly notices, the law's own days, and counting by look-up.

A year whose notice is not loaded is provisional: weekends, and the rest days that
全国年节及纪念日放假办法 itself fixes; substitute days and make-up working days are not guessed.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import accumulate, compress

FIRST = date(2000, 1, 1)
LAST = date(2099, 12, 31)

_START = FIRST.toordinal()
_LENGTH = LAST.toordinal() - _START + 1
_FRIDAY = 4
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


class DayReason(StrEnum):
    """Why a day counts or does not; the closed list of the ledger."""

    EVENT_DAY = "event_day"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP_DAY = "make_up_day"
    TOLLED = "tolled"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One day that a notice (or the law) names: a rest day, or with ``rest`` False a working day."""

    date: date
    rest: bool
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What one notice says of one year, with its source; ``division`` is "" for the State Council.

    ``division`` is otherwise the 6-digit GB/T 2260 code of the government that gave the notice
    (放假办法 4). The days may lie in the last week before the year or the first week after it.
    """

    year: int
    number: str
    title: str
    issued_on: date | None
    source: str
    division: str
    days: tuple[NamedDay, ...]

    @property
    def cited_as(self) -> str:
        """Give the shortest thing that identifies the notice: its number, title or source."""
        return self.number or self.title or self.source or f"{self.year}年放假通知"


class CalendarRange(ValueError):  # noqa: N818 - named for what was left
    """A day outside the calendar."""

    def __init__(self, day: date | None = None) -> None:
        """Name the day (None: the one that counting would have reached) and the range."""
        what = "计算得出的日期" if day is None else day.isoformat()
        super().__init__(f"{what}超出工作日历的范围（{FIRST}至{LAST}），请核对日期和天数")


class Calendar:
    """The working days of one division, or of the whole country, from 2000 to 2099.

    Every question is an array look-up. A calendar never changes: loading a notice gives a new one.
    Days outside ``first`` to ``last`` raise CalendarRange.
    """

    first: date = FIRST
    last: date = LAST

    def __init__(self, notices: Iterable[Notice], division: str = "") -> None:
        """Build the look-ups from all notices loaded, in the order in which they were issued."""
        self.notices = tuple(notices)
        self.division = division
        self._divisions: dict[str, Calendar] = {}
        self._explained: dict[date, tuple[bool, DayReason, str]] = {}
        self._known = frozenset(n.year for n in self.notices if not n.division)
        self._named = _named_days(self.notices, division)
        works = _working(self._named)
        self._works = bytes(works)
        self._upto = array("i", accumulate(works))
        self._working_days = tuple(compress(_all_days(), works))

    @classmethod
    def national(cls) -> Calendar:
        """Give the calendar of the built-in notices of 2007 to 2026; the same object every time."""
        return _national()

    def with_notices(self, notices: Iterable[Notice]) -> Calendar:
        """Give a calendar in which these notices amend the ones already loaded, day by day."""
        return Calendar((*self.notices, *notices), self.division)

    def for_division(self, code: str) -> Calendar:
        """Give the calendar of a division: national days, amended by those of its province, city, county.

        Where a national and a division's notice name the same day, the division's own prevails
        (放假办法 4). ``code`` is a 6-digit GB/T 2260 code, "" for the whole country.
        """
        if code == self.division:
            return self
        if code not in self._divisions:
            self._divisions[code] = self._for_another(code)
        return self._divisions[code]

    def _for_another(self, code: str) -> Calendar:
        if not self.division and not any(_covers(n.division, code) for n in self.notices if n.division):
            return self
        return Calendar(self.notices, code)

    def works(self, day: date) -> bool:
        """Say whether the day is a working day."""
        return self._works[_index(day)] == 1

    def provisional(self, day: date) -> bool:
        """Say whether no national notice is loaded for the day's year."""
        _index(day)
        return day.year not in self._known

    def any_provisional(self, after: date, through: date) -> bool:
        """Say whether a day after the first date, up to and including the second, is provisional."""
        _index(after)
        _index(through)
        if through <= after:
            return False
        begins = after.year + 1 if (after.month, after.day) == (12, 31) else after.year
        return any(year not in self._known for year in range(begins, through.year + 1))

    def add(self, day: date, n: int) -> date:
        """Give the n-th working day after the day; 0 gives the day itself, working or not.

        The day itself never counts and is not first moved to a working day (民法典 201).
        Raises ValueError where n is negative.
        """
        if n < 1:
            return _itself(day, n)
        at = day.toordinal() - _START
        if at < 0:
            raise CalendarRange(day)
        try:
            return self._working_days[self._upto[at] + n - 1]
        except IndexError:
            raise CalendarRange(day if day > LAST else None) from None

    def count(self, after: date, through: date) -> int:
        """Count the working days after the first date, up to and including the second; never below 0."""
        begin = after.toordinal() - _START
        end = through.toordinal() - _START
        if begin < 0 or end < 0:
            raise CalendarRange(min(after, through))
        try:
            found = self._upto[end] - self._upto[begin]
        except IndexError:
            raise CalendarRange(max(after, through)) from None
        return found if found > 0 else 0

    def on_or_after(self, day: date) -> date:
        """Give the day itself where it works, else the next working day (民法典 203)."""
        return day if self.works(day) else self.add(day, 1)

    def named(self, day: date) -> NamedDay | None:
        """Give what a notice calls the day, else what the law calls it."""
        _index(day)
        if day in self._named:
            return self._named[day][0]
        return _statutory().get(day)

    def notice_of(self, day: date) -> Notice | None:
        """Give the notice that named the day, else the one that arranged its year."""
        _index(day)
        if day in self._named:
            return self._named[day][1]
        return next((n for n in self.notices if n.year == day.year and not n.division), None)

    def reason(self, day: date) -> DayReason:
        """Say why the day counts or not; PROVISIONAL for every day of a provisional year."""
        if self.provisional(day):
            return DayReason.PROVISIONAL
        weekend = day.weekday() > _FRIDAY
        if self.works(day):
            return DayReason.MAKE_UP_DAY if weekend else DayReason.COUNTED
        return DayReason.HOLIDAY if self.named(day) else DayReason.WEEKEND

    def says(self, day: date) -> str:
        """Give the reason in a short Chinese sentence that names the notice."""
        if self.provisional(day):
            return f"暂定：{day.year}年放假通知尚未发布或录入，{self._says_for_now(day)}"
        return {
            DayReason.COUNTED: f"{_weekday(day)}，计入",
            DayReason.WEEKEND: f"{_weekday(day)}，不计入",
            DayReason.MAKE_UP_DAY: f"{_weekday(day)}调休上班，计入{self._cited(day)}",
            DayReason.HOLIDAY: f"{self._holiday(day)}放假，不计入{self._cited(day)}",
        }[self.reason(day)]

    def explained(self, day: date) -> tuple[bool, DayReason, str]:
        """Give ``works``, ``reason`` and ``says`` of a day at once; each day is worked out once a calendar."""
        known = self._explained.get(day)
        if known is None:
            known = self._explained[day] = (self.works(day), self.reason(day), self.says(day))
        return known

    def _says_for_now(self, day: date) -> str:
        if self.works(day):
            return f"{_weekday(day)}暂按工作日计入{self._cited(day) if day in self._named else ''}"
        if self.named(day):
            return f"{self._holiday(day)}放假，暂不计入{self._cited(day)}"
        return f"{_weekday(day)}，暂不计入"

    def _holiday(self, day: date) -> str:
        named = self.named(day)
        return named.name if named and named.name else _weekday(day)

    def _cited(self, day: date) -> str:
        if day in self._named:
            return f"（{self._named[day][1].cited_as}）"
        return "（《全国年节及纪念日放假办法》第二条）"


def statutory_days(year: int) -> tuple[NamedDay, ...]:
    """Give the rest days of a year that the law itself fixes (放假办法 2), in date order."""
    return tuple(named for day, named in _statutory().items() if day.year == year)


@cache
def new_year_days() -> dict[int, date]:
    """Give the first day of the first lunar month (正月初一) by calendar year."""
    return {day.year: day for day in _lunar_rows("正月初一")}


def _lunar_rows(lunar: str) -> Iterator[date]:
    return (date.fromisoformat(r["date"]) for r in _rows("statutory_days.csv") if r["lunar"] == lunar)


def _index(day: date) -> int:
    at = day.toordinal() - _START
    if 0 <= at < _LENGTH:
        return at
    raise CalendarRange(day)


def _itself(day: date, n: int) -> date:
    if n < 0:
        raise ValueError(f"天数不能是负数：{n}")
    _index(day)
    return day


def _weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def _named_days(notices: Iterable[Notice], division: str) -> dict[date, tuple[NamedDay, Notice]]:
    """Give the last word on every named day: later notices, and nearer divisions, amend the others."""
    applying = sorted((n for n in notices if _covers(n.division, division)), key=_nearness)
    return {day.date: (day, notice) for notice in applying for day in notice.days}


def _covers(division: str, code: str) -> bool:
    """Say whether a division is the code itself, its city or its province; "" covers all."""
    return division in ("", code, code[:4] + "00", code[:2] + "0000")


def _nearness(notice: Notice) -> int:
    """Order the whole country before a province, a province before a city, a city before a county."""
    return len(notice.division.rstrip("0"))


def _working(named: dict[date, tuple[NamedDay, Notice]]) -> bytearray:
    works = bytearray(_law_alone())
    for day, (what, _notice) in named.items():
        works[_index(day)] = not what.rest
    return works


@cache
def _law_alone() -> bytes:
    """Give the working days as they are where no notice is loaded."""
    works = bytearray(day.weekday() <= _FRIDAY for day in _all_days())
    for day in _statutory():
        works[_index(day)] = 0
    return bytes(works)


@cache
def _all_days() -> tuple[date, ...]:
    return tuple(map(date.fromordinal, range(_START, _START + _LENGTH)))


@cache
def _statutory() -> dict[date, NamedDay]:
    days = (NamedDay(date.fromisoformat(r["date"]), True, r["name"]) for r in _rows("statutory_days.csv"))
    return {named.date: named for named in days}


@cache
def _national() -> Calendar:
    days: dict[str, list[NamedDay]] = {}
    for row in _rows("notice_days.csv"):
        named = NamedDay(date.fromisoformat(row["date"]), row["rest"] == "1", row["name"])
        days.setdefault(row["notice"], []).append(named)
    return Calendar(_notice(row, days[row["notice"]]) for row in _rows("notices.csv"))


def _notice(row: dict[str, str], days: Iterable[NamedDay]) -> Notice:
    return Notice(
        year=int(row["year"]),
        number=row["number"],
        title=row["title"],
        issued_on=date.fromisoformat(row["issued_on"]) if row["issued_on"] else None,
        source=row["source"],
        division="",
        days=tuple(days),
    )


def _rows(name: str) -> list[dict[str, str]]:
    """Read a table of the package's own data; lines that begin with # say where it comes from."""
    text = (files("approval.core") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
