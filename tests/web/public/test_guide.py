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


def test_the_guide_begins_short_and_each_part_opens_from_the_contents(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}").tree
    parts = page.xpath("//main//details[contains(@class,'part')]")
    told = page.xpath("//nav[@aria-labelledby='contents-title']//a/@href")

    assert len(parts) > len(told) > 8
    assert not any(part.get("open") for part in parts)
    # A browser opens what is closed around the place that a link leads to.
    for address in told:
        (place,) = page.xpath(f"//main//*[@id='{address.removeprefix('#')}']")
        assert place.tag == "h2" or place.getparent().tag == "details"


def test_the_first_part_answers_how_long_what_it_costs_and_what_follows(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}").tree
    (first,) = page.xpath("//main/dl[contains(@class,'compact')]")
    words = "".join(first.text_content().split())

    assert "收到材料后5个工作日内答复是否受理；受理后10个工作日内作出决定（法定20个工作日）。" in words
    assert "不收费。" in words
    assert "未取得《医疗机构执业许可证》，不得开展诊疗活动。" in words


def test_a_limit_that_no_law_sets_is_not_called_statutory(house: House) -> None:
    page = house.anybody().open(f"/guide/{PACK}/{ITEM}").tree
    (row,) = [row for row in page.xpath("//main//table//tr") if "自收到补正材料之日起" in row.text_content()]
    promised, statutory = ("".join(cell.text_content().split()) for cell in row.xpath("td"))

    assert promised == "5个工作日系统默认，待核"
    assert statutory == "法律没有规定"


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
