"""An approval item: what may be applied for, under which rules, in one jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from approval.core.authority import Authority
from approval.core.errors import Reason
from approval.core.limit import Limits
from approval.core.material import Amount, Field, Ground, Material, Rule, Standard

ASSUMPTION = "assumption"
"""The basis id of what no source says: a configurable default, shown as such."""


@dataclass(frozen=True, slots=True)
class Source:
    """A published rule: where it stands and its own words."""

    id: str
    title: str
    clause: str
    quote: str
    issued_on: date | None = None
    document_number: str = ""
    document: str = ""

    @property
    def unread(self) -> bool:
        """Say that no copy of the text is kept, so that nobody has checked its words."""
        return not self.document

    @property
    def cited(self) -> str:
        """Give the citation as pages and letters print it."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"《{self.title}》{number}{self.clause}"


@dataclass(frozen=True, slots=True)
class Superseded:
    """Since when, by which item and by which rule an item has been replaced."""

    on: date
    by: str
    basis: str
    by_name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """A procedure of 行政许可法 45 that a rule requires for the item (依法需要)."""

    ground: str
    says: str
    basis: tuple[str, ...]
    usual_days: int
    unit: str = "working"
    note: str = ""

    @property
    def assumed(self) -> bool:
        """Say that no source requires it: the administrator has to name the rule before it is used."""
        return ASSUMPTION in self.basis


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of the public guide, with the ids of the rules that it rests on."""

    says: str
    basis: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Organs:
    """Which organs lead, answer for and assist the work that an item belongs to."""

    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    assisting: tuple[str, ...]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What an applicant is told and signs under 告知承诺: consequences, model text, when he may begin."""

    consequences: tuple[str, ...]
    text: str
    begins: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """The certificate that an item ends in: its name, for how long it holds, how often it is verified (校验).

    ``months`` and ``verify_months`` are None where no rule sets a term.
    """

    name: str
    months: int | None
    verify_months: int | None
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What the end of a case does to a licence record (create, amend, renew, verify, replace, deregister).

    ``of`` names the items whose licences it changes; it is empty for ``create``.
    """

    does: str
    of: tuple[str, ...]
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """A subsidy that the operator may now claim: for whom, how much, by which clause.

    ``amount`` gives a number of ``unit`` from the facts of the case; both may be absent where the clause
    names no sum. ``assumed`` amounts do not exist: the figures are those of the clause.
    """

    id: str
    says: str
    when: Rule
    basis: tuple[str, ...]
    amount: Amount | None = None
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One approval item of one pack, with everything its pages, clocks and letters need.

    ``organ_assumed`` names those parts of the authority (name, court, reconsideration) that no source states;
    ``limits`` holds completeness, supplement_check, decision, delivery (and others where set);
    ``sources`` resolves every basis id that stands in the item. ``mode`` is the way of handling that a
    pilot names (exempt, filing, commitment, transparency, strict), ``strict`` says that the item touches
    health or safety; ``parts`` are the items of joint handling, ``after`` those that come before this one;
    ``guide_only`` items are told to the public, and no case can be opened under them.
    """

    pack: str
    id: str
    name: str
    workflow: str
    authority: Authority
    division: str
    kinds: tuple[str, ...]
    result: str
    basis: tuple[str, ...]
    limits: Mapping[str, Limits]
    materials: tuple[Material, ...]
    standards: tuple[Standard, ...]
    grounds: tuple[Ground, ...]
    special_procedures: tuple[SpecialProcedure, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    code: str = ""
    then: str = ""
    superseded: Superseded | None = None
    as_published: bool = False
    extension_approvers: tuple[str, ...] = ()
    termination_grounds: tuple[Ground, ...] = ()
    reply_valid_months: int | None = None
    fields: tuple[Field, ...] = ()
    form_basis: tuple[str, ...] = ()
    told: Mapping[str, Told] = field(default_factory=dict)
    conditions: tuple[Ground, ...] = ()
    organs: Organs | None = None
    priority: int = 0
    organ_assumed: tuple[str, ...] = ()
    then_name: str = ""
    after: tuple[str, ...] = ()
    follow_on: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    mode: str = ""
    strict: bool = False
    applicants: tuple[str, ...] = ("care_institution",)
    commitment: Commitment | None = None
    answer: Told | None = None
    certificate: Certificate | None = None
    changes: Changes | None = None
    parts: tuple[str, ...] = ()
    after_basis: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    correction_declines: bool = False
    guide_only: bool = False
    priority_basis: tuple[str, ...] = ()
    effective_basis: tuple[str, ...] = ()

    def stands_on(self, day: date) -> bool:
        """Say whether a case received on a day is handled under this item at all.

        A superseded item is handled from the day of its replacement on only where it still runs as
        published (``as_published``).
        """
        if self.effective_from is not None and day < self.effective_from:
            return False
        if self.effective_to is not None and day > self.effective_to:
            return False
        return self.superseded is None or self.as_published or day < self.superseded.on

    def opens_on(self, day: date) -> bool:
        """Say whether a case can be opened under the item on a day."""
        return self.stands_on(day) and not self.guide_only

    def closed_on(self, day: date) -> Reason | None:
        """Say why no case can be opened under the item on a day, and what to do instead; None where one can."""
        if self.opens_on(day):
            return None
        replaced = self.superseded
        basis = self.cite(replaced.basis) if replaced else ""
        instead = f"请按“{replaced.by_name}”办理。" if replaced else "请在办事指南中查看可以申请的事项。"
        return Reason(f"“{self.name}”现在不能申请。", basis, instead, "item")

    def cite(self, basis: str) -> str:
        """Give the citation of a basis id; the id itself where it is ``assumption``."""
        source = self.sources.get(basis)
        return source.cited if source else {ASSUMPTION: "系统默认，待核"}.get(basis, basis)

    def cites(self, bases: tuple[str, ...]) -> str:
        """Give several citations as one phrase, each once; rules beside ``assumption`` are marked as unchecked."""
        named = [basis for basis in bases if basis != ASSUMPTION]
        if ASSUMPTION not in bases or not named:
            return "、".join(dict.fromkeys(self.cite(basis) for basis in bases))
        return "、".join(dict.fromkeys(self.cite(basis) for basis in named)) + "（原文待核）"

    def field(self, path: str) -> Field | None:
        """Find a field of the application form by its path."""
        return next((f for f in self.fields if f.path == path), None)

    def material(self, material_id: str) -> Material | None:
        """Find a material by its id."""
        return next((m for m in self.materials if m.id == material_id), None)
