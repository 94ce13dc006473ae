"""A broken commitment leaves a credit record; a revoked filing does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.procedure import commitment
from approval.store import credit
from approval.store.credit import CreditRecord
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle

FRIDAY, MONDAY, CHECKED, LATE = date(2026, 9, 4), date(2026, 9, 7), date(2026, 10, 12), date(2026, 10, 27)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def records(town: Town, case: Case) -> list[CreditRecord]:
    with town.office.store.look() as tx:
        return credit.of_institution(tx, case.institution)


def test_a_grant_revoked_for_a_broken_commitment_is_on_record(town: Town) -> None:
    case = town.submit(FRIDAY, "town.canteen")
    case = commitment.commit(
        town.at(MONDAY), town.who["operator"], case.number, case.version, signed_by="周明"
    )
    case = town.serve(MONDAY, town.act(MONDAY, case, "decider", "grant"))
    unmet = town.checked(CHECKED, results=[{"about": "kitchen", "found": "unmet"}])
    case = town.act(CHECKED, case, "reviewer", "follow_up_unmet", **unmet)

    case = town.act(LATE, case, "decider", "revoke_grant", ground="overdue", reasons="厨房至今没有设备")

    kept = records(town, case)
    assert [(one.case_number, one.recorded_on) for one in kept] == [(case.number, LATE)]
    assert "不实承诺" in kept[0].says
    assert "优化营商环境条例" in kept[0].basis
    body = str(town.letter(case, "revocation").words["body"])
    assert "记入信用记录" in body
    assert town.letter(case, "revocation").words["title"] == "撤销行政许可决定书"


def test_a_revoked_filing_leaves_no_credit_record(town: Town) -> None:
    case = town.serve(MONDAY, town.act(MONDAY, town.submit(FRIDAY, "town.infirmary"), "acceptor", "record"))
    unmet = town.checked(CHECKED, results=[{"about": "rooms", "found": "unmet"}])
    case = town.act(CHECKED, case, "reviewer", "follow_up_unmet", **unmet)

    town.act(LATE, case, "decider", "revoke_record", ground="overdue", reasons="没有整改")

    assert records(town, case) == []
