"""Whole filings: straight to the certificate, through the notice, past the limit, and to the end of a bad check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from approval.core.vocabulary import Light
from approval.procedure.drift import drift
from approval.procedure.timers import tick
from approval.store.database import Store
from tests.procedure.filing_town import Town, settle

FILED = date(2026, 9, 4)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county on a store of its own."""
    return settle(store, tmp_path / "files")


def test_a_complete_filing_goes_straight_to_its_certificate_its_check_and_its_end(town: Town) -> None:
    case = town.submit(FILED, "town.infirmary")
    case = town.act(date(2026, 9, 9), case, "acceptor", "record")
    case = town.serve(date(2026, 9, 10), case)
    checked = date(2026, 10, 14)
    case = town.act(checked, case, "second", "follow_up_met", **town.checked(checked))
    tick(town.at(checked))

    assert town.journal(case) == [
        ("submit", "09-04"),
        ("record", "09-09"),
        ("serve", "09-10"),
        ("follow_up_met", "10-14"),
        ("close", "10-14"),
    ]
    assert town.letters(case) == ["receipt", "certificate", "proof_of_service", "follow_up_record"]
    assert town.case(case).stage == "closed"
    assert list(drift(town.at(checked))) == []


def test_a_filing_with_a_notice_is_recorded_within_the_limit_of_its_completion(town: Town) -> None:
    case = town.submit(FILED, "town.infirmary", lacking=["decision", "floor-plan"])
    case = town.notify(date(2026, 9, 8), case)
    # How long the applicant takes is on nobody's clock.
    tick(town.at(date(2026, 10, 30)))
    case = town.supplement(date(2026, 11, 2), case, ["decision", "floor-plan"])
    assert town.due(date(2026, 11, 2), case, "recording") == date(2026, 11, 16)
    case = town.act(date(2026, 11, 13), case, "acceptor", "record")

    assert town.journal(case) == [
        ("submit", "09-04"),
        ("notify_deficiency", "09-08"),
        ("supplement", "11-02"),
        ("record", "11-13"),
    ]
    assert town.letters(case) == ["receipt", "deficiency", "supplement_receipt", "certificate"]
    assert town.case(case).accepted_on is None


def test_a_filing_past_its_limit_is_red_and_neither_accepted_nor_recorded(town: Town) -> None:
    case = town.submit(FILED, "town.infirmary")
    late = date(2026, 9, 24)

    tick(town.at(late))

    file = town.file(late, case)
    assert file.reading is not None
    assert (file.reading.light, file.standing.deemed, file.standing.stage) == (Light.RED, False, "received")
    assert file.due_of("recording") == date(2026, 9, 18)
    assert [act for act, _on in town.journal(case)] == ["submit"]
    # Late, but still to be done: nothing bars the record.
    assert town.act(late, case, "acceptor", "record").stage == "recorded"


def test_what_is_not_put_right_is_revoked_and_can_be_filed_anew(town: Town) -> None:
    case = town.serve(FILED, town.act(FILED, town.submit(FILED, "town.infirmary"), "acceptor", "record"))
    first, again = date(2026, 10, 12), date(2026, 10, 22)
    unmet = town.checked(first, results=[{"about": "rooms", "found": "unmet", "note": "请完成隔断"}])
    case = town.act(first, case, "reviewer", "follow_up_unmet", **unmet)
    officers = town.checked(again)["officers"]
    case = town.act(
        again,
        case,
        "decider",
        "revoke_record",
        ground="still_unmet",
        reasons="复查仍未隔断",
        officers=officers,
    )

    assert town.journal(case)[-2:] == [("follow_up_unmet", "10-12"), ("revoke_record", "10-22")]
    assert town.letters(case)[-2:] == ["rectify_order", "revocation"]
    assert town.submit(again, "town.infirmary").stage == "received"
