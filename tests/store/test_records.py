"""Licence records and orders of supervision stand beside the applications, and in no list of them."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.case import Case
from approval.store import boards, cases, records
from approval.store.database import Store, Tx
from tests.store.filing import HEALTH, Town, fact, file_case, new_case, settle

TODAY = date(2026, 10, 1)


@pytest.fixture
def town(store: Store) -> Town:
    return settle(store)


def keep(tx: Tx, town: Town, serial: int, workflow: str, **more: object) -> Case:
    """Keep a record of one kind, as the procedure does."""
    record = replace(new_case(town, serial), workflow=workflow, stage="active", **more)  # type: ignore[arg-type]
    return cases.add(tx, record, fact("issue", town.operator))


def test_a_licence_stands_in_no_list_of_applications(store: Store, town: Town) -> None:
    with store.begin() as tx:
        licence = keep(tx, town, 2, records.LICENCE, clock="validity", due_on=date(2026, 9, 20))
    with store.look() as tx:
        assert cases.due_before(tx, TODAY) == []
        assert cases.due_before(tx, TODAY, authority=HEALTH) == []
        assert cases.worklist(tx, authority=HEALTH, stages=["active"]) == []
        assert cases.of_institution(tx, town.institution.id) == []
        assert cases.search(tx, HEALTH, licence.number) == []
        assert cases.search(tx, HEALTH, "颐安") == []
        assert cases.count_by_stage(tx, HEALTH) == {}
        assert boards.counts(tx, HEALTH, TODAY, TODAY).open == 0
        assert boards.breached(tx, HEALTH, TODAY) == []
        assert records.unordered(tx, TODAY) == []


def test_an_application_stands_in_no_register_of_records(store: Store, town: Town) -> None:
    with store.begin() as tx:
        case = file_case(tx, town)
    with store.look() as tx:
        assert records.newest(tx, records.LICENCE) == records.due_first(tx, records.ORDER) == []
        assert [one.number for one in cases.of_institution(tx, town.institution.id)] == [case.number]


def test_licences_are_listed_newest_first_and_by_their_last_day(store: Store, town: Town) -> None:
    with store.begin() as tx:
        late = keep(tx, town, 2, records.LICENCE, due_on=date(2031, 5, 1))
        soon = keep(tx, town, 3, records.LICENCE, due_on=date(2026, 12, 1))
        ended = keep(tx, town, 4, records.LICENCE, due_on=None, ended_on=date(2026, 9, 30))
    with store.look() as tx:
        mine = records.newest(tx, records.LICENCE, authority=HEALTH)
        assert [one.number for one in mine] == [ended.number, soon.number, late.number]
        assert [one.id for one in records.newest(tx, records.LICENCE, before_id=soon.id)] == [late.id]
        assert [one.id for one in records.due_first(tx, records.LICENCE)] == [soon.id, late.id]
        assert [one.id for one in records.due_first(tx, records.LICENCE, after=soon.place)] == [late.id]
        near = records.due_first(tx, records.LICENCE, authority=HEALTH, through=date(2026, 12, 31))
        assert [one.id for one in near] == [soon.id]
        assert records.newest(tx, records.LICENCE, authority="elsewhere/health") == []
        held = records.of_institution(tx, records.LICENCE, town.institution.id)
        assert [one.entries[0].act for one in held] == ["issue"] * 3


def test_what_is_about_a_case_is_found_by_its_number(store: Store, town: Town) -> None:
    with store.begin() as tx:
        case = file_case(tx, town)
        order = keep(tx, town, 2, records.ORDER, about=case.number)
        keep(tx, town, 3, records.ORDER, about="410305202609180000990")
    with store.look() as tx:
        [found] = records.about(tx, case.number)
    assert (found.id, len(found.entries)) == (order.id, 1)


def test_a_late_case_asks_for_an_order_until_it_has_one(store: Store, town: Town) -> None:
    with store.begin() as tx:
        late = cases.add(
            tx,
            new_case(town, due_on=date(2026, 9, 24), statutory_due_on=date(2026, 10, 9)),
            fact("submit", town.operator),
        )
        cases.add(tx, new_case(town, 2, due_on=TODAY), fact("submit", town.operator))
    with store.look() as tx:
        assert [one.id for one in records.unordered(tx, TODAY)] == [late.id]
    with store.begin() as tx:
        keep(
            tx, town, 3, records.ORDER, about=late.number, kind="overdue:completeness",
            received_on=date(2026, 9, 25),
        )  # fmt: skip
    with store.look() as tx:
        assert records.unordered(tx, TODAY) == []
        past_the_law = records.unordered(tx, date(2026, 10, 10))
    assert late.id in [one.id for one in past_the_law]
