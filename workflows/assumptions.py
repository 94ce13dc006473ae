"""What a pack says with no source behind it, each with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from approval.core.item import ASSUMPTION
from workflows.pack_sheet import Sheet
from workflows.pack_text import Path, line_of


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that no source says, with the default that stands in for it and where it is written."""

    pack: str
    about: str
    says: str
    note: str
    file: str
    line: int


def assumptions(sheet: Sheet) -> Iterable[Assumption]:
    """List what the pack says with no source behind it."""
    raw = sheet.table.model_dump(exclude_unset=True)
    for place, ids in bases_in(raw):
        if ASSUMPTION in ids:
            holder = at(raw, place[:-1])
            yield Assumption(
                sheet.id,
                about(raw, place),
                says(holder, str(place[-1])),
                str(holder.get("note", "")),
                sheet.file,
                line_of(sheet.lines, place),
            )


def at(raw: object, place: Path) -> dict[str, object]:
    """Follow a place into the tables of a pack."""
    for part in place:
        raw = raw[part]  # type: ignore[index]
    return raw if isinstance(raw, dict) else {}


def about(raw: object, place: Path) -> str:
    """Name the thing that an assumption is about by the ids on the way to it."""
    words: list[str] = []
    for depth, part in enumerate(place[:-1]):
        if isinstance(part, int):
            table = at(raw, place[: depth + 1])
            words[-1] = str(table.get("id") or table.get("ground") or f"{words[-1]}[{part + 1}]")
        else:
            words.append(part)
    key = str(place[-1])
    return "/".join(words if key == "basis" else [*words, key.removesuffix("_basis")])


def says(holder: Mapping[str, object], key: str) -> str:
    """Say what stands there by default."""
    if key != "basis":
        return str(holder.get(key.removesuffix("_basis"), ""))
    if "days" in holder:
        return f"{holder['days']}{'个工作日' if holder.get('unit') == 'working' else '日'}"
    for name in ("says", "name", "on", "months", "met"):
        if name in holder:
            return str(holder[name])
    return ""


def bases_in(value: object, place: Path = ()) -> Iterator[tuple[Path, list[str]]]:
    """Find every basis that stands in a pack, with its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if (name == "basis" or name.endswith("_basis")) and isinstance(inner, list):
                yield (*place, name), [str(one) for one in inner]
            else:
                yield from bases_in(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from bases_in(inner, (*place, number))
