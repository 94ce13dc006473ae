"""The tables. One journal per case is the truth; everything else is found, sorted or printed by it.

Made for a million cases: every list that a page shows is an index read from its first row to its last,
and the lists of open cases have indexes that hold open cases only.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from approval.core.journal import canonical
from approval.core.vocabulary import INTERNAL

FAR = date(9999, 12, 31)
"""Where a case stands in a list by due date while no clock runs: after all others."""


class Instant(TypeDecorator[datetime]):
    """An instant in UTC: ISO text of one width on SQLite, so that text order is time order."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the column type of the database."""
        chosen: TypeEngine[Any] = String(32) if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(chosen)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write an instant; one without a time zone is no instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant has a time zone")
        utc = value.astimezone(UTC)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read an instant in UTC."""
        if value is None:
            return None
        instant = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return instant.astimezone(UTC)


class Plain(TypeDecorator[Any]):
    """Plain JSON values, kept as the canonical text that is hashed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """Write the values in their one form."""
        return canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Read the values."""
        return None if value is None else json.loads(value)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# --- people ---------------------------------------------------------------------------------------

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sign_in_name", String, nullable=False),
    Column("password_hash", String, nullable=False),
    Column("name", String, nullable=False),
    Column("roles", Plain, nullable=False),
    Column("authority", String, nullable=False),
    Column("head", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("demo", Boolean, nullable=False),
    UniqueConstraint("sign_in_name"),
)

institutions = Table(
    "institutions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("credit_code", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("division", String, nullable=False),
    Column("address", String, nullable=False),
    Column("legal_representative", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("beds", Integer, nullable=False),
    Column("nonprofit", Boolean, nullable=False),
    UniqueConstraint("credit_code"),
)

# Two neighbouring characters of a name: Chinese has no spaces, and neither database finds a part of a
# Chinese name by index otherwise.
institution_pairs = Table(
    "institution_pairs",
    metadata,
    Column("pair", String),
    Column("institution", Integer, ForeignKey("institutions.id")),
    PrimaryKeyConstraint("pair", "institution"),
    Index(None, "institution"),
)

mandates = Table(
    "mandates",
    metadata,
    Column("account", Integer, ForeignKey("accounts.id")),
    Column("institution", Integer, ForeignKey("institutions.id")),
    PrimaryKeyConstraint("account", "institution"),
    Index(None, "institution"),
)

# --- cases ----------------------------------------------------------------------------------------

cases = Table(
    "cases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String, nullable=False),
    Column("lookup_code", String, nullable=False),
    Column("pack", String, nullable=False),
    Column("item", String, nullable=False),
    Column("workflow", String, nullable=False),
    Column("authority", String, nullable=False),
    Column("division", String, nullable=False),
    Column("institution", Integer, ForeignKey("institutions.id"), nullable=False),
    Column("institution_name", String, nullable=False),
    Column("unit_name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("applicant", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("stage", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("clock", String, nullable=False),
    Column("due_on", Date),
    Column("statutory_due_on", Date),
    Column("cautious_on", Date),
    Column("provisional", Boolean, nullable=False),
    Column("accepted_on", Date),
    Column("deemed", Boolean, nullable=False),
    Column("outcome", String, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("ended_on", Date),
    Column("joint", String, nullable=False),
    Column("about", String, nullable=False),
    # The databases disagree on where NULL sorts, and no row comparison passes it: so it is a date.
    Column("due_order", Date, nullable=False),
    # What a rule puts first stands first on the worklist: 1 to 9, and 10 for everything else.
    Column("desk_order", Integer, nullable=False),
    UniqueConstraint("number"),
    CheckConstraint("version >= 1", name="version"),
    Index("ix_cases_institution", "institution", "id"),
    Index("ix_cases_authority_number", "authority", "number"),
)

_OPEN = text("ended_on IS NULL")

APPLICATION = cases.c.workflow.not_in([literal_column(f"'{name}'") for name in INTERNAL])
"""Says of a row that it is an application, in the very words of the indexes: neither database proves others."""

_OPEN_APPLICATION = text(
    "ended_on IS NULL AND workflow NOT IN (" + ", ".join(f"'{name}'" for name in INTERNAL) + ")"
)

_PART = text("joint <> ''")
_ABOUT = text("about <> ''")

Index("ix_cases_joint", cases.c.joint, sqlite_where=_PART, postgresql_where=_PART)
Index("ix_cases_about", cases.c.about, sqlite_where=_ABOUT, postgresql_where=_ABOUT)


def _open_index(name: str, *columns: str, where: TextClause = _OPEN_APPLICATION) -> Index:
    """Make an index that holds open applications only, in the order of their due dates."""
    return Index(
        name,
        *(cases.c[column] for column in columns),
        cases.c.due_order,
        cases.c.id,
        sqlite_where=where,
        postgresql_where=where,
    )


Index("ix_cases_open_id", cases.c.id, sqlite_where=_OPEN, postgresql_where=_OPEN)
_open_index("ix_cases_open_due")
_open_index("ix_cases_open_due_of_authority", "authority")
_open_index("ix_cases_open_stage_of_authority", "authority", "stage", "desk_order")
_open_index("ix_cases_open_clock", "clock")
_open_index("ix_cases_open_stage", "stage")


def kept_as(workflow: str) -> ColumnElement[bool]:
    """Say of a row that it is a record of one kind, in the very words of its indexes."""
    return cases.c.workflow == literal_column(f"'{workflow}'")


def _record_indexes(name: str, workflow: str) -> None:
    """Make the indexes of one kind of record: the open ones by due date, and all, the newest last."""
    every, still = text(f"workflow = '{workflow}'"), text(f"ended_on IS NULL AND workflow = '{workflow}'")
    _open_index(f"ix_cases_{name}_due", where=still)
    _open_index(f"ix_cases_{name}_due_of_authority", "authority", where=still)
    for index, columns in ((f"ix_cases_{name}_id", ()), (f"ix_cases_{name}_of_authority", ("authority",))):
        of = [cases.c[column] for column in columns]
        Index(index, *of, cases.c.id, sqlite_where=every, postgresql_where=every)


_record_indexes("licences", "licence_record")
_record_indexes("orders", "supervision_order")

Index(
    "ix_cases_deemed_of_authority",
    cases.c.authority,
    cases.c.number,
    sqlite_where=text("deemed = 1"),
    postgresql_where=text("deemed"),
)

entries = Table(
    "entries",
    metadata,
    Column("case_id", Integer, ForeignKey("cases.id")),
    Column("seq", Integer, autoincrement=False),
    Column("act", String, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("by", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("data", Plain, nullable=False),
    Column("letter", String, nullable=False),
    Column("personal_digest", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    PrimaryKeyConstraint("case_id", "seq"),
)

_NOTICE = text("act = 'notify_deficiency'")

# 行政许可法 32(1)(4): all that is to be corrected is told at once, so a case has one notice at most.
Index(
    "uq_entries_one_notice",
    entries.c.case_id,
    unique=True,
    sqlite_where=_NOTICE,
    postgresql_where=_NOTICE,
)

_TOLL = text("act = 'toll'")

Index("ix_entries_tolls", entries.c.case_id, sqlite_where=_TOLL, postgresql_where=_TOLL)

# Outside the hashed entry: disposal deletes the row, the entry keeps the digest.
personal_values = Table(
    "personal_values",
    metadata,
    Column("case_id", Integer),
    Column("seq", Integer, autoincrement=False),
    Column("salt", LargeBinary(16), nullable=False),
    Column("content", Plain, nullable=False),
    PrimaryKeyConstraint("case_id", "seq"),
    ForeignKeyConstraint(["case_id", "seq"], ["entries.case_id", "entries.seq"]),
)

refused_attempts = Table(
    "refused_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_number", String, nullable=False),
    Column("authority", String, nullable=False),
    Column("act", String, nullable=False),
    Column("by", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reasons", Plain, nullable=False),
    Index(None, "case_number", "id"),
    Index(None, "authority", "id"),
)

# --- papers ---------------------------------------------------------------------------------------

drafts = Table(
    "drafts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("institution", Integer, ForeignKey("institutions.id"), nullable=False),
    Column("account", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("pack", String, nullable=False),
    Column("item", String, nullable=False),
    Column("case_number", String, nullable=False),
    Column("data", Plain, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "institution", "id"),
    Index(None, "case_number"),
    sqlite_autoincrement=True,
)

papers = Table(
    "papers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft", Integer, ForeignKey("drafts.id", ondelete="SET NULL")),
    Column("case_number", String, nullable=False),
    Column("material", String, nullable=False),
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("uploaded_by", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("uploaded_at", Instant, nullable=False),
    Column("replaced", Boolean, nullable=False),
    Index(None, "draft", "id"),
    Index(None, "case_number", "id"),
    sqlite_autoincrement=True,
)


def _of_a_case() -> ForeignKey:
    """Refer to a case that may be written later in the same transaction."""
    return ForeignKey("cases.number", deferrable=True, initially="DEFERRED")


letters = Table(
    "letters",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_number", String, _of_a_case(), nullable=False),
    Column("kind", String, nullable=False),
    Column("number", String, nullable=False),
    Column("words", Plain, nullable=False),
    Column("created_on", Date, nullable=False),
    Column("recipient", String, nullable=False),
    # Of the signed file, which is the letter; none until it is signed.
    Column("sha256", String, nullable=False),
    Column("served_on", Date),
    Column("code", String, nullable=False),
    Column("unsigned", String, nullable=False),
    Column("certificate", String, nullable=False),
    # A copy of what the journals say, as the sorting copies of a case are.
    Column("effect", String, nullable=False),
    Column("effect_by", String, nullable=False),
    Column("signed_at", Instant),
    Column("effect_on", Date),
    Index(None, "case_number", "created_on", "id"),
    Index(None, "number"),
)

_UNSIGNED = text("sha256 = ''")

Index(
    "ix_letters_waiting",
    letters.c.created_on,
    letters.c.id,
    sqlite_where=_UNSIGNED,
    postgresql_where=_UNSIGNED,
)

_HAS_CODE, _SIGNED = text("code <> ''"), text("sha256 <> ''")

Index("uq_letters_code", letters.c.code, unique=True, sqlite_where=_HAS_CODE, postgresql_where=_HAS_CODE)
Index("uq_letters_sha256", letters.c.sha256, unique=True, sqlite_where=_SIGNED, postgresql_where=_SIGNED)

# --- numbers, registers, outbox -------------------------------------------------------------------

numbers = Table(
    "numbers",
    metadata,
    Column("organ", String),
    Column("word", String),
    Column("year", Integer, autoincrement=False),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("organ", "word", "year"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("division", String, nullable=False),
    Column("number", String, nullable=False),
    Column("title", String, nullable=False),
    Column("issued_on", Date),
    Column("source", Text, nullable=False),
    Column("days", Plain, nullable=False),
    Column("digest", String, nullable=False),
    Column("loaded_by", Integer, ForeignKey("accounts.id"), nullable=False),
    Column("loaded_at", Instant, nullable=False),
    UniqueConstraint("digest"),
)

publications = Table(
    "publications",
    metadata,
    Column("case_number", String, ForeignKey("cases.number"), primary_key=True),
    Column("authority", String, nullable=False),
    Column("institution", String, nullable=False),
    Column("unit", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("document_number", String, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("published_on", Date, nullable=False),
    Index(None, "decided_on", "case_number"),
    Index(None, "authority", "decided_on", "case_number"),
)

# 行政许可法 78, 79: until when an institution cannot apply again for an item, and by which decision.
bars = Table(
    "bars",
    metadata,
    Column("case_number", String, ForeignKey("cases.number"), primary_key=True),
    Column("institution", Integer, ForeignKey("institutions.id"), nullable=False),
    Column("item", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("says", Text, nullable=False),
    Column("basis", String, nullable=False),
    Index(None, "institution", "item", "until"),
)

# What a broken commitment or a fraud leaves behind (证照分离 (一)3).
credit_records = Table(
    "credit_records",
    metadata,
    Column("case_number", String, ForeignKey("cases.number"), primary_key=True),
    Column("institution", Integer, ForeignKey("institutions.id"), nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("says", Text, nullable=False),
    Column("basis", String, nullable=False),
    Index(None, "institution", "recorded_on"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("payload", Plain, nullable=False),
    # When the job can be claimed next; none once it is done, and the index then forgets it.
    Column("due_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("error", Text, nullable=False),
    UniqueConstraint("kind", "ref"),
)

_UNDONE = text("due_at IS NOT NULL")

Index("ix_outbox_due", outbox.c.due_at, outbox.c.id, sqlite_where=_UNDONE, postgresql_where=_UNDONE)
