"""Reading a letter back: the words attached to it are the words printed on it, no more and no fewer.

What a machine reads (``letter.json``) and what a person reads (the page) are two things in one file. Only
where both say the same does the signature over the file vouch for what the reader has seen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from unicodedata import category
from xml.etree import ElementTree as Tree

import pdfplumber
import pikepdf
from pdfplumber.utils.exceptions import PdfminerException
from PIL.Image import Image

from approval.core.numbering import grouped
from approval.letters.compose import ATTACHMENT, address, day, listed, phrase
from approval.letters.seal import FIELD
from approval.letters.verify_alike import folded
from approval.letters.verify_code import code_is, inked, pictures
from approval.letters.verify_verdict import UnreadableError

MOST_PAGES = 400
LARGEST_ATTACHMENT = 4 * 1024 * 1024
SMALLEST = 6.0
"""Points; smaller writing is not there to be read."""

LARGEST_PICTURE = 45 / 25.4 * 72
"""Points; a code may be a picture, a page of text may not."""

OVERHANGING = frozenset({"Mn", "Me", "Pc"})
"""Accents and low lines: they are drawn beside the place that is theirs, by so much of their size at most."""

OVERHANG = 0.2
THIN = frozenset("﹉﹊﹋﹌™")
"""What is drawn as finely, or as far from its place."""

SHOWN = 16
"""How many characters around a difference are told."""

TEXTS = (
    "form",
    "title",
    "number",
    "recipient",
    "organ",
    "date",
    "body",
    "case_number",
    "verify_url",
    "verify_code",
)
"""What the words of every letter hold as text."""

ADDRESSED = frozenset({"official", "letter"})
"""The forms that name the recipient above the body."""

SAYS_DEMO = "演示印章，不具有法律效力"


def attached(pdf: bytes) -> dict[str, Any]:
    """Read the words attached to a letter. Raises UnreadableError where there are none, or not just one."""
    try:
        with pikepdf.open(BytesIO(pdf)) as file:
            found = [file.attachments[name] for name in file.attachments]
            named = [one for one in found if one.filename == ATTACHMENT]
            if len(found) != 1 or len(named) != 1:
                raise UnreadableError(
                    f"文件内应有一个名为 {ATTACHMENT} 的附件，实有{len(named)}个，附件共{len(found)}个。"
                )
            frozen = _unpacked(named[0].get_file().obj)
    except (pikepdf.PdfError, zlib.error, ValueError, OSError, RuntimeError) as error:
        raise UnreadableError("文件不是完整的PDF，读不到附在文件内的文书内容。") from error
    return _words(frozen)


def _unpacked(stream: Any) -> bytes:
    """Unpack an attachment, and no more of it than a letter holds. Raises ValueError for what no letter does."""
    raw = stream.read_raw_bytes()
    match stream.get("/Filter"):
        case None:
            return bytes(raw)
        case pikepdf.Name.FlateDecode:
            unpacking = zlib.decompressobj()
            content = unpacking.decompress(raw, LARGEST_ATTACHMENT)
            if unpacking.eof:
                return content
    raise ValueError("an attachment that is too large, torn, or packed in another way")


def _words(frozen: bytes) -> dict[str, Any]:
    """Take the words out of their JSON; raises UnreadableError."""
    try:
        words = json.loads(frozen)
        # JSON can name half a character, which neither a page nor a database can hold.
        json.dumps(words, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise UnreadableError(f"附件 {ATTACHMENT} 不是可以读取的文书内容。") from None
    if not isinstance(words, dict) or not all(_is_text(words.get(name)) for name in TEXTS):
        raise UnreadableError(f"附件 {ATTACHMENT} 不是文书的内容，或者缺少文书必备的项目。")
    return words


def _is_text(value: object) -> bool:
    """Say whether a value is text that every database can be asked for."""
    return isinstance(value, str) and "\0" not in value


def differences(pdf: bytes, words: Mapping[str, Any]) -> list[str]:
    """Say where the printed letter is not what its words say; nothing where they are the same.

    Every printed character must be one of the words or of the letter's frame, in the order of the words;
    every word must be printed; each page must bear the code of this letter, in figures and as QR.
    """
    try:
        strange = list(_strange(pdf))
        if strange:
            return strange
        with pdfplumber.open(BytesIO(pdf)) as file:
            drawn = zip(file.pages, pictures(pdf), strict=True)
            hidden = [says for page, picture in drawn for says in _hidden(page, picture)]
            pages = [list(_marks(page)) for page in file.pages]
        return hidden[:1] or [*_printed_otherwise(pages, words), *_codes(pdf, pages, words)]
    except (
        pikepdf.PdfError,
        PdfminerException,
        Tree.ParseError,
        ValueError,
        TypeError,
        KeyError,
        OSError,
        RuntimeError,
    ):
        return ["页面文字不能读取，无法与附件比对。"]


# --- what no letter has ----------------------------------------------------------------------------


def _strange(pdf: bytes) -> Iterator[str]:
    """Name what lies on the pages beside the writing: a note or a picture could say something else."""
    with pikepdf.open(BytesIO(pdf)) as file:
        if len(file.pages) > MOST_PAGES:
            yield f"文件有{len(file.pages)}页，超过文书的最多页数。"
            return
        for number, page in enumerate(file.pages, start=1):
            for note in page.get("/Annots", []):
                if note.get("/Subtype") != "/Widget" or str(note.get("/T", "")) != FIELD:
                    yield f"第{number}页有文书以外的批注。"


# --- the writing -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed character, and whether it begins a line."""

    text: str
    page: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Place:
    """How far the reading has come: in the running text, and within which piece of the frame (-1: in none)."""

    main: int
    piece: int = -1
    at: int = 0


