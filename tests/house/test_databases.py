"""A fast test touches no database."""

import pytest

from approval.store.database import Store


def test_a_test_that_has_not_asked_for_a_database_gets_none() -> None:
    with pytest.raises(pytest.fail.Exception, match="Ask for the fixture `store`"):
        Store.open("sqlite://")


def test_a_test_that_has_asked_gets_one(may_open_databases: None) -> None:
    Store.open("sqlite://").close()
