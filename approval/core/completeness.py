"""What a filing lacks, and which standards it meets: the completeness check (行政许可法 32(1)(4))."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from approval.core.item import Item
from approval.core.material import Defect, Field, Material, Standard

LARGEST = 10**9
"""No number of a form is larger; what is, is a slip of the finger or an attack."""


@dataclass(frozen=True, slots=True)
class StandardResult:
    """One standard beside what the application states; ``met`` is None where that is not all stated."""

    standard: Standard
    met: bool | None
    unstated: tuple[str, ...]

    @property
    def says(self) -> str:
        """Give the result as the reviewer reads it."""
        return {True: "符合", False: "不符合", None: "未填写，不能判断"}[self.met]


def answer(asked: Field, facts: Mapping[str, object]) -> object:
    """Give what the application states for a field; None where it is not stated.

    An empty text stands for the field's ``blank``: for some fields that is an answer (there is none).
    """
    value = value_at(facts, asked.alias_of or asked.path)
    if value is None or (isinstance(value, str) and not value.strip()):
        return asked.blank
    return value


def value_at(facts: Mapping[str, object], path: str) -> object:
    """Follow a dotted path into nested facts; None where it leads nowhere."""
    value: object = facts
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def number_of(value: object) -> Decimal | None:
    """Read a number from what a form or a journal holds; None for anything else and beyond LARGEST."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and -LARGEST <= number <= LARGEST else None


def whole_number(value: object) -> int | None:
    """Read a whole number; None for anything else."""
    number = number_of(value)
    return int(number) if number is not None and number == number.to_integral_value() else None


def readable(asked: Field, value: object) -> bool:
    """Say whether an answer is of the field's kind."""
    if asked.type == "bool":
        return isinstance(value, bool)
    if asked.type in ("int", "decimal"):
        number = whole_number(value) if asked.type == "int" else number_of(value)
        return number is not None and number >= asked.least
    return isinstance(value, str) and (not asked.choices or value in asked.choices)


def defects(item: Item, facts: Mapping[str, object], held: Collection[str]) -> tuple[Defect, ...]:
    """List everything that a filing lacks under its item, for the one notice.

    ``held`` are the ids of the materials that are present. Fields come first, in the order of the form,
    then materials in the order of the checklist.
    """
    return (*field_defects(item, facts), *material_defects(item, facts, frozenset(held)))


def field_defects(item: Item, facts: Mapping[str, object]) -> Iterator[Defect]:
    """Find the required fields that are not stated or hold something else than they ask for."""
    for asked in item.fields:
        value = answer(asked, facts)
        if value is None:
            if asked.asked_when is not None and asked.asked_when.holds(facts):
                yield field_defect(item, asked, "没有填写", f"请填写“{asked.label}”。{asked.hint}")
        elif not readable(asked, value):
            yield field_defect(
                item, asked, "填写的内容不是所要求的形式", f"请重新填写“{asked.label}”。{asked.hint}"
            )


def field_defect(item: Item, asked: Field, fault: str, remedy: str) -> Defect:
    """Make the defect of one field of the application form."""
    return Defect(
        asked.path,
        "field",
        f"申请书“{asked.section}”部分的“{asked.label}”{fault}。",
        item.cites(item.form_basis),
        remedy,
    )


def material_defects(item: Item, facts: Mapping[str, object], held: frozenset[str]) -> Iterator[Defect]:
    """Find the materials that are needed, or may be needed, and not present."""
    for material in item.materials:
        if material.id in held or material.source != "applicant":
            continue
        needed = material.needed.holds(facts)
        if needed is None:
            yield undecided_defect(item, material, facts)
        elif needed:
            yield missing_defect(item, material)


def missing_defect(item: Item, material: Material) -> Defect:
    """Make the defect of a material that is needed and not there."""
    remedy = material.remedy or f"请提交《{material.name}》。"
    return Defect(
        material.id, "material", f"没有提交《{material.name}》。", item.cites(material.basis), remedy
    )


def undecided_defect(item: Item, material: Material, facts: Mapping[str, object]) -> Defect:
    """Make the defect of a material of which nobody can say yet whether it is needed."""
    labels = unstated(item, material.needed.fields, facts)
    asked = "、".join(f"“{label}”" for label in labels)
    return Defect(
        material.id,
        "material",
        f"没有提交《{material.name}》，申请书又没有填明{asked}，不能判断是否需要提交。",
        item.cites(material.basis),
        f"请填明{asked}；需要提交的，同时提交《{material.name}》。{material.remedy}",
    )


def unstated(item: Item, paths: tuple[str, ...], facts: Mapping[str, object]) -> tuple[str, ...]:
    """Give the labels of those fields that the application does not state readably."""
    asked = [field for path in paths if (field := item.field(path)) is not None]
    return tuple(
        field.label
        for field in asked
        if (value := answer(field, facts)) is None or not readable(field, value)
    )


def standards(item: Item, facts: Mapping[str, object]) -> tuple[StandardResult, ...]:
    """Hold the application against each numeric standard; shown to the reviewer, never decided here."""
    return tuple(
        StandardResult(standard, standard.met.holds(facts), unstated(item, standard.met.fields, facts))
        for standard in item.standards
    )
