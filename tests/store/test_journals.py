"""What was recorded stays as it was recorded, and whoever tampers with it is found out."""

import pytest
from sqlalchemy import Text, type_coerce
from sqlalchemy.exc import DBAPIError

from approval.core.errors import NotFound
from approval.store import cases
from approval.store.database import Store, Tx
from approval.store.tables import personal_values
from tests.store.filing import Town, accept, file_case, settle

PHONE = {"contact.phone": "13900000000"}
WITHOUT_TRIGGERS = {
    "sqlite": ["DROP TRIGGER entries_no_update", "DROP TRIGGER entries_no_delete"],
    "postgresql": ["SET LOCAL session_replication_role = replica"],
}


@pytest.mark.parametrize("act", ["UPDATE entries SET act = 'accept'", "DELETE FROM entries"])
def test_the_database_itself_refuses_to_change_a_fact(store: Store, town: Town, act: str) -> None:
    with store.begin() as tx:
        file_case(tx, town)
    with pytest.raises(DBAPIError, match="entries are never changed or deleted"), store.begin() as tx:
        tx.connection.exec_driver_sql(act)


@pytest.mark.postgres
def test_a_journal_cannot_be_emptied_at_one_stroke(postgres_store: Store) -> None:
    with pytest.raises(DBAPIError, match="entries are never changed"), postgres_store.begin() as tx:
        tx.connection.exec_driver_sql("TRUNCATE entries CASCADE")


def test_an_untouched_journal_is_sound(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = accept(tx, file_case(tx, town, personal=PHONE), town.wang)
    with store.look() as tx:
        report = cases.verify(tx, filed.number)
    assert (report.number, report.facts, report.broken_at, report.personal) == (
        filed.number,
        2,
        None,
        {1: "intact"},
    )
    assert report.sound


@pytest.mark.parametrize(
    ("tampering", "broken_at"),
    [
        ("UPDATE entries SET act = 'decline' WHERE seq = 2", 2),
        ("UPDATE entries SET effective_on = '2026-09-22' WHERE seq = 2", 2),
        ("UPDATE entries SET recorded_at = '2026-09-20T00:00:00.000000+00:00' WHERE seq = 1", 1),
        ("UPDATE entries SET data = '{\"beds\":90}' WHERE seq = 1", 1),
        ("UPDATE entries SET data = 'no longer JSON' WHERE seq = 1", 1),
        ('UPDATE entries SET "by" = 0 WHERE seq = 2', 2),
        ("UPDATE entries SET hash = previous WHERE seq = 1", 1),
        ("DELETE FROM entries WHERE seq = 2", 2),
        ("UPDATE cases SET version = 1", 2),
    ],
)
def test_an_altered_journal_is_found_out_at_the_fact(
    store: Store, town: Town, tampering: str, broken_at: int
) -> None:
    with store.begin() as tx:
        filed = accept(tx, file_case(tx, town), town.wang)
        tamper(tx, tampering)
    with store.look() as tx:
        report = cases.verify(tx, filed.number)
    assert report.broken_at == broken_at
    assert not report.sound


def test_a_date_that_is_none_is_found_out(sqlite_store: Store) -> None:
    town = settle(sqlite_store)
    with sqlite_store.begin() as tx:
        filed = accept(tx, file_case(tx, town), town.wang)
        tamper(tx, "UPDATE entries SET effective_on = 'yesterday' WHERE seq = 2")
    with sqlite_store.look() as tx:
        assert cases.verify(tx, filed.number).broken_at == 2


def test_personal_values_stand_outside_the_journal(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town, personal=PHONE)
    with store.look() as tx:
        assert cases.personal(tx, filed.id) == {1: PHONE}
        entry = cases.load(tx, filed.number).entries[0]
    assert "13900000000" not in str(entry)
    assert len(entry.personal_digest) == 64


def test_disposal_leaves_the_digest_and_breaks_nothing(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = accept(tx, file_case(tx, town, personal=PHONE), town.wang)
    with store.begin() as tx:
        assert cases.dispose_personal(tx, filed.id) == 1
    with store.look() as tx:
        report = cases.verify(tx, filed.number)
        assert cases.personal(tx, filed.id) == {}
        assert cases.load(tx, filed.number).entries[0].personal_digest == filed.entries[0].personal_digest
    assert report.personal == {1: "disposed"}
    assert report.sound


@pytest.mark.parametrize("content", ['{"contact.phone":"13911111111"}', "no longer JSON"])
def test_altered_personal_values_are_found_out(store: Store, town: Town, content: str) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town, personal=PHONE)
        tx.run(personal_values.update().values(content=type_coerce(content, Text)))
    with store.look() as tx:
        report = cases.verify(tx, filed.number)
    assert (report.broken_at, report.personal, report.sound) == (None, {1: "altered"}, False)


def test_personal_values_slipped_in_later_are_found_out(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = accept(tx, file_case(tx, town, personal=PHONE), town.wang)
        tx.connection.exec_driver_sql(
            "INSERT INTO personal_values (case_id, seq, salt, content)"
            " SELECT case_id, 2, salt, content FROM personal_values"
        )
    with store.look() as tx:
        assert cases.verify(tx, filed.number).personal == {1: "intact", 2: "altered"}


def test_there_is_no_report_on_no_case(store: Store) -> None:
    with pytest.raises(NotFound, match="4711"), store.look() as tx:
        cases.verify(tx, "4711")


def tamper(tx: Tx, statement: str) -> None:
    """Change a journal as somebody could who owns the database."""
    for way in WITHOUT_TRIGGERS[tx.dialect]:
        tx.connection.exec_driver_sql(way)
    tx.connection.exec_driver_sql(statement)
