"""Joint handling on the applicant's pages: one form, one set of materials, one receipt, one supplement."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.procedure.joint_town import FOOD, SCOPE, STATION
from tests.web.joint_house import JointHouse, open_house

FRIDAY, MONDAY, TUESDAY = date(2026, 9, 4), date(2026, 9, 7), date(2026, 9, 8)


@pytest.fixture
def house(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[JointHouse]:
    """The product on the Monday after a joint application came in."""
    with open_house(tmp_path, migrated_sqlite, MONDAY) as opened:
        yield opened


def test_one_form_asks_for_what_all_items_need_and_each_shared_thing_once(house: JointHouse) -> None:
    visitor = house.operator()
    page = visitor.open("/operator/start/joint-town/open-home")
    assert page.status == 200
    assert "食品经营许可" in page.main
    page = page.press("开始填写申请")

    assert page.status == 200, page.main
    assert page.main.count("建筑设计平面图") == 1
    assert page.main.count("登记证书") == 1
    for material in ("备案承诺书", "食品安全管理制度"):
        assert material in page.main


def test_one_application_is_listed_with_its_items_each_with_light_and_date(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    house.town.accept(MONDAY, number, STATION)
    visitor = house.operator()

    home = visitor.open("/operator/")
    assert home.main.count(number) >= 1
    assert house.town.part(number, STATION).number not in home.main

    page = visitor.open(f"/operator/cases/{number}")
    assert page.status == 200
    for words in ("养老机构备案", "护理站设置审批", "经营范围变更登记", "食品经营许可", "待前项办成"):
        assert words in page.main
    assert "2026年11月13日" in page.main
    part = visitor.open(f"/operator/cases/{house.town.part(number, STATION).number}")
    assert f"联合申请 {number}" in part.main


def test_the_one_notice_is_answered_once_in_the_whole(house: JointHouse) -> None:
    town = house.town
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    for item in (STATION, SCOPE):
        town.mark(MONDAY, number, item)
    town.notify(MONDAY, number)
    visitor = house.operator()
    assert visitor.open("/operator/").main.count("补正材料：") == 1
    station = town.part(number, STATION).number
    page = visitor.open(f"/operator/cases/{station}/supplement")
    assert page.status == 409
    assert "各部门共用" in page.main

    page = visitor.open(f"/operator/cases/{number}/supplement")
    assert page.main.count("没有提交《登记证书》") == 1
    town.supplement(TUESDAY, number, ["certificate"])

    assert [town.part(number, item).stage for item in (STATION, SCOPE)] == ["supplemented", "supplemented"]
    assert town.letters(number) == ["joint_receipt", "joint_deficiency", "supplement_receipt"]


def test_all_is_withdrawn_with_one_act(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    house.town.accept(MONDAY, number, STATION)
    visitor = house.operator()

    page = visitor.open(f"/operator/cases/{number}").follow("撤回申请")
    page = page.press("核对撤回确认书").press("撤回")

    assert page.status == 200, page.main
    assert {case.stage for case in house.town.parts(number)} == {"withdrawn"}
    assert house.town.case(number).stage == "withdrawn"


def test_an_item_that_falls_away_says_with_which(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY).number
    house.town.accept(MONDAY, number, SCOPE)
    house.town.decide(MONDAY, number, SCOPE, "refuse")

    main = house.operator().open(f"/operator/cases/{number}").main

    assert "不再办理" in main
    assert "“经营范围变更登记”没有办成" in main
    assert not any(case.item == FOOD for case in house.town.parts(number))


def test_the_envelope_is_never_told_as_a_limit_for_the_applicants_correction(house: JointHouse) -> None:
    number = house.town.submit(FRIDAY, lacking=["certificate"]).number
    house.town.mark(MONDAY, number, STATION)
    house.town.notify(MONDAY, number)
    visitor = house.operator()

    home, case = visitor.open("/operator/").main, visitor.open(f"/operator/cases/{number}").main

    assert "补正没有规定期限" in home
    assert "最迟2026年11月" not in home
    assert "2026年11月13日(周五)补正" not in case
