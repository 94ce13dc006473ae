"""Joint handling (并联审批): one form and one set of materials for several items, the order between them,
and the marks of their departments put together for the one notice (行政许可法 26(2)).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from approval.core.item import Item
from approval.core.material import Defect, Field, Material, Rule, Standard

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


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A rule that holds where one of several does: what one department needs is asked for once, for all."""

    rules: tuple[Rule, ...]

    @property
    def text(self) -> str:
        """Give the rules as one expression."""
        return " || ".join(f"({rule.text})" for rule in self.rules)

    @property
    def fields(self) -> tuple[str, ...]:
        """Name the fields that the rules need."""
        return tuple(dict.fromkeys(path for rule in self.rules for path in rule.fields))

    def holds(self, facts: Mapping[str, object]) -> bool | None:
        """Say whether one of them holds; None where none does and one cannot be told yet."""
        found = [rule.holds(facts) for rule in self.rules]
        if any(found):
            return True
        return None if None in found else False


def any_of(rules: Iterable[Rule]) -> Rule:
    """Join rules; rules of the same words are one."""
    distinct = tuple({rule.text: rule for rule in rules}.values())
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)


def united(whole: Item, parts: Sequence[Item]) -> Item:
    """Give the joint item with the form and the materials of its parts, each shared one once.

    Its own name, authority, limits and rules stay; what is cited by a part can be cited by the whole.
    """
    sources = {name: source for part in parts for name, source in part.sources.items()}
    return replace(
        whole,
        kinds=whole.kinds or _once(kind for part in parts for kind in part.kinds),
        fields=_fields(whole, parts),
        materials=_materials([whole, *parts]),
        standards=_standards(parts),
        form_basis=whole.form_basis or _once(one for part in parts for one in part.form_basis),
        sources={**sources, **whole.sources},
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    """Give each value once, in the order of its first appearance."""
    return tuple(dict.fromkeys(values))


def _fields(whole: Item, parts: Sequence[Item]) -> tuple[Field, ...]:
    """Join the forms of the parts; a field that one of them does not have stands after its neighbour there."""
    joined: list[Field] = []
    for item in (whole, *parts):
        place = 0
        for field in item.fields:
            at = next((n for n, one in enumerate(joined) if one.path == field.path), None)
            if at is None:
                joined.insert(place, field)
                place += 1
            else:
                joined[at] = _shared_field(joined[at], field)
                place = at + 1
    return tuple(joined)


def _shared_field(one: Field, other: Field) -> Field:
    """Join two items' asking for the same field: it is asked for where either asks, with the choices of both."""
    rules = [rule for rule in (one.asked_when, other.asked_when) if rule is not None]
    return replace(
        one,
        asked_when=any_of(rules) if rules else None,
        choices=_once((*one.choices, *other.choices)),
        least=min(one.least, other.least),
        personal=one.personal or other.personal,
    )


def _materials(items: Sequence[Item]) -> tuple[Material, ...]:
    """Join the checklists: a material that several items need is on it once."""
    joined: dict[str, Material] = {}
    for item in items:
        for material in item.materials:
            known = joined.get(material.id)
            joined[material.id] = _shared_material(known, material) if known else material
    return tuple(joined.values())


def _shared_material(one: Material, other: Material) -> Material:
    """Join two items' asking for the same material: the stricter form, all that asks for it."""
    forms = (one.form, other.form)
    return replace(
        one,
        form=next((form for form in ("original", "copy") if form in forms), one.form),
        formats=tuple(kind for kind in one.formats if kind in other.formats) or one.formats,
        source="applicant" if "applicant" in (one.source, other.source) else one.source,
        needed=_needed(one, other),
        basis=_once((*one.basis, *other.basis)),
        sample=one.sample or other.sample,
        remedy=one.remedy or other.remedy,
    )


def _needed(one: Material, other: Material) -> Rule:
    """Say when a shared material is asked for: where an item needs it from the applicant."""
    asked = [material.needed for material in (one, other) if material.source == "applicant"]
    return any_of(asked or [one.needed, other.needed])


def _standards(parts: Sequence[Item]) -> tuple[Standard, ...]:
    """Join the standards that are shown while the form is filled in."""
    joined: dict[str, Standard] = {}
    for part in parts:
        for standard in part.standards:
            joined.setdefault(standard.id, standard)
    return tuple(joined.values())


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
