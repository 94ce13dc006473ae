"""What stands on a page of a PDF, in millimetres from its upper left corner: lines of text, rules, the seal."""

from __future__ import annotations

import io
import logging
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pdfplumber
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException
from PIL import Image, ImageChops

# What it mutters about damaged files is said once, in a sentence, by UnreadableError.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

MM = 72 / 25.4
DOTS = 10
"""Dots to the millimetre of the picture in which ink is looked for."""

ASCENT = 0.88
"""The share of its size by which a Chinese character's box stands over the line's foot."""

LONG_RULE = 100.0
"""Millimetres from which on a bar is a rule of the page."""

SEAL_SIZES = (20.0, 60.0)

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class UnreadableError(Exception):
    """A file that is no PDF with text, so that nothing on it can be measured; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """Characters of one size on one foot."""

    text: str
    foot: float
    size: float
    red: bool
    boxes: tuple[tuple[float, float], ...] = field(repr=False)

    @property
    def left(self) -> float:
        """Where the first character begins."""
        return self.boxes[0][0]

    @property
    def right(self) -> float:
        """Where the last character ends."""
        return self.boxes[-1][1]

    @property
    def centre(self) -> float:
        """The middle between both ends."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """The height of a character, in millimetres."""
        return self.size / MM

    @property
    def top(self) -> float:
        """The upper edge of the characters' boxes."""
        return self.foot - ASCENT * self.height

    @property
    def bottom(self) -> float:
        """The lower edge of the characters' boxes."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The middle of the characters' boxes, which is that of their line on the grid."""
        return (self.top + self.bottom) / 2

    @property
    def han(self) -> bool:
        """Whether all characters are full-width ones."""
        return all(unicodedata.east_asian_width(character) in "WF" for character in self.text)

    def steps(self) -> list[float]:
        """Give the distances of neighbouring Chinese characters; marks and figures have widths of their own."""
        pairs = zip(self.text, self.text[1:], self.boxes, self.boxes[1:], strict=False)
        return [
            after[0] - box[0]
            for one, other, box, after in pairs
            if one >= "\u3400" and "\u3400" <= other < "\uff00"
        ]


@dataclass(frozen=True, slots=True)
class Rule:
    """A bar across the page."""

    left: float
    top: float
    right: float
    bottom: float
    red: bool

    @property
    def width(self) -> float:
        """Its length."""
        return self.right - self.left

    @property
    def thickness(self) -> float:
        """How thick it is."""
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        """The middle between both ends."""
        return (self.left + self.right) / 2


class Page:
    """One page, read as far as it is asked for."""

    def __init__(self, read: Any) -> None:
        """Take a page of pdfplumber's."""
        self._read = read
        self.number: int = read.page_number
        self.width = float(read.width) / MM
        self.height = float(read.height) / MM

    @cached_property
    def lines(self) -> list[Line]:
        """All lines from top to bottom."""
        upright = (c for c in self._read.chars if c["upright"] and c["text"].strip(" "))
        ordered = sorted(upright, key=lambda c: (round(c["size"], 1), -_foot(c), c["x0"]))
        rows: list[list[Any]] = []
        for character in ordered:
            if rows and _same_line(rows[-1][-1], character):
                rows[-1].append(character)
            else:
                rows.append([character])
        return sorted(map(self._line, rows), key=lambda line: (line.top, line.left))

    def _line(self, row: Sequence[Any]) -> Line:
        """Put a line together."""
        ordered = sorted(row, key=lambda c: c["x0"])
        return Line(
            text="".join(c["text"] for c in ordered),
            foot=self.height - _foot(ordered[0]) / MM,
            size=float(ordered[0]["size"]),
            red=is_red(ordered[0]["non_stroking_color"]),
            boxes=tuple((float(c["x0"]) / MM, float(c["x1"]) / MM) for c in ordered),
        )

    @cached_property
    def rules(self) -> list[Rule]:
        """All rules from top to bottom, whether drawn as bars or as lines."""
        drawn = (_rule(mark) for mark in (*self._read.rects, *self._read.lines, *self._read.curves))
        return sorted({rule for rule in drawn if rule}, key=lambda rule: rule.top)

    @cached_property
    def seal(self) -> Box | None:
        """The place of the seal: that of a signature that shows, otherwise of what is drawn in red and round."""
        for mark in self._read.annots:
            box = tuple(float(mark[side]) / MM for side in ("x0", "top", "x1", "bottom"))
            if _signs(mark["data"]) and _sized(box):
                return box  # type: ignore[return-value]
        return self._drawn_seal()

    def _drawn_seal(self) -> Box | None:
        """Give the place of what is drawn in red on the page itself."""
        drawn = [mark for mark in (*self._read.curves, *self._read.rects) if _drawn_red(mark)]
        boxes = [tuple(float(mark[side]) / MM for side in ("x0", "top", "x1", "bottom")) for mark in drawn]
        small = [box for box in boxes if box[2] - box[0] < SEAL_SIZES[1]]
        if not small:
            return None
        whole = tuple(pick(box[side] for box in small) for side, pick in enumerate((min, min, max, max)))
        return whole if _sized(whole) else None  # type: ignore[return-value]

    def ink(self, box: Box, *, red: bool = False) -> Box | None:
        """Give the box of the ink, or of the red ink alone, within a box; None where there is none."""
        corners = [round(side * DOTS) for side in box]
        part = self._picture.crop((corners[0], corners[1], corners[2], corners[3]))
        reds, greens, _ = part.split()
        # Half way between paper and ink lies the edge.
        dark = ImageChops.subtract(reds, greens) if red else ImageChops.invert(part.convert("L"))
        found = dark.point([0] * 112 + [255] * 144).getbbox()
        if found is None:
            return None
        left, top = corners[:2]
        return (
            (left + found[0]) / DOTS,
            (top + found[1]) / DOTS,
            (left + found[2]) / DOTS,
            (top + found[3]) / DOTS,
        )

    @cached_property
    def _picture(self) -> Image.Image:
        """The page as it prints."""
        return self._read.to_image(resolution=DOTS * 25.4).original.convert("RGB")  # type: ignore[no-any-return]


