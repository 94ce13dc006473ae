"""Composing a letter: values are checked, its words are written once and frozen as plain JSON values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta, timezone
from enum import Enum
from functools import cache
from html import unescape
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from approval.core.errors import Reason, Refused, refuse
from approval.letters import fonts
from approval.letters.kinds import DATES, EVERY, EVERY_MAY, FOLLOWED, KINDS, LABELS, Kind

TEMPLATES = fonts.TOP / "templates" / "letters"
BASIS = "文书格式规则"
PREVIEW_NUMBER = "预览"
ATTACHMENT = "letter.json"
"""The name under which a letter's file holds its frozen words."""

SHANGHAI = timezone(timedelta(hours=8))
"""The time of the whole country, in which letters tell days and hours."""

WEEKDAYS = "一二三四五六日"
ON_ONE_LINE = ("organ", "recipient", "number", "case_number")

Values = dict[str, Any]

Text = tuple[str, str]
"""A place among the values, and the text that stands there."""


def compose(kind: str, values: Mapping[str, object]) -> dict[str, object]:
    """Write the words of a letter and freeze them as plain JSON values.

    ``values`` may hold dates, enumerations and tuples; the frozen ones hold ISO dates, strings and lists.
    With ``preview`` true no number is needed and none is shown. Raises Refused, naming the field, for a
    value that is missing or blank and for a character that no font can draw or nobody can see.
    """
    form = _kind(kind)
    plain: Values = {name: _plain(value) for name, value in values.items()}
    preview = bool(plain.get("preview"))
    if preview:
        plain["number"] = PREVIEW_NUMBER
    texts = list(_texts("", plain))
    faults = [
        *_missing(form, plain),
        *_undated(form, texts),
        *_broken(form, plain),
        *_unprintable(form, texts),
    ]
    if faults:
        raise Refused(*faults)
    title, body = _write(form, plain)
    if form.id not in FOLLOWED:
        # Whoever is shown a letter gets its file with the words in it, and must not get the case along with it.
        plain["lookup_code"] = ""
        plain["follow_url"] = address(plain["follow_url"])
    return {
        "kind": form.id,
        "form": form.form,
        "title": _bare(title),
        "title_html": title,
        "number": plain["number"],
        "recipient": plain["recipient"],
        "organ": plain["organ"],
        "date": plain["date"],
        "seal": plain.get("seal") or form.seal,
        "body": body,
        "values": plain,
        "case_number": plain["case_number"],
        "lookup_code": plain["lookup_code"],
        "follow_url": plain["follow_url"],
        "verify_url": plain["verify_url"],
        "verify_code": "",
        "copies_to": plain.get("copies_to") or "",
        "demo": bool(plain.get("demo")),
        "provisional": bool(plain.get("provisional")),
        "preview": preview,
    }


def canonical(words: Mapping[str, object]) -> bytes:
    """Write frozen words as JSON, always alike: attached to the letter, and what its code is made of."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _kind(kind: str) -> Kind:
    """Look a kind up."""
    if kind not in KINDS:
        raise refuse(f"没有“{kind}”这一种文书。", BASIS, "请从文书种类中选择。", "kind")
    return KINDS[kind]


# --- plain values ----------------------------------------------------------------------------------


def _plain(value: object) -> Any:
    """Turn a value into plain JSON: dates become ISO text, enumerations their codes, tuples lists."""
    if isinstance(value, str):
        return _tidy(str(value.value) if isinstance(value, Enum) else value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, Sequence | frozenset | set):
        return [_plain(part) for part in (value if isinstance(value, Sequence) else sorted(value))]
    raise TypeError(f"a letter holds plain values, not {type(value).__name__}")


def _tidy(text: str) -> str:
    """Take away the blanks around a text and around its line ends, and empty lines."""
    text = text.strip()
    if "\n" not in text and "\r" not in text and "\t" not in text:
        return text
    lines = (
        line.replace("\t", " ").strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line)


# --- what is missing -------------------------------------------------------------------------------


def _missing(form: Kind, values: Values) -> Iterator[Reason]:
    """Name every required value that is not there or blank."""
    along = (name for given, names in form.along.items() if values.get(given) for name in names)
    for name in (*EVERY, *form.needs, *along):
        if _blank(values.get(name)):
            yield _missed(form, name, name)
    for name, parts in form.parts.items():
        held = values.get(name)
        rows = held if isinstance(held, list) else [held]
        for number, row in enumerate(rows if held else [], start=1):
            where = f"{name}[{number}]" if isinstance(held, list) else name
            yield from (
                _missed(form, part, f"{where}.{part}")
                for part in parts
                if not isinstance(row, Mapping) or _blank(row.get(part))
            )


def _blank(value: object) -> bool:
    """Say whether a value says nothing; nought and False say something."""
    if isinstance(value, list):
        return not value or all(_blank(part) for part in value)
    return value is None or value == "" or value == {}


def _undated(form: Kind, texts: Sequence[Text]) -> Iterator[Reason]:
    """Name every day that is not an ISO date."""
    for where, text in texts:
        if text and where.rpartition(".")[2] in DATES and not _is_day(text):
            says = f"《{form.zh}》的“{_label(where)}”不是一个日期：“{text}”。"
            yield Reason(says, BASIS, "请填写如 2026-10-09 的日期。", where)


def _broken(form: Kind, values: Values) -> Iterator[Reason]:
    """Name every value of the head that runs over a line: the file's description has none."""
    for name in ON_ONE_LINE:
        if "\n" in str(values.get(name)):
            says = f"《{form.zh}》的“{_label(name)}”分成了几行。"
            yield Reason(says, BASIS, "请写在一行；有几个的，用顿号分开。", name)


