"""The guide says everything about an item, with the rule of each statement."""

from __future__ import annotations

from io import BytesIO

import pdfplumber

from tests.web.conftest import ITEM, PACK, House
from workflows.guide import guide


def test_the_list_leads_to_the_guide_of_each_item(house: House) -> None:
    page = house.anybody().open("/guide/").follow("涧西区")

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

    assert page.tree.xpath("//*[contains(@class,'no-print')]//a[contains(@href,'guide.pdf')]")


def test_an_unknown_item_has_no_guide(house: House) -> None:
    assert house.anybody().open(f"/guide/{PACK}/tea-house").status == 404
    assert house.anybody().open("/guide/nowhere/tea-house").status == 404


def test_the_guide_comes_as_data_and_on_paper(house: House) -> None:
    client = house.anybody().client
    told = client.get("/guide/jianxi-2017/nursing-station.establish/guide.json").get_json()
    printed = client.get("/guide/jianxi-2017/nursing-station.establish/guide.pdf")
    assert printed.mimetype == "application/pdf"
    with pdfplumber.open(BytesIO(printed.data)) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    assert told["name"] in text
    for material in told["materials"]:
        assert material["name"][:4] in text
    assert "60日内" in text


def test_the_same_guide_is_the_same_paper(house: House) -> None:
    address = "/guide/jianxi-2017/nursing-station.establish/guide.pdf"
    client = house.anybody().client
    assert client.get(address).data == client.get(address).data


def test_guides_are_found_by_place_and_by_words(house: House) -> None:
    page = house.anybody().open("/guide/", {"pack": "jianxi-2017", "q": "护理站"})
    assert "养老机构内设护理站设置审批" in page.main
    assert "10个工作日" in page.main
    nothing = house.anybody().open("/guide/", {"q": "没有这样的事项"})
    assert "没有找到事项" in nothing.main
