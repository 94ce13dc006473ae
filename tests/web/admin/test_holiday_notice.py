"""Loading a notice: pasted, shown day by day, confirmed; then everyone whose date moved is named."""

from __future__ import annotations

import pytest

from approval.core.case import Case
from approval.core.workdays import Notice
from approval.procedure import acceptance
from approval.procedure.timers import tick
from approval.store import cases, registers
from tests.web.conftest import House
from tests.web.visitor import Page

NEW_YEAR = "元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月10日（周日）上班。"
TYPED = {
    "text": NEW_YEAR,
    "year": "2027",
    "number": "国办发明电〔2026〕8号",
    "issued_on": "2026-11-03",
    "source": "https://www.gov.cn/zhengce/2026-11/03/content_1.htm",
}


def test_the_notice_is_shown_day_by_day_before_anything_is_loaded(house: House) -> None:
    page = read(house)

    assert page.heading == "核对：2027年放假通知读到了什么"
    assert "放假 4 天，上班 1 天" in page.main
    assert "2027年1月4日(周一) 元旦放假 现在是工作日（暂定），载入以后 不再计入" in rows(page)[3]
    assert "2027年1月10日(周日) 上班（元旦） 现在是周末（暂定），载入以后 改为计入" in rows(page)[4]
    assert "1日至4日元旦放假" in page.main
    assert "10日调休上班（元旦）" in page.main
    assert notices(house) == []


def test_what_the_law_grants_and_the_notice_leaves_out_is_to_be_looked_at_again(house: House) -> None:
    page = read(house)

    assert "请再核对" in page.main
    assert "通知没有写到法定放假日：2027年2月6日（春节）" in page.main


def test_on_confirmation_it_is_loaded_and_the_moved_dates_are_listed(house: House) -> None:
    case = over_new_year(house)
    page = read(house).press("载入放假通知")

    assert page.heading == "2027年放假通知已载入"
    assert rows(page) == [f"{case.number} 颐安养老服务中心 作出决定 2027年1月5日(周二) 2027年1月6日(周三)"]
    assert "原因：载入国办发明电〔2026〕8号" in page.main
    assert [(notice.year, notice.source) for notice in notices(house)] == [(2027, TYPED["source"])]
    assert "2027年1月6日(周三)" in house.visit("operator").open(f"/operator/cases/{case.number}").main


def test_cases_whose_date_becomes_certain_and_cases_to_rectify_are_listed(house: House) -> None:
    silent = house.submitted()
    house.on("2026-09-25")
    tick(house.office)
    over = over_new_year(house)
    sure = read(house, text="元旦：1月1日（周五）放假。").press("载入放假通知")
    wrong = read(house, text="9月24日放假。", year="2026", number="涧政〔2026〕3号", division="410305").press(
        "载入放假通知"
    )

    assert f"不再是暂定的办件 {over.number}" in sure.main
    assert "需要人工更正的办件" in wrong.main
    assert silent.number in wrong.main
    assert "系统不改写已有的记录" in wrong.main


def test_a_text_that_cannot_be_read_whole_is_refused_with_its_sentence_and_kept(house: House) -> None:
    text = f"{NEW_YEAR}各单位可视情况自行安排。"
    page = read(house, text=text)

    assert page.status == 422
    assert "这一句无法读取：“各单位可视情况自行安排。”" in page.errors[0]
    assert page.value("text").strip() == text
    assert page.value("source") == TYPED["source"]
    assert notices(house) == []


def test_a_text_that_contradicts_itself_is_refused(house: House) -> None:
    page = read(house, text=NEW_YEAR.replace("（周五）", "（周四）"))

    assert page.status == 422
    assert "2027年1月1日是星期五，不是周四" in page.errors[0]


@pytest.mark.parametrize("text", [f"{NEW_YEAR}其余日子另行通知。", ""])
def test_a_text_that_was_changed_after_it_was_shown_is_not_half_loaded(house: House, text: str) -> None:
    page = read(house).press("载入放假通知", {"text": text})

    assert page.status == 422
    assert notices(house) == []


