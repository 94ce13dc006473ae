from datetime import UTC, date, datetime

import pytest

from approval.core.clock import Run, due_on
from approval.core.ledger import Row, ledger
from approval.core.limit import Limit
from approval.core.vocabulary import Light, Role
from approval.core.workdays import Calendar
from web.filters import day_mark, light_words, role_names, size, weeks, zh_date, zh_day_count, zh_instant


def test_a_day_is_written_with_its_weekday() -> None:
    assert zh_date(date(2026, 10, 9)) == "2026年10月9日(周五)"
    assert zh_date(None) == ""


def test_an_instant_is_read_in_beijing_also_past_midnight() -> None:
    assert zh_instant(datetime(2026, 9, 18, 16, 5, tzinfo=UTC)) == "2026年9月19日 00:05"
    assert zh_instant(None) == ""


def test_days_are_working_days_in_words() -> None:
    assert zh_day_count(3) == "3 个工作日"


@pytest.mark.parametrize(
    ("light", "left", "shape", "says"),
    [
        (Light.GREEN, 8, "●", "正常"),
        (Light.YELLOW, 3, "▲", "还剩 3 个工作日"),
        (Light.YELLOW, 0, "▲", "今天到期"),
        (Light.YELLOW, None, "▲", "即将到期"),
        (Light.RED, -2, "■", "已逾期 2 个工作日"),
        (Light.RED, 0, "■", "已逾期"),
    ],
)
def test_every_light_has_a_shape_and_words(light: Light, left: int | None, shape: str, says: str) -> None:
    lamp = light_words(light, left)
    assert (lamp.shape, lamp.says, lamp.colour) == (shape, says, light.value)


def test_a_light_is_read_from_its_code_too() -> None:
    assert light_words("red", -1).says == "已逾期 1 个工作日"


@pytest.mark.parametrize(("count", "says"), [(10, "1 KiB"), (2048, "2 KiB"), (20 * 1024 * 1024, "20.0 MiB")])
def test_sizes_are_written_in_round_units(count: int, says: str) -> None:
    assert size(count) == says


def test_roles_are_listed_in_the_order_of_the_work() -> None:
    assert role_names({Role.REVIEWER, Role.ACCEPTOR}) == "受理人、审查人"


def test_the_strip_has_whole_weeks_from_monday(rows: list[Row]) -> None:
    laid = weeks(rows)
    assert all(len(week.cells) == 7 for week in laid)
    assert [cell and cell.date for cell in laid[0].cells] == [None] * 4 + [
        date(2026, 9, day) for day in (18, 19, 20)
    ]
    assert [week.label for week in laid] == ["9月", "", "", "10月"]


def test_the_strip_shows_every_row_once(rows: list[Row]) -> None:
    shown = [cell for week in weeks(rows) for cell in week.cells if cell is not None]
    assert shown == rows


def test_an_empty_ledger_has_no_weeks() -> None:
    assert weeks([]) == []


def test_squares_of_the_strip_say_why_in_two_characters(rows: list[Row]) -> None:
    due = rows[-1].date
    marks = {row.date.isoformat()[5:]: day_mark(row, due, date(2026, 9, 21)) for row in rows}
    assert marks["09-18"] == "起算"
    assert marks["09-19"] == "周末"
    assert marks["09-20"] == "调休"
    assert marks["09-21"] == "今天"
    assert marks["09-25"] == "放假"
    assert marks[due.isoformat()[5:]] == "届满"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Ten working days from 18 September 2026, over the National Day week."""
    calendar = Calendar.national()
    run = Run("decision", date(2026, 9, 18), Limit(10))
    listed = ledger(calendar, run, date(2026, 9, 21))
    assert listed[-1].date == due_on(calendar, run)
    return listed
