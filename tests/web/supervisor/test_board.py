"""The board: what is late stands first, the law's limit is graver than a promise, nothing can be done here."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import OutOfOrder
from approval.core.vocabulary import Role
from approval.procedure import acceptance, board, closing, decision, review, tolling
from approval.procedure.timers import tick
from approval.store import cases, people
from tests.web.conftest import House
from tests.web.visitor import Page


def test_an_open_case_in_time_is_normal(house: House, late: Case) -> None:
    page = house.visit("supervisor").open("/supervisor/")

    assert (tile(page, "正常"), tile(page, "3 个工作日内到期"), tile(page, "仅承诺时限已过")) == (1, 0, 0)
    row = line(page, late)
    assert "2026年10月9日(周五)" in row
    assert "● 正常" in row
    assert "还剩 10 个工作日" in row
    assert "由审查人办理" in row
    assert "颐安养老服务中心护理站" in row
    assert "法定 2026年10月22日(周四)" in row


def test_beside_each_due_date_stands_why_it_is_that_day(house: House, late: Case) -> None:
    ledger = house.visit("supervisor").open("/supervisor/").follow("为什么是这一天")

    assert ledger.path == f"/supervisor/case/{late.number}/ledger"
    assert "为什么是2026年10月9日(周五)" in ledger.main


def test_with_three_working_days_left_it_is_near(house: House, late: Case) -> None:
    house.on("2026-09-30")
    page = house.visit("supervisor").open("/supervisor/?show=soon")

    assert tile(page, "3 个工作日内到期") == 1
    assert "▲ 还剩 2 个工作日" in line(page, late)


def test_past_the_promise_but_not_the_law_says_both(house: House, late: Case) -> None:
    house.on("2026-10-13")
    page = house.visit("supervisor").open("/supervisor/?show=overdue")

    assert (tile(page, "仅承诺时限已过"), tile(page, "法定时限已过")) == (1, 0)
    assert "■ 已逾期 3 个工作日" in line(page, late)
    assert "承诺时限已过，法定时限未过" in line(page, late)
    assert house.visit("supervisor").open("/supervisor/?show=breached").main.count("这里现在没有办件") == 1


def test_past_the_law_is_marked_apart_and_graver(house: House, late: Case) -> None:
    house.on("2026-10-26")
    page = house.visit("supervisor").open("/supervisor/?show=breached")

    assert (tile(page, "法定时限已过"), tile(page, "仅承诺时限已过")) == (1, 0)
    assert "法定时限已过 2 个工作日" in line(page, late)


def test_the_cautious_date_stands_beside_the_due_date_and_warns_once_it_has_passed(
    house: House,
) -> None:
    case = house.submitted()
    house.on("2026-09-24")
    acceptance.accept(house.office, house.persons["acceptor"], case.number, case.version)

    assert "审慎 2026年10月22日(周四)" in line(house.visit("supervisor").open("/supervisor/"), case)
    house.on("2026-10-23")
    assert "审慎日期已过" in line(house.visit("supervisor").open("/supervisor/"), case)


def test_deemed_acceptances_are_listed_and_stay_listed_after_the_end(house: House) -> None:
    case = house.submitted()
    house.on("2026-09-25")
    tick(house.office)
    page = house.visit("supervisor").open("/supervisor/?show=deemed")

    assert "视为受理，自2026年9月18日(周五)起" in line(page, case)

    closing.withdraw(
        house.office, house.persons["operator"], case.number, case.version + 1, reasons="不再设置"
    )
    assert "已结束" in line(house.visit("supervisor").open("/supervisor/?show=deemed"), case)


def test_silence_that_the_timer_has_not_recorded_yet_is_said(house: House) -> None:
    case = house.submitted()
    house.on("2026-09-25")
    page = house.visit("supervisor").open("/supervisor/")

    assert tile(page, "法定时限已过") == 1
    assert "法定期限已过，依法视为受理，系统即将记录" in line(page, case)


def test_special_procedures_under_way_are_listed_with_their_last_day(house: House, tolled: Case) -> None:
    page = house.visit("supervisor").open("/supervisor/?show=tolled")

    assert "专家评审自2026年9月28日(周一)起扣除，到2026年10月8日(周四)止" in line(page, tolled)
    assert "正在进行特别程序（1）" in page.main


def test_a_special_procedure_that_outlasts_its_notice_is_told(house: House, tolled: Case) -> None:
    house.on("2026-10-10")
    row = line(house.visit("supervisor").open("/supervisor/?show=tolled"), tolled)

    assert "已用完，期限恢复计算，结果仍未登记" in row


def test_a_tolled_case_that_is_nearly_due_is_near_though_its_date_lies_far(house: House, late: Case) -> None:
    house.on("2026-09-29")
    tolling.toll(
        house.office, house.persons["reviewer"], late.number, late.version,
        ground="expert_review", days=30, reasons="布局需要评审",
    )  # fmt: skip
    house.on("2026-11-10")
    supervisor = house.visit("supervisor")
    near, normal = supervisor.open("/supervisor/?show=soon"), supervisor.open("/supervisor/?show=normal")

    assert tile(near, "3 个工作日内到期") == 1
    assert "▲ 还剩 3 个工作日" in line(near, late)
    assert late.number not in normal.main


def test_a_clock_that_was_not_kept_stays_on_the_board_after_it_ended(house: House, late: Case) -> None:
    house.on("2026-10-12")
    case = review.propose(
        house.office, house.persons["reviewer"], late.number, late.version, outcome="grant", reasons="符合"
    )
    case = decision.grant(house.office, house.persons["decider"], case.number, case.version)
    page = house.visit("supervisor").open("/supervisor/")

    assert tile(page, "正常") == 1
    assert "作出决定超过承诺期限 2 个工作日，未超过法定期限" in line(page, case)


def test_a_case_that_waits_for_the_applicant_runs_no_clock(house: House) -> None:
    case = house.notified()
    page = house.visit("supervisor").open("/supervisor/?show=idle")

    assert tile(page, "没有期限在计算") == 1
    assert "由申请人办理" in line(page, case)


def test_an_empty_list_says_what_will_come(house: House) -> None:
    page = house.visit("supervisor").open("/supervisor/?show=overdue")

    assert "这里现在没有办件" in page.main
    assert "承诺期限届满的次日仍未办理的，会列在这里" in page.main


def test_a_search_finds_by_number_and_by_institution(house: House, late: Case) -> None:
    supervisor = house.visit("supervisor")

    assert late.number in supervisor.open("/supervisor/", {"q": late.number}).main
    assert late.number in supervisor.open("/supervisor/", {"q": "颐安"}).main
    assert "没有找到办件" in supervisor.open("/supervisor/", {"q": "康乐"}).main


def test_long_lists_go_on_page_after_page(house: House, late: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "PAGE", 1)
    house.on("2026-09-21")
    other = house.accepted()
    first = house.visit("supervisor").open("/supervisor/")
    second = first.follow("下一页")

    assert [late.number in first.main, other.number in first.main] == [True, False]
    assert [late.number in second.main, other.number in second.main] == [False, True]
    assert not any("下一页" in link for link in second.links())
    exported = house.visit("supervisor").client.get("/supervisor/board.csv").get_data(as_text=True)
    assert [number in exported for number in (late.number, other.number)] == [True, True]


def test_the_list_is_exported_as_it_is_filtered(house: House, late: Case) -> None:
    house.on("2026-10-26")
    answer = house.visit("supervisor").client.get("/supervisor/board.csv?show=breached")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))

    assert answer.mimetype == "text/csv"
    assert rows[0][:2] == ["办件编号", "申请机构"]
    assert rows[1][0].strip() == late.number
    assert rows[1][9] == "已逾期 12 个工作日，法定时限已过"
    assert len(rows) == 2


def test_a_filter_that_is_not_known_shows_everything(house: House, late: Case) -> None:
    assert late.number in house.visit("supervisor").open("/supervisor/?show=nonsense&after=x").main


def test_another_authoritys_case_is_not_to_be_read(house: House, late: Case) -> None:
    with house.office.store.begin() as tx:
        other = people.add_account(
            tx, "other", "no password", "外区", [Role.SUPERVISOR], "another-pack/health"
        )
    visitor = house.anybody().sign_in(other.id)
    letter = house.visit("supervisor").open(f"/supervisor/case/{late.number}/").links()["受理通知书"]

    for address in ("", "journal", "ledger", "papers/1"):
        assert visitor.open(f"/supervisor/case/{late.number}/{address}").status == 403
    assert visitor.open(letter).status == 403


@pytest.mark.parametrize("who", ["operator", "acceptor", "reviewer", "decider", "administrator"])
def test_only_supervisors_come_in(house: House, late: Case, who: str) -> None:
    visitor = house.visit(who)

    assert visitor.open("/supervisor/").status == 403
    assert visitor.open(f"/supervisor/case/{late.number}/journal").status == 403


def test_nobody_comes_in_without_signing_in(house: House) -> None:
    assert house.anybody().open("/supervisor/").path == "/sign-in"


@pytest.mark.parametrize(
    "address",
    [
        "/supervisor/",
        "/supervisor/case/{}/",
        "/supervisor/case/{}/accept",
        "/supervisor/attempts",
        "/clerk/cases/{}/acceptance",
    ],
)
def test_a_supervisor_changes_nothing(house: House, late: Case, address: str) -> None:
    supervisor = house.visit("supervisor")
    supervisor.open("/supervisor/")
    house.app.config["WTF_CSRF_ENABLED"] = False
    answer = supervisor.client.post(address.format(late.number), data={"version": late.version})

    assert answer.status_code == 403
    with house.office.store.look() as tx:
        assert cases.load(tx, late.number).version == late.version


def test_what_was_tried_against_the_rules_is_listed_with_the_rule(house: House, barred: Case) -> None:
    page = house.visit("supervisor").open("/supervisor/attempts")
    row = next(text for text in page.main.split("2026年9月18日") if barred.number in text)

    assert "李娜" in row
    assert "发出一次性告知书" in row
    assert "不能再次告知" in row
    assert "行政许可法第三十二条" in row


def test_refused_attempts_go_on_page_after_page(
    house: House, barred: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "PAGE", 1)
    with pytest.raises(OutOfOrder):
        acceptance.accept(house.office, house.persons["acceptor"], barred.number, barred.version)
    first = house.visit("supervisor").open("/supervisor/attempts")

    assert "受理" in first.main
    assert "不能再次告知" not in first.main
    assert "不能再次告知" in first.follow("下一页").main


def test_without_refused_attempts_the_page_says_what_will_come(house: House) -> None:
    assert "还没有被拒绝的操作" in house.visit("supervisor").open("/supervisor/attempts").main


def test_the_last_near_day_is_the_third_working_day(house: House) -> None:
    assert board.soon_through(house.office, house.persons["supervisor"].authority) == date(2026, 9, 22)


def tile(page: Page, title: str) -> int:
    """The count of one tile."""
    for link in page.tree.xpath("//*[contains(@class, 'tile__link')]"):
        text = " ".join(link.text_content().split())
        if text.endswith(title):
            return int(text.split()[0])
    raise AssertionError(f"no tile {title}")


def line(page: Page, case: Case) -> str:
    """The row of a case, as it is read."""
    for row in page.tree.xpath("//tbody/tr"):
        text = " ".join(row.text_content().split())
        if case.number in text:
            return text
    raise AssertionError(f"no row of {case.number} on {page.main}")