def test_only_what_was_shown_is_loaded(house: House) -> None:
    page = read(house).press("载入放假通知", {"text": "元旦：1月1日（周五）放假。"})

    assert page.status == 409
    assert "您核对过的内容与将要载入的不一致" in page.errors[0]
    assert "放假 1 天" in page.main, "it is shown anew"
    assert notices(house) == []


def test_going_back_keeps_what_was_typed(house: House) -> None:
    page = read(house).press("返回修改")

    assert page.heading == "载入放假通知"
    assert page.value("text").strip() == NEW_YEAR
    assert [page.value(name) for name in ("year", "number", "issued_on", "source")] == [
        TYPED[name] for name in ("year", "number", "issued_on", "source")
    ]


def test_the_same_notice_twice_is_refused_and_what_was_typed_is_kept(house: House) -> None:
    read(house).press("载入放假通知")
    page = read(house).press("载入放假通知")

    assert page.status == 422
    assert "这份放假通知已经载入" in page.errors[0]
    assert page.value("text").strip() == NEW_YEAR
    assert len(notices(house)) == 1


def test_a_later_notice_for_a_known_year_says_what_it_amends(house: House) -> None:
    page = read(house, text="10月8日放假。", year="2026", number="国办发明电〔2026〕9号")

    assert "2026年已经载入国办发明电〔2025〕7号，这份通知写到的日子以这份通知为准" in page.main
    assert "请核对通知是否完整" not in page.main


def test_a_division_in_which_no_authority_works_is_to_be_looked_at_again(house: House) -> None:
    assert "没有机关在行政区划代码 110000 的范围内办理" in read(house, division="110000").main
    assert "没有机关在行政区划代码" not in read(house, division="410000").main


def test_missing_fields_are_named_and_nothing_typed_is_lost(house: House) -> None:
    page = read(house, source="", year="27")

    assert page.status == 422
    assert len(page.errors) == 2
    assert page.value("text").strip() == NEW_YEAR


@pytest.mark.parametrize("who", ["operator", "acceptor", "decider", "supervisor"])
def test_nobody_else_comes_near(house: House, who: str) -> None:
    visitor = house.visit(who)
    house.app.config["WTF_CSRF_ENABLED"] = False

    assert visitor.open("/admin/calendar/notice").status == 403
    assert visitor.client.post("/admin/calendar/notice/load", data=TYPED).status_code == 403
    assert notices(house) == []


# What the stories begin with


def over_new_year(house: House) -> Case:
    """A case whose ten working days run over the new year; it is the last day of them."""
    house.on("2026-12-21")
    case = house.submitted()
    accepted = acceptance.accept(house.office, house.persons["acceptor"], case.number, case.version)
    house.on("2026-12-23")
    return accepted


def read(house: House, **changes: str) -> Page:
    """Paste a notice and have it read."""
    page = house.visit("administrator").open("/admin/calendar/notice")
    return page.press("读出通知内容", {**TYPED, **changes})


def rows(page: Page) -> list[str]:
    """The rows of the page's table, as they are read."""
    found = page.tree.xpath("//table[contains(@class, 'govuk-table')]//tbody/tr")
    return [" ".join(" ".join(row.itertext()).split()) for row in found]


def notices(house: House) -> list[Notice]:
    """The notices that are stored."""
    with house.office.store.look() as tx:
        return registers.notices(tx)


def test_the_journal_of_a_moved_case_names_the_notice(house: House) -> None:
    case = over_new_year(house)
    read(house).press("载入放假通知")

    with house.office.store.look() as tx:
        last = cases.load(tx, case.number).entries[-1]
    assert (last.act, last.data["notice"]) == ("move_date", "国办发明电〔2026〕8号")
    journal = house.visit("supervisor").open(f"/supervisor/case/{case.number}/journal")
    assert (
        "作出决定期限由2027年1月5日(周二)改为2027年1月6日(周三)，依据：国办发明电〔2026〕8号" in journal.main
    )
