"""What a rule puts first stands first on the worklist."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

APPLICATIONS = sa.text("ended_on IS NULL AND workflow NOT IN ('licence_record', 'supervision_order')")
NAME = "ix_cases_open_stage_of_authority"
COLUMNS = ["authority", "stage", "desk_order", "due_order", "id"]


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("desk_order", sa.Integer(), nullable=False, server_default="10"))
    op.execute("UPDATE cases SET desk_order = priority WHERE priority > 0")
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("desk_order", existing_type=sa.Integer(), server_default=None)
    op.drop_index(NAME, "cases")
    op.create_index(NAME, "cases", COLUMNS, sqlite_where=APPLICATIONS, postgresql_where=APPLICATIONS)
