"""An invitation to explain on pages, and the explanation that comes back."""

from __future__ import annotations

from tests.web.conftest import House


def test_an_invitation_is_seen_as_a_letter_and_the_explanation_is_read_on_the_case_page(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}").follow("请予说明")
    assert "这不是补正告知" in page.main

    check = page.press("下一步", {"asks": "夜间由谁值班"})
    assert "本函不是补正告知" in check.main
    assert "办理期限不停止" in check.main
    assert check.press("请予说明").heading == "已办理：请予说明"

    applicant = house.visit("operator").open("/operator/")
    form = applicant.follow("作出说明")
    form.press("下一步", {"says": "两名护士轮班。"}).press("提交说明")
    told = house.visit("reviewer").open(f"/clerk/cases/{case.number}")
    assert "申请人的说明" in told.main
    assert "两名护士轮班。" in told.main


def test_a_day_that_is_no_day_is_named_and_kept(house: House) -> None:
    case = house.accepted()
    page = house.visit("reviewer").open(f"/clerk/cases/{case.number}/invitation")

    answer = page.press("下一步", {"asks": "夜间由谁值班", "wanted_by": "下周"})

    assert answer.status == 422
    assert answer.value("wanted_by") == "下周"
