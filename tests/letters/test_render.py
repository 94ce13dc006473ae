"""Printed letters, read back and held against GB/T 9704-2012."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
import segno

from approval.letters import fonts
from approval.letters.compose import compose
from approval.letters.kinds import FOLLOWED, KINDS, LETTER, OFFICIAL
from approval.letters.press import ForeignContentError
from approval.letters.qr import MASK
from approval.letters.render import pdf, progress_url
from approval.letters.seal import FIELD
from approval.letters.verify_words import differences
from tests.letters.examples import EVERY, values
from tests.letters.paper import (
    BOTTOM,
    CELL,
    LEFT,
    MM,
    PITCH,
    RIGHT,
    TOP,
    bars,
    body,
    find,
    lines,
    opened,
    red,
)

OFFICIALS = [kind.id for kind in KINDS.values() if kind.form == OFFICIAL]
LETTERS = [kind.id for kind in KINDS.values() if kind.form == LETTER]
LONG_TEXT = "养老机构内设护理站应当配备注册护士和康复治疗人员并保持房屋设备符合基本标准" * 45


# --- the page ---


@pytest.mark.parametrize("kind", KINDS)
def test_the_paper_is_a4_and_everything_stands_inside_the_type_area(kind) -> None:
    with opened(printed(kind)) as letter:
        for page in letter.pages:
            assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.1)
            for line in body(page):
                assert line.left >= LEFT - 0.5
                assert line.right <= RIGHT + 0.5
                assert line.top >= TOP
                assert line.bottom <= BOTTOM + 0.1


def test_a_full_page_has_twenty_two_lines_of_twenty_eight_characters() -> None:
    with opened(printed_long()) as letter:
        page = body(letter.pages[2])
    assert len(page) == 22
    assert {len(line.text) for line in page} == {28}
    assert [line.top - TOP for line in page] == pytest.approx([n * PITCH + 2.3 for n in range(22)], abs=0.5)
    for line in page:
        assert line.left == pytest.approx(LEFT, abs=0.5)
        assert line.right == pytest.approx(RIGHT, abs=0.5)
        assert line.lefts == pytest.approx([LEFT + n * CELL for n in range(28)], abs=0.5)


def test_all_pages_but_the_last_are_filled() -> None:
    with opened(printed_long()) as letter:
        assert len(letter.pages) >= 4
        assert [len(body(page)) for page in letter.pages[1:-1]] == [22] * (len(letter.pages) - 2)


@pytest.mark.parametrize("kind", [*OFFICIALS, "deficiency"])
def test_a_line_that_goes_on_in_the_next_one_reaches_the_right_edge(kind) -> None:
    with opened(printed(kind)) as letter:
        pairs = [pair for page in letter.pages for pair in pairwise(body(page))]
    full = [line for line, after in pairs if after.left < LEFT + 1 and not after.text.endswith("：")]
    assert full
    assert [line.right for line in full] == pytest.approx([RIGHT] * len(full), abs=0.5)


# --- 版头 ---


@pytest.mark.parametrize("kind", OFFICIALS)
def test_the_heading_is_red_and_stands_in_the_middle_of_the_type_area(kind) -> None:
    with opened(printed(kind)) as letter:
        page = letter.pages[0]
        heading = next(line for line in lines(page) if line.size > 40)
        assert heading.text.startswith(EVERY["organ"])
        assert heading.text.endswith("文件") == kind.startswith("reply_")
        assert heading.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
        assert heading.right <= RIGHT + 0.5
        assert all(red(character | {"fill": True}) for character in page.chars if character["size"] > 40)


@pytest.mark.parametrize("kind", OFFICIALS)
def test_the_number_is_centred_two_lines_below_the_heading_and_the_red_rule_four_millimetres_below_it(
    kind,
) -> None:
    with opened(printed(kind)) as letter:
        page = letter.pages[0]
        heading = next(line for line in lines(page) if line.size > 40)
        number = next(line for line in lines(page) if line.text == EVERY["number"])
        rule = bars(page)[0]
    assert number.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert number.top - heading.bottom == pytest.approx(2 * PITCH, abs=1)
    left, right, top, _ = rule
    assert right - left == pytest.approx(156, abs=0.5)
    assert left == pytest.approx(LEFT, abs=0.5)
    assert top - number.bottom == pytest.approx(4, abs=0.5)


@pytest.mark.parametrize("kind", [*OFFICIALS, *LETTERS])
def test_the_title_is_centred_in_second_size_two_lines_below_and_the_recipient_one_line_below_it(
    kind,
) -> None:
    with opened(printed(kind)) as letter:
        title = [line for line in lines(letter.pages[0]) if round(line.size) == 22]
        recipient = find(letter.pages[0], str(values(kind)["recipient"]) + "：")
        above = max(top for *_, top, _ in bars(letter.pages[0]) if top < title[0].top)
    assert "".join(line.text for line in title) == compose(kind, values(kind))["title"]
    assert all(line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5) for line in title)
    assert 2 * PITCH <= title[0].top - above <= 3.5 * PITCH
    assert recipient.left == pytest.approx(LEFT, abs=0.5)
    assert recipient.top - title[-1].top == pytest.approx(2 * PITCH, abs=1.5)


def test_the_body_begins_on_the_first_page_with_two_characters_of_indent() -> None:
    with opened(printed("reply_grant")) as letter:
        first = find(letter.pages[0], "你单位2026年9月18日提交的")
    assert first.left == pytest.approx(LEFT + 2 * CELL, abs=0.5)


def test_headings_are_set_in_heiti_and_the_rest_in_fangsong() -> None:
    with opened(printed("reply_grant")) as letter:
        heading = find(letter.pages[0], "一、同意设置")
        text = find(letter.pages[0], "你单位2026年9月18日提交的")
    assert heading.fonts == {"letter-hei"}
    assert text.fonts == {"letter-fang"}


@pytest.mark.parametrize("kind", LETTERS)
def test_the_letter_form_has_its_head_thirty_millimetres_from_the_edge_and_double_rules_of_170(kind) -> None:
    with opened(printed(kind)) as letter:
        page = letter.pages[0]
        heading = next(line for line in lines(page) if round(line.size) == 30)
        number = find(page, EVERY["number"])
        above = [bar for bar in bars(page) if bar[2] < 60]
        below = [bar for bar in bars(page) if bar[2] > 260]
    assert min(bar[2] for bar in above) - heading.bottom == pytest.approx(4, abs=0.6)
    assert 297 - max(bar[3] for bar in below) == pytest.approx(20, abs=1)
    assert all(right - left == pytest.approx(170, abs=0.5) for left, right, _, _ in above + below)
    assert all((left + right) / 2 == pytest.approx(105, abs=0.5) for left, right, _, _ in above + below)
    assert number.right == pytest.approx(RIGHT, abs=0.5)


# --- page numbers ---


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages_seven_millimetres_below() -> None:
    with opened(printed_long()) as letter:
        for page in letter.pages:
            number = find(page, f"— {page.page_number} —")
            assert number.size == pytest.approx(14, abs=0.1)
            assert number.top - BOTTOM == pytest.approx(4.6, abs=1), "the dash stands 2.4 mm below the top"
            if page.page_number % 2:
                assert RIGHT - number.right == pytest.approx(14 / MM, abs=1)
            else:
                assert number.left - LEFT == pytest.approx(14 / MM, abs=1)


def test_the_first_page_of_the_letter_form_shows_no_number() -> None:
    with opened(printed("acceptance")) as letter:
        first, second = (page.extract_text() for page in letter.pages)
    assert "— 1 —" not in first
    assert "— 2 —" in second


# --- 落款, 印章, 版记 ---


@pytest.mark.parametrize("kind", KINDS)
def test_the_date_ends_four_characters_from_the_right_with_the_organ_centred_on_it(kind) -> None:
    with opened(printed(kind)) as letter:
        page = letter.pages[-1]
        date = next(line for line in body(page) if line.text == "2026年10月26日")
        organ = next(line for line in body(page) if line.text == EVERY["organ"] and line.top > date.top - 12)
    assert RIGHT - date.right == pytest.approx(4 * CELL, abs=1)
    assert organ.middle == pytest.approx(date.middle, abs=1)
    assert date.top - organ.top == pytest.approx(PITCH, abs=0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_the_seal_lies_low_over_organ_and_date_and_within_a_line_of_the_text(kind) -> None:
    with opened(printed(kind)) as letter:
        page = letter.pages[-1]
        date = next(line for line in body(page) if line.text == "2026年10月26日")
        organ = next(line for line in body(page) if line.text == EVERY["organ"] and line.top > date.top - 12)
        above = [line for line in lines(page) if line.bottom < organ.top and line.size > 10]
        left, right, top, bottom = seal_place(page) or pytest.fail("no place for the seal")
        rules = [rule for _, _, rule, _ in bars(page) if rule > date.bottom]
    assert right - left == pytest.approx(42, abs=0.1)
    assert (left + right) / 2 == pytest.approx(date.middle, abs=1)
    assert top < organ.top < date.bottom < bottom
    assert (organ.top + date.bottom) / 2 > (top + bottom) / 2
    assert 0 <= top - max(line.bottom for line in above) <= PITCH
    assert all(bottom < rule for rule in rules)


@pytest.mark.parametrize("kind", OFFICIALS)
def test_the_imprint_closes_the_last_page_at_the_foot_of_the_type_area(kind) -> None:
    with opened(printed(kind)) as letter:
        page = letter.pages[-1]
        first, last = [bar for bar in bars(page) if bar[2] > 200]
        issued = find(page, "2026年10月26日印发")
    assert last[3] == pytest.approx(BOTTOM, abs=0.5)
    assert last[1] - last[0] == pytest.approx(156, abs=0.5)
    assert first[2] < issued.top < last[2]
    assert [bar[3] - bar[2] for bar in (first, last)] == pytest.approx([0.35, 0.35], abs=0.03)
    assert issued.text.startswith(EVERY["organ"])


def test_copies_are_named_in_the_imprint_between_three_rules() -> None:
    with opened(pdf(compose("tolling", values("tolling", copies_to="洛阳市涧西区民政局")))) as letter:
        page = letter.pages[-1]
        thick = [round(bar[3] - bar[2], 2) for bar in bars(page) if bar[2] > 200]
        assert thick == pytest.approx([0.35, 0.25, 0.35], abs=0.03)
        assert find(page, "抄送：洛阳市涧西区民政局。").left == pytest.approx(LEFT + 14 / MM, abs=1)


@pytest.mark.parametrize("lines_of_text", range(8, 34, 3))
def test_organ_date_seal_and_imprint_stay_together_whatever_the_length(lines_of_text) -> None:
    reasons = ["需要进一步核实" * 4] * (lines_of_text // 2)
    with opened(pdf(compose("extension", values("extension", reasons=reasons)))) as letter:
        last = letter.pages[-1]
        assert find(last, "2026年10月26日印发")
        assert seal_place(last)
        assert len(body(last)) > 3, "the page of the seal holds text of the letter too"
        assert not any(seal_place(page) for page in letter.pages[:-1])


def test_a_demonstration_says_so_on_every_page_and_an_ordinary_letter_nowhere() -> None:
    with opened(printed_long()) as letter:
        assert all("演示印章，不具有法律效力" in page.extract_text() for page in letter.pages)
    with opened(pdf(compose("tolling", values("tolling", demo=False)))) as letter:
        assert all("演示" not in page.extract_text() for page in letter.pages)


def test_no_page_draws_the_seal_for_it_comes_with_the_signature() -> None:
    with opened(printed("tolling")) as letter:
        assert seal_place(letter.pages[-1])
        small = [c for page in letter.pages for c in page.curves if red(c) and c["x1"] - c["x0"] < 60 * MM]
    assert small == []


# --- what it holds ---


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_is_on_the_paper_and_nothing_else_is(kind) -> None:
    words = compose(kind, values(kind))
    seen = plain_text(printed(kind))
    for piece in (
        words["title"],
        words["number"],
        words["case_number"],
        words["recipient"],
    ):
        assert squeezed(str(piece)) in seen
    assert not any(wrong in seen for wrong in ("None", "undefined", "{{", "&amp;", "&lt;", "□"))
    assert differences(printed(kind), issued(kind)) == [], "a genuine letter would not be verified"


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_has_the_code_that_opens_the_page_where_it_is_verified(kind) -> None:
    expected = modules("http://127.0.0.1:8000/verify/7KQ4MNPX2RTW9XYZ")
    document = pypdfium2.PdfDocument(printed(kind))
    with opened(printed(kind)) as letter:
        for page in letter.pages:
            note = next(line for line in lines(page) if round(line.size) == 8 and "办件编号" in line.text)
            assert find(page, "验真码").text.endswith("7KQ4-MNPX-2RTW-9XYZ")
            left = note.left - 13.5
            assert seen_modules(document[page.page_number - 1], left, 263.45, 10.5, len(expected)) == expected
    document.close()


@pytest.mark.parametrize("kind", KINDS)
def test_receipts_alone_carry_the_lookup_code(kind) -> None:
    assert (EVERY["lookup_code"] in plain_text(printed(kind))) == (kind in FOLLOWED)


def test_the_progress_address_carries_number_and_code_unless_it_already_does() -> None:
    assert progress_url(EVERY) == "http://127.0.0.1:8000/progress?number=41030520260918000001X&code=7KQ4MNPX"
    assert progress_url({**EVERY, "follow_url": "https://a.example/p?c=1"}) == "https://a.example/p?c=1"


def test_twenty_defects_stand_in_order_over_three_pages_or_more() -> None:
    defects = [
        {
            "says": f"第{number}份材料的内容不完整，缺少必要的说明和签章",
            "basis": "《医疗机构管理条例实施细则》第二十五条",
            "remedy": "请补充完整并加盖单位公章后重新提交",
        }
        for number in range(1, 21)
    ]
    letter = pdf(compose("deficiency", values("deficiency", defects=defects)))
    seen = plain_text(letter)
    places = [seen.index(f"{number}.第{number}份材料") for number in range(1, 21)]
    assert places == sorted(places)
    assert "（共20项）" in seen
    with opened(letter) as read:
        assert len(read.pages) >= 3


def test_a_name_of_sixty_characters_is_printed_whole() -> None:
    name = "某某省某某市某某自治县某某街道某某社区综合养老服务照料中心有限责任公司第一分公司内设护理站及其附属康复训练与健康管理服务部"[
        :60
    ]
    letter = pdf(
        compose("reply_grant", values("reply_grant", unit_name=name, recipient=name, organ=name[:30]))
    )
    assert plain_text(letter).count(name) >= 3
    with opened(letter) as read:
        for page in read.pages:
            assert all(
                line.right <= RIGHT + 0.5 and line.left >= LEFT - 0.5
                for line in lines(page)
                if line.size > 10
            )


@pytest.mark.parametrize(
    "name", ["㑇宁养老院", "䶮晖养老院", "𠮷祥养老院", "喆安养老院", "堃元养老院", "犇腾养老院"]
)
@pytest.mark.parametrize("kind", ["receipt", "reply_refuse"])
def test_a_name_with_a_rare_character_is_printed_whole_in_one_font_on_the_grid(kind, name) -> None:
    letter = pdf(compose(kind, values(kind, institution=name, unit_name=name, recipient=name)))
    with opened(letter) as read:
        page = read.pages[0]
        drawn = [c for c in page.chars if c["text"] in name and "Noto" in c["fontname"] and c["size"] < 20]
        assert {c["text"] for c in drawn} == set(name)
        steps = [after.top - line.top for line, after in pairwise(body(page)[1:])]
        if kind == "reply_refuse":
            assert all(abs(step / PITCH - round(step / PITCH)) < 0.15 for step in steps)
    assert name in plain_text(letter)


def test_markup_in_values_is_printed_as_text() -> None:
    attack = '<img src="file:///etc/passwd"><style>@import url(http://127.0.0.1:9/x)</style>'
    assert squeezed(attack) in plain_text(pdf(compose("extension", values("extension", reasons=attack))))


@pytest.mark.parametrize(
    "smuggled",
    [
        '<table><tr><td><img src="file:///etc/hostname"/></td></tr></table>',
        '<table><tr><td><img src="http://127.0.0.1:9/x.png"/></td></tr></table>',
        '<table style="background:url(file:///etc/hostname)"><tr><td>1</td></tr></table>',
    ],
)
def test_words_that_ask_for_anything_outside_are_not_printed(smuggled) -> None:
    words = compose("extension", values("extension"))
    with pytest.raises(ForeignContentError):
        pdf({**words, "body": smuggled})


def test_ten_thousand_characters_are_printed() -> None:
    assert (
        plain_text(pdf(compose("extension", values("extension", reasons="核实情况" * 2500)))).count(
            "核实情况"
        )
        > 2400
    )


# --- the preview ---


def test_a_preview_has_the_same_pages_with_every_character_in_its_place() -> None:
    issue = compose("reply_grant", values("reply_grant"))
    preview = compose("reply_grant", values("reply_grant", preview=True, number=None))
    with opened(pdf(issue)) as one, opened(pdf(preview)) as other:
        assert len(one.pages) == len(other.pages)
        for left, right in zip(one.pages, other.pages, strict=True):
            assert places(left, EVERY["number"]) == places(right, "预览")
        assert find(other.pages[0], "预览").text == "预览"
        assert not any(seal_place(page) for page in other.pages)
        assert all(watermarked(page) for page in other.pages)
        assert not any(watermarked(page) for page in one.pages)


# --- the file ---


def test_the_same_words_give_the_same_bytes_in_other_processes_at_other_times() -> None:
    words = compose("acceptance", values("acceptance"))
    here = hashlib.sha256(pdf(words)).hexdigest()
    assert hashlib.sha256(pdf(json.loads(json.dumps(words)))).hexdigest() == here
    for seed, zone, language in (("1", "Asia/Shanghai", "C.UTF-8"), ("2", "America/New_York", "C")):
        assert elsewhere(words, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=language) == here


def test_letters_printed_before_leave_no_trace() -> None:
    words = compose("tolling", values("tolling"))
    once = pdf(words)
    pdf(compose("receipt", values("receipt", institution="䶮堃养老院")))
    assert pdf(words) == once


def test_the_file_is_pdf_a_3a_with_title_language_and_tags() -> None:
    with pikepdf.open(io.BytesIO(printed("reply_grant"))) as file, file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == "关于同意设置颐安养老服务中心护理站的批复"
        assert str(file.Root.Lang) == "zh-CN"
        assert file.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in file.Root
        assert str(file.docinfo["/Title"]) == "关于同意设置颐安养老服务中心护理站的批复"
        assert str(file.docinfo["/CreationDate"]).startswith("D:20261026")


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_are_attached(kind) -> None:
    with pikepdf.open(io.BytesIO(printed(kind))) as file:
        attached = file.attachments["letter.json"].get_file().read_bytes()
    assert json.loads(attached) == issued(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_all_fonts_are_embedded_as_subsets(kind) -> None:
    with pikepdf.open(io.BytesIO(printed(kind))) as file:
        named = [
            str(thing.FontName)
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing
        ]
    assert named
    assert all(name[7] == "+" for name in named)
    assert len(printed(kind)) < 400_000


# --- fixtures --------------------------------------------------------------------------------------


@cache
def printed(kind: str) -> bytes:
    return pdf(issued(kind))


def issued(kind: str) -> dict[str, object]:
    """Words as an act freezes them, with the code by which the letter is verified."""
    return {**compose(kind, values(kind)), "verify_code": "7KQ4MNPX2RTW9XYZ"}


@cache
def printed_long() -> bytes:
    """A reply of four pages whose conditions fill whole lines."""
    return pdf(compose("reply_refuse", values("reply_refuse", reasons=[LONG_TEXT])))


def seal_place(page: Any) -> tuple[float, float, float, float] | None:
    """Give left, right, top, bottom of the signature field of a page, None where there is none."""
    fields = [field for field in page.annots if field["title"] == FIELD]
    if not fields:
        return None
    (only,) = fields
    return tuple(only[side] / MM for side in ("x0", "x1", "top", "bottom"))  # type: ignore[return-value]


def squeezed(text: str) -> str:
    return "".join(text.split())


def plain_text(letter: bytes) -> str:
    """Give the characters of a letter in the order of the file, without blanks."""
    with opened(letter) as read:
        return squeezed("".join(c["text"] for page in read.pages for c in page.chars))


def places(page: Any, number: str) -> list[tuple[str, int, int]]:
    """List every character of a page with its place, but for the number and the code."""
    kept = [line for line in lines(page) if line.text != number and not line.text.startswith("验真码")]
    return [(line.text, round(line.left * 10), round(line.top * 10)) for line in kept]


def watermarked(page: Any) -> bool:
    return any(
        mark["fill"] and mark["non_stroking_color"] == pytest.approx((0.89, 0.89, 0.89), abs=0.01)
        for mark in page.curves
    )


def modules(address: str) -> list[list[bool]]:
    made = segno.make(address, error="m", mask=MASK, micro=False, boost_error=False)
    return [[bool(cell) for cell in row] for row in made.matrix]


def seen_modules(page: Any, left: float, top: float, size: float, count: int) -> list[list[bool]]:
    """Look at the middle of each module of a printed code."""
    scale = 10
    picture = page.render(scale=scale / MM).to_pil().convert("L")
    step = size / count
    return [
        [
            picture.getpixel((int((left + (x + 0.5) * step) * scale), int((top + (y + 0.5) * step) * scale)))
            < 128
            for x in range(count)
        ]
        for y in range(count)
    ]


def elsewhere(words: dict[str, object], **environment: str) -> str:
    """Print words in a process of its own and give the hash of what came out."""
    script = (
        "import hashlib, json, sys; from approval.letters.render import pdf;"
        "print(hashlib.sha256(pdf(json.loads(sys.stdin.buffer.read()))).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(words).encode(),
        env={**os.environ, **environment},
        cwd=fonts.TOP,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()
