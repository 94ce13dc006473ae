"""Which font draws what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from approval.letters import fonts
from approval.letters.fonts import FontMissingError
from approval.letters.typeset import set_body


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


def test_every_chinese_character_of_gb_18030_is_drawn() -> None:
    blocks = {
        "basic": (0x4E00, 0x9FEF), "A": (0x3400, 0x4DB5), "B": (0x20000, 0x2A6D6), "C": (0x2A700, 0x2B734),
        "D": (0x2B740, 0x2B81D), "E": (0x2B820, 0x2CEA1), "F": (0x2CEB0, 0x2EBE0), "radicals": (0x2F00, 0x2FD5),
    }  # fmt: skip
    missing = {
        name: fonts.undrawable("".join(map(chr, range(first, last + 1))))
        for name, (first, last) in blocks.items()
    }
    assert not any(missing.values()), missing


def test_the_marks_of_gb_18030_are_drawn_but_for_one_that_no_letter_has() -> None:
    assert fonts.undrawable("".join(filter(None, map(two_bytes, range(0x8140, 0xFEFF))))) == ["≒"]


@pytest.mark.parametrize(("character", "part"), [("𠀀", fonts.RARE), ("𬻰", fonts.RARE), ("鿭", fonts.LAST)])
def test_what_few_names_hold_is_drawn_by_the_fonts_for_rare_characters(character, part) -> None:
    assert fonts.part_for(character, fonts.BODY) == part
    assert fonts.width(character) == 1.0
    assert part in set_body(f"<p>{character}</p>")


def test_the_large_fonts_for_rare_characters_are_not_opened_for_other_text(monkeypatch) -> None:
    opened = []
    read = fonts.metrics
    monkeypatch.setattr(fonts, "metrics", lambda part: opened.append(part) or read(part))
    set_body("<p>颐安养老服务中心㑇䶮𠮷喆</p>")
    assert fonts.undrawable("颐安养老服务中心㑇䶮𠮷喆") == []
    assert set(opened) == {fonts.BODY, fonts.REST}


def test_without_the_font_for_rare_characters_they_are_named_and_the_machine_says_what_to_install(
    monkeypatch,
) -> None:
    monkeypatch.setattr(fonts, "has", lambda part: part not in (fonts.RARE, fonts.LAST))
    monkeypatch.setattr(fonts, "metrics", fonts.metrics.__wrapped__)
    assert fonts.undrawable("李𠀀") == ["𠀀"]
    assert "HanaMin" not in fonts.chain(fonts.BODY)
    monkeypatch.setattr(fonts, "FAMILIES", {fonts.RARE: ("没有的字体",)})
    monkeypatch.setattr(fonts, "face", fonts.face.__wrapped__)
    monkeypatch.setattr(fonts, "SYSTEM_FILES", {})
    (problem,) = fonts.check()
    assert "缺少字体：没有的字体" in problem
    assert "fonts-hanazono" in problem


def test_outlines_of_all_fonts_have_a_thousand_units_to_the_em() -> None:
    for character in "颐𠀀":
        path, advance = fonts.outline(character, fonts.BODY)
        reach = max(float(number) for number in re.findall(r"[\d.]+", path))
        assert advance == 1.0
        assert 700 < reach < 1000


def test_the_ink_of_a_text_lies_inside_its_line() -> None:
    top, foot = fonts.ink("洛阳市卫生健康委员会", fonts.TITLE)
    assert 0.05 < top < 0.15
    assert 0.95 < foot < 1.1
    assert fonts.ink("一", fonts.TITLE)[0] > top


def test_chinese_characters_are_one_em_wide_and_figures_half() -> None:
    assert fonts.measure("护理站2026") == 5.0


# --- fixtures --------------------------------------------------------------------------------------


def two_bytes(code: int) -> str:
    """Give the character of a two-byte code, nothing where there is none or it is for private use."""
    try:
        character = code.to_bytes(2, "big").decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 and not "\ue000" <= character <= "\uf8ff" else ""


@pytest.fixture
def licensed(tmp_path) -> Path:
    """A font file that calls itself 仿宋_GB2312."""
    path = tmp_path / "simfang.otf"
    with TTFont(fonts.TOP / "fonts" / "FandolKai-Regular.otf") as font:
        font["name"].names = [record for record in font["name"].names if record.platformID == 3]
        font["name"].setName("仿宋_GB2312", 1, 3, 1, 0x804)
        font.save(path)
    return path
