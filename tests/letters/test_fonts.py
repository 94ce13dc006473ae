"""Which font draws what."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from approval.letters import fonts
from approval.letters.fonts import FontMissingError


def test_this_machine_lacks_nothing() -> None:
    assert fonts.check() == []


def test_a_missing_font_is_told_in_both_languages(monkeypatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", {**fonts.FAMILIES, "seal": ("没有的字体", "No Such Font")})
    (problem,) = fonts.check()
    assert "缺少字体：没有的字体" in problem
    assert "run scripts/setup" in problem


def test_without_the_library_that_subsets_fonts_the_check_says_that_letters_will_be_slow(monkeypatch) -> None:
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    (problem,) = fonts.check()
    assert "libharfbuzz-subset0" in problem


def test_a_licensed_font_in_the_sites_own_folder_takes_the_place_of_the_open_one(
    monkeypatch, licensed
) -> None:
    monkeypatch.setenv("APPROVAL_FONTS", str(licensed.parent))
    assert fonts.face.__wrapped__(fonts.BODY).path == licensed
    assert fonts.face.__wrapped__(fonts.TITLE).family == "FandolSong"


def test_a_file_that_is_no_font_is_passed_over(tmp_path) -> None:
    (tmp_path / "broken.otf").write_bytes(b"no font at all")
    (tmp_path / "readme.txt").write_text("nor this")
    assert fonts._faces_of(tmp_path) == {}


def test_a_part_that_nothing_can_play_is_an_error(monkeypatch) -> None:
    monkeypatch.setattr(fonts, "FAMILIES", {fonts.BODY: ("没有的字体",)})
    with pytest.raises(FontMissingError):
        fonts.face.__wrapped__(fonts.BODY)


def test_what_no_font_draws_is_named_once_and_in_order() -> None:
    assert fonts.undrawable("\ue001护\ue000理站\ue001") == ["\ue001", "\ue000"]


def test_rare_characters_of_names_are_drawn_by_the_fallback() -> None:
    assert {fonts.part_for(character, fonts.BODY) for character in "㑇䶮𠮷喆堃犇㎡"} == {fonts.REST}
    assert fonts.part_for("颐", fonts.BODY) == fonts.BODY


def test_chinese_characters_are_one_em_wide_and_figures_half() -> None:
    assert fonts.measure("护理站2026") == 5.0


# --- fixtures --------------------------------------------------------------------------------------


@pytest.fixture
def licensed(tmp_path) -> Path:
    """A font file that calls itself 仿宋_GB2312."""
    path = tmp_path / "simfang.otf"
    with TTFont(fonts.TOP / "fonts" / "FandolKai-Regular.otf") as font:
        font["name"].names = [record for record in font["name"].names if record.platformID == 3]
        font["name"].setName("仿宋_GB2312", 1, 3, 1, 0x804)
        font.save(path)
    return path
