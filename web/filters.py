"""How values read on a page: days, instants, sizes, lights, and the weeks of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from approval.core.clock import ONE_DAY
from approval.core.effect import since, word
from approval.core.ledger import Row
from approval.core.vocabulary import Light, Role
from approval.core.workdays import DayReason
from approval.procedure.office import SHANGHAI, shanghai_day
from approval.store.papers import Letter

WEEKDAYS = "一二三四五六日"
SHAPES: Mapping[Light, str] = {Light.GREEN: "●", Light.YELLOW: "▲", Light.RED: "■"}

MARKS: Mapping[DayReason, str] = {
    DayReason.EVENT_DAY: "起算",
    DayReason.COUNTED: "",
    DayReason.WEEKEND: "周末",
    DayReason.HOLIDAY: "放假",
    DayReason.MAKE_UP_DAY: "调休",
    DayReason.TOLLED: "扣除",
    DayReason.PROVISIONAL: "暂定",
}
"""What fits into one square of the calendar strip; the table below says it in full."""


def zh_date(day: date | None) -> str:
    """Write a day as 2026年10月9日(周五); empty where there is none."""
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日(周{WEEKDAYS[day.weekday()]})"


def iso_day(written: str) -> date:
    """Read a day that stands as text in plain values."""
    return date.fromisoformat(written)


def zh_instant(instant: datetime | None) -> str:
    """Write an instant as Beijing time, 2026年10月9日 14:05; empty where there is none."""
    if instant is None:
        return ""
    local = instant.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def zh_day_count(days: int) -> str:
    """Write a number of days as people must read it: 3 个工作日."""
    return f"{days} 个工作日"


def size(count: int) -> str:
    """Write a number of bytes as KiB or MiB."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} KiB"
    return f"{count / (1024 * 1024):.1f} MiB"


def role_zh(role: str) -> str:
    """Give a role's Chinese word."""
    return Role(role).zh


def role_names(roles: Collection[Role]) -> str:
    """List roles in the order of the work."""
    return "、".join(role.zh for role in Role if role in roles)


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light as it is shown: its colour's name, a shape and words."""

    colour: str
    shape: str
    says: str


def light_words(light: Light | str, days_left: int | None = None) -> Lamp:
    """Say a light in words; ``days_left`` is in working days and negative once late."""
    colour = Light(light)
    return Lamp(colour.value, SHAPES[colour], _light_says(colour, days_left))


def _light_says(colour: Light, days_left: int | None) -> str:
    """Say how many working days are left or late."""
    if colour is Light.GREEN:
        return colour.zh
    if colour is Light.RED:
        return f"已逾期 {zh_day_count(-days_left)}" if days_left else "已逾期"
    if days_left is None:
        return "即将到期"
    return f"还剩 {zh_day_count(days_left)}" if days_left > 0 else "今天到期"


@dataclass(frozen=True, slots=True)
class Week:
    """One row of the calendar strip: seven days from Monday, None where the ledger has no row."""

    label: str
    cells: tuple[Row | None, ...]


def weeks(rows: Sequence[Row]) -> list[Week]:
    """Lay the rows of a ledger out in weeks; a week is labelled where its month begins."""
    by_day = {row.date: row for row in rows}
    if not by_day:
        return []
    last = max(by_day)
    monday = min(by_day) - timedelta(days=min(by_day).weekday())
    laid: list[Week] = []
    month = 0
    while monday <= last:
        cells = tuple(by_day.get(monday + ONE_DAY * place) for place in range(7))
        begins = next(cell.date for cell in (*cells, *rows) if cell is not None)
        laid.append(Week("" if begins.month == month else f"{begins.month}月", cells))
        month = begins.month
        monday += timedelta(days=7)
    return laid


def day_mark(row: Row, due_on: date | None = None, today: date | None = None) -> str:
    """Give the short word in a square of the strip."""
    if row.date == due_on:
        return "届满"
    if due_on is not None and row.counts and row.date > due_on:
        return "逾期"
    return MARKS[row.reason] or ("今天" if row.date == today else "")


UNSIGNED = "等待签章"


def letter_state(letter: Letter) -> tuple[str, str] | None:
    """Say of a letter what became of it, since when and by which other, or that it waits for its seal."""
    if letter.effect_on is not None:
        return word(letter.effect, letter.effect_by), since(
            letter.kind, letter.effect, letter.effect_on, letter.effect_by
        )
    return None if letter.sha256 else (UNSIGNED, "")


FILTERS: Mapping[str, Callable[..., object]] = {
    "iso_day": iso_day,
    "zh_date": zh_date,
    "zh_instant": zh_instant,
    "zh_day_count": zh_day_count,
    "shanghai_day": shanghai_day,
    "size": size,
    "role_zh": role_zh,
    "role_names": role_names,
    "light_words": light_words,
    "weeks": weeks,
    "day_mark": day_mark,
    "letter_state": letter_state,
}
"""The filters of every template, by name."""
