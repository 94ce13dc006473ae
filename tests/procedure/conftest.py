"""The example's people and cases, on both databases, on days of our choosing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from approval.procedure.office import Office, Press
from approval.store.database import Store
from approval.store.files import Files
from tests.rules import shipped
from web.demonstration import Example, Play, cast
from workflows import Rulebook


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    """The rule-book, read once."""
    return shipped()


@pytest.fixture
def play(store: Store, rules: Rulebook, tmp_path: Path) -> Play:
    """An office with the example's people; nothing has been submitted yet."""
    now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    office = Office(store, rules, Files(tmp_path / "files"), Press("http://127.0.0.1:8000", demo=True), now)
    return Play(office, cast(office, "no password"), Example())
