"""Credit records are kept by institution, newest first, one for each case at most."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from approval.store import credit
from approval.store.credit import CreditRecord
from approval.store.database import Store
from tests.store.filing import file_case, settle


def test_the_newest_record_comes_first(store: Store) -> None:
    town = settle(store)
    with store.begin() as tx:
        first, second = file_case(tx, town, 1), file_case(tx, town, 2)
        earlier = CreditRecord(first.number, town.institution.id, date(2026, 9, 1), "不实承诺", "条例")
        later = CreditRecord(second.number, town.institution.id, date(2026, 10, 1), "不实承诺", "条例")
        credit.add(tx, earlier)
        credit.add(tx, later)

    with store.look() as tx:
        assert credit.of_institution(tx, town.institution.id) == [later, earlier]
        assert credit.of_institution(tx, 999) == []


def test_a_case_leaves_one_record(store: Store) -> None:
    town = settle(store)
    with store.begin() as tx:
        case = file_case(tx, town)
        record = CreditRecord(case.number, town.institution.id, date(2026, 9, 1), "不实承诺", "条例")
        credit.add(tx, record)

    with pytest.raises(IntegrityError), store.begin() as tx:
        credit.add(tx, record)
