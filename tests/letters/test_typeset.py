"""Breaking lines on the grid."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from approval.letters import fonts
from approval.letters.typeset import (
    CELL,
    MEASURE,
    MM,
    NO_END,
    NO_START,
    Style,
    break_lines,
    set_body,
    set_title,
    shape,
)

HAN = "养老机构内设护理站申请设置医疗卫生健康委员会批复受理"
RUN = st.text(HAN, min_size=1, max_size=12)
PIECE = st.one_of(
    RUN,
    st.tuples(RUN, st.sampled_from("，。、；：")).map("".join),
    RUN.map("（{}）".format),
    st.tuples(RUN, RUN).map(lambda two: "《{}》（{}），".format(*two)),
    st.sampled_from(["2026年", "PDF", "10个", "41030520260918000001X"]),
)
WORDS = st.tuples(RUN, st.lists(PIECE, max_size=60)).map(lambda held: held[0] + "".join(held[1]))


def test_a_full_line_holds_twenty_eight_characters_at_even_pitch() -> None:
    lines = broken("养" * 28 * 3, indent=0)
    assert [len(line) for line in lines] == [28, 28, 28]
    assert {round(glyph.run, 6) for line in lines for glyph in line} == {round(CELL, 6)}


def test_the_first_line_leaves_two_characters_free() -> None:
    assert [len(line) for line in broken("养" * 60)] == [26, 28, 6]


def test_a_mark_that_may_not_begin_a_line_is_taken_in_where_others_can_give_way() -> None:
    lines = broken("，".join(["养" * 9, "养" * 9, "养" * 8]) + "。" + "老" * 5, indent=0)
    assert [len(line) for line in lines] == [29, 5]
    assert abs(reach(lines[0]) - MEASURE) < 0.5
    assert {round(glyph.run, 3) for glyph in lines[0] if glyph.character == "养"} == {round(CELL, 3)}


def test_a_mark_that_cannot_be_taken_in_brings_a_character_along() -> None:
    lines = broken("养" * 28 + "。" + "老" * 5, indent=0)
    assert [text(line) for line in lines] == ["养" * 27, "养。老老老老老"]
    assert abs(reach(lines[0]) - MEASURE) < 0.5


@given(WORDS)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(words) -> None:
    lines = broken(words)
    assert not {line[0].character for line in lines[1:]} & NO_START
    assert not {line[-1].character for line in lines[:-1]} & NO_END


@given(WORDS)
def test_nothing_is_lost_but_blanks_at_line_ends(words) -> None:
    assert "".join(map(text, broken(words))).replace(" ", "") == words.replace(" ", "")


@given(WORDS)
def test_no_line_goes_over_the_edge(words) -> None:
    style = Style()
    for number, line in enumerate(broken(words)):
        room = MEASURE - (0 if number else style.indented)
        assert reach(line) <= room + 0.5 * MM


@given(st.text(HAN + "，。、", min_size=40, max_size=300).filter(lambda t: not re.search("[，。、]{2}", t)))
def test_every_full_line_reaches_the_right_edge(words) -> None:
    style = Style()
    for number, line in enumerate(broken(words)[:-1]):
        room = MEASURE - (0 if number else style.indented)
        assert abs(reach(line) - room) <= 0.5 * MM


def test_a_code_is_never_broken() -> None:
    for before in range(10, 27):
        lines = broken("养" * before + "41030520260918000001X" + "养" * 30, indent=0)
        assert any("41030520260918000001X" in text(line) for line in lines)


def test_an_address_longer_than_half_a_line_is_broken_at_the_edge() -> None:
    address = "http://" + "very-long-name." * 10 + "cn"
    lines = broken("查询网址" + address, indent=0)
    assert len(lines) > 2
    assert all(abs(reach(line) - MEASURE) < CELL for line in lines[:-1])


def test_a_dash_and_an_ellipsis_stay_whole() -> None:
    for before in range(20, 30):
        for line in broken("养" * before + "——" + "老" * 3 + "……" + "机" * 5, indent=0):
            assert text(line).count("—") in (0, 2)
            assert text(line).count("…") in (0, 2)


def test_a_name_with_one_rare_character_is_set_wholly_in_the_font_that_has_it() -> None:
    name = shape("李喆", Style(), name=True)
    words = shape("李喆", Style())
    assert {glyph.part for glyph in name} == {fonts.REST}
    assert [glyph.part for glyph in words] == [fonts.BODY, fonts.REST]


def test_an_ordinary_name_stays_in_the_font_of_the_text() -> None:
    assert {glyph.part for glyph in shape("李秀英", Style(), name=True)} == {fonts.BODY}


def test_a_typed_line_end_begins_a_paragraph() -> None:
    assert set_body("<p>第一段<br/>第二段</p>") == "<p>第一段</p><p>第二段</p>"


def test_text_stays_text() -> None:
    assert set_body("<p>&lt;b&gt;甲&amp;乙</p>") == "<p>&lt;b&gt;甲&amp;乙</p>"


# --- titles ---


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert title_lines("受理通知书") == ["受理通知书"]


def test_a_title_breaks_where_its_sense_does() -> None:
    title = '关于不同意设置<wbr/><span class="name">颐安养老服务中心护理站</span><wbr/>的批复'
    assert title_lines(title) == ["关于不同意设置", "颐安养老服务中心护理站的批复"]


def test_a_title_with_a_very_long_name_has_lines_of_like_length() -> None:
    name = "某某省某某市某某自治县某某街道社区综合养老服务照料中心有限责任公司第一分公司内设护理站"
    lines = title_lines(f'关于同意设置<wbr/><span class="name">{name}</span><wbr/>的批复')
    assert "".join(lines) == f"关于同意设置{name}的批复"
    assert len(lines) == 3
    assert max(map(len, lines)) <= 20
    assert max(map(len, lines)) - min(map(len, lines)) <= 4


# --- fixtures --------------------------------------------------------------------------------------


def broken(words: str, indent: int = 2):
    style = Style(indent=indent)
    return break_lines(shape(words, style), style)


def text(line) -> str:
    return "".join(glyph.character for glyph in line)


def reach(line) -> float:
    """Give where the last character of a line ends."""
    return sum(glyph.run for glyph in line) - line[-1].spacing


def title_lines(fragment: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", line) for line in set_title(fragment).split("<br/>")]
