"""The parts of a joint application are read together, and the whole is held while one of them is written."""

from approval.store import cases, parts
from approval.store.database import Store
from tests.store.filing import RECEIVED, Town, fact, new_case


def test_parts_are_read_with_their_journals_in_the_order_of_opening(store: Store, town: Town) -> None:
    with store.begin() as tx:
        whole = cases.add(tx, new_case(town, 1, workflow="joint"), fact("submit", town.operator, RECEIVED))
        for serial in (2, 3):
            cases.add(tx, new_case(town, serial, joint=whole.number), fact("submit", town.operator, RECEIVED))
        cases.add(tx, new_case(town, 4), fact("submit", town.operator, RECEIVED))
        found = parts.of(tx, whole.number)
        assert [case.number[-2] for case in found] == ["2", "3"]
        assert [len(case.entries) for case in found] == [1, 1]
        assert [case.number for case in parts.of_many(tx, [whole.number])] == [case.number for case in found]
        assert parts.of(tx, "") == parts.of_many(tx, []) == []


def test_open_wholes_are_listed_page_by_page(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = [
            cases.add(tx, new_case(town, n, workflow="joint"), fact("submit", town.operator, RECEIVED))
            for n in (1, 2)
        ]
        cases.add(tx, new_case(town, 3), fact("submit", town.operator, RECEIVED))
        parts.hold(tx, filed[0].number)
        first = parts.open_wholes(tx, "joint", limit=1)
        assert [case.number for case in first] == [filed[0].number]
        rest = parts.open_wholes(tx, "joint", after_id=first[0].id)
        assert [case.number for case in rest] == [filed[1].number]
