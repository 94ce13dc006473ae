"""A later version of a pack replaces the earlier one from its first day on; both stay readable."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from workflows import PackRefused, Rulebook, rulebook
from workflows.pack import PACKS

GOOD = (Path(__file__).parent / "good_pack.toml").read_text(encoding="utf-8")
NEWER = (
    GOOD.replace('id = "demo"', 'id = "demo-2024"')
    .replace('extends = "national"', 'extends = "national"\nreplaces = "demo"')
    .replace("2020-01-01", "2024-01-01")
)


def test_the_earlier_version_ends_the_day_before_the_later_one_begins(tmp_path: Path) -> None:
    book = both(tmp_path, NEWER)
    assert book.pack("demo").effective_to == date(2023, 12, 31)
    old, new = (book.item(pack, "station.establish") for pack in ("demo", "demo-2024"))
    assert [old.stands_on(date(2023, 12, 31)), new.stands_on(date(2023, 12, 31))] == [True, False]
    assert [old.stands_on(date(2024, 1, 1)), new.stands_on(date(2024, 1, 1))] == [False, True]


def test_the_later_version_is_found_from_the_earlier_one_from_its_first_day_on(tmp_path: Path) -> None:
    book = both(tmp_path, NEWER)
    assert book.version("demo", date(2023, 12, 31)) == "demo"
    assert book.version("demo", date(2024, 1, 1)) == "demo-2024"
    assert book.version("demo-2024", date(2026, 1, 1)) == "demo-2024"


def test_an_organ_goes_on_under_its_new_name(tmp_path: Path) -> None:
    book = both(tmp_path, NEWER.replace("示例县卫生健康局", "示例县卫生健康委员会"))
    old, new = (book.item(pack, "station.establish").authority for pack in ("demo", "demo-2024"))
    assert old.id == new.id == "demo/health", "its clerks would lose their cases"
    assert (old.name, new.name) == ("示例县卫生健康局", "示例县卫生健康委员会")
    assert book.authority("demo/health").name == new.name


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ('replaces = "demo-2020"', "不存在"),
        ('replaces = "demo-2024"', "不存在"),
        ('replaces = "national"', "另一个行政区划"),
    ],
)
def test_a_pack_replaces_only_an_earlier_one_of_its_own_place(tmp_path: Path, wrong: str, says: str) -> None:
    with pytest.raises(PackRefused, match=says) as refused:
        both(tmp_path, NEWER.replace('replaces = "demo"', wrong))
    assert {fault.file for fault in refused.value.faults} == {"newer.toml"} or "重叠" in str(refused.value)


def test_a_pack_does_not_replace_one_that_begins_later(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="生效日期不晚于"):
        both(tmp_path, NEWER.replace("2024-01-01", "2020-01-01"))


def test_two_packs_do_not_replace_the_same_one(tmp_path: Path) -> None:
    third = NEWER.replace("demo-2024", "demo-2025").replace("2024-01-01", "2025-01-01")
    (tmp_path / "third.toml").write_text(third, encoding="utf-8")
    with pytest.raises(PackRefused, match="已经由“demo-2024”取代"):
        both(tmp_path, NEWER)


def both(folder: Path, newer: str) -> Rulebook:
    """Read the two versions together."""
    shutil.copy(PACKS / "national.toml", folder)
    (folder / "demo.toml").write_text(GOOD, encoding="utf-8")
    (folder / "newer.toml").write_text(newer, encoding="utf-8")
    return rulebook(folder)
