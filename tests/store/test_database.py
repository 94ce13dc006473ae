"""One place begins, commits and rolls back; readers disturb nobody and change nothing."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from approval.core.case import Case
from approval.core.errors import NotFound, Refused
from approval.store import cases, database, papers
from approval.store.database import Store
from tests.store.filing import RECEIVED, Town, accept, file_case, settle


def test_what_was_not_committed_never_was(store: Store, town: Town) -> None:
    with pytest.raises(KeyboardInterrupt), store.begin() as tx:
        stop(file_case(tx, town))
    with store.look() as tx:
        assert cases.every(tx) == []


def test_a_look_changes_nothing(store: Store, town: Town) -> None:
    with store.begin() as tx:
        file_case(tx, town)
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"), store.look() as tx:
        tx.connection.exec_driver_sql("UPDATE cases SET priority = 1")
    with store.begin() as tx:
        tx.connection.exec_driver_sql("UPDATE cases SET priority = 1")


def test_a_number_beyond_all_numbers_finds_nothing(store: Store) -> None:
    with pytest.raises(NotFound), store.look() as tx:
        papers.paper(tx, 10**20)


def test_a_look_sees_one_moment_throughout(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
    with store.look() as reading:
        before = cases.load(reading, filed.number)
        with store.begin() as writing:
            accept(writing, filed, town.wang)
        assert cases.load(reading, filed.number) == before
    with store.look() as reading:
        assert cases.load(reading, filed.number).version == 2


def test_writers_wait_for_one_another(store: Store, town: Town) -> None:
    def file(serial: int) -> None:
        with store.begin() as tx:
            file_case(tx, town, serial)

    with ThreadPoolExecutor(8) as clerks:
        list(clerks.map(file, range(40)))
    with store.look() as tx:
        assert len(cases.every(tx)) == 40


def test_who_waits_too_long_is_told_so(
    tmp_path: Path, may_open_databases: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = [each.replace("30000", "50") for each in database.SQLITE_SETTINGS]
    monkeypatch.setattr(database, "SQLITE_SETTINGS", settings)
    store = Store.open(f"sqlite:///{tmp_path / 'busy.sqlite3'}")
    store.migrate()
    with store.begin(), pytest.raises(Refused, match="系统正忙"):
        store.begin().__enter__()
    store.close()


def test_an_act_that_was_confirmed_survives_a_power_cut(sqlite_store: Store) -> None:
    with sqlite_store.look() as tx:
        settings = {name: tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in SETTINGS}
    assert settings == SETTINGS


def test_a_file_holds_everything_when_the_store_is_closed(tmp_path: Path, may_open_databases: None) -> None:
    path = tmp_path / "100% 颐安.sqlite3"
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    town = settle(store)
    with store.begin() as tx:
        file_case(tx, town)
    store.close()
    copy = sqlite3.connect(path)
    assert copy.execute("SELECT received_on, due_order FROM cases").fetchall() == [
        (str(RECEIVED), "2026-09-24")
    ]
    copy.close()


def stop(after: Case) -> None:
    """Stop as a server is stopped, in the middle of an act."""
    raise KeyboardInterrupt


SETTINGS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