def _printed_otherwise(pages: Sequence[Sequence[Mark]], words: Mapping[str, Any]) -> Iterator[str]:
    """Compare the writing with the words."""
    marks = [mark for page in pages for mark in page]
    yield from _followed(marks, running_text(words), frame(words, len(pages)))
    printed = _text(marks)
    for name, text in {
        "文号": words["number"],
        "发文机关": words["organ"],
        "成文日期": day(words["date"]),
        "主送": words["recipient"],
    }.items():
        if squeezed(text) not in printed:
            yield f"页面上没有印出{name}“{text}”。"


def _text(marks: Iterable[Mark]) -> str:
    """Give the writing as text."""
    return "".join(mark.text for mark in marks)


def running_text(words: Mapping[str, Any]) -> str:
    """Give the text of a letter in the order of reading: title, recipient, body."""
    to = f"{words['recipient']}：" if words["form"] in ADDRESSED else ""
    return squeezed(words["title"] + to + "".join(_body(words).itertext()))


def frame(words: Mapping[str, Any], pages: int) -> list[str]:
    """List what stands around the text of a letter.

    A letter keeps its frame for good: whoever changes the words of a frame adds the new ones here and
    leaves the old, so that letters of every age can be verified.
    """
    organ, signed_on = words["organ"], day(words["date"])
    pieces = [
        organ,
        f"{organ}文件",
        words["number"],
        f"编号：{words['number']}",
        signed_on,
        f"{organ}{signed_on}印发",
        f"办件编号{words['case_number']}",
        f"验真码{grouped(words['verify_code'])}",
        SAYS_DEMO,
        *(f"—{number}—" for number in range(1, pages + 1)),
        *_repeated_heads(words),
    ]
    if words.get("copies_to"):
        pieces.append(f"抄送：{phrase(listed(words['copies_to']))}。")
    if words.get("follow_url") and words.get("lookup_code"):
        pieces.append(
            f"扫描二维码查询办理进度；或者打开{address(words['follow_url'])}，"
            f"输入办件编号{words['case_number']}和查询码{words['lookup_code']}。"
        )
    return list(dict.fromkeys(squeezed(piece) for piece in pieces))


def _body(words: Mapping[str, Any]) -> Tree.Element:
    """Read the body; it comes out of a file whose signature holds."""
    return Tree.fromstring(f"<body>{words['body']}</body>")  # noqa: S314 - no entities: expat has none to expand here


def _repeated_heads(words: Mapping[str, Any]) -> Iterator[str]:
    """Give the heads of tables: they stand again on every page that a table runs over."""
    for head in _body(words).iter("thead"):
        yield "".join(head.itertext())