@contextmanager
def opened(pdf: bytes) -> Iterator[list[Page]]:
    """Open a PDF as pages; raises UnreadableError for what is none, is locked, or has no text."""
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as read:
            pages = [Page(page) for page in read.pages]
            if not any(page.lines for page in pages):
                raise UnreadableError("文件中没有文字，可能是扫描件，不能量测。请使用签发的电子文件。")
            yield pages
    except (PdfminerException, PSException) as fault:
        raise UnreadableError("文件不是可以读取的 PDF，或者设有打开密码。请使用签发的电子文件。") from fault


def is_red(colour: object) -> bool:
    """Say whether a colour, in grey, RGB or CMYK, is the red of heads and seals."""
    if not isinstance(colour, tuple | list):
        return False
    parts = [float(part) for part in colour if isinstance(part, int | float)]
    if len(parts) == 3:
        return parts[0] > 0.7 and max(parts[1:]) < 0.3
    return len(parts) == 4 and parts[0] < 0.3 and min(parts[1:3]) > 0.6 and parts[3] < 0.3


def _foot(character: Mapping[str, Any]) -> float:
    """Give the height of a character's foot over the lower edge; fonts differ in all other heights."""
    return float(character["matrix"][5])


def _same_line(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether two characters stand on one line in one size."""
    return abs(_foot(one) - _foot(other)) < 0.4 and abs(one["size"] - other["size"]) < 0.4


def _rule(mark: Mapping[str, Any]) -> Rule | None:
    """Read a bar or a line as a rule, None where it is too short or too thick to be one."""
    left, top, right, bottom = (float(mark[side]) / MM for side in ("x0", "top", "x1", "bottom"))
    filled = bool(mark["fill"]) and bottom - top > 0.05
    if not filled:
        half = float(mark.get("linewidth") or 0) / MM / 2 if mark["stroke"] else 0.0
        top, bottom = top - half, bottom + half
    if right - left < LONG_RULE or not 0.05 < bottom - top < 3:
        return None
    colour = mark["non_stroking_color"] if filled else mark["stroking_color"]
    return Rule(round(left, 3), round(top, 3), round(right, 3), round(bottom, 3), is_red(colour))


def _drawn_red(mark: Mapping[str, Any]) -> bool:
    """Say whether a shape is red, filled or drawn as a line."""
    return is_red(mark["non_stroking_color"] if mark["fill"] else mark["stroking_color"])


def _sized(box: Sequence[float]) -> bool:
    """Say whether a box has the size of a seal."""
    return all(SEAL_SIZES[0] <= box[side + 2] - box[side] <= SEAL_SIZES[1] for side in (0, 1))


def _signs(mark: Mapping[str, Any]) -> bool:
    """Say whether a mark on the page is a signature's."""
    field_of = mark.get("Parent") if "FT" not in mark else mark
    kind = field_of.get("FT") if isinstance(field_of, Mapping) else None
    return str(getattr(kind, "name", kind)) in ("Sig", "b'Sig'")
