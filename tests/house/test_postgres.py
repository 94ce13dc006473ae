"""The tests' own PostgreSQL: shared while anybody needs it, gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests import postgres
from tests.postgres import cluster

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).parents[2]


def ask(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


def test_each_database_is_fresh_or_a_copy():
    with cluster() as server:
        first = server.new_database()
        ask(first, "create table remembered (word text)")
        copy = server.new_database(like=first)
        empty = server.new_database()
        assert ask(copy, "select count(*) from remembered") == 0
        assert ask(empty, "select to_regclass('remembered')") is None
        server.drop_database(copy)
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(copy.replace("+psycopg", ""))


def test_one_run_has_one_server_and_leaves_nothing(monkeypatch):
    monkeypatch.delenv("APPROVAL_TEST_PG", raising=False)
    monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", f"shared{os.getpid()}")
    other_worker = "from tests.postgres import cluster\nwith cluster() as server: print(server.address)"
    with cluster() as server:
        done = subprocess.run(
            [sys.executable, "-c", other_worker], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert done.stdout.strip() == str(server.address), "two workers of one run must meet on one server"
        ask(server.new_database(), "select 1")
    left = list(postgres.PLACE.glob(f"approval-pg-*-shared{os.getpid()}"))
    assert not left, f"the server's folder must be gone with its last user: {left}"


def test_a_given_server_is_taken_and_left_clean(monkeypatch):
    with cluster() as own:
        given = own.new_database()
        monkeypatch.setenv("APPROVAL_TEST_PG", given.replace("+psycopg", ""))
        with cluster() as server:
            url = server.new_database()
            assert ask(url, "select 1") == 1
        name = url.rsplit("/", 1)[1].split("?")[0]
        assert ask(given, f"select count(*) from pg_database where datname = '{name}'") == 0  # noqa: S608


def test_without_postgresql_the_tests_fail_and_say_how_to_get_it(monkeypatch):
    monkeypatch.delenv("APPROVAL_TEST_PG", raising=False)
    monkeypatch.setenv("PYTEST_XDIST_TESTRUNUID", f"none{os.getpid()}")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgres, "_binaries", lambda: (_ for _ in ()).throw(RuntimeError(postgres.MISSING)))
    with pytest.raises(RuntimeError, match="scripts/setup test"), cluster():
        pass
