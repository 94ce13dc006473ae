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
    "hearing", "recording", "joint", "follow_up",
]  # fmt: skip
Format = Literal["pdf", "jpg", "png", "ofd"]


class Heading(Table):
    """What a pack is, where it holds and from when (``[pack]``)."""

    id: Id
    division: Annotated[str, Field(pattern=r"^\d{6}$")]
    name: Text
    extends: str = ""
    effective_from: date
    effective_to: date | None = None


class SourceTable(Table):
    """A published rule; ``unread`` says that the product keeps no copy of its text."""

    id: Id
    title: Text
    clause: str = ""
    quote: str = ""
    document: str = ""
    document_number: str = ""
    issued_on: date | None = None
    unread: bool = False
    note: str = ""


class AuthorityTable(Table):
    """An organ that acts, and where its decisions can be challenged."""

    id: Id
    name: Text
    letter_word: Text
    reconsideration: Text
    court: Text
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


class ItemTable(Table):
    """An approval item; what it leaves out comes from the layer below, or from the item it is like."""

    id: Id
    like: str | None = None
    name: Text | None = None
    code: str | None = None
    workflow: str | None = None
    authority: str | None = None
    kinds: Annotated[list[Text], Field(min_length=1)] | None = None
    basis: Basis
    result: str | None = None
    then: str | None = None
    after: list[Text] | None = None
    after_basis: Basis | None = None
    follow_on: str | None = None
    priority: Annotated[int, Field(ge=0, le=9)] | None = None
    as_published: bool | None = None
    asks: Annotated[list[Text], Field(min_length=1)] | None = None
    form_basis: Basis | None = None
    extension_approvers: list[Text] | None = None
    superseded: SupersededTable | None = None
    reply_valid: ReplyValidTable | None = None
    organs: OrgansTable | None = None
    limit: dict[ClockName, LimitsTable] = {}
    told: dict[str, ToldTable] = {}
    material: list[MaterialTable] = []
    standard: list[StandardTable] = []
    ground: list[GroundTable] = []
    condition: list[GroundTable] = []
    termination: list[GroundTable] = []
    special: list[SpecialTable] = []


class PackTable(Table):
    """A whole pack file."""

    pack: Heading
    source: list[SourceTable] = []
    authority: list[AuthorityTable] = []
    limit: dict[ClockName, LimitsTable] = {}
    outline: list[OutlineTable] = []
    item: list[ItemTable] = []


MATERIAL_DEFAULTS = {"source": "applicant", "needed": "true"}
NEEDED_KEYS = {
    "item": ("name", "workflow", "kinds", "result", "asks", "form_basis"),
    "material": ("name", "form", "formats", "remedy"),
    "standard": ("says", "met"),
    "ground": ("says",),
    "condition": ("says",),
    "termination": ("says",),
}
"""What must stand in some layer, whichever."""
