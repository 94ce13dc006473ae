"""The worklist shows what is due first, whose turn it is, and keeps its filters in the address."""

from __future__ import annotations

import csv
import io

from approval.core.person import Person
from approval.procedure import review, tolling
from tests.web.conftest import HEALTH, House
from web.clerk import lines


def test_an_empty_worklist_says_what_will_appear_and_when(house: House) -> None:
    page = house.visit("acceptor").open("/clerk/")

    assert page.status == 200
    assert "现在没有在办的办件" in page.main
    assert "机构提交申请后，办件立即列在这里" in page.main


def test_each_case_shows_its_light_its_due_dates_and_what_is_to_be_done_by_whom(house: House) -> None:
    case = house.accepted()

    page = house.visit("acceptor").open("/clerk/")

    assert case.number in page.main
    assert "● 正常" in page.main
    assert "还剩 10 个工作日" in page.main
    assert "2026年10月9日(周五)" in page.main
    assert "法定 2026年10月22日(周四)" in page.main
    assert "审查并拟定意见 审查人".replace(" ", "") in page.main.replace(" ", "")


def test_two_cases_of_one_institution_are_told_apart_by_the_unit_they_would_set_up(house: House) -> None:
    house.accepted()

    assert "颐安养老服务中心护理站" in house.visit("acceptor").open("/clerk/").main


def test_beside_each_due_date_stands_why_it_is_that_day(house: House) -> None:
    case = house.accepted()

    ledger = house.visit("acceptor").open("/clerk/").follow("为什么是这一天")

    assert ledger.path == f"/clerk/cases/{case.number}/ledger"
    assert ledger.heading == "办理期限为什么到 2026年10月9日(周五)为止（按承诺期限）"


def test_the_case_due_first_stands_first(house: House) -> None:
    later = house.accepted()
    sooner = house.submitted()

    page = house.visit("acceptor").open("/clerk/")

    assert page.main.index(sooner.number) < page.main.index(later.number)


def test_the_number_is_the_link_to_the_case(house: House) -> None:
    case = house.submitted()

    assert house.visit("reviewer").open("/clerk/").follow(case.number).status == 200


def test_a_reviewer_asks_for_what_waits_for_him(house: House) -> None:
    his, others = house.accepted(), house.submitted()

    page = house.visit("reviewer").open("/clerk/").follow("等我办理")

    assert page.response.request.args["who"] == "mine"
    assert his.number in page.main
    assert others.number not in page.main


def test_one_stage_is_shown_with_its_count_and_filters_add_up(house: House) -> None:
    house.submitted()
    decided = house.proposed()

    page = house.visit("decider").open("/clerk/", {"who": "decider"}).follow("待决定")

    assert dict(page.response.request.args) == {"stage": "awaiting_decision", "who": "decider"}
    assert decided.number in page.main
    assert "1待决定" in page.main


def test_red_yellow_and_green_are_told_apart(house: House) -> None:
    late, soon, calm = house.on("2026-09-01").accepted(), house.on("2026-09-21").submitted(), house.accepted()
    visitor = house.on("2026-09-25").visit("acceptor")

    def shown(light: str) -> list[bool]:
        page = visitor.open("/clerk/", {"light": light})
        return [case.number in page.main for case in (late, soon, calm)]

    assert shown("red") == [True, False, False]
    assert shown("yellow") == [False, True, False]
    assert shown("green") == [False, False, True]


def test_the_light_of_a_case_whose_clock_is_stopped_leaves_the_stopped_days_out(house: House) -> None:
    case = house.accepted()
    tolling.toll(
        house.office, house.persons["reviewer"], case.number, case.version,
        ground="expert_review", days=5, reasons="专家评审",
    )  # fmt: skip

    page = house.on("2026-09-28").visit("reviewer").open("/clerk/")

    assert "等待专家评审结果，收到后登记" in page.main
    assert "还剩 9 个工作日" in page.main


def test_a_case_that_silence_accepted_is_shown_so_before_anybody_recorded_it(house: House) -> None:
    house.submitted()

    page = house.on("2026-09-28").visit("reviewer").open("/clerk/")

    assert "审查中 视为受理" in page.main
    assert "审查并拟定意见" in page.main


