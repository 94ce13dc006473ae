"""Before anything is asked, everything that will be asked is told."""

from __future__ import annotations

from tests.web.conftest import ITEM, PACK, House


def test_the_item_and_the_institution_are_chosen_first(house: House) -> None:
    start = house.visit("operator").open("/operator/start")

    before = start.press("查看需要准备的材料", {"item": f"{PACK}/{ITEM}"})

    assert before.heading == "申请前请看：养老机构内设护理站设置审批"
    assert "颐安养老服务中心" in before.main


def test_choosing_nothing_is_told_at_its_question(house: House) -> None:
    page = house.visit("operator").open("/operator/start").press("查看需要准备的材料")

    assert page.status == 422
    assert page.errors == ["请选择申请的事项。"]


def test_a_superseded_item_that_runs_here_says_so(house: House) -> None:
    page = house.visit("operator").open("/operator/start")

    assert "按公布规定执行" in page.main
    assert "护理站备案" in page.main


def test_all_materials_limits_and_the_result_are_told_before_starting(house: House) -> None:
    page = house.visit("operator").open(f"/operator/start/{PACK}/{ITEM}")
    item = house.office.rulebook.item(PACK, ITEM)

    for material in item.materials:
        assert material.name in page.main
    assert "受理之日起10个工作日内" in page.main
    assert "批复" in page.main


def test_starting_answers_from_the_record_what_it_knows(house: House) -> None:
    before = house.visit("operator").open(f"/operator/start/{PACK}/{ITEM}")

    tasks = before.press("开始填写申请")
    form = tasks.follow("申请机构")

    assert tasks.heading == "养老机构内设护理站设置审批"
    assert form.value("institution.name") == "颐安养老服务中心"
    assert form.value("institution.credit_code") == "52410305MJ000000XQ"
    assert form.value("institution.beds") == "120"
    assert form.value("institution.nonprofit") == "yes"


def test_nobody_starts_for_another_institution(house: House) -> None:
    before = house.visit("operator").open(f"/operator/start/{PACK}/{ITEM}")
    kangle = house.institutions["kangle"].id

    page = before.press("开始填写申请", {"institution": str(kangle)})

    assert page.status == 403
    assert "没有代这家机构申请的授权" in page.main


def test_an_unknown_item_is_not_found(house: House) -> None:
    page = house.visit("operator").open(f"/operator/start/{PACK}/tea-house.establish")

    assert page.status == 404
    assert "没有" in page.main
