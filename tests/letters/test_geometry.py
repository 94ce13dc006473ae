"""A ruler laid on letters of one, two and four pages, and on letters that somebody has set wrongly."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pikepdf
import pytest

from approval.letters import render
from approval.letters.compose import compose
from approval.letters.geometry import LETTER, OFFICIAL, OTHER, Measured, measure
from approval.letters.geometry_page import UnreadableError, opened
from approval.letters.render import pdf
from tests.letters.examples import values

WHOLE = "养老机构内设护理站应当配备注册护士和康复治疗人员并保持房屋设备符合"
"""Chinese characters alone, so that nothing but the grid decides where a line ends."""

EVERYWHERE = [
    "paper_width",
    "paper_height",
    "margin_left",
    "margin_top",
    "type_width",
    "line_pitch",
    "character_pitch",
    "characters_per_line",
    "outside",
    "title_size",
    "title_centre",
    "title_below",
    "recipient_below",
    "recipient_left",
    "recipient_end",
    "body_on_first",
    "body_indent",
    "body_size",
    "heading_top",
    "heading_centre",
    "number_below",
    "number_form",
    "date_form",
    "date_right",
    "organ_centre",
    "seal_centre",
    "seal_over",
    "seal_below_text",
    "seal_width",
    "page_numbers",
]
IN_OFFICIAL = [
    "red_rule_below",
    "red_rule_width",
    "red_rule_left",
    "number_centre",
    "imprint_rules",
    "imprint_thick",
    "imprint_width",
    "imprint_foot",
    "imprint_size",
    "imprint_issued",
]
IN_LETTER = [
    "upper_rule",
    "upper_rule_below",
    "lower_rule",
    "lower_rule_foot",
    "rule_width",
    "rule_centre",
    "number_right",
]
PAGE_NUMBERS = ["page_number_size", "page_number_below", "page_number_in"]


# --- letters as they are issued ---


@pytest.mark.parametrize(("kind", "lines", "pages"), [
    ("tolling", 3, 1), ("tolling", 12, 2), ("tolling", 60, 4),
    ("deficiency", 4, 1), ("deficiency", 20, 2), ("deficiency", 65, 4),
])  # fmt: skip
def test_a_letter_of_any_length_keeps_every_measure_of_its_form(kind, lines, pages) -> None:
    found = measured(kind, lines)
    official = kind == "tolling"
    assert found.form == (OFFICIAL if official else LETTER)
    assert found.pages == pages
    assert [one.says for one in found.measures if one.holds is False] == []
    taken = {one.measure for one in found.measures if one.holds}
    wanted = {*EVERYWHERE, *(IN_OFFICIAL if official else IN_LETTER)}
    # The letter form shows no number on its first page.
    wanted |= {*PAGE_NUMBERS} if official or pages > 1 else set()
    assert wanted - taken == set(), "what the form has must have been measured, not passed over"


@pytest.mark.parametrize("kind", ["tolling", "deficiency"])
def test_full_pages_of_text_have_twenty_two_lines_of_twenty_eight_characters(kind) -> None:
    found = measured(kind, 65)
    for name, exactly in (("lines_per_page", 22), ("characters_per_line", 28)):
        assert (found[name].measured, found[name].holds) == (exactly, True)
    assert found["type_height"].measured == pytest.approx(225, abs=0.5)
    assert found["type_width"].measured == pytest.approx(156, abs=0.5)
    assert found["line_pitch"].tolerance <= 0.024, "half a millimetre over the whole block"


@pytest.mark.parametrize("lines", [2, 3, 5])
def test_a_short_letter_with_a_long_title_has_text_on_its_first_page_and_at_its_seal(lines) -> None:
    with opened(pdf(words("reply_refuse", lines))) as pages:
        texts = [sum(line.text.strip("。") in WHOLE * 3 for line in page.lines) for page in pages]
    assert sum(texts) == lines
    assert all(texts)


@pytest.mark.parametrize(("organ", "lines"), [
    ("凯里市民政局", ["凯里市民政局"]),
    ("黔东南苗族侗族自治州凯里市卫生健康局", ["黔东南苗族侗族自治州", "凯里市卫生健康局"]),
    ("黔东南苗族侗族自治州凯里市市场监督管理局", ["黔东南苗族侗族自治州", "凯里市市场监督管理局"]),
])  # fmt: skip
def test_an_organ_with_a_long_name_is_centred_over_the_date_on_two_lines_broken_by_sense(
    organ, lines
) -> None:
    printed = pdf(compose("tolling", values("tolling", organ=organ)))
    assert [one.says for one in measure(printed).measures if one.holds is False] == []
    with opened(printed) as pages:
        below = [line.text for line in pages[-1].lines if line.text in {*lines, organ} and line.size > 15]
    assert below == lines


@pytest.mark.parametrize(("kind", "lines"), [("tolling", 21), ("deficiency", 27)])
def test_many_copies_never_reach_the_seal_of_a_letter_that_fills_its_page(kind, lines) -> None:
    organs = [f"洛阳市涧西区第{number}街道办事处" for number in "一二三四五六七八"]
    with opened(pdf({**words(kind, lines), "copies_to": organs})) as pages:
        copies = next(line for line in pages[-1].lines if line.text.startswith("抄送："))
        seal = pages[-1].seal
    assert seal
    assert seal[3] < copies.top


def test_copies_stand_over_a_thin_rule() -> None:
    found = measure(pdf({**words("tolling", 12), "copies_to": "洛阳市涧西区民政局"}))
    assert found["imprint_thin"].measured == pytest.approx(0.25, abs=0.01)
    assert found["imprint_thick"].measured == pytest.approx(0.35, abs=0.01)
    assert found.holds


@pytest.mark.parametrize("kind", ["receipt", "certificate", "visit_record"])
def test_receipts_and_certificates_have_forms_of_their_own_on_the_same_paper(kind) -> None:
    found = measure(pdf(compose(kind, values(kind))))
    assert found.form == OTHER
    assert [one.says for one in found.measures if one.holds is False] == []
    taken = {one.measure for one in found.measures}
    assert {"paper_width", "outside", "page_number_below", "date_right", "organ_centre"} <= taken
    assert "red_rule_width" not in taken


def test_a_name_of_rare_characters_keeps_the_grid_and_is_printed_whole() -> None:
    name = "𠀀𫝑𬬭鿭㑇䶮𠮷养老院"
    printed = pdf(compose("reply_refuse", values("reply_refuse", unit_name=name, recipient=name)))
    with opened(printed) as pages:
        text = "".join(line.text for page in pages for line in page.lines)
    assert text.count(name) >= 3
    assert measure(printed).holds


# --- letters that are set wrongly ---


@pytest.mark.parametrize(("css", "off"), [
    ("@page { size: 216mm 279mm !important }", "paper_width"),
    ("@page { margin-left: 30mm !important }", "margin_left"),
    ("@page { margin-top: 39mm !important }", "margin_top"),
    (".body p { line-height: 30pt !important }", "line_pitch"),
    ("p { letter-spacing: 0 !important } p span { letter-spacing: 0 !important }", "character_pitch"),
    (".body p { margin-right: -9mm; position: relative; left: 3mm }", "outside"),
    (".head .heading { top: 36mm !important }", "heading_top"),
    (".head .heading { margin-left: 3mm }", "heading_centre"),
    (".head .number { top: 76mm !important }", "number_below"),
    (".head .rule { width: 150mm !important }", "red_rule_width"),
    (".head .rule { margin-top: 1mm }", "red_rule_below"),
    ("h1 { font-size: 20pt !important }", "title_size"),
    ("h1 { text-align: left !important }", "title_centre"),
    (".to { margin-top: 0 !important }", "recipient_below"),
    (".body p { text-indent: 0 !important }", "body_indent"),
    (".sign .date { margin-left: 310pt !important }", "date_right"),
    (".sign .organ { margin-left: -20pt }", "organ_centre"),
    ("#seal { margin-left: 8mm }", "seal_centre"),
    ("#seal { margin-top: 9mm }", "seal_over"),
    ("#seal { margin-top: -9mm }", "seal_below_text"),
    (".imprint .bar { border-top-width: 0.7mm !important }", "imprint_thick"),
    (".imprint { bottom: 5mm !important }", "imprint_foot"),
    ("@page :right { @bottom-right { padding-top: 6mm !important } }", "page_number_below"),
    ("@page :right { @bottom-right { text-align: left !important } }", "page_number_in"),
    ("@page :right { @bottom-right { content: none !important } }", "page_numbers"),
])  # fmt: skip
def test_the_ruler_finds_what_is_off_in_the_official_form(monkeypatch, css, off) -> None:
    assert fails(monkeypatch, "tolling", css, off)


@pytest.mark.parametrize(("css", "off"), [
    (".letterhead .heading { margin-top: 3mm }", "heading_top"),
    (".letterhead .bar { width: 160mm !important }", "rule_width"),
    (".letterhead .bar { margin-left: 3mm }", "rule_centre"),
    (".letterhead .thin { border-top-width: 1.2mm !important }", "upper_rule"),
    (".letterhead .bar { margin-top: -2mm }", "lower_rule_foot"),
    (".letterhead .number { text-align: left !important }", "number_right"),
    ("@page letter:first { @bottom-right { content: '— ' counter(page) ' —' !important } }", "page_numbers"),
])  # fmt: skip
def test_the_ruler_finds_what_is_off_in_the_letter_form(monkeypatch, css, off) -> None:
    assert fails(monkeypatch, "deficiency", css, off)


@pytest.mark.parametrize(
    "number", ["涧卫复〔2026〕012号", "涧卫复[2026]12号", "涧卫复〔26〕12号", "涧卫复〔2026〕第12号"]
)
def test_a_number_has_hexagonal_brackets_a_whole_year_and_no_noughts_before_it(number) -> None:
    found = measure(pdf({**words("tolling", 3), "number": number}))
    assert found["number_form"].holds is False
    assert found["number_form"].measured == number


# --- what cannot be measured ---


def test_a_file_that_is_no_pdf_is_refused_in_words() -> None:
    with pytest.raises(UnreadableError, match="不是可以读取的 PDF"):
        measure(b"no pdf at all")


def test_a_damaged_file_is_refused_in_words() -> None:
    whole = pdf(words("tolling", 3))
    with pytest.raises(UnreadableError):
        measure(whole[: len(whole) // 2])


def test_a_locked_file_is_refused_in_words() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(words("tolling", 3)))) as file:
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UnreadableError, match="设有打开密码"):
        measure(locked.getvalue())


def test_a_picture_of_a_letter_is_refused_in_words() -> None:
    blank = io.BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(595.28, 841.89))
        file.save(blank)
    with pytest.raises(UnreadableError, match="没有文字"):
        measure(blank.getvalue())


# --- fixtures --------------------------------------------------------------------------------------


def words(kind: str, lines: int) -> dict[str, Any]:
    """Words of a kind with a body of so many whole lines."""
    characters = WHOLE * (28 * lines // len(WHOLE) + 1)
    return {**compose(kind, values(kind)), "body": f"<p>{characters[: 28 * lines - 3]}。</p>"}


@cache
def measured(kind: str, lines: int) -> Measured:
    return measure(pdf(words(kind, lines)))


def fails(monkeypatch, kind: str, css: str, off: str) -> bool:
    """Say whether a letter is found to be off there when it is printed with a wrong style, and only then."""
    lines = 3 if kind == "tolling" else 4
    assert measured(kind, lines)[off].holds
    right = render.page

    def wrong(held: Any) -> str:
        return right(held).replace("</head>", f"<style>{css}</style></head>")

    monkeypatch.setattr(render, "page", wrong)
    return measure(pdf(words(kind, lines)))[off].holds is False
