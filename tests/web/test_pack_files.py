"""A file is checked with everything that lies there; nothing is laid down where anything is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from approval.core.completeness import defects
from approval.core.errors import Refused
from approval.core.vocabulary import Role
from approval.procedure import acts, submission
from approval.procedure.application import nested
from approval.store import papers, people, versions
from tests.procedure.test_packs import HEADING, SHORTER
from tests.web.conftest import ANSWERS, House
from web.pack_files import lay
from workflows import PackRefused, shelf
from workflows.pack import SOURCES

GOOD = (Path(__file__).parents[1] / "workflows" / "good_pack.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the running product look at its folder of packs each time."""
    monkeypatch.setattr(shelf, "LOOK_EVERY", 0.0)


def laid(house: House, folder: Path, text: str, *sources: Path, name: str = "county.toml") -> str:
    """Lay a pack into the house."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return lay(house.desk.shelf, house.desk.store, file, sources)[0]


def test_a_county_is_laid_down_under_its_id_and_holds_at_once(house: House, tmp_path: Path) -> None:
    assert laid(house, tmp_path, GOOD) == "demo"
    assert [path.name for path in house.desk.config.own_packs.glob("*.toml")] == ["demo.toml"]
    assert house.office.rulebook.item("demo", "station.establish").name


def test_a_wrong_file_is_told_under_its_own_name_and_leaves_nothing(house: House, tmp_path: Path) -> None:
    with pytest.raises(PackRefused) as refused:
        laid(house, tmp_path, GOOD.replace('"护理站"', '"护里站"'))
    assert {fault.file for fault in refused.value.faults} == {"county.toml"}
    assert not list(house.desk.config.own_packs.glob("*"))


def test_a_document_that_is_no_text_is_not_kept(house: House, tmp_path: Path) -> None:
    plan = tmp_path / "own-plan.txt"
    plan.write_bytes("涧西区实施方案".encode("gb18030"))
    with pytest.raises(Refused, match="UTF-8"):
        laid(house, tmp_path, GOOD, plan)
    assert not list(house.desk.config.own_packs.glob("**/*.txt"))


def test_a_county_brings_the_document_that_it_quotes(house: House, tmp_path: Path) -> None:
    plan = tmp_path / "own-plan.txt"
    plan.write_bytes((SOURCES / "jianxi-2017.txt").read_bytes())
    text = GOOD.replace("jianxi-2017.txt", "own-plan.txt")
    with pytest.raises(PackRefused, match="没有存入文件"):
        laid(house, tmp_path, text)
    laid(house, tmp_path, text, plan)
    assert house.office.rulebook.item("demo", "station.establish").sources["plan"].document == "own-plan.txt"


def test_no_document_takes_the_place_of_another(house: House, tmp_path: Path) -> None:
    other = tmp_path / "jianxi-2017.txt"
    other.write_text("第一条 另一份文件。", encoding="utf-8")
    with pytest.raises(Refused, match="已经存有另一份"):
        laid(house, tmp_path, GOOD, other)


def test_a_file_may_be_put_right_while_no_case_rests_on_it(house: House, tmp_path: Path) -> None:
    laid(house, tmp_path, GOOD)
    laid(house, tmp_path, GOOD.replace("promised = { days = 10", "promised = { days = 9"))
    assert house.office.rulebook.item("demo", "station.establish").limits["decision"].promised.days == 9


def test_no_file_changes_an_open_case_silently(house: House, tmp_path: Path) -> None:
    case = house.accepted()
    laid(house, tmp_path, HEADING + SHORTER)
    with house.office.store.begin() as tx:
        versions.move(tx, case, "jianxi-2026")
    with pytest.raises(Refused, match="会改变1件正在办理的案件") as refused:
        laid(house, tmp_path, (HEADING + SHORTER).replace("days = 8", "days = 7"))
    assert case.number in str(refused.value)
    assert "replaces" in refused.value.reasons[0].remedy
    words = (HEADING + SHORTER).replace('name = "洛阳市涧西区"', 'name = "涧西区"')
    assert laid(house, tmp_path, words) == "jianxi-2026", "what decides no case may change"


def test_a_county_of_the_handbook_takes_a_case_without_a_restart(house: House, tmp_path: Path) -> None:
    handbook = (Path(__file__).parents[2] / "docs" / "packs.md").read_text(encoding="utf-8")
    laid(house, tmp_path, handbook.split("```toml\n")[1].split("```")[0])
    with house.office.store.begin() as tx:
        clerk = people.add_account(tx, "county", "no password", "何静", [Role.ACCEPTOR], "demo/health")
    draft = house.draft()
    with house.office.store.begin() as tx:
        draft = papers.save_draft(tx, replace(draft, id=0, pack="demo"), house.office.now)
    item = house.office.rulebook.item("demo", draft.item)
    house.file(draft, *(one.about for one in defects(item, nested(ANSWERS), ()) if one.kind == "material"))

    case = submission.submit(house.office, house.persons["operator"], draft.id)
    accepted = acts.do(house.office, clerk, case.number, case.version, "accept", {})

    assert (accepted.pack, accepted.stage, accepted.number[:6]) == ("demo", "under_review", "999901")
    assert accepted.due_on == date(2026, 10, 9), "ten working days, as the county promises"
