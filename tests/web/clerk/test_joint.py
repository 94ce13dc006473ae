"""Joint handling on clerks' pages: departments mark or accept, the window tells once and hands out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from approval.core.vocabulary import Role
from tests.procedure.joint_town import FOOD, HOME, SCOPE, STATION
from tests.web.joint_house import JointHouse, open_house

FRIDAY, MONDAY, TUESDAY = date(2026, 9, 4), date(2026, 9, 7), date(2026, 9, 8)


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[JointHouse]:
    """The product on the Monday after a joint application came in."""
    with open_house(tmp_path, migrated_sqlite, MONDAY) as opened:
        yield opened


def test_a_department_marks_and_the_window_sends_the_one_notice(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY, lacking=["floor-plan"]).number
    station = house.town.part(number, STATION)

    page = house.clerk("health").open(f"/clerk/cases/{station.number}")
    assert "联合申请" in page.main
    assert "发出一次性告知书" not in page.links()
    page = page.follow("标注需要补正的内容").press("下一步")
    assert "没有提交《建筑设计平面图》" in page.main
    page = page.press("标注需要补正的内容")
    assert house.town.letters(station.number) == []

    window = house.clerk("window")
    page = window.open(f"/clerk/cases/{number}").follow("发出一次性告知书")
    assert "标注了1项需要补正" in page.main
    page = page.press("下一步").press("发出一次性告知书")
    assert page.status == 200, page.errors
    assert house.town.case(number).stage == "awaiting_correction"
    assert [house.town.part(number, item).stage for item in (STATION, SCOPE, HOME)] == [
        "awaiting_correction",
        "under_review",
        "received",
    ]
    assert house.town.letters(number) == ["joint_receipt", "joint_deficiency"]
    assert "发出一次性告知书" not in window.open(f"/clerk/cases/{number}").links()


def test_marks_that_change_under_the_window_are_shown_before_they_are_sent(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY, lacking=["floor-plan", "certificate"]).number
    house.town.mark(MONDAY, number, STATION)
    page = house.clerk("window").open(f"/clerk/cases/{number}/joint-notice")

    house.town.mark(MONDAY, number, SCOPE)
    page = page.press("下一步")

    assert page.status == 409
    assert "有部门修改了标注" in page.main
    assert "经营范围变更登记" in page.main
    page = page.press("下一步").press("发出一次性告知书")
    assert house.town.part(number, SCOPE).stage == "awaiting_correction"


def test_the_window_sees_every_item_with_light_and_date(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    house.town.accept(MONDAY, number, STATION)

    main = house.clerk("window").open(f"/clerk/cases/{number}").main

    for words in ("养老机构备案", "护理站设置审批", "经营范围变更登记", "待前项办成", "2026年11月13日"):
        assert words in main
    assert house.clerk("market").open(f"/clerk/joint/{number}").status == 200
    assert house.clerk("market").open(f"/clerk/cases/{number}").status == 403


def test_the_window_hands_all_letters_out_together(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    town = house.town
    for item in (STATION, SCOPE):
        town.accept(MONDAY, number, item)
        town.decide(MONDAY, number, item)
    town.record(MONDAY, number)
    town.accept(TUESDAY, number, FOOD)
    town.decide(TUESDAY, number, FOOD)
    house.on(TUESDAY)
    station = town.part(number, STATION)
    assert "送达" not in house.clerk("health").open(f"/clerk/cases/{station.number}").links()

    page = house.clerk("window").open(f"/clerk/cases/{number}").follow("统一送达")
    page = page.press("下一步").press("统一送达")

    assert page.status == 200, page.errors
    assert town.case(number).stage == "closed"
    assert {case.stage for case in town.parts(number)} == {"served"}
    assert town.letters(number)[-1] == "proof_of_service"


def test_one_letter_goes_out_first_when_the_applicant_asks(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    house.town.accept(MONDAY, number, STATION)
    station = house.town.decide(MONDAY, number, STATION)

    page = house.clerk("window").open(f"/clerk/cases/{number}").follow("先行送达")
    page = page.press("下一步", {"part": station.number, "why": "asked", "method": "electronic"})
    page = page.press("先行送达")

    assert page.status == 200, page.errors
    assert house.town.part(number, STATION).stage == "served"
    assert house.town.case(number).stage == "received"


def test_the_envelope_is_extended_with_the_governments_paper(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    for item in (STATION, SCOPE):
        house.town.accept(MONDAY, number, item)
    house.town.record(MONDAY, number)
    page = house.clerk("window", Role.DECIDER).open(f"/clerk/cases/{number}").follow("延长联合办理期限")
    typed = {
        "days": "15",
        "reasons": "消毒供应协议需要核实",
        "approved_by": "并联县副县长杨明",
        "approved_on": "2026-09-07",
    }
    page = page.press("下一步", typed)
    assert page.status == 422
    assert "请上传批准文件的扫描件" in page.main

    page = page.press("下一步", typed, files={"scan": [(pdf(), "批准.pdf")]})
    assert "2026年12月4日" in page.main, page.main
    page = page.press("延长联合办理期限")

    assert page.status == 200, page.errors
    assert house.town.due(MONDAY, number, "joint") == date(2026, 12, 4)
    assert house.clerk("window").open(f"/clerk/cases/{number}/approval").response.data[:4] == b"%PDF"


def pdf() -> bytes:
    from tests.web.conftest import pdf as blank

    return blank()
