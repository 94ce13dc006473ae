"""The fonts of the letters: which file plays which part, what it can draw, how wide it draws it.

A folder of the site's own, named by ``APPROVAL_FONTS``, is looked at before ``fonts/`` of the checkout,
so that a licensed 仿宋_GB2312 or 小标宋 takes the place of the open fonts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]

TOP = Path(__file__).resolve().parents[2]

BODY, TITLE, HEADING, SUBHEADING, REST = "fang", "song", "hei", "kai", "rest"
"""仿宋, 小标宋, 黑体, 楷体, and the font that draws what these cannot."""

RARE, LAST = "rare", "last"
"""What draws the characters of GB 18030 that stand in few names: extensions B to F, and the last of the basic block.

Their files are large: they are opened only when a letter holds a character that nothing else draws.
"""

FALLBACKS = (REST, RARE, LAST)

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
    RARE: ("HanaMinB", "花園明朝B"),
    LAST: ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"),
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

SYSTEM_FILES: Mapping[str, tuple[str, ...]] = {
    REST: ("NotoSerifCJK*-Regular.*", "NotoSerifSC*.*", "SourceHanSerif*-Regular.*"),
    RARE: ("HanaMinB*.*",),
    LAST: ("NotoSansCJK*-Regular.*", "NotoSansSC*.*", "SourceHanSans*-Regular.*"),
}
"""The files of the system that may play a part."""


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
    if found := _system_face(part):
        return found
    raise FontMissingError(f"缺少字体：{FAMILIES[part][0]}（或者 {FAMILIES[part][-1]}）。")


@cache
def has(part: str) -> bool:
    """Say whether a part is played at all; letters without rare characters can do without those that draw them."""
    try:
        face(part)
    except FontMissingError:
        return False
    return True


@cache
def _faces_of(folder: Path) -> dict[str, Face]:
    """Name every face of every font file of a folder."""
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".otf", ".ttf", ".ttc"))
    return {family: Face(family, path, place) for path in files for place, family in _families(path)}


def _system_face(part: str) -> Face | None:
    """Find a font that draws what others cannot among the fonts of the system."""
    files = (
        path
        for folder in SYSTEM_FOLDERS
        for pattern in SYSTEM_FILES.get(part, ())
        for path in sorted(folder.expanduser().rglob(pattern))
    )
    named = {
        family: Face(family, path, place, system=True) for path in files for place, family in _families(path)
    }
    return next((named[family] for family in FAMILIES[part] if family in named), None)


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
    """Read which characters a part can draw and how wide they are; nothing where the part for rare ones is missing."""
    if part in (RARE, LAST) and not has(part):
        return Metrics({})
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
    """Give the code points that are drawn without the fonts for rare characters."""
    return frozenset(metrics(BODY).advances) | frozenset(metrics(REST).advances)


def undrawable(text: str) -> list[str]:
    """List the characters that no font can draw, each once, in order."""
    known = drawable()
    strange = [character for character in dict.fromkeys(text) if ord(character) not in known]
    return [character for character in strange if not any(draws(character, part) for part in (RARE, LAST))]


def part_for(character: str, part: str) -> str:
    """Give the part that draws a character where ``part`` is asked for."""
    code = ord(character)
    return next((each for each in (part, *FALLBACKS) if code in metrics(each).advances), BODY)


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
        em = font["head"].unitsPerEm
        glyphs[name].draw(TransformPen(pen, (1000 / em, 0, 0, 1000 / em, 0, 0)))
        return pen.getCommands(), glyphs[name].width / em


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
    parts = (each for each in (part, *FALLBACKS, BODY) if has(each) or each in (BODY, REST))
    return ", ".join(dict.fromkeys(css_family(each) for each in parts))


def _ours() -> list[str]:
    """List the parts that are played by files of ours."""
    return [part for part in FAMILIES if (part not in (RARE, LAST) or has(part)) and not face(part).system]


@cache
def css() -> str:
    """Give the @font-face rules of all parts that are files of ours: without kerning, for lines are measured so."""
    return "\n".join(
        f'@font-face{{font-family:{css_family(p)};src:url({face(p).path.as_uri()});font-feature-settings:"kern" 0,"liga" 0}}'
        for p in _ours()
    )


def files() -> frozenset[str]:
    """Give the addresses of the font files, the only ones that rendering may open."""
    return frozenset(face(part).path.as_uri() for part in _ours())


CURE = " / No font plays this part: run scripts/setup, or set APPROVAL_FONTS."
CURES = {
    RARE: "含有生僻字（扩展B至F区）的姓名、名称不能印出。 / Names with characters of extensions B to F are refused:"
    " run scripts/setup (Debian: fonts-hanazono), or set APPROVAL_FONTS.",
    LAST: "少数生僻字不能印出。 / A few rare characters are refused: run scripts/setup (Debian: fonts-noto-cjk).",
}
"""What to do about a font that is missing, and what cannot be printed until then."""


def check() -> list[str]:
    """List what is wrong with this machine's fonts, in Chinese and English; nothing when letters can be made."""
    # WeasyPrint takes most of a second to load, and composing words needs none of it.
    from weasyprint.text.ffi import harfbuzz_subset

    problems = []
    for part in FAMILIES:
        try:
            face(part)
        except FontMissingError as missing:
            problems.append(f"{missing}{CURES.get(part, CURE)}")
    if harfbuzz_subset is None:
        problems.append(
            "缺少系统库 libharfbuzz-subset0，生成一份文书将需要数秒。"
            " / libharfbuzz-subset0 is missing: each letter takes seconds instead of a tenth of one."
        )
    return problems
