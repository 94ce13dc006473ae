"""Stores for tests: fresh ones on both databases, and none for a test that has not asked."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import Phase, settings
from psycopg import sql
from sqlalchemy.engine import make_url

from approval.store.database import Store
from approval.store.tables import metadata
from tests.postgres import Server, cluster

OPENING = frozenset({"store", "sqlite_store", "postgres_store", "may_open_databases"})
ASK = (
    "This test opens a database and has not asked for one, so it would be slow and keep something. Ask for the "
    "fixture `store` (both databases) or `sqlite_store`; or for `may_open_databases` where the code under test "
    "opens its own."
)

# To explain a failing example takes minutes that nobody waits for; the example itself tells enough. Where one
# example is a long story, it is not made shorter either: what happened is told as it happened.
settings.register_profile("house", deadline=None, phases=[*(set(Phase) - {Phase.explain})])
settings.register_profile(
    "costly", settings.get_profile("house"), phases=[*(set(Phase) - {Phase.explain, Phase.shrink})]
)
settings.load_profile("house")


HERE = Path(__file__).parent
LONGEST = (HERE / "browser", HERE / "workflows" / "test_check.py")
"""Where single tests take half a minute: they begin, so that no worker is left with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest tests begin; the others keep their order."""
    items.sort(key=lambda item: not any(item.path.is_relative_to(place) for place in LONGEST))


def pytest_collection_finish() -> None:
    """Let the search for garbage pass over what the tests are made of: it lives as long as they do."""
    gc.collect()
    gc.freeze()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """A fresh store with its tables, on SQLite and again on PostgreSQL."""
    made: Store = request.getfixturevalue(f"{request.param.removesuffix('ql')}_store")
    return made


@pytest.fixture
def sqlite_store(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Store]:
    """A fresh store with its tables on SQLite."""
    shutil.copy(migrated_sqlite, tmp_path / "approval.sqlite3")
    opened = Store.open(f"sqlite:///{tmp_path / 'approval.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def postgres_store(migrated_postgres: str) -> Iterator[Store]:
    """A fresh store with its tables on PostgreSQL: one database a run, emptied after each test."""
    opened = Store.open(migrated_postgres)
    yield opened
    opened.close()
    empty(migrated_postgres)


@pytest.fixture
def may_open_databases() -> None:
    """For a test whose code opens its own store."""


@pytest.fixture(autouse=True)
def _no_database_unasked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep fast tests fast: who has not asked for a database gets none."""
    if OPENING.isdisjoint(request.fixturenames):
        monkeypatch.setattr(Store, "open", _refuse)


def _refuse(url: str) -> Store:
    pytest.fail(ASK)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables and nothing in them, made once."""
    path = tmp_path_factory.mktemp("migrated") / "approval.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL server of this run."""
    with cluster() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Server) -> str:
    """A PostgreSQL database with the tables and nothing in them, made once."""
    url = postgres.new_database()
    _migrate(url)
    return url


def _migrate(url: str) -> None:
    opened = Store.open(url)
    opened.migrate()
    opened.close()


def empty(url: str) -> None:
    """Empty all tables of a PostgreSQL database, whoever still holds them, but for the account of the system.

    Row by row: a test leaves few rows, and TRUNCATE makes new files for every table and index.
    """
    rows = {table.name: "id > 0" if table.name == "accounts" else "true" for table in metadata.sorted_tables}
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # Not even the triggers that keep journals as they are stop this.
        connection.execute("SET session_replication_role = replica")
        for table, which in rows.items():
            delete = sql.SQL("DELETE FROM {} WHERE {}").format(sql.Identifier(table), sql.SQL(which))
            connection.execute(delete)
        connection.execute("SELECT setval(format('%I', sequencename), 1, false) FROM pg_sequences")
