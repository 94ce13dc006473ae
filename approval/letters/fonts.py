"""The fonts of the letters: which file plays which part, what it can draw, how wide it draws it.

A folder of the site's own, named by ``APPROVAL_FONTS``, is looked at before ``fonts/`` of the checkout,
so that a licensed 仿宋_GB2312 or 小标宋 takes the place of the open fonts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]

TOP = Path(__file__).resolve().parents[2]

BODY, TITLE, HEADING, SUBHEADING, REST = "fang", "song", "hei", "kai", "rest"
"""仿宋, 小标宋, 黑体, 楷体, and the font that draws what these cannot."""

FAMILIES: Mapping[str, tuple[str, ...]] = {
    BODY: (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "FZFangSong-Z02",
        "仿宋",
        "FangSong",
        "FandolFang R",
        "FandolFang",
    ),
    TITLE: ("方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "FandolSong"),
    HEADING: ("黑体", "SimHei", "FandolHei"),
    SUBHEADING: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai"),
    REST: ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC"),
}
"""The families that may play each part, the best first."""

SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
)
READING = RLock()
"""Held while a font file is read: two threads reading one open file would get each other's bytes."""

REST_PATTERNS = ("NotoSerifCJK*-Regular.*", "NotoSerifSC*.*", "SourceHanSerif*-Regular.*")


@dataclass(frozen=True, slots=True)
class Face:
    """One face of one font file; ``place`` is its index in a collection, -1 in a plain file."""

    family: str
    path: Path
    place: int = -1
    system: bool = False


class FontMissingError(Exception):
    """No font of this machine can play a part that every letter needs."""


def folders() -> list[Path]:
    """List the folders that are looked at, the site's own first."""
    own = os.environ.get("APPROVAL_FONTS", "")
    return [folder for folder in (*([Path(own)] if own else []), TOP / "fonts") if folder.is_dir()]


@cache
def face(part: str) -> Face:
    """Find the face that plays a part; raises FontMissingError where there is none."""
    for folder in folders():
        there = _faces_of(folder)
        for family in FAMILIES[part]:
            if family in there:
                return there[family]
    if part == REST and (found := _system_rest()):
        return found
    raise FontMissingError(f"缺少字体：{FAMILIES[part][0]}（或者 {FAMILIES[part][-1]}）。")


@cache
def _faces_of(folder: Path) -> dict[str, Face]:
    """Name every face of every font file of a folder."""
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".otf", ".ttf", ".ttc"))
    return {family: Face(family, path, place) for path in files for place, family in _families(path)}


def _system_rest() -> Face | None:
    """Find the font that draws everything else among the fonts of the system."""
    files = (
        path
        for folder in SYSTEM_FOLDERS
        for pattern in REST_PATTERNS
        for path in sorted(folder.expanduser().rglob(pattern))
    )
    named = {
        family: Face(family, path, place, system=True) for path in files for place, family in _families(path)
    }
    return next((named[family] for family in FAMILIES[REST] if family in named), None)


def _families(path: Path) -> Iterator[tuple[int, str]]:
    """Read the family names that a file gives its faces, in every language; nothing from a broken file."""
    with path.open("rb") as file:
        try:
            if path.suffix.lower() == ".ttc":
                faces = list(enumerate(TTCollection(file, lazy=True).fonts))
            else:
                faces = [(-1, TTFont(file, lazy=True))]
            yield from [(place, name) for place, font in faces for name in _names(font)]
        except TTLibError:
            return


def _names(font: Any) -> set[str]:
    """Give the family names of one face."""
    return {record.toUnicode() for record in font["name"].names if record.nameID in (1, 16)}


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a face can draw: the advance of each code point, in em."""

    advances: Mapping[int, float]


@cache
def metrics(part: str) -> Metrics:
    """Read which characters a part can draw and how wide they are."""
    with READING:
        font = _opened(part)
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return Metrics({code: widths[glyph][0] / em for code, glyph in font.getBestCmap().items()})


@cache
def _opened(part: str) -> Any:
    """Open the file of a part and keep it open."""
    found = face(part)
    return TTFont(found.path, fontNumber=found.place, lazy=True)


@cache
def drawable() -> frozenset[int]:
    """Give the code points that some font of the body's chain can draw."""
    return frozenset(metrics(BODY).advances) | frozenset(metrics(REST).advances)


