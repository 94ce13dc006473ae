"""The QR codes of a letter, as the rectangles that a page draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import segno

MASK = 0
"""The mask of every code. Looking for the best of eight takes four times as long as all the rest, and readers take
any; verification codes are as good as random, so that no mask makes an uneven picture of them."""


def modules(address: str) -> Sequence[Sequence[int]]:
    """Make the QR code of an address: rows of modules, dark where true."""
    return segno.make(address, error="m", mask=MASK, micro=False, boost_error=False).matrix


def drawing(address: str, left: float, top: float, side: float) -> bytes:
    """Draw the QR code of an address into a square of a page whose y runs downwards."""
    rows = modules(address)
    module = side / len(rows)
    bars = " ".join(f"{x} {y} {run} 1 re" for x, y, run in _bars(rows))
    return f"q 0 0 0 rg {module:.5f} 0 0 {module:.5f} {left:.3f} {top:.3f} cm {bars} f Q".encode()


def _bars(rows: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Give the dark runs of each row: where they begin and how long they are."""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            long = len(list(run))
            if dark:
                yield x, y, long
            x += long
