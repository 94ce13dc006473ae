"""The migrations make exactly the tables that the code works with, one after the other."""

from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from approval.store.database import MIGRATIONS, Store, migrations

VERSIONS = sorted((MIGRATIONS / "versions").glob("*.py"))
HEAD = MIGRATIONS / "head"


def test_the_tables_and_the_migrations_agree(store: Store) -> None:
    """A failure lists what is missing: write it with `python -m migrations "what changes"`."""
    with store.begin() as tx:
        command.check(migrations(tx.connection))


def test_migrating_again_changes_nothing(store: Store) -> None:
    store.migrate()
    with store.look() as tx:
        versions = tx.connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    assert list(versions) == [HEAD.read_text().strip()]


def test_there_is_one_last_migration_and_it_is_pinned() -> None:
    """Two migrations written at once meet in the file `head`: put one after the other, then pin the last."""
    [head] = ScriptDirectory.from_config(migrations()).get_heads()
    assert HEAD.read_text().strip() == head


def test_migrations_are_numbered_in_their_order() -> None:
    script = ScriptDirectory.from_config(migrations())
    ordered = [revision.revision for revision in script.walk_revisions()][::-1]
    assert ordered == [f"{number:04d}" for number in range(1, len(VERSIONS) + 1)]
    assert [path.name[:4] for path in VERSIONS] == ordered


def test_a_migration_does_not_change_with_the_code() -> None:
    """It names its own tables and types: what it made must be made the same in ten years."""
    for path in VERSIONS:
        assert "approval" not in imports(path), f"{path.name} imports the product"


def imports(path: Path) -> str:
    """Give the import lines of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.startswith(("import ", "from ")))
