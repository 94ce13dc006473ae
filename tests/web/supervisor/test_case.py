"""One case under audit: how its limits were kept, in whose hands the days went, and whether its journal holds."""

from __future__ import annotations

import pytest

from approval.core.case import Case
from approval.core.material import Defect
from approval.procedure import deficiency, extension, review, tolling
from approval.procedure.timers import tick
from tests.web.conftest import House
from tests.web.visitor import Page


def test_every_limit_is_shown_with_both_dates_and_its_result(house: House, late: Case) -> None:
    house.on("2026-10-26")
    page = at(house, late)

    receipt, decision = table(page, "每一段期限")
    assert receipt.startswith("收件审查 2026年9月18日(周五)")
    assert receipt.endswith("● 在承诺期限内")
    assert "2026年10月9日(周五)" in decision
    assert "2026年10月22日(周四)" in decision
    assert "正在计算" in decision
    assert "超过法定期限 2 个工作日" in decision


def test_a_late_case_says_in_whose_hands_the_days_went(house: House, late: Case) -> None:
    house.on("2026-10-10")
    case = review.propose(
        house.office, house.persons["reviewer"], late.number, late.version, outcome="grant", reasons="符合"
    )
    house.on("2026-10-14")
    page = at(house, case)

    reviewing, deciding = table(page, "为什么逾期")
    assert (
        "审查人 2026年9月19日(周六) 至 2026年10月10日(周六) 11 个工作日 — ■ 1 个工作日 张伟：拟定审查意见"
        in reviewing
    )
    assert (
        "决定人 2026年10月11日(周日) 至 2026年10月14日(周三) 3 个工作日 — ■ 3 个工作日 尚未结束" in deciding
    )


def test_days_that_the_law_takes_out_are_nobodys(house: House, tolled: Case) -> None:
    house.on("2026-10-14")
    (reviewing,) = table(at(house, tolled), "时间用在哪里")

    assert "11 个工作日 3 个工作日 ■ 1 个工作日" in reviewing


def test_the_days_before_silence_took_effect_were_the_acceptors(house: House) -> None:
    case = house.submitted()
    house.on("2026-09-28")
    tick(house.office)
    page = at(house, case)

    assert "期限届满未作处理，依法视为受理" in page.main
    waiting, reviewing = table(page, "时间用在哪里")
    assert "受理人 2026年9月19日(周六) 至 2026年9月24日(周四) 5 个工作日" in waiting
    assert "系统：视为受理" in waiting
    assert "审查人 2026年9月25日(周五) 至 2026年9月28日(周一) 1 个工作日" in reviewing


def test_silence_not_yet_recorded_is_explained(house: House) -> None:
    case = house.submitted()
    house.on("2026-09-28")

    assert "法定期限已过，本案依法视为受理" in at(house, case).main


def test_the_cautious_date_is_explained(house: House, late: Case) -> None:
    page = at(house, late)

    assert "审慎日期：2026年10月22日(周四)。" in page.main
    assert "法释〔2009〕20号第六条" in page.main
    assert "与从受理之日起算的日期相同" in page.main
    assert "审慎日期的逐日计算" in page.links()


def test_an_earlier_day_is_shown_as_it_was(house: House, late: Case) -> None:
    house.on("2026-10-14")
    page = at(house, late).press("查看这一天", {"on": "2026-09-21"})

    assert "以下是本案在2026年9月21日(周一)当天的情况" in page.main
    assert "● 正常" in page.main
    assert "逾期 " not in page.main
    assert "以下是本案在" not in page.follow("回到今天").main


def test_what_came_later_is_not_shown_on_an_earlier_day(house: House, late: Case) -> None:
    house.on("2026-09-28")
    tolling.toll(
        house.office, house.persons["reviewer"], late.number, late.version,
        ground="expert_review", days=3, reasons="布局需要评审",
    )  # fmt: skip
    today = at(house, late)
    before = at(house, late, "?on=2026-09-24")

    assert ["专家评审正在进行" in page.main for page in (today, before)] == [True, False]
    assert ["特别程序告知书" in page.main for page in (today, before)] == [True, False]


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-09-17", "还没有收到本案的申请"), ("2026-09-19", "还没有到"), ("yesterday", "不是一个日期")],
)
def test_a_day_that_cannot_be_shown_is_refused_in_words(
    house: House, late: Case, day: str, says: str
) -> None:
    page = at(house, late, f"?on={day}")

    assert page.status == 422
    assert says in page.main
    assert "回到时限监督" in page.links()


