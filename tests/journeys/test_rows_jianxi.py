"""Rows A1 to A11: what Jianxi published in 2017, each taken from the guide to the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.town import Town, opened, staffed

PACK = "jianxi-2017"


@pytest.fixture(scope="module")
def staffed_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("town") / "approval.sqlite3"
    return path, staffed(path, PACK)


@pytest.fixture
def town(staffed_town: tuple[Path, int], tmp_path: Path, may_open_databases: None) -> Iterator[Town]:
    made = opened(*staffed_town, PACK, tmp_path, "2026-09-18")
    yield made
    made.desk.store.close()


@pytest.mark.parametrize("unit", ["nursing-station", "infirmary", "clinic", "outpatient"])
def test_a1_a_unit_is_replied_to_within_ten_working_days_of_acceptance(town: Town, unit: str) -> None:
    case = town.apply(f"{unit}.establish")
    case = town.do(case, "acceptor", "accept")
    assert (case["due_on"], case["statutory_due_on"]) == ("2026-10-09", "2026-10-22")
    case = town.do(case, "reviewer", "propose", outcome="grant", reasons="符合设置要求")
    case = town.archived(town.do(case, "decider", "grant"))
    assert case["stage"] == "closed"
    reply = town.letter(case, "reply_grant")
    assert reply["served_on"] == "2026-09-18"
