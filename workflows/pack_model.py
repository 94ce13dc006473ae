"""The shape of a pack's TOML: which tables and keys there are, and what may stand in them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Table(BaseModel):
    """One table of a pack; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def listed(value: object) -> object:
    """Take one id where a list of them is meant."""
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=80)]
Basis = Annotated[list[Text], BeforeValidator(listed), Field(min_length=1)]
Days = Annotated[int, Field(ge=1, le=3650)]
ClockName = Literal[
    "completeness", "supplement_check", "correction", "decision", "delivery", "publication", "hearing_request",
    "hearing", "recording", "joint", "follow_up", "rectification", "answer", "validity", "verification", "order",
]  # fmt: skip
Rank = Literal["law", "regulation", "state_council", "department", "local"]
Mode = Literal["exempt", "filing", "commitment", "transparency", "strict"]
Applicant = Literal["care_institution", "medical_institution"]
Months = Annotated[int, Field(ge=1, le=240)]
Format = Literal["pdf", "jpg", "png", "ofd"]


class Heading(Table):
    """What a pack is, where it holds and from when; one that replaces another ends it the day before."""

    id: Id
    division: Annotated[str, Field(pattern=r"^\d{6}$")]
    name: Text
    extends: str = ""
    replaces: str = ""
    effective_from: date
    effective_to: date | None = None


class SourceTable(Table):
    """A published rule; ``unread`` says that the product keeps no copy, ``rank`` who made it (立法法 98-101)."""

    id: Id
    title: Text
    clause: str = ""
    quote: str = ""
    document: str = ""
    document_number: str = ""
    issued_on: date | None = None
    rank: Rank | None = None
    unread: bool = False
    note: str = ""


class AuthorityTable(Table):
    """An organ that acts, and where its decisions can be challenged; a generic one stands for any county's."""

    id: Id
    name: Text
    generic: bool = False
    letter_word: Text | None = None
    reconsideration: Text | None = None
    court: Text | None = None
    reconsideration_basis: Basis | None = None
    court_basis: Basis | None = None
    reconsideration_online: str = ""
    address: str = ""
    phone: str = ""
    basis: Basis | None = None
    note: str = ""


class LimitTable(Table):
    """A number of days with its rule."""

    days: Days
    unit: Literal["working", "calendar"]
    basis: Basis
    note: str = ""


class LimitsTable(Table):
    """What the law sets and what the authority promises for one clock; a lower layer may give one."""

    statutory: LimitTable | None = None
    promised: LimitTable | None = None


class OutlineTable(Table):
    """An item known by name only, to which other items lead."""

    id: Id
    name: Text
    says: str = ""
    basis: Basis
    note: str = ""


class MaterialTable(Table):
    """A material of the checklist; what a lower layer leaves out comes from the layer it extends."""

    id: Id
    name: Text | None = None
    form: Literal["original", "copy", "shown"] | None = None
    formats: Annotated[list[Format], Field(min_length=1)] | None = None
    source: Literal["applicant", "held", "issued"] | None = None
    needed: Text | None = None
    held_when: Text | None = None
    basis: Basis
    sample: str | None = None
    remedy: str | None = None
    note: str | None = None


class StandardTable(Table):
    """A numeric standard, shown to the reviewer."""

    id: Id
    says: Text | None = None
    met: Text | None = None
    basis: Basis
    note: str | None = None


class GroundTable(Table):
    """A ground of refusal or of termination, or a condition of the grant."""

    id: Id
    says: Text | None = None
    basis: Basis
    note: str | None = None


class SpecialTable(Table):
    """A procedure of 行政许可法 45 with the rule that requires it for the item."""

    ground: Text
    says: Text
    basis: Basis
    usual_days: Days
    unit: Literal["working", "calendar"] = "working"
    note: str = ""


class SupersededTable(Table):
    """Since when another item has replaced this one."""

    on: date
    by: Text
    basis: Basis
    note: str = ""


class ToldTable(Table):
    """A statement of the public guide."""

    says: Text
    basis: Basis
    note: str = ""


class OrgansTable(Table):
    """Which organs lead, answer for and assist."""

    lead: list[Text]
    responsible: list[Text]
    assisting: list[Text] = []
    basis: Basis


