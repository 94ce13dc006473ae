"""Withdrawing: the consequence and the letter first."""

from __future__ import annotations

from approval.procedure import acceptance
from tests.web.conftest import House


def test_the_letter_is_shown_before_and_can_be_fetched_after(house: House) -> None:
    case = house.submitted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}").follow("撤回申请")

    check = page.press("核对撤回确认书", {"reasons": "机构计划调整"})
    assert check.heading == "核对后撤回申请"
    assert "撤回申请确认书" in check.main
    assert "机构计划调整" in check.main
    assert "不能取消撤回（行政许可法第七条）" in check.main

    done = check.press("撤回申请")
    assert done.heading == "申请已经撤回"
    assert done.follow("下载撤回申请确认书").response.data.startswith(b"%PDF-")


def test_looking_at_the_letter_withdraws_nothing(house: House) -> None:
    case = house.submitted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}/withdraw")

    page.press("核对撤回确认书")

    assert "已收件" in page.visitor.open(f"/operator/cases/{case.number}").main


def test_whoever_was_overtaken_is_told_and_keeps_the_reasons(house: House) -> None:
    case = house.submitted()
    check = (
        house.visit("operator")
        .open(f"/operator/cases/{case.number}/withdraw")
        .press("核对撤回确认书", {"reasons": "机构计划调整"})
    )
    acceptance.accept(house.office, house.persons["acceptor"], case.number, case.version)

    told = check.press("撤回申请")

    assert told.status == 409
    assert "受理" in told.errors[0]
    assert told.value("reasons") == "机构计划调整"
    assert told.press("撤回申请").heading == "申请已经撤回"


def test_after_the_decision_nothing_is_withdrawn(house: House) -> None:
    case = house.granted()

    told = house.visit("operator").open(f"/operator/cases/{case.number}/withdraw")

    assert told.status == 409
    assert "不能撤回申请" in told.main
    assert "返回本案" in told.links()


def test_reasons_that_cannot_be_printed_are_told_and_kept(house: House) -> None:
    case = house.submitted()
    page = house.visit("operator").open(f"/operator/cases/{case.number}/withdraw")

    told = page.press("核对撤回确认书", {"reasons": "不办了\U0001f600"})

    assert told.status == 422
    assert "无法印出的字符" in told.errors[0]
    assert told.value("reasons") == "不办了\U0001f600"
