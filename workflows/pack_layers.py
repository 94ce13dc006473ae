"""Lay packs over one another: national, province, city, county; the upper one says what it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from typing import TypeVar

from workflows.expression import nearest
from workflows.pack_model import (
    AuthorityTable,
    ClockName,
    ItemTable,
    LimitsTable,
    OutlineTable,
    SituationTable,
    SourceTable,
    Table,
)
from workflows.pack_sheet import Fault, Sheet
from workflows.pack_text import Path

T = TypeVar("T", bound=Table)
N = TypeVar("N", bound=str)

KEYED = ("material", "standard", "ground", "condition", "termination", "hint")
"""The lists of an item whose entries the layers lay over one another by their id."""


@dataclass(frozen=True)
class Layers:
    """One pack with those it extends, the national one first."""

    sheets: tuple[Sheet, ...]

    @property
    def top(self) -> Sheet:
        """Give the pack itself."""
        return self.sheets[-1]

    @cached_property
    def sources(self) -> dict[str, SourceTable]:
        """Collect the sources of all layers."""
        return {source.id: source for sheet in self.sheets for source in sheet.table.source}

    @cached_property
    def authorities(self) -> dict[str, tuple[Sheet, AuthorityTable]]:
        """Collect the organs of all layers, each with the pack that names it; a real one replaces a generic."""
        return {one.id: (sheet, one) for sheet in self.sheets for one in sheet.table.authority}

    @cached_property
    def outlines(self) -> dict[str, OutlineTable]:
        """Collect the items that are known by name only."""
        return {one.id: one for sheet in self.sheets for one in sheet.table.outline}

    @cached_property
    def situations(self) -> dict[str, SituationTable]:
        """Collect the situations of the guide; an upper layer's takes the place of one with its id."""
        return {one.id: one for sheet in self.sheets for one in sheet.table.situation}

    @cached_property
    def below(self) -> Layers | None:
        """Give the layers under the uppermost one; None for the lowest pack."""
        return Layers(self.sheets[:-1]) if len(self.sheets) > 1 else None

    @cached_property
    def items(self) -> dict[str, ItemTable]:
        """Lay the items of all layers over one another, and each over the item it is like."""
        laid = dict(self.below.items) if self.below else {}
        for item in self.top.table.item:
            lower = lower_of(item, laid)
            laid[item.id] = over(lower, item) if lower else item
        return laid

    @cached_property
    def defaults(self) -> dict[ClockName, LimitsTable]:
        """Lay the limits that hold for every item of the layers."""
        lower = self.below.defaults if self.below else {}
        return over_each(lower, self.top.table.limit)

    def limits(self, item: ItemTable) -> dict[ClockName, LimitsTable]:
        """Lay what an item says of its limits over what holds for every item."""
        return over_each(self.defaults, item.limit)

    def parts(self, item: ItemTable) -> list[ItemTable]:
        """List the items that an item handles jointly; none for any other."""
        return [self.items[name] for name in item.parts or () if name in self.items]

    def asked(self, item: ItemTable) -> tuple[str, ...]:
        """Name the fields of an item's form; joint handling has one form for all its parts (一表申报)."""
        paths = [path for one in (item, *self.parts(item)) for path in one.asks or ()]
        return tuple(dict.fromkeys(paths))

    def days(self, item: ItemTable) -> tuple[date, date | None]:
        """Give the days on which an item holds: its own, within those of the pack; the last before the first for none."""
        heading = self.top.table.pack
        first = max(heading.effective_from, item.effective_from or heading.effective_from)
        ends = [day for day in (heading.effective_to, item.effective_to) if day is not None]
        return first, min(ends, default=None)

    def name_of(self, item_id: str) -> str | None:
        """Give the name of an item or of one known by name only; None for neither."""
        if item_id in self.items:
            return self.items[item_id].name
        return self.outlines[item_id].name if item_id in self.outlines else None

    def written_as(self, item_id: str) -> list[str]:
        """Name an item and those that it is like, so that what it takes over is blamed where it stands."""
        found = [item_id]
        for name in found:
            tables = [item[1] for sheet in self.sheets if (item := sheet.item(name))]
            found += [one for table in tables for one in table.like or () if one not in found]
        return found

    def fault(self, item_id: str, place: Path, says: str, remedy: str = "") -> Fault:
        """Make a fault of an item at the uppermost layer that says something at this place.

        An entry of a keyed list is named by its id in the place: ``("material", "floor-plan", "needed")``.
        """
        for name in self.written_as(item_id):
            for sheet in reversed(self.sheets):
                full = place_in(sheet, name, place)
                if full is not None and full in sheet.lines:
                    return sheet.fault(full, says, remedy)
        if place[:-1]:
            return self.fault(item_id, place[:-1], says, remedy)
        sheet = next(s for s in reversed(self.sheets) if s.item(item_id))
        found = sheet.item(item_id)
        return sheet.fault(("item", found[0] if found else 0), says, remedy)


