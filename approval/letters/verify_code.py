"""Looking at the pages of a letter as a reader sees them: what is drawn there, and which QR code at the foot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations, product
from math import ceil
from threading import Lock
from typing import TypeVar, cast

import pypdfium2  # type: ignore[import-untyped]
import segno
from PIL.Image import Image
from segno import DataOverflowError

MM = 72 / 25.4
DOTS = 12
"""Pixels per millimetre of the picture that is looked at: three or more for each module of a code of 10 mm."""

FOOT = 45 * MM
"""How much of a page's foot is looked at."""

COARSE = 5
"""Pixels per millimetre of the picture in which characters are looked for."""

DARK = 160
"""How light, of 255, a pixel of a character is at most; the red of heads is far darker."""

NEAR = 2
"""Pixels by which two sightings of one mark may differ."""

ALIKE = 0.99
"""Which part of the modules must be the same; another address differs in far more."""

LOOKING = Lock()
"""PDFium is not made for two threads."""

Box = tuple[float, float, float, float]
Seen = TypeVar("Seen")
Matrix = tuple[tuple[bool, ...], ...]
Point = tuple[float, float]


def code_is(pdf: bytes, address: str) -> list[bool]:
    """Say for each page whether the code at its foot opens an address."""
    return [_shows(rows, address) for rows in _drawn(pdf, _foot)]


def pictures(pdf: bytes) -> list[Image]:
    """Draw the pages, coarsely and without colour; COARSE pixels are a millimetre."""
    return _drawn(pdf, lambda page: _grey(page, COARSE, (0, 0, 0, 0)))


def inked(picture: Image, box: Box) -> bool:
    """Say whether something dark is drawn within a box of a page: left, top, right, bottom in points."""
    left, top, right, bottom = (side * COARSE / MM for side in box)
    within = (
        max(int(left), 0),
        max(int(top), 0),
        min(ceil(right), picture.width),
        min(ceil(bottom), picture.height),
    )
    if within[0] >= within[2] or within[1] >= within[3]:
        return False
    darkest, _ = cast("tuple[int, int]", picture.crop(within).getextrema())
    return darkest < DARK


def _drawn(pdf: bytes, look: Callable[[pypdfium2.PdfPage], Seen]) -> list[Seen]:
    """Look at each page of a file."""
    with LOOKING:
        file = pypdfium2.PdfDocument(pdf)
        try:
            return [look(page) for page in file]
        finally:
            file.close()


def _grey(page: pypdfium2.PdfPage, dots: int, cut: Box) -> Image:
    """Draw a page, so many pixels a millimetre, less what is cut off its sides (left, bottom, right, top)."""
    picture: Image = page.render(scale=dots / MM, crop=cut, may_draw_forms=False).to_pil().convert("L")
    return picture


def _foot(page: pypdfium2.PdfPage) -> list[bytes]:
    """Draw the foot of a page: a row of bytes for each row of pixels, 1 being dark."""
    cut = max(page.get_height() - FOOT, 0)
    picture = _grey(page, DOTS, (0, 0, 0, cut))
    pixels = picture.point(lambda light: int(light < 128)).tobytes()
    return [pixels[start : start + picture.width] for start in range(0, len(pixels), picture.width)]


def _shows(rows: Sequence[bytes], address: str) -> bool:
    """Say whether the picture shows the code of an address, whatever mask its maker chose."""
    finders = _finders(rows)
    return len(finders) >= 3 and any(_stands(rows, finders, matrix) for matrix in _codes(address))


def _codes(address: str) -> Iterator[Matrix]:
    """Make the codes of an address: first as letters are printed, then as others were or may yet be."""
    for error, mask in product("mlqh", range(8)):
        yield _matrix(address, error, mask)


def _matrix(address: str, error: str, mask: int) -> Matrix:
    """Make one code of an address."""
    try:
        made = segno.make(address, error=error, mask=mask, micro=False, boost_error=False)
    except DataOverflowError:
        return ()
    return tuple(tuple(bool(cell) for cell in row) for row in made.matrix)


# --- finding a code --------------------------------------------------------------------------------

RUNS = re.compile(rb"\x00+|\x01+")


def _finders(rows: Sequence[bytes]) -> list[tuple[Point, float]]:
    """Find the middles of the three square marks of a code, with the width of a module."""
    found: list[tuple[Point, float]] = []
    for y in range(0, len(rows), 2):
        for x, module in _marks_in(rows[y]):
            column = bytes(row[int(x)] for row in rows)
            for middle, other in _marks_in(column):
                if abs(middle - y) <= module and abs(other - module) <= 0.35 * module:
                    _note(found, (x, middle), (module + other) / 2)
    return found


def _note(found: list[tuple[Point, float]], middle: Point, module: float) -> None:
    """Keep a mark that has not been seen on the row before."""
    if not any(abs(x - middle[0]) <= NEAR and abs(y - middle[1]) <= NEAR for (x, y), _ in found):
        found.append((middle, module))


def _marks_in(line: bytes) -> Iterator[tuple[float, float]]:
    """Find dark, light, dark, light, dark in the ratio 1:1:3:1:1 (ISO/IEC 18004): the middle and the module."""
    runs = [(run.start(), run.end() - run.start(), line[run.start()]) for run in RUNS.finditer(line)]
    for place in range(len(runs) - 4):
        if not runs[place][2]:
            continue
        lengths = [length for _, length, _ in runs[place : place + 5]]
        module = sum(lengths) / 7
        if module >= 2 and all(
            abs(length - times * module) <= 0.6 * module
            for length, times in zip(lengths, (1, 1, 3, 1, 1), strict=True)
        ):
            start, length, _ = runs[place + 2]
            yield start + length / 2, module


def _stands(rows: Sequence[bytes], finders: Sequence[tuple[Point, float]], matrix: Matrix) -> bool:
    """Say whether a code of this matrix stands at three of the marks."""
    across = len(matrix) - 7
    return any(
        _upright(corner, right, below, across) and _same(rows, corner[0], right[0], below[0], matrix)
        for corner, right, below in permutations(finders[:9], 3)
    )


def _upright(
    corner: tuple[Point, float], right: tuple[Point, float], below: tuple[Point, float], across: int
) -> bool:
    """Say whether three marks are the corners of an upright code of so many modules."""
    (x, y), module = corner
    wide, high = right[0][0] - x, below[0][1] - y
    return (
        abs(right[0][1] - y) <= module
        and abs(below[0][0] - x) <= module
        and abs(wide - high) <= module
        and abs(wide / across - module) <= 0.15 * module
    )


def _same(rows: Sequence[bytes], corner: Point, right: Point, below: Point, matrix: Matrix) -> bool:
    """Say whether the modules between three marks are those of a matrix."""
    across = len(matrix) - 7
    wide, high = (right[0] - corner[0]) / across, (below[1] - corner[1]) / across
    left, top = corner[0] - 3.5 * wide, corner[1] - 3.5 * high
    same = 0
    for row, cells in enumerate(matrix):
        y = int(top + (row + 0.5) * high)
        for column, dark in enumerate(cells):
            x = int(left + (column + 0.5) * wide)
            same += 0 <= y < len(rows) and 0 <= x < len(rows[0]) and rows[y][x] == dark
    return same >= ALIKE * len(matrix) ** 2
