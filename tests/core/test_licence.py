"""A licence read from its journal: what it says now, and the days that matter to its holder."""

from __future__ import annotations

from datetime import UTC, date, datetime

from approval.core.journal import Entry
from approval.core.licence import held, licence, months_after, remind_from, renewal_by


def entry(act: str, on: str, **data: object) -> Entry:
    return Entry(
        "4103", 1, act, date.fromisoformat(on), datetime(2026, 1, 1, tzinfo=UTC), 0, "系统", "timer", data
    )


ISSUED = entry(
    "issue", "2026-10-26", case="41", certificate="医疗机构执业许可证", number="涧卫许〔2026〕8号",
    validity_until="2031-10-26", verification_until="2027-10-26",
    holds={"unit.name": "颐安护理站", "unit.subjects": "基础护理"},
)  # fmt: skip


def test_a_licence_says_what_it_was_issued_with() -> None:
    now = licence([ISSUED])
    assert (now.certificate, now.number, now.case) == ("医疗机构执业许可证", "涧卫许〔2026〕8号", "41")
    assert (now.since, now.until, now.verify_by) == (
        date(2026, 10, 26),
        date(2031, 10, 26),
        date(2027, 10, 26),
    )


def test_an_amendment_changes_what_it_names_and_nothing_else() -> None:
    amended = entry("amend", "2027-03-01", case="42", holds={"unit.subjects": "基础护理、康复护理"})
    now = licence([ISSUED, amended])
    assert now.holds == {"unit.name": "颐安护理站", "unit.subjects": "基础护理、康复护理"}
    assert (now.number, now.case) == ("涧卫许〔2026〕8号", "41")


def test_a_renewal_by_law_moves_the_last_day() -> None:
    renewed = entry("deem_renewed", "2031-10-27", case="43", validity_until="2036-10-26")
    assert licence([ISSUED, renewed]).until == date(2036, 10, 26)


def test_a_suspension_changes_nothing_of_what_it_says() -> None:
    assert licence([ISSUED, entry("suspend", "2027-11-01", months=3, reasons="护士不足")]) == licence(
        [ISSUED]
    )


def test_a_licence_without_a_term_has_no_last_day() -> None:
    assert licence([entry("issue", "2026-10-26", case="41")]).until is None


def test_a_renewal_is_asked_for_thirty_calendar_days_before_the_last_day() -> None:
    assert renewal_by(date(2031, 10, 26)) == date(2031, 9, 26)
    assert remind_from(date(2031, 10, 26)) == date(2031, 8, 27)


def test_months_end_on_the_day_of_the_same_number_or_the_last_of_the_month() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 10, 26), 60) == date(2031, 10, 26)


def test_a_licence_takes_over_what_it_says_and_no_persons() -> None:
    stated = {"unit.name": "颐安护理站", "unit.beds": 0, "unit.subjects": "", "unit.person_in_charge": "郑洁"}
    assert held(stated) == {"unit.name": "颐安护理站", "unit.beds": 0}
