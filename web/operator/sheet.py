"""One draft taken up: what was typed, what was uploaded, what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flask import url_for

from approval.core.completeness import StandardResult, defects, standards, unstated
from approval.core.errors import OutOfOrder, Reason
from approval.core.institution import Institution
from approval.core.item import Item
from approval.core.material import Defect, Material
from approval.procedure.application import nested
from approval.procedure.submission import own_draft
from approval.store import papers, people
from approval.store.database import Tx
from approval.store.papers import Draft, Paper
from forms.application import Section, said, sections
from forms.submission import CONSENT, NOT_DECLARED, TRUTHFUL
from web import desk

QUOTED = 30
"""So many characters of an answer are quoted."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One material of the checklist for this application: the files there are, and whether it is asked for.

    ``needed`` is None where the answers given so far do not tell; ``why`` says on which answers it depends.
    """

    material: Material
    files: tuple[Paper, ...]
    needed: bool | None
    why: str

    @property
    def pages(self) -> int:
        """Count the pages uploaded."""
        return sum(paper.pages for paper in self.files)


@dataclass(frozen=True)
class Sheet:
    """One draft with its item and its papers."""

    draft: Draft
    item: Item
    institution: Institution
    papers: tuple[Paper, ...]

    @property
    def values(self) -> Mapping[str, object]:
        """Give the answers, by path."""
        return self.draft.data

    @cached_property
    def facts(self) -> dict[str, object]:
        """Give the answers as rules read them."""
        return nested(self.draft.data)

    @cached_property
    def sections(self) -> list[Section]:
        """List the pages of the form."""
        return sections(self.item)

    @cached_property
    def demands(self) -> list[Demand]:
        """Hold the checklist of materials against the answers."""
        return [demand(self, material) for material in self.item.materials if material.source == "applicant"]

    @property
    def asked(self) -> list[Demand]:
        """List the materials that are, or may be, asked for, and those already uploaded."""
        return [one for one in self.demands if one.needed is not False or one.files]

    @property
    def spared(self) -> list[Demand]:
        """List the materials that this application does not need."""
        return [one for one in self.demands if one.needed is False and not one.files]

    @cached_property
    def defects(self) -> tuple[Defect, ...]:
        """List what the clerk's own check would find missing; the declaration has a page of its own."""
        held = {paper.material for paper in self.papers}
        found = defects(self.item, self.facts, held)
        return tuple(defect for defect in found if defect.about not in (TRUTHFUL, CONSENT))

    @property
    def lacking(self) -> list[Defect]:
        """List the defects that no fault of the same field tells already."""
        told = {reason.field for _, reason in self.faults}
        return [defect for defect in self.defects if defect.about not in told]

    @property
    def unanswered(self) -> list[tuple[Section, list[str]]]:
        """List the pages with fields that must be answered and are not, and the labels of these."""
        found = [(section, self._labels(section)) for section in self.sections]
        return [(section, labels) for section, labels in found if labels]

    def _labels(self, section: Section) -> list[str]:
        """Give the labels of a page's fields that are lacking."""
        lacking = {defect.about for defect in self.lacking}
        return [field.label for field in section.fields if field.path in lacking]

    @property
    def not_filed(self) -> list[Defect]:
        """List the materials that are lacking."""
        return [defect for defect in self.lacking if defect.kind == "material"]

    @property
    def open_count(self) -> int:
        """Count what is to be put right before the application is whole."""
        return len(self.faults) + len(self.lacking)

    @cached_property
    def faults(self) -> list[tuple[Section, Reason]]:
        """List the answers that cannot stand, each with its page."""
        return [
            (section, reason)
            for section in self.sections
            for reason in section.faults(self.item, self.values)
        ]

    @cached_property
    def standards(self) -> tuple[StandardResult, ...]:
        """Hold the answers against the standards."""
        return standards(self.item, self.facts)

    @property
    def undeclared(self) -> Reason | None:
        """Say that the declaration of truth is missing, or the way of service not chosen."""
        whole = self.values.get(TRUTHFUL) is True and isinstance(self.values.get(CONSENT), bool)
        return None if whole else NOT_DECLARED


def take(tx: Tx, draft_id: int) -> Sheet:
    """Take up the draft of an application that the person signed in may work on.

    Raises NotFound, NotAllowed, or OutOfOrder for a draft that answers a notice: it has a page of its own.
    """
    desk.offer(url_for("operator.home"), "查看我的办件")
    draft = own_draft(tx, desk.person(), draft_id)
    if draft.case_number:
        desk.offer(url_for("operator.supplement", number=draft.case_number), "去补正材料")
        raise OutOfOrder(
            Reason(
                "这份草稿是补正材料，不是新的申请。",
                "行政许可法第三十二条第一款第（五）项",
                "请在补正页面办理。",
            )
        )
    return spread(tx, draft)


def spread(tx: Tx, draft: Draft) -> Sheet:
    """Lay out a draft with its item and its papers."""
    item = desk.office().rulebook.item(draft.pack, draft.item)
    listed = tuple(paper for paper in papers.papers_of_draft(tx, draft.id) if not paper.replaced)
    return Sheet(draft, item, people.institution(tx, draft.institution), listed)


def look(draft_id: int) -> Sheet:
    """Take up a draft for reading."""
    with desk.office().store.look() as tx:
        return take(tx, draft_id)


def keep(tx: Tx, draft: Draft, answers: Mapping[str, object]) -> Draft:
    """Save answers into a draft; what stands there already costs nothing."""
    changed = {**draft.data, **answers}
    if changed == draft.data:
        return draft
    return papers.save_draft(tx, replace(draft, data=changed), desk.office().now)


def demand(sheet: Sheet, material: Material) -> Demand:
    """Hold one material against the answers."""
    files = tuple(paper for paper in sheet.papers if paper.material == material.id)
    needed = material.needed.holds(sheet.facts)
    return Demand(material, files, needed, why(sheet, material, needed))


def why(sheet: Sheet, material: Material, needed: bool | None) -> str:
    """Say on which answers a conditional material depends."""
    paths = material.needed.fields
    if not paths:
        return ""
    if needed is None:
        return f"填写{quoted(unstated(sheet.item, paths, sheet.facts))}后，才能知道是否需要。"
    asked = [field for path in paths if (field := sheet.item.field(path))]
    answers = "，".join(f"“{f.label}”为{shortened(said(f, sheet.values.get(f.path))) or '空'}" for f in asked)
    return f"因为申请书填写{answers}。"


def shortened(text: str) -> str:
    """Give the beginning of an answer that is too long to be quoted."""
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def quoted(labels: Sequence[str]) -> str:
    """List labels in quotation marks."""
    return "、".join(f"“{label}”" for label in labels)
