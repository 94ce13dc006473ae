"""Signing a commitment on pages, what follows, and what an applicant reads of filings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from tests.web.filing_house import FilingHouse, open_house


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[FilingHouse]:
    """The county on Friday 4 September 2026."""
    with open_house(tmp_path, migrated_sqlite, date(2026, 9, 4)) as opened:
        yield opened


def test_conditions_consequences_and_text_are_read_before_it_is_signed(house: FilingHouse) -> None:
    case = house.submitted("town.canteen")
    visitor = house.visit("operator")
    home = visitor.open("/operator/")
    assert "签署承诺书：养老机构食堂经营许可（告知承诺）" in home.main

    page = home.follow("签署承诺书")
    assert "有与供餐人数相适应的厨房和设备" in page.main
    assert "愿意承担不实承诺" in page.main
    assert "方可开展经营活动" in page.main

    check = page.press("下一步", {"signed_by": "周明", "signed_as": "legal_representative", "agreed": "yes"})
    assert "告知承诺书" in check.main
    done = check.press("签署承诺书")
    assert done.heading == "已经办理：作出承诺"
    assert house.town.case(case).stage == "committed"


def test_nobody_commits_without_agreeing(house: FilingHouse) -> None:
    case = house.submitted("town.canteen")
    page = house.visit("operator").open(f"/operator/cases/{case.number}/commitment")

    answer = page.press("下一步", {"signed_by": "周明", "signed_as": "agent"})

    assert answer.status == 422
    assert any("愿意承诺的，请勾选" in error for error in answer.errors)
    assert answer.value("signed_by") == "周明"


def committed(house: FilingHouse) -> Case:
    case = house.submitted("town.canteen")
    return house.town.act(
        house.today, case, "operator", "commit", signed_by="周明", signed_as="agent", agreed=True
    )


def test_the_decider_grants_on_the_spot_and_sees_what_was_broken_before(house: FilingHouse) -> None:
    first = committed(house)
    town, today = house.town, house.today
    first = town.serve(today, town.act(today, first, "decider", "grant"))
    broken = town.checked(today, results=[{"about": "kitchen", "found": "unmet"}])
    first = town.act(today, first, "reviewer", "follow_up_unmet", **broken)
    officers = town.checked(today)["officers"]
    town.act(
        today, first, "decider", "revoke_grant", ground="still_unmet", reasons="没有厨房", officers=officers
    )
    case = committed(house)

    page = house.visit("decider").open(f"/clerk/cases/{case.number}")
    assert "申请机构的信用记录" in page.main
    check = page.follow("作出准予决定")
    assert "申请机构有信用记录" in check.main
    assert "准予行政许可决定书" in check.main
    assert "退回审查" not in check.main

    assert check.press("作出准予决定").heading == "已办理：作出准予决定"


def test_an_applicant_reads_what_to_put_right_and_by_when(house: FilingHouse) -> None:
    town, today = house.town, house.today
    case = town.serve(today, town.act(today, committed(house), "decider", "grant"))
    broken = town.checked(today, results=[{"about": "kitchen", "found": "unmet", "note": "请配备炊具"}])
    town.act(today, case, "reviewer", "follow_up_unmet", **broken)
    visitor = house.visit("operator")

    assert "按通知书整改" in visitor.open("/operator/").main
    page = visitor.open(f"/operator/cases/{case.number}")

    assert "请按责令整改通知书整改" in page.main
    assert "请配备炊具" in page.main
    assert "2026年9月18日" in page.main
    assert (
        "法定期限已过"
        not in house.on("2026-09-28").visit("operator").open(f"/operator/cases/{case.number}").main
    )


def test_a_late_filing_tells_the_applicant_what_he_can_do(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary")

    page = house.on("2026-09-24").visit("operator").open(f"/operator/cases/{case.number}")

    assert "办理备案的期限已过，您可以怎么办" in page.main
    assert "备案不会因为逾期而自动完成" in page.main
    assert "0379-60000001" in page.main
    assert "备案县人民政府申请行政复议" in page.main
    assert "即为受理”" in page.main
    assert "自收到申请之日起即为受理。" not in page.main


def test_a_filing_in_time_shows_both_of_its_limits(house: FilingHouse) -> None:
    case = house.submitted("town.infirmary")

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert "最迟备案日" in page.main
    assert "2026年9月18日" in page.main
    assert "您可以怎么办" not in page.main


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("town.infirmary", "办理备案（收到齐全的材料之日起10个工作日内）"),
        ("town.canteen", "提交以后立即取得告知书"),
        ("town.exempt", "答复该事项是否需要取得许可"),
    ],
)
def test_before_sending_it_says_what_follows(house: FilingHouse, item: str, says: str) -> None:
    draft = house.draft(item)
    visitor = house.visit("operator")

    page = visitor.open(f"/operator/drafts/{draft.id}/check")
    assert says in page.main
    sent = page.press("提交")

    assert sent.heading == "申请已经提交"
    assert "即为受理" not in sent.main.replace("即为受理”", "")


def test_whoever_holds_the_receipt_of_a_commitment_can_follow_it(house: FilingHouse) -> None:
    case = house.submitted("town.canteen")

    page = house.anybody().open("/progress", {"number": case.number, "code": case.lookup_code})
    ledger = house.anybody().open("/progress/ledger", {"number": case.number, "code": case.lookup_code})

    assert "正在等您决定是否承诺" in page.main or "正在等" in page.main
    assert ledger.status == 200


def test_ended_filings_and_answers_are_listed_by_how_they_ended(house: FilingHouse) -> None:
    house.town.act(house.today, house.submitted("town.exempt"), "acceptor", "answer")

    home = house.visit("operator").open("/operator/")

    assert "已告知" in home.main
    assert "养老机构设立许可" in home.main


def test_nobody_who_looks_at_a_case_without_a_limit_meets_an_error(house: FilingHouse) -> None:
    number = house.submitted("town.canteen").number

    for who, address, status in (
        ("operator", f"/operator/cases/{number}", 200),
        ("operator", f"/operator/cases/{number}/ledger", 404),
        ("decider", f"/clerk/cases/{number}", 200),
        ("decider", f"/clerk/cases/{number}/ledger", 404),
        ("decider", "/clerk/", 200),
        ("supervisor", f"/supervisor/case/{number}/", 200),
        ("supervisor", f"/supervisor/case/{number}/journal", 200),
        ("supervisor", "/supervisor/", 200),
    ):
        page = house.visit(who).open(address)
        assert page.status == status, (who, address)
    assert "等待申请人决定是否承诺" in house.visit("decider").open(f"/clerk/cases/{number}").main