def _is_day(text: str) -> bool:
    """Say whether a text is an ISO date."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _label(where: str) -> str:
    """Give the Chinese name of the field that a place among the values belongs to."""
    return LABELS.get(re.split(r"[.\[]", where)[0], where)


def _missed(form: Kind, name: str, where: str) -> Reason:
    """Say that a value is missing."""
    return Reason(
        f"《{form.zh}》缺少“{LABELS.get(name, name)}”，不能生成。",
        BASIS,
        "请补全后再生成文书，文书上不留空白。",
        where,
    )


# --- what cannot be printed ------------------------------------------------------------------------

HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e0fff]"
)
"""Control characters, marks that turn the direction of writing, and what nobody can see."""


def _unprintable(form: Kind, texts: Sequence[Text]) -> Iterator[Reason]:
    """Name every value with a character that cannot be printed."""
    text = "".join(piece for _, piece in texts)
    suspects = set(fonts.undrawable("".join(set(text) - _printed())))
    if not suspects and not HIDDEN.search(text):
        return
    for where, piece in texts:
        for character in dict.fromkeys(piece):
            if HIDDEN.match(character):
                yield _unprinted(
                    form, where, character, "是不可见的控制字符，不得出现在文书中", "请删去该字符。"
                )
            elif character in suspects:
                says = "在现有字体中没有字形，不能印出"
                yield _unprinted(
                    form, where, character, says, "请安装含该字的字体（APPROVAL_FONTS），或者核对该字。"
                )


def _unprinted(form: Kind, where: str, character: str, says: str, remedy: str) -> Reason:
    """Say which character of which value cannot be printed."""
    shown = "" if HIDDEN.match(character) else f"“{character}”"
    says = f"《{form.zh}》的“{_label(where)}”中，字符{shown}（U+{ord(character):04X}）{says}。"
    return Reason(says, BASIS, remedy, where)


@cache
def _printed() -> frozenset[str]:
    """Give the characters that some font draws, and the line end."""
    return frozenset(map(chr, fonts.drawable())) | {"\n"}


def _texts(where: str, value: object) -> Iterator[Text]:
    """List every text among the values with its field."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(f"{where}.{name}" if where else name, part)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from _texts(f"{where}[{number}]", part)


# --- the words -------------------------------------------------------------------------------------


def _write(form: Kind, values: Values) -> tuple[str, str]:
    """Write title and body from the template of a kind, as HTML fragments."""
    template = _template(form.id)
    context = template.new_context({**dict.fromkeys((*EVERY_MAY, *form.may), ""), **values})
    title, body = ("".join(template.blocks[block](context)) for block in ("title", "body"))
    return _close_up(title), _close_up(body)


def _close_up(text: str) -> str:
    """Take the template's own line ends and indents away; Chinese sets no space at a line end."""
    return re.sub(r"\s*\n\s*", "", text)


def _bare(html: str) -> str:
    """Give the text of a fragment without its marks."""
    return unescape(re.sub("<[^>]*>", "", html))


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Make the one environment in which words and pages are written: sandboxed, strict, escaping all."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_print,
    )
    made.filters.update(FILTERS)
    return made


@cache
def _template(kind: str) -> Template:
    """Load and compile the template of a kind once."""
    return environment().get_template(f"{kind}.html")


