"""The picture of a seal: a red round stamp with the organ's name, drawn as outlines.

It is the appearance of the organ's signature; a seal of the development authority says 演示印章 across its middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import cos, radians, sin

from approval.letters import fonts
from approval.letters.kinds import LICENSING_SEAL

FIELD = "Seal"
"""The name of the one signature field: the press leaves it empty, the signature fills it."""

DIAMETER = 42.0
"""Millimetres; a county department's seal is no wider than 45 (国发〔1999〕25号)."""

RADIUS = 500.0
"""Half the width of the drawing, in its own units."""

RIM = 24.0
NAME_SPREAD = 250.0
"""The degrees over which the longest name is spread."""

RED = (0xD6, 0x00, 0x0F)
INK = "Ink"
"""What a letter calls the way in which the seal lies over its words."""

BEND = 0.5522847498
"""How far the handles of a Bézier curve reach that draws a quarter of a circle."""


@cache
def content(organ: str, seal: str, *, demo: bool) -> bytes:
    """Draw a seal as the content of a PDF form whose box reaches from -500 to 500 both ways.

    The organ's name stands round the top, the seal's use below, 演示印章 in a demonstration's.
    """
    red = " ".join(f"{part / 255:.4f}" for part in RED)
    shapes = "\n".join(_shapes(organ, seal, demo=demo))
    return f"q /{INK} gs {red} rg {red} RG 1 0 0 -1 0 0 cm\n{shapes}\nQ".encode("ascii")


def _shapes(organ: str, seal: str, *, demo: bool) -> Iterator[str]:
    """Draw the shapes of a seal; y points down."""
    yield _rim()
    yield from _name(organ)
    below = seal if seal == LICENSING_SEAL else ""
    if demo:
        yield _star(-135, 80)
        yield from _line("演示印章", 95, 150)
    else:
        yield _star(0, 150)
    yield from _line(below, 300, 82)


def _rim() -> str:
    """Draw the red ring as four curves."""
    r = RADIUS - RIM / 2
    h = r * BEND
    curves = (
        (r, h, h, r, 0.0, r),
        (-h, r, -r, h, -r, 0.0),
        (-r, -h, -h, -r, 0.0, -r),
        (h, -r, r, -h, r, 0.0),
    )
    drawn = " ".join(" ".join(f"{at:.2f}" for at in curve) + " c" for curve in curves)
    return f"{RIM:g} w {r:.2f} 0 m {drawn} h S"


def _star(y: float, radius: float) -> str:
    """Draw a five-pointed star in the middle, at a height."""
    corners = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = radians(36 * corner)
        corners.append(f"{reach * sin(angle):.2f} {y - reach * cos(angle):.2f}")
    first, *rest = corners
    return f"{first} m {' '.join(f'{point} l' for point in rest)} h f"


def _glyph(character: str, x: float, y: float, size: float, degrees: float = 0.0) -> str:
    """Draw one character with the middle of its foot at a point."""
    path, advance = fonts.outline(character, fonts.TITLE)
    scale, angle, back = size / 1000, radians(degrees), -500 * advance
    across, down = scale * cos(angle), scale * sin(angle)
    matrix = (across, down, down, -across, x + across * back, y + down * back)
    return f"q {' '.join(f'{part:.4f}' for part in matrix)} cm {operators(path)} f Q"


def _name(organ: str) -> list[str]:
    """Set the organ's name round the upper rim."""
    step = min(NAME_SPREAD / max(len(organ) - 1, 1), 24.0)
    size = min(118.0, radians(step) * 400 * 0.98)
    first = -step * (len(organ) - 1) / 2
    return [_turned(character, first + step * place, size) for place, character in enumerate(organ)]


def _turned(character: str, degrees: float, size: float) -> str:
    """Set one character upright on the circle, so many degrees from its top."""
    angle = radians(degrees)
    radius = RADIUS - RIM - 20 - 0.88 * size
    return _glyph(character, radius * sin(angle), -radius * cos(angle), size, degrees)


def _line(text: str, y: float, size: float) -> list[str]:
    """Set a text straight, centred, its foot at a height."""
    first = -size * (len(text) - 1) / 2
    return [_glyph(character, first + size * place, y, size) for place, character in enumerate(text)]


# --- outlines in the language of a PDF ---------------------------------------------------------------

_COMMAND = re.compile(r"([MLHVCQZ])([^MLHVCQZ]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}


def operators(path: str) -> str:
    """Turn an SVG path of absolute commands into the operators of a PDF."""
    drawn: list[str] = []
    x = y = 0.0
    for command, text in _COMMAND.findall(path):
        if command == "Z":
            drawn.append("h")
            continue
        numbers = [float(number) for number in _NUMBER.findall(text)]
        taken = _TAKES[command]
        for place in range(0, len(numbers), taken):
            part = numbers[place : place + taken]
            # Points after the first of a move are lines.
            operator, part = _operator("L" if command == "M" and place else command, part, x, y)
            x, y = part[-2:]
            drawn.append(" ".join(f"{number:g}" for number in part) + f" {operator}")
    return " ".join(drawn)


def _operator(command: str, part: list[float], x: float, y: float) -> tuple[str, list[float]]:
    """Give the operator of one step of a path, with what it takes; a PDF knows cubic curves only."""
    match command:
        case "M":
            return "m", part
        case "H":
            return "l", [part[0], y]
        case "V":
            return "l", [x, part[0]]
        case "Q":
            cx, cy, ex, ey = part
            first = [x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y)]
            return "c", [*first, ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey), ex, ey]
        case _:
            return "c" if command == "C" else "l", part
