"""The boards' counts and lists, in the store's own words."""

from dataclasses import replace
from datetime import date

from approval.store import boards, cases
from approval.store.database import Store
from tests.store.filing import HEALTH, NOON, Town, accept, file_case, new_case, notify

TODAY, SOON = date(2026, 9, 25), date(2026, 9, 30)


def test_open_cases_are_counted_by_how_near_their_date_is(store: Store, town: Town) -> None:
    with store.begin() as tx:
        file_case(tx, town, 1)
        accept(tx, file_case(tx, town, 2), town.wang)
        notify(tx, file_case(tx, town, 3), town.wang)
        counted = boards.counts(tx, HEALTH, TODAY, SOON)

    assert counted == boards.Counts(overdue=1, breached=1, soon=0, later=1, idle=1)
    assert counted.open == 3


def test_an_authority_without_cases_counts_none(store: Store) -> None:
    with store.look() as tx:
        assert boards.counts(tx, "nowhere/health", TODAY, SOON) == boards.Counts(0, 0, 0, 0, 0)


def test_a_broken_promise_is_no_breach_of_the_law(store: Store, town: Town) -> None:
    with store.begin() as tx:
        accept(tx, file_case(tx, town), town.wang)
        between, after = date(2026, 10, 20), date(2026, 11, 2)

        assert boards.counts(tx, HEALTH, between, between).breached == 0
        assert boards.breached(tx, HEALTH, between) == []
        assert boards.counts(tx, HEALTH, after, after).breached == 1
        assert len(boards.breached(tx, HEALTH, after)) == 1


def test_breached_cases_come_page_by_page(store: Store, town: Town) -> None:
    with store.begin() as tx:
        numbers = [file_case(tx, town, serial).number for serial in (1, 2, 3)]
        first = boards.breached(tx, HEALTH, TODAY, limit=2)
        second = boards.breached(tx, HEALTH, TODAY, after=first[-1].place, limit=2)

    assert [case.number for case in (*first, *second)] == numbers


def test_deemed_cases_are_listed_newest_first_and_after_their_end(store: Store, town: Town) -> None:
    with store.begin() as tx:
        for serial in (1, 2, 3):
            case = file_case(tx, town, serial)
            ended = date(2026, 10, 1) if serial == 2 else None
            cases.refresh(tx, case, replace(case.summary, deemed=serial > 1, ended_on=ended))
        first = boards.deemed(tx, HEALTH, limit=1)
        second = boards.deemed(tx, HEALTH, before=first[0].number)

    assert [case.number for case in (*first, *second)] == [
        new_case(town, 3).number,
        new_case(town, 2).number,
    ]


def test_a_case_without_a_special_procedure_was_never_tolled(store: Store, town: Town) -> None:
    with store.begin() as tx:
        accept(tx, file_case(tx, town), town.wang)
        assert boards.ever_tolled(tx, HEALTH) == []


def test_journals_are_read_for_a_whole_list_at_once(store: Store, town: Town, statements: list[str]) -> None:
    with store.begin() as tx:
        listed = [file_case(tx, town, serial) for serial in (1, 2, 3)]
        bare = [replace(case, entries=()) for case in listed]
        statements.clear()

        assert boards.with_journals(tx, bare) == listed
        assert len(statements) == 1
        assert boards.with_journals(tx, []) == []


def test_provisional_dates_of_open_cases_are_counted(store: Store, town: Town) -> None:
    with store.begin() as tx:
        case = file_case(tx, town)
        assert boards.provisional(tx) == 0
        cases.refresh(tx, case, replace(case.summary, provisional=True))
        assert boards.provisional(tx) == 1


def test_refused_attempts_come_page_by_page_newest_first(store: Store, town: Town) -> None:
    with store.begin() as tx:
        number = file_case(tx, town).number
        for act in ("accept", "decline", "grant"):
            cases.refused_attempt(tx, number, act, town.wang.id, "acceptor", NOON, [{"says": "不行"}])
        first = boards.attempts(tx, HEALTH, limit=2)
        second = boards.attempts(tx, HEALTH, before=first[-1][0], limit=2)

    assert [attempt.act for _, attempt in (*first, *second)] == ["grant", "decline", "accept"]
    assert first[0][1].by_name == "王芳"