def place_in(sheet: Sheet, item_id: str, place: Path) -> Path | None:
    """Turn the ids of a place into the positions of one file; None where the file does not have it."""
    found = sheet.item(item_id)
    if found is None:
        return None
    index, item = found
    if place and place[0] in KEYED and len(place) > 1:
        entries: Sequence[Table] = getattr(item, str(place[0]))
        ids = [getattr(entry, "id") for entry in entries]  # noqa: B009 - every keyed table has one
        if place[1] not in ids:
            return None
        place = (place[0], ids.index(place[1]), *place[2:])
    return ("item", index, *place)


def lower_of(item: ItemTable, laid: Mapping[str, ItemTable]) -> ItemTable | None:
    """Give what an item is laid over: the one of its id below, and over that what it is like, in order."""
    names = [name for name in (item.id, *(item.like or ())) if name in laid]
    return reduce(over, (laid[name] for name in dict.fromkeys(names))) if names else None


def over(lower: T, upper: T) -> T:
    """Lay a table over the one of the same id below it: what the upper one says holds."""
    changed: dict[str, object] = {}
    for name in type(upper).model_fields:
        below = getattr(lower, name)
        if name in KEYED:
            changed[name] = over_keyed(below, getattr(upper, name))
        elif name in ("limit", "told"):
            changed[name] = over_each(below, getattr(upper, name))
        elif name == "special":
            changed[name] = [*below, *getattr(upper, name)]
        elif name not in upper.model_fields_set and name != "pattern":
            changed[name] = below
    said = lower.model_fields_set | upper.model_fields_set
    return type(upper).model_construct(said, **{**dict(upper), **changed})


def over_keyed(lower: Sequence[T], upper: Sequence[T]) -> list[T]:
    """Lay a list of tables over another by their ids; new ones come after."""
    laid = {key(entry): entry for entry in lower}
    for entry in upper:
        laid[key(entry)] = over(laid[key(entry)], entry) if key(entry) in laid else entry
    return list(laid.values())


def key(entry: Table) -> str:
    """Give the id of a table of a keyed list."""
    return str(getattr(entry, "id"))  # noqa: B009 - every keyed table has one


def over_each(lower: Mapping[N, T], upper: Mapping[N, T]) -> dict[N, T]:
    """Lay named tables over those of the same name."""
    laid = dict(lower)
    for name, table in upper.items():
        laid[name] = over(laid[name], table) if name in laid else table
    return laid


def layered(sheets: Sequence[Sheet]) -> tuple[list[Layers], list[Fault]]:
    """Find for each pack the packs that it extends; also the faults of the chains."""
    by_id = {sheet.id: sheet for sheet in sheets}
    found: list[Layers] = []
    faults: list[Fault] = []
    for sheet in sheets:
        chain = chain_of(sheet, by_id)
        if isinstance(chain, Fault):
            faults.append(chain)
        else:
            found.append(Layers(chain))
    return found, faults


def chain_of(sheet: Sheet, by_id: Mapping[str, Sheet]) -> tuple[Sheet, ...] | Fault:
    """Follow ``extends`` down to the lowest layer."""
    chain = [sheet]
    while below := chain[-1].table.pack.extends:
        if below not in by_id:
            others = {one: 0 for one in by_id if one != sheet.id}
            remedy = nearest(below, others) or "请先装入它，或者放在同一个文件夹。"
            return chain[-1].fault(("pack", "extends"), f"没有“{below}”这个事项包。", remedy)
        if by_id[below] in chain:
            return sheet.fault(
                ("pack", "extends"), "事项包互相继承，成了循环。", "请改成 国家 ← 省 ← 市 ← 县 的顺序。"
            )
        chain.append(by_id[below])
    return tuple(reversed(chain))
