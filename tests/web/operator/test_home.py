"""The operator's first page tells what waits first."""

from __future__ import annotations

from tests.web.conftest import House
from web.filters import zh_instant


def test_an_operator_without_cases_is_told_what_will_appear_here(house: House) -> None:
    page = house.visit("operator").open("/operator/")

    assert page.status == 200
    assert "颐安养老服务中心" in page.heading
    assert "现在没有需要您办理的" in page.main
    assert page.follow("开始申请").heading == "您要申请什么？"


def test_a_notice_to_answer_stands_first_with_what_is_lacking(house: House) -> None:
    case = house.notified(lacking=("floor-plan",))

    page = house.visit("operator").open("/operator/")

    assert "补正材料：颐安养老服务中心护理站" in page.main
    assert "补正没有规定期限。提交补正材料以后，才继续办理。" in page.main
    assert "没有提交《建筑设计平面图》" in page.main
    assert page.main.index("现在需要您办理的") < page.main.index(case.number)
    assert "等您补正" in page.main


def test_an_open_draft_can_be_continued(house: House) -> None:
    house.draft()

    page = house.visit("operator").open("/operator/").follow("继续填写")

    assert page.heading == "养老机构内设护理站设置审批"


def test_a_case_shows_its_stage_its_light_and_its_due_date(house: House) -> None:
    house.submitted()

    page = house.visit("operator").open("/operator/")

    assert "已收件" in page.main
    assert "2026年9月24日(周四)" in page.main
    assert "● 正常" in page.main
    assert page.follow("为什么是这一天").heading == "为什么是2026年9月24日(周四)"


def test_a_letter_that_came_lately_is_called_to_mind(house: House) -> None:
    case = house.accepted()

    page = house.visit("operator").open("/operator/")

    (letter,) = page.tree.xpath("//main//*[@class='letters']/li")
    words = " ".join(letter.text_content().split())
    assert "最近送达的文书" in page.main
    assert words.startswith("受理通知书 颐安养老服务中心护理站")
    assert f"{zh_instant(case.entries[-1].recorded_at)}进入办件信箱" in words


def test_the_letters_begin_with_the_latest(house: House) -> None:
    house.accepted()
    house.on("2026-09-21").notified(lacking=("floor-plan",))

    page = house.visit("operator").open("/operator/")

    titles = [one.text_content().strip() for one in page.tree.xpath("//a[contains(@href,'/letters/')]")]
    assert titles == ["补正材料一次性告知书", "受理通知书"]


def test_the_list_names_the_unit_and_begins_with_what_is_due_first(house: House) -> None:
    early = house.submitted()
    late = house.on("2026-09-21").submitted()

    page = house.visit("operator").open("/operator/")

    rows = [" ".join(row.text_content().split()) for row in page.tree.xpath("//main//table/tbody/tr")]
    assert [row.split()[0] for row in rows] == [early.number, late.number]
    assert all("颐安养老服务中心护理站" in row for row in rows)
    assert "养老机构内设护理站设置审批" not in page.main


def test_silence_shows_at_once_although_nobody_has_recorded_it(house: House) -> None:
    house.submitted()

    page = house.on("2026-09-28").visit("operator").open("/operator/")

    assert "审查中" in page.main


def test_the_other_institution_sees_none_of_it(house: House) -> None:
    case = house.submitted()

    page = house.visit("stranger").open("/operator/")

    assert case.number not in page.text


def test_a_clerk_is_told_whose_page_this_is(house: House) -> None:
    page = house.visit("acceptor").open("/operator/")

    assert page.status == 403
    assert "机构经办人" in page.text


def test_whoever_is_not_signed_in_is_sent_to_do_it(house: House) -> None:
    page = house.anybody().open("/operator/")

    assert page.path == "/sign-in"
