"""A case as its applicant follows it."""

from __future__ import annotations

import pytest

from tests.web.conftest import House


def test_one_sentence_says_where_it_stands_and_by_when_it_goes_on(house: House) -> None:
    case = house.submitted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert "正在核对材料是否齐全" in page.main
    assert "最迟在2026年9月24日(周四)答复" in page.main
    assert "法定期限内没有告知的，自收到申请之日起即为受理" in page.main


def test_the_law_date_stands_beside_the_promised_one(house: House) -> None:
    case = house.accepted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert "2026年10月9日(周五)" in page.main
    assert "法定期限届满日：2026年10月22日(周四)" in page.main


def test_the_ledger_says_day_by_day_why(house: House) -> None:
    case = house.accepted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}").follow("为什么是这一天")

    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//table//tbody/tr")]
    assert page.heading == "为什么是2026年10月9日(周五)"
    assert len(rows) == 22
    assert rows[0].startswith("2026年9月18日(周五) — 受理当日")
    assert any("国庆节放假" in row for row in rows)
    assert "第10日" in rows[-1]
    assert "期限届满日" in rows[-1]
    assert page.tree.xpath("//*[contains(@class,'strip')]/@aria-hidden") == ["true"]


def test_the_timeline_tells_facts_with_their_letters_and_no_names(house: House) -> None:
    case = house.granted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    acts = [act.text_content().strip() for act in page.tree.xpath("//*[@class='timeline__act']")]
    assert acts == ["提交申请", "受理", "作出准予决定"]
    assert "李娜" not in page.text
    assert "刘建国" not in page.text


def test_a_letter_comes_as_pdf_although_nobody_has_printed_it_yet(house: House) -> None:
    case = house.accepted()

    letter = house.visit("operator").open(f"/operator/cases/{case.number}").follow("受理通知书")

    assert letter.response.data.startswith(b"%PDF-")
    named = letter.response.headers["Content-Disposition"]
    assert named.startswith("inline; filename*=UTF-8''%E5%8F%97%E7%90%86%E9%80%9A%E7%9F%A5%E4%B9%A6")
    # What is not Latin-1 cannot go over the wire.
    assert named.encode("latin-1")


def test_a_letter_is_the_same_each_time(house: House) -> None:
    case = house.accepted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert page.follow("受理通知书").response.data == page.follow("受理通知书").response.data


def test_what_was_filed_and_stated_can_be_read_again(house: House) -> None:
    case = house.submitted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    assert "1页 2026年9月18日(周五)上传" in page.main
    assert page.follow("floor-plan.pdf").response.data.startswith(b"%PDF-")
    assert "颐安养老服务中心护理站" in page.main
    assert "0379-64912345" in page.main


def test_past_the_promise_the_page_says_how_late_without_talk_of_remedies(house: House) -> None:
    case = house.accepted()

    page = house.on("2026-10-13").visit("operator").open(f"/operator/cases/{case.number}")

    assert "■ 已逾期" in page.main
    assert "现已逾期" in page.main
    assert "行政复议" not in page.main


def test_past_the_law_reconsideration_comes_first_and_to_whom(house: House) -> None:
    case = house.accepted()

    page = house.on("2026-11-20").visit("operator").open(f"/operator/cases/{case.number}")

    assert "向洛阳市涧西区人民政府申请行政复议（行政复议法第十一条第（三）项、第二十四条）" in page.main
    assert "应当先申请行政复议" in page.main
    assert "以复议机关的认定为准" in page.main


def test_the_page_is_headed_by_the_unit_and_keeps_the_long_answers_folded(house: House) -> None:
    case = house.submitted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}")

    folded = [
        one.text_content().strip() for one in page.tree.xpath("//details[contains(@class,'part')]/summary")
    ]
    assert page.heading == "颐安养老服务中心护理站"
    assert folded[:2] == ["申请机构", "拟设单位"]
    assert page.main.index("正在核对材料是否齐全") < page.main.index("环节")


def test_a_granted_case_says_what_the_applicant_has_to_do_next(house: House) -> None:
    case = house.granted()

    page = house.on("2026-09-28").visit("operator").open(f"/operator/cases/{case.number}")

    assert "已作出同意设置的决定，正在送达。" in page.main


def test_silence_is_told_as_acceptance_from_the_day_of_receipt(house: House) -> None:
    case = house.submitted()

    page = house.on("2026-09-28").visit("operator").open(f"/operator/cases/{case.number}")

    assert "依法视为受理（2026年9月18日(周五)）" in page.main
    assert "视为受理" in page.main


def test_another_institution_is_refused_on_every_page_of_the_case(house: House) -> None:
    case = house.notified()
    page = house.visit("operator").open(f"/operator/cases/{case.number}")
    letter = page.links()["补正材料一次性告知书"]
    stranger = house.visit("stranger")

    addresses = [
        f"/operator/cases/{case.number}{part}"
        for part in ("", "/ledger", "/supplement", "/withdraw", "/submitted")
    ]
    for address in [*addresses, letter]:
        told = stranger.open(address)
        assert told.status == 403, address
        assert "不是您所在机构的" in told.main


@pytest.mark.parametrize("number", ["410305202609180000099", "abc"])
def test_an_unknown_case_is_not_found(house: House, number: str) -> None:
    assert house.visit("operator").open(f"/operator/cases/{number}").status == 404
