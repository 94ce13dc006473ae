"""Errors corrected on the spot: the clerk enters, the applicant sees it first and confirms."""

from approval.core.case import Case
from approval.procedure import acts
from tests.web.conftest import House

TOLD = {"field": "premises.area_m2", "value": "66", "why": "与平面图标注的66平方米不一致"}


def corrected(house: House) -> Case:
    case = house.submitted()
    return acts.do(
        house.office, house.persons["acceptor"], case.number, case.version, "correct_on_spot", TOLD
    )


def test_the_page_shows_what_the_answer_is_and_what_it_will_be(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}").follow("当场更正")

    check = page.press("下一步", TOLD)
    assert "60" in check.main
    assert "66" in check.main
    assert "不是补正告知" in check.main
    check.press("当场更正")

    told = house.visit("acceptor").open(f"/clerk/cases/{case.number}").main
    assert "等待申请人确认的当场更正" in told
    assert "更正为“66 平方米”" in told or "更正为“66平方米”" in told


def test_the_applicant_finds_it_on_the_first_page_and_confirms(house: House) -> None:
    case = corrected(house)
    visitor = house.visit("operator")

    page = visitor.open("/operator/").follow("确认当场更正")
    assert "申请书的内容不变" in page.main
    check = page.press("下一步：核对", {"correction": str(case.version)})
    assert "由“60" in check.main
    done = check.press("确认更正")

    assert done.heading.startswith("已")
    assert "确认当场更正" not in visitor.open("/operator/").main
    assert "66" in visitor.open(f"/operator/cases/{case.number}").main
    assert "等待申请人确认" not in house.visit("acceptor").open(f"/clerk/cases/{case.number}").main


def test_where_nothing_waits_the_applicants_page_says_so(house: House) -> None:
    case = house.submitted()

    page = house.visit("operator").open(f"/operator/cases/{case.number}/correction")

    assert page.status == 422 or page.status == 409
    assert "没有等待您确认的当场更正" in page.main


def test_what_cannot_be_an_answer_is_refused_and_kept(house: House) -> None:
    case = house.submitted()
    page = house.visit("acceptor").open(f"/clerk/cases/{case.number}/correction")

    answer = page.press("下一步", {**TOLD, "value": "六十六"})

    assert answer.status == 422
    assert "不能是“六十六”" in answer.main
    assert answer.value("value") == "六十六"


def test_a_clerk_is_not_offered_to_confirm_what_was_filed_online(house: House) -> None:
    case = corrected(house)

    assert (
        "登记申请人签字确认的更正" not in house.visit("acceptor").open(f"/clerk/cases/{case.number}").links()
    )
