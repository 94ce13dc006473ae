"""Writes the next migration from what the tables have and the migrations have not.

python -m migrations "what changes"
"""

import sys
import tempfile
from pathlib import Path

from alembic import command

from approval.store.database import MIGRATIONS, Store, migrations


def write(message: str) -> None:
    """Migrate a throw-away database, compare it with the tables, and write and pin the difference."""
    number = f"{len(list((MIGRATIONS / 'versions').glob('*.py'))) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder) / 'compare.sqlite3'}")
        store.migrate()
        with store.begin() as tx:
            command.revision(migrations(tx.connection), message, autogenerate=True, rev_id=number)
        store.close()
    (MIGRATIONS / "head").write_text(f"{number}\n")


if len(sys.argv) != 2:
    sys.exit('usage: python -m migrations "what changes"')
write(sys.argv[1])