class ReplyValidTable(Table):
    """For how long a reply may be used."""

    months: Annotated[int, Field(ge=1, le=120)]
    basis: Basis
    note: str = ""


class CommitmentTable(Table):
    """What an applicant is told and signs under 告知承诺."""

    consequences: Annotated[list[Text], Field(min_length=1)]
    text: Text
    begins: Text
    basis: Basis
    note: str = ""


class CertificateTable(Table):
    """The certificate that an item ends in, for how long it holds and how often it is verified."""

    name: Text
    months: Months | None = None
    verify_months: Months | None = None
    basis: Basis
    note: str = ""


class ChangesTable(Table):
    """What the end of a case does to a licence record."""

    does: Literal["create", "amend", "renew", "verify", "replace", "deregister"]
    of: list[Text] = []
    basis: Basis
    note: str = ""


class CorrectionTable(Table):
    """Whether an application that nobody completes in time is declined, and by which rule."""

    declines: bool
    basis: Basis
    note: str = ""


class HintTable(Table):
    """A subsidy that the operator may now claim, computed from the facts of the case."""

    id: Id
    says: Text | None = None
    when: Text | None = None
    amount: Text | None = None
    unit: Text | None = None
    basis: Basis
    note: str | None = None


class SituationTable(Table):
    """A situation of the guide: to which units and items it leads, and what is said of it."""

    id: Id
    when: Text
    kinds: Annotated[list[Text], Field(min_length=1)] | None = None
    items: Annotated[list[Text], Field(min_length=1)] | None = None
    says: Text
    basis: Basis
    note: str = ""


class ItemTable(Table):
    """An approval item; what it leaves out comes from the layer below, or from the items it is like.

    A ``pattern`` is no item: others are like it.
    """

    id: Id
    pattern: bool = False
    like: Annotated[list[Text], BeforeValidator(listed), Field(min_length=1)] | None = None
    note: str | None = None
    name: Text | None = None
    code: str | None = None
    workflow: str | None = None
    workflow_basis: Basis | None = None
    mode: Mode | None = None
    mode_basis: Basis | None = None
    strict: bool | None = None
    authority: str | None = None
    applicants: Annotated[list[Applicant], Field(min_length=1)] | None = None
    kinds: Annotated[list[Text], Field(min_length=1)] | None = None
    basis: Basis
    result: str | None = None
    then: str | None = None
    after: list[Text] | None = None
    after_basis: Basis | None = None
    parts: Annotated[list[Text], Field(min_length=2)] | None = None
    parts_basis: Basis | None = None
    follow_on: str | None = None
    priority: Annotated[int, Field(ge=0, le=9)] | None = None
    priority_basis: Basis | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    effective_basis: Basis | None = None
    as_published: bool | None = None
    asks: Annotated[list[Text], Field(min_length=1)] | None = None
    form_basis: Basis | None = None
    extension_approvers: list[Text] | None = None
    superseded: SupersededTable | None = None
    reply_valid: ReplyValidTable | None = None
    organs: OrgansTable | None = None
    commitment: CommitmentTable | None = None
    answer: ToldTable | None = None
    certificate: CertificateTable | None = None
    changes: ChangesTable | None = None
    correction: CorrectionTable | None = None
    limit: dict[ClockName, LimitsTable] = {}
    told: dict[str, ToldTable] = {}
    material: list[MaterialTable] = []
    standard: list[StandardTable] = []
    ground: list[GroundTable] = []
    condition: list[GroundTable] = []
    termination: list[GroundTable] = []
    special: list[SpecialTable] = []
    hint: list[HintTable] = []


class PackTable(Table):
    """A whole pack file."""

    pack: Heading
    source: list[SourceTable] = []
    authority: list[AuthorityTable] = []
    limit: dict[ClockName, LimitsTable] = {}
    outline: list[OutlineTable] = []
    situation: list[SituationTable] = []
    item: list[ItemTable] = []


MATERIAL_DEFAULTS = {"source": "applicant", "needed": "true"}
NEEDED_KEYS = {
    "item": ("name", "workflow"),
    "material": ("name", "form", "formats", "remedy"),
    "standard": ("says", "met"),
    "ground": ("says",),
    "condition": ("says",),
    "termination": ("says",),
    "hint": ("says", "when"),
}
"""What must stand in some layer, whichever; what an item needs beside this depends on its workflow."""
