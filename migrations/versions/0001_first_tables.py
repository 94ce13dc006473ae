"""The first tables, the triggers that keep journals as they are, and the account of the system itself."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# What a migration builds must not change with the code: it names its own types.
PLAIN = sa.Text()
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")

# A fact that was recorded stays as it was recorded; who must correct it records another one.
SQLITE_TRIGGERS = [
    f"""
    CREATE TRIGGER entries_no_{act.lower()} BEFORE {act} ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are never changed or deleted'); END
    """
    for act in ("UPDATE", "DELETE")
]
POSTGRESQL_TRIGGERS = [
    """
    CREATE FUNCTION entries_stay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'entries are never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
    FOR EACH STATEMENT EXECUTE FUNCTION entries_stay()
    """,
]

THE_SYSTEM = {
    "id": 0,
    "sign_in_name": "system",
    "password_hash": "",
    "name": "系统",
    "roles": '["timer"]',
    "authority": "",
    "head": False,
    "active": False,
    "demo": False,
}


def upgrade() -> None:
    make_tables()
    dialect = op.get_bind().dialect.name
    for trigger in SQLITE_TRIGGERS if dialect == "sqlite" else POSTGRESQL_TRIGGERS:
        op.execute(trigger)
    accounts = sa.table("accounts", *(sa.column(name) for name in THE_SYSTEM))
    op.bulk_insert(accounts, [THE_SYSTEM])


def make_tables() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", PLAIN, nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("sign_in_name", name="uq_accounts_sign_in_name"),
    )
    op.create_table(
        "institutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("legal_representative", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("beds", sa.Integer(), nullable=False),
        sa.Column("nonprofit", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_institutions"),
        sa.UniqueConstraint("credit_code", name="uq_institutions_credit_code"),
    )
    op.create_table(
        "numbers",
        sa.Column("organ", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organ", "word", "year", name="pk_numbers"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("payload", PLAIN, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("kind", "ref", name="uq_outbox_kind_ref"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at", "id"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )

    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("lookup_code", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("workflow", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("institution_name", sa.String(), nullable=False),
        sa.Column("unit_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("applicant", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("statutory_due_on", sa.Date(), nullable=True),
        sa.Column("cautious_on", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("deemed", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("due_order", sa.Date(), nullable=False),
        sa.CheckConstraint("version >= 1", name="ck_cases_version"),
        sa.ForeignKeyConstraint(["applicant"], ["accounts.id"], name="fk_cases_applicant"),
        sa.ForeignKeyConstraint(["institution"], ["institutions.id"], name="fk_cases_institution"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index("ix_cases_authority_number", "cases", ["authority", "number"])
    op.create_index("ix_cases_institution", "cases", ["institution", "id"])
    op.create_index(
        "ix_cases_open_clock",
        "cases",
        ["clock", "due_order", "id"],
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "ix_cases_open_due",
        "cases",
        ["due_order", "id"],
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "ix_cases_open_due_of_authority",
        "cases",
        ["authority", "due_order", "id"],
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "ix_cases_open_id",
        "cases",
        ["id"],
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "ix_cases_open_stage",
        "cases",
        ["stage", "due_order", "id"],
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index(
        "ix_cases_open_stage_of_authority",
        "cases",
        ["authority", "stage", "due_order", "id"],
        sqlite_where=sa.text("ended_on IS NULL"),
        postgresql_where=sa.text("ended_on IS NULL"),
    )

    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("data", PLAIN, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_drafts_account"),
        sa.ForeignKeyConstraint(["institution"], ["institutions.id"], name="fk_drafts_institution"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_case_number", "drafts", ["case_number"])
    op.create_index("ix_drafts_institution_id", "drafts", ["institution", "id"])

    op.create_table(
        "institution_pairs",
        sa.Column("pair", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution"], ["institutions.id"], name="fk_institution_pairs_institution"
        ),
        sa.PrimaryKeyConstraint("pair", "institution", name="pk_institution_pairs"),
    )
    op.create_index("ix_institution_pairs_institution", "institution_pairs", ["institution"])

    op.create_table(
        "mandates",
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_mandates_account"),
        sa.ForeignKeyConstraint(["institution"], ["institutions.id"], name="fk_mandates_institution"),
        sa.PrimaryKeyConstraint("account", "institution", name="pk_mandates"),
    )
    op.create_index("ix_mandates_institution", "mandates", ["institution"])

    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("days", PLAIN, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("loaded_by", sa.Integer(), nullable=False),
        sa.Column("loaded_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["loaded_by"], ["accounts.id"], name="fk_notices_loaded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("digest", name="uq_notices_digest"),
    )
    op.create_table(
        "refused_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reasons", PLAIN, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["accounts.id"], name="fk_refused_attempts_by"),
        sa.PrimaryKeyConstraint("id", name="pk_refused_attempts"),
    )
    op.create_index("ix_refused_attempts_authority_id", "refused_attempts", ["authority", "id"])
    op.create_index("ix_refused_attempts_case_number_id", "refused_attempts", ["case_number", "id"])

    op.create_table(
        "entries",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("data", PLAIN, nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("personal_digest", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["accounts.id"], name="fk_entries_by"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_entries_case_id"),
        sa.PrimaryKeyConstraint("case_id", "seq", name="pk_entries"),
    )
    op.create_index(
        "uq_entries_one_notice",
        "entries",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("act = 'notify_deficiency'"),
        postgresql_where=sa.text("act = 'notify_deficiency'"),
    )

    op.create_table(
        "letters",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("words", PLAIN, nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_number"],
            ["cases.number"],
            name="fk_letters_case_number",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.create_index("ix_letters_case_number_created_on_id", "letters", ["case_number", "created_on", "id"])
    op.create_index(
        "ix_letters_waiting",
        "letters",
        ["created_on", "id"],
        sqlite_where=sa.text("sha256 = ''"),
        postgresql_where=sa.text("sha256 = ''"),
    )

    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.Integer(), nullable=True),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("material", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["drafts.id"], name="fk_papers_draft", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["uploaded_by"], ["accounts.id"], name="fk_papers_uploaded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_papers_case_number_id", "papers", ["case_number", "id"])
    op.create_index("ix_papers_draft_id", "papers", ["draft", "id"])

    op.create_table(
        "publications",
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document_number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_publications_case_number"),
        sa.PrimaryKeyConstraint("case_number", name="pk_publications"),
    )
    op.create_index(
        "ix_publications_authority_decided_on_case_number",
        "publications",
        ["authority", "decided_on", "case_number"],
    )
    op.create_index("ix_publications_decided_on_case_number", "publications", ["decided_on", "case_number"])

    op.create_table(
        "personal_values",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("content", PLAIN, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "seq"], ["entries.case_id", "entries.seq"], name="fk_personal_values_case_id_seq"
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name="pk_personal_values"),
    )
