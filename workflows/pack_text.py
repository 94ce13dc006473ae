"""Where things stand in a pack's text, so that an error can name its line.

TOML readers give no positions. This one knows the shapes that packs are written in: table headers, keys,
multi-line texts and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(?P<open>\[\[?)\s*(?P<name>[^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(
    r"""^\s*(?P<key>(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)
NAME = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
QUOTED = re.compile(r'\"\"\"|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*$')


def lines_of(text: str) -> dict[Path, int]:
    """Map each table and key of a TOML text to the line, from 1, on which it first stands."""
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in logical_lines(text):
        if header := HEADER.match(line):
            table = opened(names(header["name"]), header["open"] == "[[", counts)
            remember(found, table, number)
        elif key := KEY.match(line):
            remember(found, table + names(key["key"]), number)
    return found


def remember(found: dict[Path, int], path: Path, number: int) -> None:
    """Keep a line for a path and for what encloses it, where none is known yet."""
    for prefix in accumulate(((part,) for part in path), lambda one, other: (*one, *other)):
        found.setdefault(prefix, number)


def opened(path: Path, repeated: bool, counts: dict[Path, int]) -> Path:
    """Give the full path of a table header, with the place of each list of tables that it is in."""
    full: Path = ()
    for depth, name in enumerate(path):
        full = (*full, name)
        if repeated and depth == len(path) - 1:
            counts[full] = counts.get(full, -1) + 1
        if full in counts:
            full = (*full, counts[full])
    return full


def names(dotted: str) -> Path:
    """Take a dotted key apart."""
    return tuple(name.strip("\"'") for name in NAME.findall(dotted))


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines at which a header or key can stand: not those inside a text or a list."""
    closing, depth = "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        inside = bool(closing) or depth > 0
        closing, bare = without_texts(line, closing)
        if not inside:
            yield number, line
        if inside or not HEADER.match(line):
            depth = max(0, depth + sum(map(bare.count, "[{")) - sum(map(bare.count, "]}")))


def without_texts(line: str, closing: str) -> tuple[str, str]:
    """Strip texts and comments from a line; give the quotes of a multi-line text still open, and the rest."""
    bare = ""
    while True:
        if closing:
            at = line.find(closing)
            if at < 0:
                return closing, bare
            line, closing = line[at + 3 :], ""
        match = QUOTED.search(line)
        if match is None:
            return "", bare + line
        bare += line[: match.start()]
        line = line[match.end() :]
        if match.group() in ('"""', "'''"):
            closing = match.group()


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Give the line of a path, or of the nearest table or key around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