def test_the_ledger_shows_the_promise_the_law_and_the_cautious_date(house: House, late: Case) -> None:
    promised = at(house, late, "ledger")

    assert "作出决定的承诺期限届满日为什么是2026年10月9日(周五)" in promised.main
    assert "期限10个工作日" in promised.main
    assert "受理当日，不计入" in promised.main
    assert "为什么是2026年10月22日(周四)" in promised.follow("作出决定：法定期限").main
    assert "审慎日期为什么是2026年10月22日(周四)" in promised.follow("审慎日期").main
    assert "收件审查的法定期限届满日为什么是2026年9月24日(周四)" in promised.follow("收件审查").main


def test_an_extension_moves_the_ledger_of_both_limits(house: House, late: Case) -> None:
    house.on("2026-10-09")
    extension.extend(
        house.office, house.persons["decider"], late.number, late.version, days=2, reasons="材料待核"
    )
    page = at(house, late, "ledger")

    assert "2026年10月12日(周一)" in page.main
    assert "经批准延长 2 个工作日" in page.main


def test_a_ledger_that_has_not_begun_is_not_found(house: House, late: Case) -> None:
    assert at(house, late, "ledger?clock=delivery").status == 404


def test_the_journal_tells_every_fact_with_both_dates_and_the_result_of_its_check(house: House) -> None:
    case = house.submitted()
    house.on("2026-09-28")
    tick(house.office)
    page = at(house, case, "journal")

    submitted, deemed = table(page, "流转记录")
    assert "校验通过。2 条记录逐条相连" in page.main
    assert "1 2026年9月18日(周五) 2026年9月18日" in submitted
    assert "王芳 机构经办人" in submitted
    assert "个人信息另存，与校验值相符" in submitted
    assert "2 2026年9月18日(周五) 2026年9月28日" in deemed
    assert "与生效日不同" in deemed
    assert "法定期限于2026年9月24日(周四)届满，没有处理" in deemed
    assert "系统 依法定期限" in deemed


def test_the_journal_tells_what_the_notice_lists_and_what_was_struck(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))
    item = house.office.rulebook.item(case.pack, case.item)
    kept = [Defect("site-report", "material", "选址报告没有盖章", "行政许可法第三十一条", "请盖章", False)]
    struck = [{"about": defect.about, "reason": "现场已核"} for defect in deficiency.propose(item, case, {})]
    deficiency.notify(house.office, house.persons["acceptor"], case.number, case.version, kept, struck)
    page = at(house, case, "journal")

    assert "需补正：选址报告没有盖章" in page.main
    assert "删去系统提示“建筑设计平面图”，理由：现场已核" in page.main
    assert "institution." not in page.main, "fields are named as the form names them"


def test_every_act_is_told_in_words(house: House, tolled: Case) -> None:
    house.on("2026-10-08")
    case = tolling.resume(
        house.office, house.persons["reviewer"], tolled.number, tolled.version,
        ground="expert_review", result="专家同意",
    )  # fmt: skip
    case = extension.extend(
        house.office, house.persons["decider"], case.number, case.version, days=2, reasons="材料待核"
    )
    case = review.propose(
        house.office, house.persons["reviewer"], case.number, case.version,
        outcome="refuse", ground=ground(house, case), reasons="距离不足",
    )  # fmt: skip
    review.return_to_review(
        house.office, house.persons["decider"], case.number, case.version, reasons="请核实距离"
    )
    page = at(house, case, "journal")

    for says in (
        "专家评审，所需时间3个工作日", "专家评审结果已收到：专家同意", "延长 2 个工作日",
        "拟不予", "理由：距离不足", "理由：请核实距离",
    ):  # fmt: skip
        assert says in page.main


