"""The packs page: what holds, and what of a changed file cannot be used."""

from __future__ import annotations

import pytest

from tests.procedure.test_packs import HEADING, SHORTER
from tests.web.conftest import House
from workflows import shelf


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the running product look at its folder of packs on every page."""
    monkeypatch.setattr(shelf, "LOOK_EVERY", 0.0)


def lay(house: House, text: str) -> None:
    """Lay a file into the installation's folder by hand."""
    own = house.desk.config.own_packs
    own.mkdir(exist_ok=True)
    (own / "jianxi-2026.toml").write_text(text, encoding="utf-8")


def test_a_new_version_is_listed_with_what_it_replaces(house: House) -> None:
    lay(house, HEADING + SHORTER)
    page = house.visit("administrator").open("/admin/packs/").main
    assert "jianxi-2026" in page
    assert "取代" in page
    assert "不能使用" not in page


def test_a_wrong_file_is_told_with_its_line_and_the_old_rules_hold(house: House) -> None:
    lay(house, HEADING + SHORTER.replace("days = 8", "days = 88"))
    page = house.visit("administrator").open("/admin/packs/").main
    assert "事项包的文件有改动，但是不能使用" in page
    assert "jianxi-2026.toml 第 12 行" in page
    assert house.office.rulebook.item("jianxi-2017", "nursing-station.establish").name
