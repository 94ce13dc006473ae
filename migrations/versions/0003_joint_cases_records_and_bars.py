"""Joint handling, licence records, and what dishonest applications leave behind."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PART = sa.text("joint <> ''")
ABOUT = sa.text("about <> ''")


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("joint", sa.String(), nullable=False, server_default=""))
        cases.add_column(sa.Column("about", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("joint", existing_type=sa.String(), server_default=None)
        cases.alter_column("about", existing_type=sa.String(), server_default=None)
    op.create_index("ix_cases_joint", "cases", ["joint"], sqlite_where=PART, postgresql_where=PART)
    op.create_index("ix_cases_about", "cases", ["about"], sqlite_where=ABOUT, postgresql_where=ABOUT)
    op.create_table(
        "bars",
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_bars_case_number"),
        sa.ForeignKeyConstraint(["institution"], ["institutions.id"], name="fk_bars_institution"),
        sa.PrimaryKeyConstraint("case_number", name="pk_bars"),
    )
    op.create_index("ix_bars_institution_item_until", "bars", ["institution", "item", "until"])
    op.create_table(
        "credit_records",
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("institution", sa.Integer(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_number"], ["cases.number"], name="fk_credit_records_case_number"),
        sa.ForeignKeyConstraint(["institution"], ["institutions.id"], name="fk_credit_records_institution"),
        sa.PrimaryKeyConstraint("case_number", name="pk_credit_records"),
    )
    op.create_index(
        "ix_credit_records_institution_recorded_on", "credit_records", ["institution", "recorded_on"]
    )
