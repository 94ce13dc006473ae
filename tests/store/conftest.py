"""What the stories about the store begin with."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from approval.store.database import Store
from tests.store.filing import Town, settle


@pytest.fixture
def town(store: Store) -> Town:
    """An institution, its operator and two clerks, in the store."""
    return settle(store)


@pytest.fixture
def statements(store: Store) -> Iterator[list[str]]:
    """Every statement that the store sends from here on."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    yield sent
    event.remove(store._engine, "before_cursor_execute", note)
