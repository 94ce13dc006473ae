"""Boards read what silence accepted and what was ever tolled, without reading all cases for it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TOLL = sa.text("act = 'toll'")


def upgrade() -> None:
    op.create_index(
        "ix_cases_deemed_of_authority",
        "cases",
        ["authority", "number"],
        sqlite_where=sa.text("deemed = 1"),
        postgresql_where=sa.text("deemed"),
    )
    op.create_index("ix_entries_tolls", "entries", ["case_id"], sqlite_where=TOLL, postgresql_where=TOLL)
