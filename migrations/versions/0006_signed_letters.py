"""Signed letters: which file they were signed as and when, what they are verified by, and whether they still hold."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

GIVEN = {"code": "", "unsigned": "", "certificate": "", "effect": "current", "effect_by": ""}
HAS_CODE = sa.text("code <> ''")
SIGNED = sa.text("sha256 <> ''")


def upgrade() -> None:
    with op.batch_alter_table("letters") as letters:
        for name, value in GIVEN.items():
            letters.add_column(sa.Column(name, sa.String(), nullable=False, server_default=value))
        instant = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
        letters.add_column(sa.Column("signed_at", instant))
        letters.add_column(sa.Column("effect_on", sa.Date()))
    # What has been printed so far was handed out as it is and stays so, without a certificate.
    op.execute("UPDATE letters SET unsigned = sha256")
    with op.batch_alter_table("letters") as letters:
        for name in GIVEN:
            letters.alter_column(name, existing_type=sa.String(), server_default=None)
    op.create_index("ix_letters_number", "letters", ["number"])
    op.create_index(
        "uq_letters_code", "letters", ["code"], unique=True, sqlite_where=HAS_CODE, postgresql_where=HAS_CODE
    )
    op.create_index(
        "uq_letters_sha256", "letters", ["sha256"], unique=True, sqlite_where=SIGNED, postgresql_where=SIGNED
    )
