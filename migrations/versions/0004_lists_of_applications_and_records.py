"""Lists of applications leave out licence records and orders of supervision, which are listed by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPLICATIONS = sa.text("ended_on IS NULL AND workflow NOT IN ('licence_record', 'supervision_order')")
OF_APPLICATIONS = {
    "ix_cases_open_due": ["due_order", "id"],
    "ix_cases_open_due_of_authority": ["authority", "due_order", "id"],
    "ix_cases_open_stage_of_authority": ["authority", "stage", "due_order", "id"],
    "ix_cases_open_clock": ["clock", "due_order", "id"],
    "ix_cases_open_stage": ["stage", "due_order", "id"],
}
RECORDS = {"licences": "licence_record", "orders": "supervision_order"}


def upgrade() -> None:
    for name, columns in OF_APPLICATIONS.items():
        op.drop_index(name, "cases")
        op.create_index(name, "cases", columns, sqlite_where=APPLICATIONS, postgresql_where=APPLICATIONS)
    for name, workflow in RECORDS.items():
        every = sa.text(f"workflow = '{workflow}'")
        still = sa.text(f"ended_on IS NULL AND workflow = '{workflow}'")
        for index, columns, which in (
            (f"ix_cases_{name}_due", ["due_order", "id"], still),
            (f"ix_cases_{name}_due_of_authority", ["authority", "due_order", "id"], still),
            (f"ix_cases_{name}_id", ["id"], every),
            (f"ix_cases_{name}_of_authority", ["authority", "id"], every),
        ):
            op.create_index(index, "cases", columns, sqlite_where=which, postgresql_where=which)
