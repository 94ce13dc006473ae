"""Which pages are alike: the same words in the same elements look the same; the same elements have the same faults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lxml import html

LED_TO = frozenset({"href", "action", "formaction", "src", "value", "content", "nonce", "datetime"})
"""Attributes that say where something leads or what it sends: nobody sees or hears them."""


@dataclass
class Examined:
    """The frames and the contents of pages that have been examined: by their words, and by their elements."""

    words: set[str] = field(default_factory=set)
    elements: set[str] = field(default_factory=set)

    def has_words_of(self, page: str) -> bool:
        """Whether every word of the page, its frame's and its own, has stood so on pages examined before."""
        return _all_in(self.words, [_written(part, exactly=True) for part in _parts(page)])

    def has_elements_of(self, page: str) -> bool:
        """Whether all elements of the page have stood so before, whatever their words and however many rows."""
        return _all_in(self.elements, [_written(part, exactly=False) for part in _parts(page)])


def _all_in(seen: set[str], parts: list[str]) -> bool:
    new = set(parts) - seen
    seen |= new
    return not new


def _parts(page: str) -> list[Any]:
    """Take a page apart: its frame, and what stands in it."""
    frame = html.fromstring(page)
    inside = frame.find(".//main")
    if inside is None:
        return [frame]
    inside.drop_tree()
    return [frame, inside]


def _written(element: Any, *, exactly: bool) -> str:
    """Write an element down without what nobody sees or hears; like siblings in a row once, unless exactly."""
    if not isinstance(element.tag, str):
        return ""
    said = [f"{name}={_plain(value)}" for name, value in sorted(element.items()) if name not in LED_TO]
    inside = [_words(element.text, exactly=exactly)]
    for one in element:
        written = _written(one, exactly=exactly) + _words(one.tail, exactly=exactly)
        if exactly or written != inside[-1]:
            inside.append(written)
    return f"<{element.tag} {' '.join(said)}>{''.join(inside)}</>"


def _plain(value: str) -> str:
    return re.sub(r"\d+", "#", value)


def _words(text: str | None, *, exactly: bool) -> str:
    """Text as it stands; or whether there is any, and whether it is as short as a small target may be."""
    said = " ".join((text or "").split())
    return said if exactly else "" if not said else "x" if len(said) < 3 else "xxx"