def test_filters_that_find_nothing_offer_the_whole_list(house: House) -> None:
    case = house.submitted()

    page = house.visit("acceptor").open("/clerk/", {"light": "red"})

    assert "没有符合条件的办件" in page.main
    assert case.number in page.follow("查看全部在办").main


def test_what_no_filter_knows_asks_for_nothing(house: House) -> None:
    case = house.submitted()

    page = house.visit("acceptor").open(
        "/clerk/", {"light": "blue", "stage": "x", "who": "me", "after": "x.y"}
    )

    assert case.number in page.main


def test_fifty_stand_on_a_page_and_the_next_goes_on_where_it_ended(house: House) -> None:
    numbers = {house.submitted(answers={"declaration.truthful": True}).number for _ in range(lines.PAGE + 2)}
    first = house.visit("acceptor").open("/clerk/")
    second = first.follow("下一页")

    on_first = {number for number in numbers if number in first.main}
    on_second = {number for number in numbers if number in second.main}
    assert len(on_first) == lines.PAGE
    assert on_second == numbers - on_first
    assert "下一页" not in second.main
    assert numbers & on_first == {number for number in numbers if number in second.follow("回到第一页").main}


def test_a_case_is_found_by_its_number_its_institution_and_its_credit_code(house: House) -> None:
    case = house.submitted()
    visitor = house.visit("acceptor")

    for words in (case.number, case.number[:10], "颐安", "52410305MJ000000XQ"):
        assert case.number in visitor.open("/clerk/", {"q": words}).main, words


def test_a_search_without_a_hit_says_what_can_be_searched(house: House) -> None:
    page = house.visit("acceptor").open("/clerk/", {"q": "没有这家机构"})

    assert "没有找到“没有这家机构”" in page.main
    assert "完整的统一社会信用代码" in page.main


def test_other_authorities_see_none_of_our_cases(house: House, elsewhere: Person) -> None:
    case = house.submitted()
    visitor = house.anybody().sign_in(elsewhere.id)

    assert case.number not in visitor.open("/clerk/").main
    assert "没有找到" in visitor.open("/clerk/", {"q": case.number}).main
    assert elsewhere.authority != HEALTH


def test_a_case_that_i_proposed_is_marked_as_not_mine_to_decide(house: House, allround: Person) -> None:
    case = house.accepted()
    review.propose(house.office, allround, case.number, case.version, outcome="grant", reasons="符合")
    visitor = house.anybody().sign_in(allround.id)

    assert "您拟定的意见，须由他人决定" in visitor.open("/clerk/").main
    assert case.number not in visitor.open("/clerk/", {"who": "mine"}).main


def test_the_list_is_exported_as_a_table_with_the_same_filters(house: House) -> None:
    house.submitted()
    case = house.accepted()
    page = house.visit("acceptor").open("/clerk/", {"stage": "under_review"}).follow("导出表格")

    text = page.response.get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert [row["办件编号"].strip() for row in rows] == [case.number]
    assert rows[0]["期限届满日"] == "2026年10月9日(周五)"
    assert rows[0]["由谁办理"] == "审查人"


def test_a_name_that_begins_like_a_formula_stays_a_name_in_the_table(house: House) -> None:
    from web.clerk.worklist import _cell

    for name in ("=1+1", "＝1+1", " @SUM(A1)", "－2", "\n+3"):
        assert _cell(name) == f"\t{name}"
    assert _cell("颐安养老服务中心") == "颐安养老服务中心"


def test_supervisors_and_operators_have_no_worklist(house: House) -> None:
    for who in ("supervisor", "operator", "administrator"):
        page = house.visit(who).open("/clerk/")
        assert page.status == 403
        assert "这一页只供受理人、审查人、决定人使用" in page.main


def test_whoever_has_not_signed_in_is_sent_to_do_so(house: House) -> None:
    page = house.anybody().open("/clerk/")

    assert page.path == "/sign-in"
