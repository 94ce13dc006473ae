"""The order between items handled jointly, and the marks of departments put together."""

from dataclasses import replace

from approval.core.item import Item
from approval.core.joint import (
    FREE,
    Mark,
    Turn,
    about_in_part,
    applied_for,
    before,
    consolidated,
    for_kinds,
    turn,
)
from approval.core.material import Defect
from tests.core.made_up import ITEM

PARTS = ("scope", "station", "food")


def made(name: str, *after: str) -> Item:
    return replace(ITEM, id=name, after=after)


def test_an_application_is_for_the_items_of_its_kind_of_unit_and_for_those_of_no_kind() -> None:
    home, station, room = (
        replace(made("home"), kinds=()),
        replace(made("station"), kinds=("站",)),
        replace(made("room"), kinds=("室",)),
    )

    assert for_kinds([home, station, room]) == {"站", "室"}
    assert applied_for([home, station, room], "室") == ("home", "room")
    assert for_kinds([home, station]) == frozenset()
    assert applied_for([home, station], "") == ("home", "station")


def test_only_items_of_the_same_application_come_before_one() -> None:
    assert before(made("food", "scope", "fire"), PARTS) == ("scope",)


def test_an_item_begins_when_all_before_it_are_done_and_falls_away_with_one_of_them() -> None:
    food = made("food", "scope", "station")

    assert turn(food, PARTS, {"scope"}, ()) is Turn.WAITS
    assert turn(food, PARTS, {"scope", "station"}, ()) is Turn.MAY_BEGIN
    assert turn(food, PARTS, {"scope"}, {"station"}) is Turn.FALLS_AWAY
    assert turn(made("scope"), PARTS, (), ()) is Turn.MAY_BEGIN


def mark(
    part: str, about: str, kind: str = "material", says: str = "没有提交《平面图》。", basis: str = "规则甲"
) -> Mark:
    return Mark(part, f"事项{part}", f"部门{part}", Defect(about, kind, says, basis, "请提交平面图。"))


def test_what_two_departments_found_in_the_same_paper_is_one_line_with_both_rules() -> None:
    (line,) = consolidated([mark("station", "floor-plan"), mark("food", "floor-plan", basis="规则乙")])

    assert line.defect.says == "没有提交《平面图》。"
    assert line.defect.basis == "规则甲、规则乙"
    assert line.organs == ("部门station", "部门food")


def test_defects_of_their_own_numbering_are_kept_apart_and_find_back_to_their_part() -> None:
    lines = consolidated([mark("station", "free-1", FREE), mark("food", "free-1", FREE, says="另一处。")])

    assert [line.defect.about for line in lines] == ["station:free-1", "food:free-1"]
    assert about_in_part("food", "food:free-1") == "free-1"
    assert about_in_part("food", "station:free-1") == "station:free-1"
