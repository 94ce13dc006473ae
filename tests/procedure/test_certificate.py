"""What a certificate says of the unit that it is about."""

from __future__ import annotations

from datetime import date

import pytest

from approval.procedure import certificate


@pytest.mark.parametrize(
    ("months", "on", "until"),
    [
        (6, date(2026, 8, 31), "2027-02-28"),
        (12, date(2026, 10, 22), "2027-10-22"),
        (60, date(2026, 12, 1), "2031-12-01"),
        (None, date(2026, 9, 29), ""),
    ],
)
def test_a_term_of_months_runs_to_the_end_of_its_last_one(months: int | None, on: date, until: str) -> None:
    assert certificate.last_day(on, months) == until


def test_what_was_not_stated_says_nothing() -> None:
    assert certificate.said("unit.subjects", None) == ""
    assert certificate.said("unit.beds", 0) == "不设床位"
    assert certificate.said("unit.beds", 20) == "20张"
    assert certificate.said("institution.nonprofit", value=True) == "非营利性"
    assert certificate.said("institution.nonprofit", None) == ""
