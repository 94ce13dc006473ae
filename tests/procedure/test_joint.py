"""Joint handling: one application, one receipt, one notice, departments on their own, one hand-out."""

from datetime import date
from pathlib import Path

import pytest

from approval.store.database import Store
from tests.procedure.joint_town import FOOD, HOME, SCOPE, STATION, Town, settle_town

FRIDAY = date(2026, 9, 4)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county with its people; nothing has been filed."""
    return settle_town(store, tmp_path / "files")


def test_one_application_opens_a_case_in_each_department_but_for_the_item_that_waits(town: Town) -> None:
    whole = town.submit(FRIDAY)

    assert [case.item for case in town.parts(whole.number)] == [HOME, STATION, SCOPE]
    assert town.letters(whole.number) == ["joint_receipt"]
    assert [town.letters(case.number) for case in town.parts(whole.number)] == [[], [], []]


def test_straight_through(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(date(2026, 9, 7), number, STATION)
    town.accept(date(2026, 9, 8), number, SCOPE)
    town.record(date(2026, 9, 8), number)
    assert town.journal(number) == [("submit", "09-04"), ("begin", "09-07"), ("proceed", "09-08")]
    assert town.due(date(2026, 9, 8), number, "joint") == date(2026, 11, 13)
    town.decide(date(2026, 9, 10), number, STATION)
    town.decide(date(2026, 9, 14), number, SCOPE)
    food = town.part(number, FOOD)
    assert food.received_on == date(2026, 9, 14)
    assert food.due_on == date(2026, 9, 20)
    town.accept(date(2026, 9, 15), number, FOOD)
    town.decide(date(2026, 9, 16), number, FOOD)
    assert town.case(number).stage == "decided"
    town.hand_out(date(2026, 9, 17), number)
    assert town.case(number).stage == "closed"
    print(town.journal(number), town.letters(number))
    for case in town.parts(number):
        print(case.item, town.journal(case.number), town.letters(case.number))
