"""Papers at the window, on pages: entered, scanned, checked, received; supplements the same way."""

from __future__ import annotations

from tests.web.conftest import ITEM, PACK, House, pdf
from tests.web.visitor import Page

NEW = {
    "item": f"{PACK}/{ITEM}",
    "channel": "post",
    "received_on": "2026-09-16",
    "credit_code": "52410305MJ000000XQ",
}


def sheet(house: House, **changed: str) -> Page:
    """Begin to enter papers of 颐安养老服务中心."""
    page = house.visit("acceptor").open("/clerk/").follow("窗口收件").follow("登记一份纸质申请")
    return page.press("下一步", {**NEW, **changed})


def received(house: House, **changed: str) -> Page:
    """Enter papers with one scan and receive them."""
    page = sheet(house, **changed).press(
        "保存，去核对", {"unit.name": "颐安护理站"}, {"files-1": [(pdf(3), "申请书.pdf")]}
    )
    return page.press("登记收件", {"signed": "y", "consent": "no"})


def test_papers_become_a_case_dated_by_their_receipt(house: House) -> None:
    page = sheet(house)
    assert "收到日期 2026年9月16日" in page.main
    check = page.press("保存，去核对", {"unit.name": "颐安护理站"}, {"files-1": [(pdf(3), "申请书.pdf")]})
    assert "1 个文件，3 页" in check.main
    assert "最迟答复日 2026年9月22日" in check.main
    assert "不影响收件" in check.main

    done = check.press("登记收件", {"signed": "y", "consent": "no"})

    assert done.heading == "已办理：提交申请"
    assert "申请材料接收凭证" in done.main
    case = done.follow("打开办件页")
    assert "2026年9月16日" in case.main
    assert "审慎日期" not in case.main


def test_what_was_entered_is_kept_until_it_is_received(house: House) -> None:
    page = sheet(house).press("只保存", {"unit.name": "颐安护理站"}, {"files-1": [(pdf(), "申请书.pdf")]})
    assert page.value("unit.name") == "颐安护理站"
    assert "申请书.pdf" in page.main

    listed = house.visit("acceptor").open("/clerk/filings/")
    assert "颐安养老服务中心" in listed.main
    assert "继续填写" not in house.visit("operator").open("/operator/").main, "it is the window's draft"


def test_a_scan_can_be_opened_and_taken_back(house: House) -> None:
    page = sheet(house).press("只保存", {}, {"files-1": [(pdf(), "申请书.pdf")]})
    assert page.follow("申请书.pdf").response.data.startswith(b"%PDF-")

    assert "申请书.pdf" not in page.press("移除").main


def test_a_file_that_is_none_is_told_and_the_rest_kept(house: House) -> None:
    page = sheet(house).press(
        "保存，去核对", {"unit.name": "颐安护理站"}, {"files-1": [(b"no paper", "说明.exe")]}
    )

    assert page.status == 422
    assert page.errors
    assert page.value("unit.name") == "颐安护理站"


def test_an_unknown_institution_is_asked_for(house: House) -> None:
    page = sheet(house, credit_code="52410305MJ00001Y40")
    assert page.status == 422
    assert "没有这一代码的机构" in page.errors[0]
    assert page.value("received_on") == "2026-09-16"

    page = page.press("下一步", {"institution_name": "和邻养老院", "kind": "企业"})
    assert "和邻养老院" in page.main


def test_without_a_signature_nothing_is_received(house: House) -> None:
    check = sheet(house).press("保存，去核对")

    answer = check.press("登记收件", {"consent": "no"})

    assert answer.status == 422
    assert "签字或者盖章" in answer.errors[0]


def test_papers_that_lay_too_long_are_warned_of(house: House) -> None:
    check = sheet(house, received_on="2026-09-04").press("保存，去核对")

    assert "答复的期限已于2026年9月11日(周五)届满" in check.main


def test_a_day_that_has_not_come_is_refused(house: House) -> None:
    page = sheet(house, received_on="2026-09-19")

    assert page.status == 422
    assert "不能在今天以后" in page.main


def test_only_acceptors_enter_papers(house: House) -> None:
    for who in ("reviewer", "decider"):
        assert house.visit(who).open("/clerk/filings/").status == 403
        assert "窗口收件" not in house.visit(who).open("/clerk/").main


def test_a_draft_is_thrown_away_only_after_one_was_asked_once_more(house: House) -> None:
    sheet(house)
    asked = house.visit("acceptor").open("/clerk/filings/").follow("删除草稿")
    assert "期限从收到之日起算，不因没有登记而停止" in asked.main

    listed = asked.press("删除登记草稿")
    assert "登记草稿已经删除" in listed.text
    assert "没有登记到一半的纸质材料" in listed.main


def test_an_applicants_supplement_on_paper_is_entered_at_the_window(house: House) -> None:
    case = house.notified()
    house.on("2026-09-22")
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("登记纸质补正材料")
    page = page.press("下一步", {"channel": "window", "received_on": "2026-09-21"})
    check = page.press("保存，去核对", {}, {"files-1": [(pdf(2), "平面图.pdf")]})

    done = check.press("登记补正材料", {"signed": "y"})

    assert done.heading == "已办理：提交补正材料"
    assert "补正材料接收凭证" in done.main
    assert "2026年9月21日" in done.main


def test_the_window_enters_a_signed_correction(house: House) -> None:
    case = received(house).follow("打开办件页")
    page = case.follow("当场更正").press(
        "下一步", {"field": "unit.name", "value": "颐安养老护理站", "why": "与章程不一致"}
    )
    page.press("当场更正")
    page = house.visit("acceptor").open(case.path).follow("登记申请人签字确认的更正")
    unsigned = page.press("下一步", {"signed_by": ""})
    assert unsigned.status == 422
    assert "没有填写签字确认的人" in unsigned.main
    done = page.press("下一步", {"signed_by": "周明"}).press("确认当场更正")

    assert done.heading == "已办理：确认当场更正"
    assert "颐安养老护理站" in done.follow("打开办件页").main
