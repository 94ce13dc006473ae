"""Cases in which something went wrong, for those who watch over it."""

from __future__ import annotations

import contextlib

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure import deficiency, tolling
from tests.web.conftest import House


@pytest.fixture
def late(house: House) -> Case:
    """A case accepted on 18 September 2026, ten working days of which end on 9 October."""
    return house.accepted()


@pytest.fixture
def tolled(house: House, late: Case) -> Case:
    """The same case with an expert review of three working days from 28 September."""
    house.on("2026-09-28")
    return tolling.toll(
        house.office, house.persons["reviewer"], late.number, late.version,
        ground="expert_review", days=3, reasons="布局需要评审",
    )  # fmt: skip


@pytest.fixture
def barred(house: House) -> Case:
    """A case for which the acceptor tried a second notice."""
    case = house.notified()
    item = house.office.rulebook.item(case.pack, case.item)
    found = deficiency.propose(item, case, {})
    with contextlib.suppress(Refused):
        deficiency.notify(house.office, house.persons["acceptor"], case.number, case.version, found)
    return case
