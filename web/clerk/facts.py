"""What a case holds, laid out for reading: what was stated, filed and measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from approval.core.completeness import StandardResult, value_at
from approval.core.item import Item
from approval.core.journal import Entry
from approval.core.material import Field, Material
from approval.procedure import application
from approval.procedure.casefile import CaseFile
from approval.store.papers import Paper
from workflows import schema

UNSTATED = "未填写"

ALIASES = {alias.path: alias for alias in schema.ALIASES}
"""The short names that rules give to fields."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One answer of the application; ``given`` says whether there is one, ``changed`` whether a supplement made it."""

    label: str
    says: str
    given: bool
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """One material of the checklist with what was filed for it; ``needed`` is None where nobody can say yet."""

    material: Material
    basis: str
    needed: bool | None
    papers: Sequence[Paper]

    @property
    def says(self) -> str:
        """Say in a word how it stands."""
        if self.papers:
            pages = sum(paper.pages for paper in self.papers)
            return f"{len(self.papers)} 个文件，{pages} 页"
        if self.material.source != "applicant":
            return "由机关核对，不用申请人提交"
        return {True: "未提交", False: "本案不需要", None: "未提交，是否需要尚不能判断"}[self.needed]

    @property
    def missing(self) -> bool:
        """Say whether the applicant should have filed it and has not."""
        return not self.papers and self.needed is not False and self.material.source == "applicant"


@dataclass(frozen=True, slots=True)
class Measured:
    """One standard beside what the application states."""

    says: str
    basis: str
    result: StandardResult
    stated: str

    @property
    def mark(self) -> tuple[str, str]:
        """Give a shape and a word."""
        return {True: ("●", "符合"), False: ("■", "不符合"), None: ("○", "未填写，不能判断")}[self.result.met]


def sections(file: CaseFile) -> dict[str, list[Stated]]:
    """Lay the answers out by section, in the order of the form; answers to unasked questions are left out."""
    facts = application.nested(file.stated)
    changed = supplemented_fields(file)
    laid: dict[str, list[Stated]] = {}
    for field in file.item.fields:
        value = value_at(facts, field.alias_of or field.path)
        asked = field.asked_when is not None and field.asked_when.holds(facts) is True
        given = value not in (None, "")
        if given or asked:
            says = shown(field, value) if given else UNSTATED
            laid.setdefault(field.section, []).append(Stated(field.label, says, given, field.path in changed))
    return laid


def shown(field: Field, value: object) -> str:
    """Write an answer as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value} {field.unit}".rstrip()


def supplemented_fields(file: CaseFile) -> frozenset[str]:
    """Name the fields that a supplement changed."""
    names: set[str] = set()
    for entry in _supplements(file):
        stated = entry.data.get("application")
        names |= set(stated) if isinstance(stated, Mapping) else set()
    return frozenset(names)


def supplemented_papers(file: CaseFile) -> frozenset[int]:
    """Name the papers that came with a supplement."""
    rows = [row for entry in _supplements(file) for row in application.filed_rows(entry)]
    return frozenset(int(str(row["paper"])) for row in rows)


def _supplements(file: CaseFile) -> list[Entry]:
    """List the entries by which the applicant supplemented."""
    return [entry for entry in file.case.entries if entry.act in ("supplement", "add_to_supplement")]


def checklist(file: CaseFile) -> list[Filed]:
    """Lay the papers out by the checklist: what the case needs first, then what it does not."""
    facts = application.nested(file.stated)
    rows = [
        Filed(
            material,
            file.item.cites(material.basis),
            material.needed.holds(facts),
            [paper for paper in file.papers if paper.material == material.id and not paper.replaced],
        )
        for material in file.item.materials
    ]
    return sorted(rows, key=lambda row: not row.papers and row.needed is False)


def unlisted(file: CaseFile) -> list[Paper]:
    """List the papers that belong to no material of the checklist."""
    listed = {material.id for material in file.item.materials}
    return [paper for paper in file.papers if paper.material not in listed and not paper.replaced]


def unopened(file: CaseFile, opened: frozenset[int]) -> list[str]:
    """Name the materials of which no paper was opened."""
    return [
        row.material.name
        for row in checklist(file)
        if row.papers and not any(paper.id in opened for paper in row.papers)
    ]


def standards(file: CaseFile) -> list[Measured]:
    """Lay the standards out beside what the application states."""
    return [
        Measured(
            result.standard.says,
            file.item.cites(result.standard.basis),
            result,
            "；".join(_stated_for(file, result)),
        )
        for result in file.standards
    ]


def _stated_for(file: CaseFile, result: StandardResult) -> list[str]:
    """Give the answers that a standard measures."""
    facts = application.nested(file.stated)
    return [_answer(file.item, facts, path) for path in result.standard.met.fields]


def _answer(item: Item, facts: Mapping[str, object], path: str) -> str:
    """Give one answer with its label."""
    field = item.field(path) or ALIASES.get(path)
    if field is None:
        return path
    value = value_at(facts, field.alias_of or field.path)
    return f"{field.label}：{shown(field, value) if value not in (None, '') else UNSTATED}"
