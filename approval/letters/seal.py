"""The picture of a seal: a red round stamp with the organ's name, drawn as outlines.

Until letters are signed, only demonstrations show one, and it says 演示 across its middle.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin

from approval.letters import fonts
from approval.letters.kinds import LICENSING_SEAL

DIAMETER = 42.0
"""Millimetres; a county department's seal is no wider than 45 (国发〔1999〕25号)."""

RADIUS = 500.0
"""Half the width of the drawing, in its own units."""

RIM = 24.0
NAME_SPREAD = 250.0
"""The degrees over which the longest name is spread."""


@cache
def drawing(organ: str, seal: str) -> str:
    """Draw a demonstration seal as SVG: the organ's name round the top, 演示印章 in the middle, the seal's use."""
    below = seal if seal == LICENSING_SEAL else ""
    parts = [
        f'<circle cx="0" cy="0" r="{RADIUS - RIM / 2:g}" fill="none" stroke="#d6000f" stroke-width="{RIM:g}"/>',
        *_name(organ),
        _star(0, -135, 80),
        *_line("演示印章", 95, 150),
        *_line(below, 300, 82),
    ]
    # The seal carries no text of its own: what is read out of the page stays the letter's words.
    return f'<svg class="seal" viewBox="-500 -500 1000 1000"><g fill="#d6000f">{"".join(parts)}</g></svg>'


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


def _glyph(character: str, x: float, y: float, size: float, degrees: float = 0.0) -> str:
    """Draw one character with the middle of its foot at a point."""
    path, advance = fonts.outline(character, fonts.TITLE)
    scale = size / 1000
    turn = f" rotate({degrees:.3f})" if degrees else ""
    shift = (
        f"translate({x:.2f} {y:.2f}){turn} scale({scale:.4f} {-scale:.4f}) translate({-500 * advance:.1f} 0)"
    )
    return f'<path transform="{shift}" d="{path}"/>'


def _line(text: str, y: float, size: float) -> list[str]:
    """Set a text straight, centred, its foot at a height."""
    first = -size * (len(text) - 1) / 2
    return [_glyph(character, first + size * place, y, size) for place, character in enumerate(text)]


def _star(x: float, y: float, radius: float) -> str:
    """Draw a five-pointed star."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = radians(36 * corner)
        points.append(f"{x + reach * sin(angle):.2f},{y - reach * cos(angle):.2f}")
    return f'<polygon points="{" ".join(points)}"/>'
