"""How instants and plain values are written on each database, without opening one."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from approval.store.tables import Instant, Plain, metadata

SQLITE, POSTGRESQL = sqlite.dialect(), postgresql.dialect()
SHANGHAI = timezone(timedelta(hours=8))
MORNING = datetime(2026, 9, 18, 8, 30, tzinfo=SHANGHAI)


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_an_instant_is_read_as_it_was_written_in_utc(dialect: Dialect):
    column = Instant()
    read = column.process_result_value(column.process_bind_param(MORNING, dialect), dialect)
    assert read == MORNING
    assert read is not None
    assert read.utcoffset() == timedelta(0)
    assert column.process_bind_param(None, dialect) is None
    assert column.process_result_value(None, dialect) is None


def test_instants_as_text_have_one_width_so_that_text_order_is_time_order():
    column = Instant()
    instants = [
        MORNING,
        MORNING + timedelta(microseconds=1),
        MORNING + timedelta(hours=20),
        MORNING + timedelta(days=90),
    ]
    written = [column.process_bind_param(one, SQLITE) for one in instants]
    assert written == sorted(written)
    assert {len(text) for text in written} == {32}
    assert written[0] == "2026-09-18T00:30:00.000000+00:00"


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_a_time_without_its_zone_is_no_instant(dialect: Dialect):
    with pytest.raises(ValueError, match="time zone"):
        Instant().process_bind_param(datetime(2026, 9, 18, 8), dialect)  # noqa: DTZ001 - that is the fault


def test_each_database_keeps_instants_in_its_own_way():
    assert str(Instant().load_dialect_impl(SQLITE)) == "VARCHAR(32)"
    assert Instant().load_dialect_impl(POSTGRESQL).timezone is True


def test_plain_values_are_kept_as_the_text_that_is_hashed():
    column = Plain()
    text = column.process_bind_param({"b": [1, None], "a": "告知"}, SQLITE)
    assert text == '{"a":"告知","b":[1,null]}'
    assert column.process_result_value(text, SQLITE) == {"a": "告知", "b": [1, None]}
    assert column.process_result_value(None, SQLITE) is None


def test_every_constraint_and_index_has_a_name_so_that_a_migration_can_find_it():
    for table in metadata.sorted_tables:
        assert all(one.name for one in table.constraints), table.name
        assert all(one.name for one in table.indexes), table.name


def test_a_case_can_hold_one_notice_only():
    (index,) = (one for one in metadata.tables["entries"].indexes if one.unique and "notice" in str(one.name))
    for options in (index.dialect_options["sqlite"], index.dialect_options["postgresql"]):
        assert "notify_deficiency" in str(options["where"].compile(compile_kwargs={"literal_binds": True}))
