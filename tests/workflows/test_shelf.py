"""The packs of an installation: its own beside the product's, read again without a restart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workflows import shelf as shelves
from workflows.shelf import Shelf

GOOD = (Path(__file__).parent / "good_pack.toml").read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf whose own folder does not exist yet, and that looks each time."""
    monkeypatch.setattr(shelves, "LOOK_EVERY", 0.0)
    return Shelf(own=tmp_path / "packs")


def test_a_file_that_is_laid_down_is_in_the_rule_book_at_once(shelf: Shelf) -> None:
    assert "demo" not in {pack.id for pack in shelf.book.packs()}
    lay(shelf, GOOD)
    assert shelf.book.item("demo", "station.establish").limits["decision"].promised.days == 10
    lay(shelf, GOOD.replace("promised = { days = 10", "promised = { days = 8"))
    assert shelf.book.item("demo", "station.establish").limits["decision"].promised.days == 8


def test_nothing_is_read_again_while_the_files_stay_as_they_are(shelf: Shelf) -> None:
    lay(shelf, GOOD)
    assert shelf.book is shelf.book


def test_a_slip_in_a_file_stops_no_case_and_is_told(shelf: Shelf) -> None:
    lay(shelf, GOOD)
    held = shelf.book
    lay(shelf, GOOD.replace('"护理站"', '"护里站"'))
    assert shelf.book is held
    assert shelf.refused is not None
    assert "是否应为“护理站”" in str(shelf.refused)
    lay(shelf, GOOD)
    assert shelf.book is not held
    assert shelf.refused is None


def test_a_county_brings_the_document_that_it_quotes(shelf: Shelf) -> None:
    text = GOOD.replace("jianxi-2017.txt", "own-plan.txt")
    lay(shelf, text)
    kept = Path(shelves.SOURCES / "jianxi-2017.txt").read_text(encoding="utf-8")
    folder = shelf.source_folders[1]
    folder.mkdir()
    (folder / "own-plan.txt").write_text(kept, encoding="utf-8")
    assert shelf.book.item("demo", "station.establish").sources["plan"].document == "own-plan.txt"


def lay(shelf: Shelf, text: str) -> None:
    """Lay a pack into the installation's own folder, at a new moment."""
    assert shelf.own is not None
    shelf.own.mkdir(exist_ok=True)
    path = shelf.own / "demo.toml"
    path.write_text(text, encoding="utf-8")
    lay.moment += 1_000_000_000  # type: ignore[attr-defined]
    os.utime(path, ns=(lay.moment, lay.moment))  # type: ignore[attr-defined]


lay.moment = 1_800_000_000_000_000_000  # type: ignore[attr-defined]
