"""Every list shows what it should, page by page, and misses nobody."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.case import Case, Summary
from approval.core.institution import Institution
from approval.store import cases, people, registers
from approval.store.database import Store, Tx
from tests.store.filing import HEALTH, RECEIVED, Town, accept, fact, file_case, new_case

AUTUMN = [date(2026, 9, day) for day in (24, 21, 24, 22, 23)]


def test_a_worklist_goes_by_due_date_and_then_by_arrival(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = [add(tx, town, n, due_on=due) for n, due in enumerate(AUTUMN)]
        noise(tx, town)
        listed = cases.worklist(tx, authority=HEALTH, stages=["received"])
    assert [case.number for case in listed] == [filed[n].number for n in (1, 3, 4, 0, 2)]
    assert all(case.entries == () for case in listed)


def test_what_a_rule_puts_first_stands_first_and_the_rest_goes_by_due_date(store: Store, town: Town) -> None:
    with store.begin() as tx:
        early, late = (add(tx, town, n, due_on=AUTUMN[n]) for n in (1, 2))
        second, first = (add(tx, town, 10 + n, due_on=None, priority=n) for n in (2, 1))
        elsewhere = add(tx, town, 20, due_on=AUTUMN[0], priority=1, stage="supplemented")
        listed = cases.worklist(tx, authority=HEALTH, stages=["received", "supplemented"])
        assert numbers(listed) == numbers([elsewhere, first, second, early, late])
        pages = [cases.worklist(tx, authority=HEALTH, stages=["received"], limit=2)]
        pages.append(cases.worklist(tx, authority=HEALTH, stages=["received"], after=pages[0][-1].desk_place))
        assert [numbers(page) for page in pages] == [numbers([first, second]), numbers([early, late])]


@pytest.mark.parametrize(
    "stages", [["received"], ["received", "supplemented"], ["supplemented", "received", "received"]]
)
def test_a_worklist_turns_its_pages_without_a_gap(store: Store, town: Town, stages: list[str]) -> None:
    with store.begin() as tx:
        for n, due in enumerate([*AUTUMN, None, None]):
            add(tx, town, n, due_on=due)
            add(tx, town, 100 + n, due_on=due, stage="supplemented", clock="supplement_check")
        noise(tx, town)
        whole = cases.worklist(tx, authority=HEALTH, stages=stages)
        pages: list[Case] = []
        while page := cases.worklist(
            tx, authority=HEALTH, stages=stages, after=pages[-1].desk_place if pages else None, limit=3
        ):
            assert len(page) <= 3
            pages.extend(page)
    assert pages == whole
    assert len(whole) == 7 * len(set(stages))
    assert [case.due_on for case in whole[-2:]] == [None, None]


def test_a_worklist_of_no_stages_is_empty(store: Store, town: Town) -> None:
    with store.begin() as tx:
        add(tx, town, 1)
        assert cases.worklist(tx, authority=HEALTH, stages=[]) == []


def test_a_light_is_a_stretch_of_due_dates(store: Store, town: Town) -> None:
    with store.begin() as tx:
        for n, due in enumerate([*AUTUMN, None]):
            add(tx, town, n, due_on=due)
        yellow = cases.worklist(
            tx, authority=HEALTH, stages=["received"], due_from=AUTUMN[3], due_through=AUTUMN[4]
        )
    assert [case.due_on for case in yellow] == [AUTUMN[3], AUTUMN[4]]


def test_a_board_goes_by_due_date_whatever_a_rule_puts_first(store: Store, town: Town) -> None:
    with store.begin() as tx:
        idle = add(tx, town, 1, due_on=None)
        first = add(tx, town, 2, due_on=AUTUMN[0], priority=1)
        early = add(tx, town, 3, due_on=AUTUMN[1])
        noise(tx, town)
        listed = [case for case in cases.due_before(tx, None, authority=HEALTH) if case.stage == "received"]
        assert numbers(listed) == numbers([early, first, idle])
        rest = cases.due_before(tx, None, authority=HEALTH, after=first.place)
        assert idle.number in numbers(rest)
        assert early.number not in numbers(rest)


def test_overdue_cases_are_listed_for_one_authority_and_for_all(store: Store, town: Town) -> None:
    with store.begin() as tx:
        late = add(tx, town, 1, due_on=date(2026, 9, 21))
        add(tx, town, 2, due_on=date(2026, 9, 24))
        add(tx, town, 3, due_on=None)
        elsewhere = add(tx, town, 4, due_on=date(2026, 9, 20), authority="other/health")
        add(tx, town, 5, due_on=date(2026, 9, 20), ended_on=date(2026, 9, 20))
        assert numbers(cases.due_before(tx, date(2026, 9, 24), authority=HEALTH)) == [late.number]
        everywhere = cases.due_before(tx, date(2026, 9, 24))
        assert numbers(everywhere) == [elsewhere.number, late.number]
        assert numbers(cases.due_before(tx, date(2026, 9, 24), since=date(2026, 9, 21))) == [late.number]
        assert numbers(cases.due_before(tx, date(2026, 9, 24), after=everywhere[0].place)) == [late.number]


def test_cases_whose_check_has_lapsed_are_found_by_id(store: Store, town: Town) -> None:
    with store.begin() as tx:
        second = add(tx, town, 1, due_on=date(2026, 9, 23))
        first = add(tx, town, 2, due_on=date(2026, 9, 22), clock="supplement_check", stage="supplemented")
        add(tx, town, 3, due_on=date(2026, 9, 24))
        add(tx, town, 4, due_on=date(2026, 9, 22), clock="decision", stage="under_review")
        add(tx, town, 5, due_on=date(2026, 9, 22), ended_on=date(2026, 9, 21))
        found = cases.lapsing(tx, date(2026, 9, 24))
        assert numbers(found) == [second.number, first.number]
        assert numbers(cases.lapsing(tx, date(2026, 9, 24), after_id=second.id)) == [first.number]
        assert numbers(cases.lapsing(tx, date(2026, 9, 24), limit=1)) == [second.number]
        assert len(cases.lapsing(tx, date(2026, 9, 24), clocks=["decision"])) == 1


def test_served_cases_wait_for_closing_only_when_published(store: Store, town: Town) -> None:
    with store.begin() as tx:
        refused = add(tx, town, 1, stage="served", outcome="refuse")
        granted = add(tx, town, 2, stage="served", outcome="grant")
        add(tx, town, 3, stage="served", outcome="refuse", ended_on=RECEIVED)
        assert cases.served_open(tx) == [refused.number]
        registers.publish(
            tx,
            case_number=granted.number,
            institution=granted.institution_name,
            unit=granted.unit_name,
            kind=granted.kind,
            authority=granted.authority,
            document_number="涧卫〔2026〕1号",
            decided_on=RECEIVED,
            published_on=RECEIVED,
        )
        assert cases.served_open(tx) == [refused.number, granted.number]


def test_open_cases_come_with_their_journals_for_a_new_calendar(store: Store, town: Town) -> None:
    with store.begin() as tx:
        accepted = accept(tx, file_case(tx, town, 1), town.wang)
        other = file_case(tx, town, 2)
        ended = add(tx, town, 3, ended_on=RECEIVED)
        assert cases.open_after(tx, 0) == [accepted, other]
        assert cases.open_after(tx, accepted.id) == [other]
        assert cases.open_after(tx, other.id) == []
        assert cases.every(tx) == [accepted, other, ended]
        assert cases.every(tx, accepted.id, limit=1) == [other]


def test_an_institution_sees_its_own_cases_newest_first(store: Store, town: Town) -> None:
    with store.begin() as tx:
        old, new = add(tx, town, 1, ended_on=RECEIVED), add(tx, town, 2)
        noise(tx, town)
        assert numbers(cases.of_institution(tx, town.institution.id))[-2:] == [new.number, old.number]
        assert numbers(cases.of_institution(tx, town.institution.id, before_id=new.id)) == [old.number]


@pytest.mark.parametrize(
    "words",
    [
        "颐安",
        "颐安养老服务中心",
        " 涧西区  颐安 ",
        "52410305MJY1234567",
        "52410305mjy1234567",
        "410305202609",
        None,
    ],
)
def test_a_search_finds_a_case_by_number_code_and_parts_of_the_name(
    store: Store, town: Town, words: str | None
) -> None:
    with store.begin() as tx:
        wanted = add(tx, town, 1)
        other = another_home(tx)
        add(tx, replace(town, institution=other), 2, number="410399202601010000010")
        add(tx, town, 3, authority="other/health")
        assert numbers(cases.search(tx, HEALTH, words or wanted.number)) == [wanted.number]


@pytest.mark.parametrize(
    "words", ["", "  ", "颐", "福寿", "颐安 福寿", "安颐", "%", "颐_养老", "99", "52410305MJY0000000"]
)
def test_a_search_finds_nothing_rather_than_something_else(store: Store, town: Town, words: str) -> None:
    with store.begin() as tx:
        add(tx, town, 1)
        another_home(tx)
        assert cases.search(tx, HEALTH, words) == []


def test_open_cases_are_counted_by_stage(store: Store, town: Town) -> None:
    with store.begin() as tx:
        for n in range(3):
            add(tx, town, n)
        add(tx, town, 4, stage="under_review")
        add(tx, town, 5, stage="closed", ended_on=RECEIVED)
        add(tx, town, 6, authority="other/health")
        assert cases.count_by_stage(tx, HEALTH) == {"received": 3, "under_review": 1}


def add(tx: Tx, town: Town, serial: int, **changes: object) -> Case:
    """Store a case that stands as the changes say."""
    return cases.add(tx, new_case(town, serial, **changes), fact("submit", town.operator, RECEIVED))


def noise(tx: Tx, town: Town) -> None:
    """Store cases that no list of this authority's open, received cases may show."""
    add(tx, town, 901, authority="other/health")
    add(tx, town, 902, stage="under_review", clock="decision")
    ended = file_case(tx, town, 903)
    cases.append(
        tx, ended, [fact("withdraw", town.operator)], summary=Summary("withdrawn", ended_on=RECEIVED)
    )


def another_home(tx: Tx) -> Institution:
    """Store an institution with a name of its own."""
    return people.add_institution(
        tx, Institution(0, "郑州市福寿园养老院", "52410100MJY7654321", "养老机构", "410100")
    )


def numbers(listed: list[Case]) -> list[str]:
    """Give the numbers of listed cases."""
    return [case.number for case in listed]
