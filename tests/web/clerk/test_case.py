"""The page of a case: facts on one side, the act that is due on the other."""

from __future__ import annotations

import pytest

from approval.core.errors import NotAllowed
from approval.core.person import Person
from approval.procedure import acceptance, closing, extension, tolling
from tests.web.conftest import House


def test_the_facts_stand_beside_the_act_that_is_due(house: House) -> None:
    case = house.submitted(lacking=("floor-plan",))

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")

    assert page.heading == "养老机构内设护理站设置审批"
    assert "颐安养老服务中心护理站" in page.main
    assert "养老床位数120 张" in page.main
    assert "建筑设计平面图" in page.main
    assert "未提交" in page.main
    assert "系统核对发现 1 处不齐全" in page.main
    assert {"发出一次性告知书", "受理", "不予受理"} <= set(page.links())


def test_the_page_says_what_silence_would_bring_about_and_by_which_rule(house: House) -> None:
    case = house.submitted()

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")

    assert (
        "如到2026年9月24日(周四)24:00仍未告知补正，也未受理，依法视为已于2026年9月18日(周五)受理" in page.main
    )
    assert "行政许可法第三十二条第一款第（四）项" in page.main


def test_standards_are_shown_as_met_not_met_or_not_stated_with_the_clause(house: House) -> None:
    answers = {"declaration.truthful": True, "institution.beds": 120, "staff.nurses": 1}
    case = house.submitted(answers=answers)

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}")

    assert "■ 不符合" in page.main
    assert "○ 未填写，不能判断" in page.main
    assert "国卫办医发" in page.main
    assert "养老床位数：120 张" in page.main


def test_both_due_dates_stand_there_each_with_its_ledger(house: House) -> None:
    case = house.accepted()

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}")

    assert "承诺期限届满日2026年10月9日(周五)" in page.main
    assert "法定期限届满日2026年10月22日(周四)" in page.main
    assert "2026年10月9日(周五)为止（按承诺期限）" in page.follow("为什么是这一天（办理期限）").heading
    assert "2026年10月22日(周四)为止（按法定期限）" in page.follow("为什么是这一天（法定期限）").heading


def test_the_cautious_date_is_explained_where_acceptance_came_later_than_the_filing(house: House) -> None:
    case = house.submitted()
    acceptor = house.persons["acceptor"]
    acceptance.accept(house.on("2026-09-23").office, acceptor, case.number, case.version)

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}")

    assert "审慎日期2026年10月22日(周四)" in page.main
    assert "法释〔2009〕20号第六条" in page.main
    ledger = page.follow("为什么是这一天（审慎日期）")
    assert ledger.heading == "审慎日期为什么是 2026年10月22日(周四)"
    assert "完整的申请材料进入系统当日，不计入" in ledger.main


def test_the_ledger_counts_every_day_and_says_why(house: House) -> None:
    case = house.accepted()

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/ledger")

    assert "国庆节放假，不计入" in page.main
    assert "周日调休上班，计入" in page.main
    assert "第10日" in page.main
    assert "收件审查" in page.follow("收件审查").heading


def test_papers_open_in_the_browser_and_are_marked_as_seen(house: House) -> None:
    case = house.submitted()
    visitor = house.visit("acceptor")
    page = visitor.open(f"/clerk/cases/{case.number}")
    assert "您这次登录后还没有打开过：设置申请书" in page.main

    opened = page.follow("application.pdf").response

    assert opened.mimetype == "application/pdf"
    assert opened.headers["Content-Disposition"].startswith("inline")
    assert opened.data.startswith(b"%PDF")
    again = visitor.open(f"/clerk/cases/{case.number}").main
    assert "1 页，看过" in again
    assert "您这次登录后还没有打开过：设置申请书" not in again


def test_a_paper_of_one_case_is_not_found_under_another(house: House) -> None:
    one, two = house.submitted(), house.submitted()
    visitor = house.visit("acceptor")
    href = visitor.open(f"/clerk/cases/{one.number}").links()["application.pdf"]

    assert visitor.open(href.replace(one.number, two.number)).status == 404


def test_letters_are_printed_when_somebody_opens_them(house: House) -> None:
    case = house.accepted()

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("受理通知书")

    assert page.response.mimetype == "application/pdf"
    assert page.response.data.startswith(b"%PDF")


def test_refused_attempts_are_listed_with_their_rule(house: House) -> None:
    case = house.submitted()
    with pytest.raises(NotAllowed):
        acceptance.accept(house.office, house.persons["reviewer"], case.number, case.version)

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")

    assert "被拒绝的操作" in page.main
    assert "“受理”只能由受理人办理" in page.main


def test_a_reviewer_sees_whose_turn_it_is_and_no_button(house: House) -> None:
    case = house.submitted()

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}")

    assert "由受理人办理" in page.main
    assert "受理" not in page.links()


def test_a_person_of_several_roles_sees_the_acts_of_all_of_them(house: House, allround: Person) -> None:
    visitor = house.anybody().sign_in(allround.id)
    case = house.submitted()
    assert "受理" in visitor.open(f"/clerk/cases/{case.number}").links()

    accepted = house.accepted()
    links = visitor.open(f"/clerk/cases/{accepted.number}").links()

    assert "拟定审查意见" in links
    assert "延长办理期限" not in links, "a decider who is no head extends nothing"


def test_the_notice_and_what_answers_it_stand_on_top_after_a_supplement(house: House) -> None:
    case = house.notified(lacking=("floor-plan",))

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")

    assert "等待申请人" in page.main
    assert "没有提交《建筑设计平面图》" in page.main
    assert {"受理", "发出一次性告知书", "不予受理"}.isdisjoint(page.links())


def test_a_stopped_and_extended_clock_says_so(house: House) -> None:
    case = house.accepted()
    case = tolling.toll(
        house.office, house.persons["reviewer"], case.number, case.version,
        ground="expert_review", days=5, reasons="专家评审",
    )  # fmt: skip
    extension.extend(
        house.office, house.persons["decider"], case.number, case.version, days=5, reasons="论证"
    )

    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}")
    ledger = page.follow("为什么是这一天（办理期限）")

    assert "特别程序扣除 5 个工作日" in page.main
    assert "其中延长 5 个工作日" in ledger.main
    assert "特别程序：专家评审" in ledger.main


def test_a_closed_case_offers_nothing_and_keeps_everything(house: House) -> None:
    case = house.published()
    closing.close(house.office, house.persons["acceptor"], case.number, case.version)

    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}")

    assert "本案已经结束" in page.main
    assert "办结" not in page.links()
    assert "批复" in page.main


def test_a_clerk_of_another_authority_may_not_read_the_case(house: House, elsewhere: Person) -> None:
    case = house.submitted()
    visitor = house.anybody().sign_in(elsewhere.id)

    for address in ("", "/ledger", "/acceptance", "/deficiency"):
        page = visitor.open(f"/clerk/cases/{case.number}{address}")
        assert page.status == 403
        assert "本案不属于您所在机关" in page.main


def test_a_number_that_does_not_exist_is_not_found(house: House) -> None:
    assert house.visit("acceptor").open("/clerk/cases/410305202609180009999").status == 404
