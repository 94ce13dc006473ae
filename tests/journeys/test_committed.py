"""Whole cases of notification and commitment, and of what needs no licence any more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.procedure.timers import tick
from approval.store import credit
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle

FILED, SIGNED, CHECKED = date(2026, 9, 4), date(2026, 9, 8), date(2026, 10, 12)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def granted(town: Town) -> Case:
    """Tell, sign, grant on the spot, serve."""
    case = town.submit(FILED, "town.canteen")
    case = town.act(
        SIGNED, case, "operator", "commit", signed_by="周明", signed_as="legal_representative", agreed=True
    )
    return town.serve(SIGNED, town.act(SIGNED, case, "decider", "grant"))


def test_a_commitment_is_granted_on_the_day_on_which_it_is_signed_and_kept(town: Town) -> None:
    case = granted(town)
    case = town.act(date(2026, 9, 9), case, "acceptor", "publish")
    kept = [{"about": "kitchen", "found": "met"}, {"about": "manager", "found": "met"}]
    case = town.act(CHECKED, case, "reviewer", "follow_up_met", **town.checked(CHECKED, results=kept))
    tick(town.at(CHECKED))

    assert town.journal(case) == [
        ("submit", "09-04"),
        ("commit", "09-08"),
        ("grant", "09-08"),
        ("serve", "09-08"),
        ("publish", "09-09"),
        ("follow_up_met", "10-12"),
        ("close", "10-12"),
    ]
    assert town.letters(case) == [
        "commitment_notice",
        "commitment",
        "decision_grant",
        "proof_of_service",
        "follow_up_record",
    ]


def test_a_breached_commitment_is_revoked_and_leaves_a_credit_record(town: Town) -> None:
    case = granted(town)
    broken = town.checked(CHECKED, results=[{"about": "kitchen", "found": "unmet", "note": "请配备厨房设备"}])
    case = town.act(CHECKED, case, "reviewer", "follow_up_unmet", **broken)
    late = date(2026, 10, 27)
    case = town.act(late, case, "decider", "revoke_grant", ground="overdue", reasons="期满没有配备厨房设备")

    assert (case.stage, case.outcome, case.ended_on) == ("revoked", "grant", late)
    assert town.letters(case)[-2:] == ["rectify_order", "revocation"]
    with town.office.store.look() as tx:
        assert [one.case_number for one in credit.of_institution(tx, case.institution)] == [case.number]


def test_an_exempt_matter_is_answered_and_over(town: Town) -> None:
    case = town.submit(FILED, "town.exempt")
    case = town.act(FILED, case, "acceptor", "answer")

    assert town.journal(case) == [("submit", "09-04"), ("answer", "09-04")]
    assert town.letters(case) == ["receipt", "exempt_answer"]
    assert (case.stage, case.open) == ("answered", False)