def undrawable(text: str) -> list[str]:
    """List the characters that no font can draw, each once, in order."""
    known = drawable()
    return [character for character in dict.fromkeys(text) if ord(character) not in known]


def part_for(character: str, part: str) -> str:
    """Give the part that draws a character where ``part`` is asked for."""
    code = ord(character)
    if code in metrics(part).advances:
        return part
    return REST if code in metrics(REST).advances else BODY


def draws(text: str, part: str = BODY) -> bool:
    """Say whether one part draws a whole text."""
    known = metrics(part).advances
    return all(ord(character) in known for character in text)


def width(character: str, part: str = BODY) -> float:
    """Give the advance of a character in em, as drawn by the part that has it."""
    return metrics(part_for(character, part)).advances[ord(character)]


def measure(text: str, part: str = BODY) -> float:
    """Give the advance of a text in em, without letter spacing."""
    return sum(width(character, part) for character in text)


@cache
def outline(character: str, part: str) -> tuple[str, float]:
    """Draw a character as an SVG path in font units of 1000 to the em, y upwards, with its advance in em."""
    drawn_by = part_for(character, part)
    with READING:
        font = _opened(drawn_by)
        glyphs = font.getGlyphSet()
        name = font.getBestCmap()[ord(character)]
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:g}")
        glyphs[name].draw(pen)
        return pen.getCommands(), glyphs[name].width / font["head"].unitsPerEm


@cache
def _ink(character: str, part: str) -> tuple[float, float]:
    """Give how far a character's ink reaches down from and up over its foot, in em."""
    drawn_by = part_for(character, part)
    with READING:
        font = _opened(drawn_by)
        glyphs = font.getGlyphSet()
        pen = BoundsPen(glyphs)
        glyphs[font.getBestCmap()[ord(character)]].draw(pen)
        _, low, _, high = pen.bounds or (0, 0, 0, 0)
        em = font["head"].unitsPerEm
    return low / em, high / em


def ink(text: str, part: str = BODY) -> tuple[float, float]:
    """Give where the ink of a text begins and ends, in em below the upper edge of a line set solid."""
    with READING:
        font = _opened(part)
        em, ascent, descent = font["head"].unitsPerEm, font["hhea"].ascent, font["hhea"].descent
    foot = 0.5 + (ascent + descent) / em / 2
    reaches = [_ink(character, part) for character in text]
    return foot - max(high for _, high in reaches), foot - min(low for low, _ in reaches)


def css_family(part: str) -> str:
    """Give the CSS name of a part: the system's own name, or that of our @font-face rule."""
    found = face(part)
    return f'"{found.family}"' if found.system else f'"letter-{part}"'


def chain(part: str) -> str:
    """Give the CSS ``font-family`` of a part with what draws the characters it lacks."""
    return ", ".join(dict.fromkeys(css_family(each) for each in (part, REST, BODY)))


@cache
def css() -> str:
    """Give the @font-face rules of all parts that are files of ours."""
    ours: Iterable[str] = (part for part in FAMILIES if not face(part).system)
    return "\n".join(
        f"@font-face{{font-family:{css_family(p)};src:url({face(p).path.as_uri()})}}" for p in ours
    )


def files() -> frozenset[str]:
    """Give the addresses of the font files, the only ones that rendering may open."""
    return frozenset(face(part).path.as_uri() for part in FAMILIES if not face(part).system)


def check() -> list[str]:
    """List what is wrong with this machine's fonts, in Chinese and English; nothing when letters can be made."""
    # WeasyPrint takes most of a second to load, and composing words needs none of it.
    from weasyprint.text.ffi import harfbuzz_subset

    problems = []
    for part in FAMILIES:
        try:
            face(part)
        except FontMissingError as missing:
            problems.append(
                f"{missing} / No font plays the part “{part}”: run scripts/setup, or set APPROVAL_FONTS."
            )
    if harfbuzz_subset is None:
        problems.append(
            "缺少系统库 libharfbuzz-subset0，生成一份文书将需要数秒。"
            " / libharfbuzz-subset0 is missing: each letter takes seconds instead of a tenth of one."
        )
    return problems