def squeezed(text: str) -> str:
    """Leave the blanks out: where a line ends is no matter of words; nor is which of two names a glyph bears."""
    return folded("".join(text.split()))


def _marks(page: Any) -> Iterator[Mark]:
    """List the characters of a page in the order in which it was written."""
    height = None
    begins = True
    for character in page.chars:
        foot = round(character["matrix"][5], 1)
        begins = begins or foot != height
        height = foot
        for sign in squeezed(character["text"]):
            yield Mark(sign, page.page_number, begins)
            begins = False


def _hidden(page: Any, picture: Image) -> Iterator[str]:
    """Name writing that nobody can see, and pictures that are no code."""
    for character in page.chars:
        if not character["text"].strip():
            continue
        if character["size"] < SMALLEST or not _visible(character, picture):
            yield f"第{page.page_number}页有看不见的文字“{character['text']}”。"
    for image in page.images:
        if max(image["width"], image["height"]) > LARGEST_PICTURE:
            yield f"第{page.page_number}页有文书以外的图片。"


def _visible(character: Any, picture: Image) -> bool:
    """Say whether a character is drawn: where it stands, or, as an accent or a low line, close by."""
    box = tuple(character[side] for side in ("x0", "top", "x1", "bottom"))
    left, top, right, bottom = box
    beyond = OVERHANG * character["size"]
    return inked(picture, box) or (
        (category(character["text"][0]) in OVERHANGING or character["text"] in THIN)
        and inked(picture, (left - beyond, top - beyond, right + beyond, bottom + beyond))
    )


def _followed(marks: Sequence[Mark], main: str, pieces: Sequence[str]) -> Iterator[str]:
    """Read the writing along the words; say where it leaves them, or what is missing at its end."""
    places = {Place(0)}
    for number, mark in enumerate(marks):
        after = {to for place in places for to in _steps(place, mark, main, pieces)}
        if not after:
            yield _left(marks, number, main, max(place.main for place in places))
            return
        places = after
    ended = [place for place in places if place.piece < 0 or place.at == len(pieces[place.piece])]
    if not any(place.main == len(main) for place in ended):
        read = max(place.main for place in places)
        yield f"附件中的“{main[read : read + SHOWN]}”没有印在页面上。"


def _steps(place: Place, mark: Mark, main: str, pieces: Sequence[str]) -> Iterator[Place]:
    """Give where one more printed character leads."""
    within = place.piece >= 0 and place.at < len(pieces[place.piece])
    if within:
        if pieces[place.piece][place.at] == mark.text:
            yield Place(place.main, place.piece, place.at + 1)
        return
    if place.main < len(main) and main[place.main] == mark.text:
        yield Place(place.main + 1)
    if mark.begins or place.piece >= 0:
        for number, piece in enumerate(pieces):
            if piece[0] == mark.text:
                yield Place(place.main, number, 1)


def _left(marks: Sequence[Mark], number: int, main: str, read: int) -> str:
    """Say where the writing leaves the words."""
    printed = _text(marks[number : number + SHOWN])
    expected = main[read : read + SHOWN]
    then = f"附件中此处是“{expected}”" if expected else "附件中没有这些文字"
    return f"第{marks[number].page}页印有“{printed}”，{then}。"


# --- the codes -------------------------------------------------------------------------------------


def _codes(pdf: bytes, pages: Sequence[Sequence[Mark]], words: Mapping[str, Any]) -> Iterator[str]:
    """Say on which pages the code of this letter is not, in figures or as QR."""
    if not words["verify_code"]:
        yield "文书内容中没有验真码。"
        return
    written = f"验真码{grouped(words['verify_code'])}"
    wanting = [str(number) for number, marks in enumerate(pages, start=1) if written not in _text(marks)]
    if wanting:
        yield f"第{'、'.join(wanting)}页没有印出这份文书的验真码。"
    drawn = code_is(pdf, f"{words['verify_url']}/{words['verify_code']}")
    others = [str(number) for number, same in enumerate(drawn, start=1) if not same]
    if others:
        yield f"第{'、'.join(others)}页页脚的二维码不是这份文书的二维码。"
