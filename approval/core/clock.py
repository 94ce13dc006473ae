"""Counting a limit: due dates, days used and left, and what tolls and an extension do to them.

Every answer is a pure function of a running clock and a calendar. The module names no act but
toll, resume and extend (行政许可法 42, 45, 82; 民法典 200-203).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from approval.core.errors import Reason
from approval.core.limit import LONGEST, LONGEST_EXTENSION, LONGEST_JOINT_EXTENSION, Limit
from approval.core.vocabulary import Light, TollingGround, Unit
from approval.core.workdays import Calendar

YELLOW_DAYS = 3
"""A green light turns yellow when so many working days or fewer are left."""

ONE_DAY = timedelta(days=1)

FIXED = Limit(1, Unit.CALENDAR, "certificate")
"""Stands for the limit of a clock whose last day a certificate names; nobody counts by it."""

Stretch = tuple[date, date]
"""Days after the first date, up to and including the second."""


@dataclass(frozen=True, slots=True)
class Toll:
    """One written notice that a special procedure takes so many days (行政许可法 45)."""

    ground: TollingGround
    noticed_on: date
    days: int
    unit: Unit = Unit.WORKING
    resumed_on: date | None = None
    letter: str = ""

    def last_named_day(self, calendar: Calendar) -> date:
        """Give the last day that the notice protects; it is not moved off a rest day."""
        if self.unit is Unit.WORKING:
            return calendar.add(self.noticed_on, self.days)
        return self.noticed_on + timedelta(days=self.days)

    def stretch(self, calendar: Calendar, closed_on: date | None = None) -> Stretch:
        """Give the days that do not count: after the notice, up to the result or the last named day."""
        through = self.last_named_day(calendar)
        if self.resumed_on is not None and self.resumed_on < through:
            through = self.resumed_on
        if closed_on is not None and closed_on < through:
            through = closed_on
        return self.noticed_on, through


@dataclass(frozen=True, slots=True)
class Run:
    """One clock of one case, from the day that starts it (day 0, which never counts).

    ``extended_by`` is working days; ``ended_on`` the day of the act that ended it, or None;
    ``until`` is a last day that a certificate names, which is not counted and never moved;
    ``closes_tolls`` says that this end (the decision) also ends every toll still open.
    """

    name: str
    start: date
    limit: Limit
    tolls: tuple[Toll, ...] = ()
    extended_by: int = 0
    ended_on: date | None = None
    closes_tolls: bool = False
    until: date | None = None

    def counted_by(self, limit: Limit) -> Run:
        """Give the same clock under another limit; one with a named last day keeps it."""
        if limit is self.limit or self.until is not None:
            return self
        return replace(self, limit=limit)

    def provisional(self, calendar: Calendar, through: date) -> bool:
        """Say whether the days up to one rest on an unsettled calendar; a named last day rests on none."""
        return self.until is None and calendar.any_provisional(self.start, through)

    def stretches(self, calendar: Calendar) -> list[Stretch]:
        """Give the stretches that do not count, overlaps joined, in order."""
        if not self.tolls:
            return []
        closed_on = self.ended_on if self.closes_tolls else None
        return union(toll.stretch(calendar, closed_on) for toll in self.tolls)

    def open_toll(self, ground: TollingGround) -> Toll | None:
        """Find the toll on this ground whose result has not come in."""
        return next((t for t in self.tolls if t.ground is ground and t.resumed_on is None), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one clock says on one day.

    All day counts are working days; ``days_left`` is negative once the due date has passed.
    """

    due_on: date
    days_used: int
    days_left: int
    days_tolled: int
    light: Light
    provisional: bool

    @property
    def overdue(self) -> bool:
        """Say whether the due date has passed."""
        return self.light is Light.RED