def test_a_granted_case_is_told_to_its_end(house: House) -> None:
    case = house.published()
    page = at(house, case, "journal")

    assert "作出准予决定" in page.main
    assert "电子送达" in page.main
    assert "公开决定" in page.main
    assert "送达期限的时间" not in at(house, case).main
    assert "作出决定期限的时间用在哪里" not in at(house, case).main, "decided on the day of acceptance"


def test_an_altered_fact_breaks_the_chain_and_is_named(house: House, late: Case) -> None:
    tamper(house, 'UPDATE entries SET "by" = 5 WHERE seq = 2')
    page = at(house, late, "journal")

    assert "校验不通过。从第 2 条起" in page.main
    first, second = table(page, "流转记录")
    assert not first.endswith("不符")
    assert second.endswith("不符")


def test_altered_personal_values_are_named(house: House, late: Case) -> None:
    tamper(house, "UPDATE personal_values SET content = '{}'")
    page = at(house, late, "journal")

    assert "个人信息与校验值不符。流转记录本身没有改动" in page.main


def test_a_journal_that_nobody_can_read_any_more_is_refused_in_words(house: House, late: Case) -> None:
    tamper(house, "UPDATE entries SET act = 'grant' WHERE seq = 2")
    page = at(house, late)

    assert page.status == 422
    assert "流转记录从第 2 条起与校验值不符" in page.main
    assert "请立即保全数据库和备份" in page.main


def test_letters_and_papers_open_from_the_case(house: House, late: Case) -> None:
    page = at(house, late)
    visitor = page.visitor
    letter = visitor.client.get(page.links()["受理通知书"])
    paper = visitor.client.get(next(href for href in page.links().values() if "/papers/" in href))

    assert (letter.status_code, letter.mimetype) == (200, "application/pdf")
    assert letter.data.startswith(b"%PDF")
    assert (paper.status_code, paper.mimetype) == (200, "application/pdf")


def test_a_letter_or_a_paper_of_another_case_does_not_open_from_this_one(house: House, late: Case) -> None:
    letter = at(house, late).links()["受理通知书"]
    other = house.submitted()
    visitor = house.visit("supervisor")

    assert visitor.open(letter.replace(late.number, other.number)).status == 404
    assert visitor.open(f"/supervisor/case/{other.number}/papers/1").status == 404


def test_beside_each_due_date_of_each_clock_stands_why(house: House, late: Case) -> None:
    page = at(house, late)

    ledger = page.follow("为什么是这一天（作出决定，法定期限）")

    assert "法定期限届满日为什么是2026年10月22日(周四)" in ledger.main


def test_a_refused_attempt_stands_on_its_case(house: House, barred: Case) -> None:
    page = at(house, barred)

    assert "本案被拒绝的操作" in page.main
    assert "李娜（受理人）要办理“发出一次性告知书”" in page.main


def test_a_number_that_does_not_exist_is_not_found(house: House) -> None:
    page = house.visit("supervisor").open("/supervisor/case/410305202609180009990/")

    assert page.status == 404
    assert "回到时限监督" in page.links()


# What the stories look at


def at(house: House, case: Case, address: str = "") -> Page:
    """A page of a case as the supervisor opens it."""
    return house.visit("supervisor").open(f"/supervisor/case/{case.number}/{address}")


def table(page: Page, title: str) -> list[str]:
    """The rows of the table below a heading, as they are read."""
    for heading in page.tree.xpath("//h2[@id]"):
        if title in heading.text_content():
            rows = page.tree.xpath(f"//*[@aria-labelledby='{heading.get('id')}']//tbody/tr")
            return [" ".join(" ".join(row.itertext()).split()) for row in rows]
    raise AssertionError(f"no table {title}")


def ground(house: House, case: Case) -> str:
    """The first ground on which the item can be refused."""
    return house.office.rulebook.item(case.pack, case.item).grounds[0].id


def tamper(house: House, statement: str) -> None:
    """Change the database behind the product's back."""
    with house.office.store.begin() as tx:
        triggers = tx.connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).all()
        for (name,) in triggers:
            tx.connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
        tx.connection.exec_driver_sql(statement)
