"""Joint handling (并联审批): the order between the items of one application, and the marks of their departments
put together for the one notice (行政许可法 26(2)).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from approval.core.item import Item
from approval.core.material import Defect

FREE = "free"
"""The kind of a defect that is about no listed material, field or standard."""

GRANTING = ("grant", "record", "answer", "not_required")
"""The acts after which an item that comes before others is done with: what it asked for is there, or needless."""

FAILING = ("refuse", "decline", "refer", "lapse_correction", "terminate", "withdraw")
"""The acts after which what an item asked for will not come."""


class Turn(Enum):
    """Where an item of joint handling stands among those that come before it."""

    MAY_BEGIN = "may_begin"
    WAITS = "waits"
    FALLS_AWAY = "falls_away"


def _once(values: Iterable[str]) -> tuple[str, ...]:
    """Give each value once, in the order of its first appearance."""
    return tuple(dict.fromkeys(values))


# --- the items of one application ------------------------------------------------------------------


def for_kinds(parts: Sequence[Item]) -> frozenset[str]:
    """Name the kinds of unit between which the items of a joint form differ; none where they do not."""
    sets = {item.kinds for item in parts if item.kinds}
    return frozenset(kind for kinds in sets for kind in kinds) if len(sets) > 1 else frozenset()


def applied_for(parts: Sequence[Item], kind: str) -> tuple[str, ...]:
    """Name the items that an application is for: of those that differ by kind of unit, those for its kind."""
    choice = for_kinds(parts)
    return tuple(item.id for item in parts if not choice or not item.kinds or kind in item.kinds)


# --- the order between the items -------------------------------------------------------------------


def before(item: Item, parts: Collection[str]) -> tuple[str, ...]:
    """Name the items of the same application that come before one; others are no matter of this application."""
    return tuple(one for one in item.after if one in parts)


def turn(item: Item, parts: Collection[str], done: Collection[str], fallen: Collection[str]) -> Turn:
    """Say whether an item may begin, waits, or falls away with one that comes before it."""
    earlier = before(item, parts)
    if any(one in fallen for one in earlier):
        return Turn.FALLS_AWAY
    return Turn.MAY_BEGIN if all(one in done for one in earlier) else Turn.WAITS


# --- the one notice ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """One defect that one department found in its part."""

    part: str
    item_name: str
    organ: str
    defect: Defect


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the consolidated notice: the defect, and for which items by which departments it was found."""

    defect: Defect
    parts: tuple[str, ...]
    items: tuple[str, ...]
    organs: tuple[str, ...]


def consolidated(marks: Sequence[Mark]) -> list[Told]:
    """Put the departments' marks together: what several found in the same material or field is told once.

    A defect that is about nothing listed carries its part's name, for two departments number theirs alike.
    """
    lines: dict[str, list[Mark]] = {}
    for mark in marks:
        lines.setdefault(about_in_whole(mark.part, mark.defect), []).append(mark)
    return [_line(about, group) for about, group in lines.items()]


def about_in_whole(part: str, defect: Defect) -> str:
    """Name what a part's defect is about, within the whole application."""
    return f"{part}:{defect.about}" if defect.kind == FREE else defect.about


def about_in_part(part: str, about: str) -> str:
    """Name within a part what a line of the notice, or a paper that answers it, is about."""
    return about.removeprefix(f"{part}:")


def _line(about: str, group: Sequence[Mark]) -> Told:
    """Make one line of the marks about the same thing."""
    first = group[0].defect

    def joined(texts: Iterable[str], mark: str) -> str:
        return mark.join(_once(text.strip().rstrip("。；") for text in texts if text.strip()))

    defect = Defect(
        about=about,
        kind=first.kind,
        says=joined((one.defect.says for one in group), "；") + "。",
        basis=joined((one.defect.basis for one in group), "、"),
        remedy=joined((one.defect.remedy for one in group), "；") + "。",
        proposed=all(one.defect.proposed for one in group),
    )
    return Told(
        defect,
        _once(one.part for one in group),
        _once(one.item_name for one in group),
        _once(one.organ for one in group),
    )
