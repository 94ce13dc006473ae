"""Open cases are found by the version of the rules that they are handled by, and moved to another."""

from approval.store import cases, versions
from approval.store.database import Store
from tests.store.filing import file_case, settle


def test_open_cases_are_found_by_their_pack_and_moved(store: Store) -> None:
    town = settle(store)
    with store.begin() as tx:
        one, other = file_case(tx, town, 1), file_case(tx, town, 2)
    with store.begin() as tx:
        assert versions.open_under(tx, [one.pack]) == [one.number, other.number]
        versions.move(tx, one, "another-2026")
    with store.look() as tx:
        assert versions.open_under(tx, [other.pack]) == [other.number]
        assert versions.open_under(tx, ["another-2026"]) == [one.number]
        assert cases.load(tx, one.number).pack == "another-2026"
        assert versions.open_under(tx, ["nowhere"]) == []
