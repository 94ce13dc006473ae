"""Somebody who does not know what to apply for answers a few questions and is told."""

from __future__ import annotations

from tests.web.conftest import House

ASKED = {"division": "410305", "applicant": "care_institution", "kind": "护理站", "beds": "120"}


def test_the_first_page_leads_to_the_questions(house: House) -> None:
    page = house.anybody().open("/").follow("该办什么")
    assert page.heading == "该办什么"
    assert page.buttons() == ["看答案"]


def test_a_few_answers_lead_to_the_item_its_limits_its_materials_and_the_rule(house: House) -> None:
    page = house.anybody().open("/situation", ASKED)
    assert "养老机构内设护理站设置审批" in page.main
    assert "10个工作日（法定20个工作日）" in page.main
    assert "2026年9月18日(周五)起算的，到2026年10月9日(周五)" in page.main
    assert "建筑设计平面图：需要提交" in page.main
    assert "涧西区推进医疗卫生与养老服务相结合工作的实施方案" in page.main


def test_what_decides_a_material_is_asked_next(house: House) -> None:
    page = house.anybody().open("/situation", ASKED)
    assert "房屋租赁（使用）合同：看情况" in page.main
    again = page.press("再看答案", {"premises.owned": "yes"})
    assert "房屋租赁（使用）合同：不需要提交" in again.main
    assert "房屋产权证明：需要提交" in again.main


def test_the_address_can_be_passed_on(house: House) -> None:
    page = house.anybody().open("/situation", {**ASKED, "premises.owned": "no"})
    assert "房屋租赁（使用）合同：需要提交" in page.main


def test_what_is_missing_or_wrong_is_told_at_its_field(house: House) -> None:
    page = house.anybody().open(
        "/situation", {"division": "", "applicant": "care_institution", "beds": "很多"}
    )
    assert page.status == 422
    assert any("请选择所在地" in line for line in page.errors)
    assert any("整数天数" in line or "整数" in line for line in page.errors)


def test_a_day_before_any_rule_is_told_so(house: House) -> None:
    page = house.anybody().open("/situation", {**ASKED, "on": "1999-01-01"})
    assert page.status == 422
    assert "没有可用的事项包" in page.text


def test_an_answer_that_is_no_field_of_any_form_is_told(house: House) -> None:
    page = house.anybody().open("/situation", {**ASKED, "premises.aera_m2": "80"})
    assert page.status == 422
    assert "premises.area_m2" in page.text
