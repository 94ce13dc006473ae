"""The example's people and cases, on both databases, on days of our choosing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from approval.procedure.office import Office, Press
from approval.store.database import Store
from approval.store.files import Files
from tests.journeys.told import Story
from tests.rules import shipped
from web.config import SQLITE
from web.demonstration import Example, Play, cast
from workflows import Rulebook


@dataclass(frozen=True)
class Opened:
    """An office of its own, and how a command finds it: the folder and the address of its database."""

    play: Play
    folder: Path
    url: str


Opening = Callable[[str], Opened]


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    """The rule-book, read once."""
    return shipped()


@pytest.fixture
def play(store: Store, rules: Rulebook, tmp_path: Path) -> Play:
    """An office with the example's people; nothing has been submitted yet."""
    return _play(store, rules, tmp_path)


@pytest.fixture
def story(play: Play) -> Story:
    """The same, told in short sentences."""
    return Story(play)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def opening(
    request: pytest.FixtureRequest, rules: Rulebook, tmp_path: Path, may_open_databases: None
) -> Iterator[Opening]:
    """Open any number of fresh offices on one kind of database."""
    opened: list[Store] = []

    def play(name: str) -> Opened:
        folder = tmp_path / name
        folder.mkdir()
        url = _fresh(request, folder)
        opened.append(Store.open(url))
        return Opened(_play(opened[-1], rules, folder), folder, url)

    yield play
    for store in opened:
        store.close()


def _fresh(request: pytest.FixtureRequest, folder: Path) -> str:
    """Give the address of a database with the tables and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / SQLITE)
        return f"sqlite:///{folder / SQLITE}"
    server = request.getfixturevalue("postgres")
    url: str = server.new_database(like=request.getfixturevalue("migrated_postgres"))
    request.addfinalizer(lambda: server.drop_database(url))
    return url


def _play(store: Store, rules: Rulebook, folder: Path) -> Play:
    now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    press = Press("http://127.0.0.1:8000", demo=True)
    office = Office(store, rules, Files(folder / "files"), press, now)
    return Play(office, cast(office, "no password"), Example())
