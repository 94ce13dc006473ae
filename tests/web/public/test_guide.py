"""The guide says everything about an item, with the rule of each statement."""

from __future__ import annotations

from tests.web.conftest import ITEM, PACK, House
from workflows.guide import guide


def test_the_list_leads_to_the_guide_of_each_item(house: House) -> None:
    page = house.anybody().open("/guide/")

    assert page.follow("养老机构内设护理站设置审批").heading == "养老机构内设护理站设置审批"


def test_every_element_of_the_guide_is_on_the_page(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}")
    told = guide(house.office.rulebook.item(PACK, ITEM))

    for element in told["elements"]:
        assert element["zh"] in page.main
        assert " ".join(str(element["says"]).split()) in page.main
    for part in ("materials", "limits"):
        for one in told[part]:
            assert str(one.get("name") or one["zh"]) in page.main
    for part in ("conditions", "standards", "grounds"):
        for one in told[part]:
            assert one["says"] in page.main


def test_the_guide_says_that_the_item_runs_as_published(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}")

    assert "本机关按公布时的规定继续办理本事项" in page.main


def test_what_no_source_says_is_marked(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}")

    assert "系统默认，待核" in page.main
    assert "原文待核" in page.main
    assert "来源未载明" in page.main


def test_the_guide_leads_to_the_application_after_signing_in(house: House) -> None:
    page = house.visit("operator").open(f"/guide/{PACK}/{ITEM}").follow("申请")

    assert page.heading == "申请前请看：养老机构内设护理站设置审批"


def test_the_guide_can_be_printed_without_its_buttons(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}")

    assert page.tree.xpath("//*[contains(@class,'no-print')]//button[@data-print]")


def test_an_unknown_item_has_no_guide(house: House) -> None:
    assert house.anybody().open(f"/guide/{PACK}/tea-house").status == 404
    assert house.anybody().open("/guide/nowhere/tea-house").status == 404
