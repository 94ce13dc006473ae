"""What items say of one another. The wrong packs (regime_*) tell what is refused; here what is allowed."""

from __future__ import annotations

import shutil
from pathlib import Path

from approval.core.completeness import defects
from approval.core.item import Item
from workflows import rulebook
from workflows.pack import PACKS
from workflows.relation_check import CIVIL, HEALTH, repeated

GOOD = Path(__file__).parent / "good_regimes.toml"


def test_joint_handling_has_one_form_and_asks_for_a_shared_paper_once(tmp_path: Path) -> None:
    joint, station, home = (
        read(tmp_path, name) for name in ("care.demo-joint", "station.demo-file", "home.demo-file")
    )
    assert {field.path for field in joint.fields} == {
        field.path for one in (station, home) for field in one.fields
    }
    assert [material.id for material in joint.materials] == ["fire"]
    small = {"institution": {"beds": 5}, "existing": {"fire": True}}
    large = {"institution": {"beds": 50}, "existing": {"fire": True}}
    assert not any(one.about == "fire" for one in defects(joint, small, ()))
    assert any(one.about == "fire" for one in defects(joint, large, ())), "one of the two items needs it"


def test_what_an_authority_holds_is_not_asked_again(tmp_path: Path) -> None:
    station = read(tmp_path, "station.demo-file")
    asked = {
        held: [one.about for one in defects(station, {"existing": {"fire": held}}, ())]
        for held in (True, False)
    }
    assert "fire" in asked[False]
    assert "fire" not in asked[True]


def test_an_amendment_names_the_licence_that_it_changes(tmp_path: Path) -> None:
    changes = read(tmp_path, "station.demo-change").changes
    assert changes is not None
    assert (changes.does, changes.of) == ("amend", ("station.demo-file",))


def test_organs_of_health_and_civil_affairs_are_told_by_their_names() -> None:
    assert all(map(HEALTH.search, ("示例县卫生健康局", "示例区卫生和计划生育委员会", "示例市中医药管理局")))
    assert CIVIL.search("示例县民政局")
    assert not HEALTH.search("示例县市场监督管理局")


def test_what_stands_twice_is_named_once() -> None:
    assert repeated(["a", "b", "a", "a"]) == ["a"]
    assert repeated([]) == []


def read(folder: Path, item: str) -> Item:
    """Give an item of the good pack of all regimes."""
    shutil.copy(PACKS / "national.toml", folder)
    shutil.copy(GOOD, folder)
    return rulebook(folder).item("demo", item)