def _print(value: object) -> object:
    """Print a value of a letter: Chinese punctuation in Chinese text, line ends kept."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = in_full(wide(value))
    return Markup("<br/>").join(text.split("\n")) if "\n" in text else text


_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSED = f"{_HAN}》〉”’）〕】」』"
_STOPS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_AFTER_HAN = re.compile(f"(?<=[{_CLOSED})])\\s*([,;:?!])\\s*")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_WORTH_LOOKING = re.compile(r"[,;:?!(]")


def wide(text: str) -> str:
    """Give the full-width form to commas, colons and brackets of a Chinese text; figures keep theirs."""
    if not _WORTH_LOOKING.search(text) or not re.search(f"[{_HAN}]", text):
        return text
    text = _BRACKETED.sub(_bracket, text)
    return _AFTER_HAN.sub(lambda found: _STOPS[found[1]], text)


def _bracket(found: re.Match[str]) -> str:
    """Widen one pair of brackets, unless it belongs to a Latin word."""
    before = found.string[found.start() - 1 : found.start()]
    latin = before.isascii() and before.isalpha() and found[1].isascii()
    return found[0] if latin else f"（{found[1]}）"


LAWS = "行政许可法|行政复议法|行政诉讼法|民事诉讼法|行政处罚法|老年人权益保障法|电子签名法|消防法|食品安全法|医师法"
_SHORT = re.compile(f"《({LAWS})》|(?<![国《业])({LAWS})(?=第)|(?<!《)(优化营商环境条例)(?=第)")


def in_full(text: str) -> str:
    """Write the laws of the state with their full titles, however those who cite them shorten them."""
    return _SHORT.sub(_full_title, text) if "第" in text or "法》" in text else text


def _full_title(found: re.Match[str]) -> str:
    """Give the full title of a law, and the regulation of the State Council its title marks."""
    return f"《{found[3]}》" if found[3] else f"《中华人民共和国{found[1] or found[2]}》"


def name(value: object) -> Markup:
    """Print a proper name: kept letter by letter, and set in one font whatever characters it holds."""
    return Markup('<span class="name">{}</span>').format(value)


def day(value: str | date) -> str:
    """Print a date as official letters do: 2026年10月9日, without leading zeros."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{on.year}年{on.month}月{on.day}日"


def weekday(value: str | date) -> str:
    """Print a date with its day of the week: 2026年10月9日（星期五）."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{day(on)}（星期{WEEKDAYS[on.weekday()]}）"


def stretch(row: Mapping[str, str]) -> str:
    """Print a stretch of days, saying year and month once where both days share them."""
    first, last = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
    if first == last:
        return weekday(first)
    if first.year != last.year:
        return f"{day(first)}至{day(last)}"
    return (
        f"{day(first)}至{last.day}日"
        if first.month == last.month
        else f"{day(first)}至{last.month}月{last.day}日"
    )


def chinese(number: int) -> str:
    """Print a number from 1 to 99 in Chinese, as headings are numbered."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    head = "" if not tens else ("十" if tens == 1 else f"{digits[tens]}十")
    return head + (digits[ones] if ones or not head else "")


def counted(number: int, text: str, of: int = 0) -> str:
    """Print the number of an item; the only one of a list needs none, and one before a figure keeps clear of it."""
    if of == 1:
        return ""
    return f"{number}. " if text[:1].isdecimal() else f"{number}."


def sentence(value: str) -> str:
    """End a text with a full stop, once."""
    return f"{value.rstrip('。.;；,，')}。" if value else ""


def phrase(value: str) -> str:
    """Take the stop off the end of a text, so that the sentence can go on."""
    return value.rstrip("。.;；,，")


def address(value: str) -> str:
    """Print an address that people type: what follows the question mark is for the QR code."""
    return value.partition("?")[0]


def ems(text: str) -> float:
    """Give about how wide a text is set, in ems: what fits on a line with something else is short."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def listed(value: Sequence[str] | str) -> str:
    """Print several things in one sentence, with the Chinese list comma."""
    return value if isinstance(value, str) else "、".join(part for part in value if part)


def each(value: Sequence[str] | str) -> list[str]:
    """Give a text or several as a list, blank ones left out."""
    return [value] if isinstance(value, str) and value else [part for part in value if part]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "name": name,
    "day": day,
    "weekday": weekday,
    "stretch": stretch,
    "chinese": chinese,
    "counted": counted,
    "sentence": sentence,
    "phrase": phrase,
    "listed": listed,
    "ems": ems,
    "address": address,
    "each": each,
    "e": escape,
}
