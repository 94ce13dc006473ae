"""What time it is in the office."""

from datetime import UTC, date, datetime

import pytest

from approval.procedure.office import shanghai_day


def test_the_day_is_the_day_in_shanghai() -> None:
    assert shanghai_day(datetime(2026, 9, 18, 16, 0, tzinfo=UTC)) == date(2026, 9, 19)
    assert shanghai_day(datetime(2026, 9, 18, 15, 59, 59, tzinfo=UTC)) == date(2026, 9, 18)


def test_an_instant_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="time zone"):
        shanghai_day(datetime(2026, 9, 18, 16, 0))  # noqa: DTZ001 - this is what must not pass