def union(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Join overlapping stretches and drop empty ones, in date order."""
    joined: list[Stretch] = []
    for after, through in sorted(s for s in stretches if s[1] > s[0]):
        if joined and after <= joined[-1][1]:
            if through > joined[-1][1]:
                joined[-1] = (joined[-1][0], through)
        else:
            joined.append((after, through))
    return joined


def due_on(calendar: Calendar, run: Run) -> date:
    """Give the last day on which the limit is kept, the extension included.

    Raises CalendarRange where the limit runs past the calendar.
    """
    if run.until is not None:
        return run.until
    stretches = run.stretches(calendar)
    if run.limit.unit is Unit.WORKING:
        if not stretches:
            return calendar.add(run.start, run.limit.days + run.extended_by)
        last = _walk(calendar, run.start, run.limit.days, stretches)
    else:
        last = _roll(calendar, _walk_days(run.start, run.limit.days, stretches), stretches)
    if run.extended_by:
        last = _walk(calendar, last, run.extended_by, stretches)
    return last


def _walk(calendar: Calendar, start: date, days: int, stretches: Sequence[Stretch]) -> date:
    """Count working days after ``start``, leaving out the stretches."""
    position, remaining = start, days
    for after, through in stretches:
        if through <= position:
            continue
        before = calendar.count(position, after)
        if before >= remaining:
            break
        remaining -= before
        position = through
    return calendar.add(position, remaining)


def _walk_days(start: date, days: int, stretches: Sequence[Stretch]) -> date:
    """Count calendar days after ``start``, leaving out the stretches."""
    position, remaining = start, days
    for after, through in stretches:
        if through <= position:
            continue
        before = max((after - position).days, 0)
        if before >= remaining:
            break
        remaining -= before
        position = through
    return position + timedelta(days=remaining)


def _roll(calendar: Calendar, last: date, stretches: Sequence[Stretch]) -> date:
    """Move a last day that rests or is tolled to the next working day that is neither (民法典 203)."""
    while not calendar.works(last) or in_stretch(last, stretches):
        last += ONE_DAY
    return last


def in_stretch(day: date, stretches: Iterable[Stretch]) -> bool:
    """Say whether a day lies in one of the stretches."""
    return any(after < day <= through for after, through in stretches)


def counting(calendar: Calendar, after: date, through: date, stretches: Sequence[Stretch]) -> int:
    """Count the working days after one day up to another that no stretch takes out."""
    days = calendar.count(after, through)
    return days - tolled(calendar, after, through, stretches) if stretches else days


def tolled(calendar: Calendar, after: date, through: date, stretches: Iterable[Stretch]) -> int:
    """Count the working days after one day up to another that the stretches take out."""
    return sum(
        calendar.count(max(after, begin), min(through, end))
        for begin, end in stretches
        if begin < through and end > after
    )


def days_tolled(calendar: Calendar, run: Run, due: date) -> int:
    """Count the working days between day 0 and the due date that tolls took out, future ones included."""
    return tolled(calendar, run.start, due, run.stretches(calendar)) if run.tolls else 0


def read(calendar: Calendar, run: Run, as_of: date, due: date | None = None) -> Reading:
    """Read a clock on a day: its due date (worked out unless handed in), days used, left, tolled, and its light."""
    due = due or due_on(calendar, run)
    stretches = run.stretches(calendar)
    late = calendar.count(due, as_of)
    used = counting(calendar, run.start, min(as_of, due), stretches) + late
    left = counting(calendar, as_of, due, stretches) if as_of <= due else -late
    return Reading(
        due_on=due,
        days_used=used,
        days_left=left,
        days_tolled=tolled(calendar, run.start, due, stretches),
        light=light(due, left, as_of),
        provisional=run.provisional(calendar, max(due, as_of)),
    )


def light(due: date, days_left: int, as_of: date) -> Light:
    """Give the colour of a clock: red after the due date, yellow near it, otherwise green."""
    if as_of > due:
        return Light.RED
    return Light.YELLOW if days_left <= YELLOW_DAYS else Light.GREEN


def missed(due: date, run: Run, as_of: date) -> bool:
    """Say whether the clock ended, or by ``as_of`` has not ended, after its due date."""
    last = as_of if run.ended_on is None or run.ended_on > as_of else run.ended_on
    return last > due


def toll_fault(run: Run, ground: TollingGround, days: int) -> Reason | None:
    """Say why a special procedure cannot be opened now, or None."""
    if not 1 <= days <= LONGEST:
        return Reason(
            f"特别程序所需时间应为1至{LONGEST}日。", "行政许可法第四十五条", "请填写所需天数。", "days"
        )
    if run.open_toll(ground):
        return Reason(
            f"“{ground.zh}”的特别程序尚未结束，不能再次开始。",
            "行政许可法第四十五条",
            "请先登记结果收到日期；确需更多时间的，再另行书面告知。",
            "ground",
        )
    return None


def resume_fault(run: Run, ground: TollingGround) -> Reason | None:
    """Say why no special procedure on this ground can end now, or None."""
    if run.open_toll(ground):
        return None
    return Reason(
        f"没有正在进行的“{ground.zh}”特别程序。",
        "行政许可法第四十五条",
        "请核对特别程序的种类。",
        "ground",
    )


def extension_fault(calendar: Calendar, run: Run, on: date, days: int, *, joint: bool) -> Reason | None:
    """Say why the limit cannot be extended by so many working days on that day, or None (行政许可法 42)."""
    longest = LONGEST_JOINT_EXTENSION if joint else LONGEST_EXTENSION
    basis = f"行政许可法第四十二条第{'二' if joint else '一'}款"
    if run.extended_by:
        return Reason("本案已经延期一次，不能再次延期。", basis, "请在延长后的期限内作出决定。")
    if not 1 <= days <= longest:
        return Reason(f"延期应为1至{longest}个工作日。", basis, "请改填延长的工作日数。", "days")
    due = due_on(calendar, run)
    if on > due:
        return Reason(
            f"办理期限已于{due:%Y-%m-%d}届满，届满后不能延期。", basis, "请尽快作出决定；逾期情况将记入案卷。"
        )
    return None


def with_toll(run: Run, toll: Toll) -> Run:
    """Add a toll to a running clock."""
    return _changed(run, (*run.tolls, toll), run.extended_by)


def with_result(run: Run, ground: TollingGround, on: date) -> Run:
    """Note the day on which the result of a special procedure came in."""
    tolls = tuple(
        Toll(toll.ground, toll.noticed_on, toll.days, toll.unit, on, toll.letter)
        if toll.ground is ground and toll.resumed_on is None
        else toll
        for toll in run.tolls
    )
    return _changed(run, tolls, run.extended_by)


def with_extension(run: Run, days: int) -> Run:
    """Extend a running clock by working days."""
    return _changed(run, run.tolls, run.extended_by + days)


def ended(run: Run, on: date, *, closes_tolls: bool) -> Run:
    """End a running clock with the act of a day."""
    return Run(run.name, run.start, run.limit, run.tolls, run.extended_by, on, closes_tolls, run.until)


def _changed(run: Run, tolls: tuple[Toll, ...], extended_by: int) -> Run:
    """Give the run with other tolls or another extension; ``replace`` would take three times as long."""
    return Run(run.name, run.start, run.limit, tolls, extended_by, run.ended_on, run.closes_tolls, run.until)
