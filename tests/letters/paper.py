"""Reading a printed letter back: its lines and marks in millimetres."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pdfplumber

MM = 72 / 25.4
HEIGHT = 297.0
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0
PITCH = 225 / 22
CELL = 156 / 28


@dataclass(frozen=True)
class Line:
    """Characters of one size that stand at one height; all lengths in millimetres."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    fonts: frozenset[str]
    lefts: tuple[float, ...]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@contextmanager
def opened(printed: bytes) -> Iterator[Any]:
    """Read a letter; what has been read is kept, for many tests look at the same letter."""
    yield _read(printed)


@lru_cache(maxsize=32)
def _read(printed: bytes) -> Any:
    return pdfplumber.open(io.BytesIO(printed))


def lines(page: Any) -> list[Line]:
    """List the lines of a page from top to bottom."""
    rows = defaultdict(list)
    for character in page.chars:
        rows[round(baseline(character), 1), round(character["size"])].append(character)
    return sorted((line(row) for row in rows.values()), key=lambda found: (found.top, found.left))


def baseline(character: Any) -> float:
    """Give the height of a character's foot over the bottom of the page; fonts differ in all other heights."""
    return float(character["matrix"][5])


def line(row: list[Any]) -> Line:
    """Put a line together; its em box is that of our body font, 0.88 above the foot."""
    foot = HEIGHT - baseline(row[0]) / MM
    size = row[0]["size"]
    return Line(
        text="".join(c["text"] for c in row),
        left=min(c["x0"] for c in row) / MM,
        right=max(c["x1"] for c in row) / MM,
        top=foot - 0.88 * size / MM,
        bottom=foot + 0.12 * size / MM,
        size=size,
        fonts=frozenset(c["fontname"].partition("+")[2] for c in row),
        lefts=tuple(c["x0"] / MM for c in row),
    )


def body(page: Any) -> list[Line]:
    """List the lines set in 3号 inside the type area."""
    return [found for found in lines(page) if round(found.size) == 16 and TOP - 1 < found.top < BOTTOM]


def find(page: Any, text: str) -> Line:
    """Find the one line that holds a text."""
    found = [each for each in lines(page) if text in each.text]
    assert len(found) == 1, (text, [each.text for each in lines(page)])
    return found[0]


def red(mark: Any) -> bool:
    """Say whether something is drawn in the red of heads and seals."""
    colour = mark["non_stroking_color"] if mark["fill"] else mark["stroking_color"]
    return isinstance(colour, tuple) and len(colour) == 3 and colour[0] > 0.8 and colour[1] < 0.1


def bars(page: Any) -> list[tuple[float, float, float, float]]:
    """List the horizontal bars and rules: left, right, top, bottom."""
    drawn = (*page.rects, *page.lines, *page.curves)
    marks = [m for m in drawn if m["x1"] - m["x0"] > 100 * MM and 0.1 < m["bottom"] - m["top"] < 3 * MM]
    return sorted({tuple(round(m[side] / MM, 2) for side in ("x0", "x1", "top", "bottom")) for m in marks})  # type: ignore[misc]


def seal_box(page: Any) -> tuple[float, float, float, float] | None:
    """Give left, right, top, bottom of the red round drawing of a page, None where there is none."""
    marks = [m for m in (*page.curves, *page.rects) if red(m) and m["x1"] - m["x0"] < 60 * MM]
    if not marks:
        return None
    return (
        min(m["x0"] for m in marks) / MM,
        max(m["x1"] for m in marks) / MM,
        min(m["top"] for m in marks) / MM,
        max(m["bottom"] for m in marks) / MM,
    )
