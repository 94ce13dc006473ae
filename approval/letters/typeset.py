"""Setting Chinese text on the grid of GB/T 9704-2012: 28 characters a line, lines broken by Chinese rules.

WeasyPrint leaves a line that Chinese rules shorten ragged and cannot stretch text without spaces, so lines
are broken here, from the advances of the fonts, and handed over ready. Lengths are points unless in em.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as Tree

from markupsafe import escape

from approval.letters import fonts

MM = 72 / 25.4
MEASURE = 156 * MM
"""The width of the type area."""

PITCH = 225 * MM / 22
"""The distance of lines: 22 on a page."""

CELLS = 28
CELL = MEASURE / CELLS
SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0
"""2号, 3号 and 4号."""

NO_START = frozenset("、。，；：！？）》〉」』】〕”’…—·％‰℃,.;:!?)]}%")
"""What may not begin a line."""

NO_END = frozenset("（《〈「『【〔“‘([{")
"""What may not end a line."""

CLOSING = frozenset("、。，；：！？）》〉」』】〕”’")
"""Full-width marks whose right half is blank and may be given up."""

OPENING = frozenset("（《〈「『【〔“‘")
"""Full-width marks whose left half is blank."""

HALF = 0.5
LOOSEST = 3 * CELL
"""The most room that is spread over a line; a line that leaves more stays ragged."""

LONGEST_WORD = 12 * CELL
"""The longest number or Latin word that is kept whole where that leaves a line ragged."""

SENSELESS, RAGGED = 400.0, 1.0
"""What it costs a title to break a name, and each em² by which its lines differ."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: the part of the font chain that draws it, its advance and the spacing after it."""

    character: str
    part: str
    advance: float
    spacing: float

    @property
    def run(self) -> float:
        """Give the way from this character to the next."""
        return self.advance + self.spacing


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: size, spacing between characters on the grid, indent of its first line in em."""

    size: float = SIZE_3
    measure: float = MEASURE
    indent: int = 2
    part: str = fonts.BODY

    @property
    def spacing(self) -> float:
        """Give what is added to each character so that a full line fills the measure."""
        across = CELLS if self.size == SIZE_3 else int(self.measure // self.size)
        return self.measure / across - self.size

    @property
    def indented(self) -> float:
        """Give the width of the indent."""
        return self.indent * (self.size + self.spacing)


PARTS = {"p": fonts.BODY, "h2": fonts.HEADING, "h3": fonts.SUBHEADING}
"""The part that sets each kind of paragraph."""


def set_body(fragment: str, size: float = SIZE_3, indent: int = 2) -> str:
    """Set the paragraphs of a letter's body in ready lines; tables are handed on as they are."""
    return "".join(_set_block(block, size, indent) for block in _parse(fragment))


def _parse(fragment: str) -> Tree.Element:
    """Read a fragment that compose has written."""
    return Tree.fromstring(f"<body>{fragment}</body>")  # noqa: S314 - our own words, escaped when written


def _set_block(block: Tree.Element, size: float, indent: int) -> str:
    """Set one block of the body."""
    if block.tag == "table":
        _mark_names(block)
        return Tree.tostring(block, encoding="unicode")
    part = PARTS[block.tag]
    style = Style(size=size, indent=indent, part=part)
    kind = f' class="{block.get("class")}"' if block.get("class") else ""
    return "".join(
        f"<{block.tag}{kind}>{_lines_html(paragraph, style)}</{block.tag}>"
        for paragraph in _paragraphs(block, style)
    )


def _mark_names(table: Tree.Element) -> None:
    """Set each name of a table wholly in the font that has all of its characters."""
    for span in table.iter("span"):
        if span.get("class") == "name" and not fonts.draws(span.text or ""):
            span.set("class", fonts.REST)


def _paragraphs(block: Tree.Element, style: Style) -> Iterator[list[Glyph]]:
    """Take a block apart into paragraphs of glyphs; a line end that somebody typed ends a paragraph."""
    glyphs: list[Glyph] = []
    for text, name in _pieces(block):
        if text is None:
            yield glyphs
            glyphs = []
        else:
            glyphs += shape(text, style, name=name)
    yield glyphs


def _pieces(block: Tree.Element) -> Iterator[tuple[str | None, bool]]:
    """Walk through the text of a block: each piece with whether it is a name; None for a line end."""
    if block.text:
        yield block.text, block.get("class") == "name"
    for child in block:
        if child.tag == "br":
            yield None, False
        else:
            yield from _pieces(child)
        if child.tail:
            yield child.tail, block.get("class") == "name"


def shape(text: str, style: Style, *, name: bool = False) -> list[Glyph]:
    """Give each character its font and advance; a name that one font cannot draw is drawn by another whole."""
    part = style.part if not name or fonts.draws(text, style.part) else fonts.REST
    glyphs = []
    for character in text:
        drawn_by = fonts.part_for(character, part)
        glyphs.append(Glyph(character, drawn_by, fonts.width(character, part) * style.size, style.spacing))
    return glyphs


# --- breaking lines --------------------------------------------------------------------------------


def may_break(before: str, after: str) -> bool:
    """Say whether a line may end between two characters."""
    if after in NO_START or before in NO_END or after == " ":
        return False
    together = before.isascii() and after.isascii() and before != " "
    return not together


def break_lines(glyphs: Sequence[Glyph], style: Style) -> list[list[Glyph]]:
    """Break a paragraph into lines, each but the last set to the full measure."""
    lines: list[list[Glyph]] = []
    start = 0
    while start < len(glyphs):
        room = style.measure - (0 if lines else style.indented)
        line, start = _next_line(glyphs, start, room)
        lines.append(line)
        while start < len(glyphs) and glyphs[start].character == " ":
            start += 1
    return lines


def _next_line(glyphs: Sequence[Glyph], start: int, room: float) -> tuple[list[Glyph], int]:
    """Set one line from ``start`` and give where the next begins."""
    fits = _fitting(glyphs, start, room)
    if fits == len(glyphs):
        return list(glyphs[start:]), fits
    squeezed = _squeezed_end(glyphs, start, fits, room)
    if squeezed:
        return _squeeze(glyphs[start:squeezed], room), squeezed
    end = _loose_end(glyphs, start, fits, room)
    return _spread(_trimmed(glyphs[start:end]), room), end


def _fitting(glyphs: Sequence[Glyph], start: int, room: float) -> int:
    """Give the end of the longest line that fits, at least one character on."""
    end, taken = start, 0.0
    while end < len(glyphs) and taken + glyphs[end].advance <= room + 0.5:
        taken += glyphs[end].run
        end += 1
    return max(end, start + 1)


def _breaks(glyphs: Sequence[Glyph], at: int) -> bool:
    """Say whether a line may end before the glyph at a place."""
    return at >= len(glyphs) or may_break(glyphs[at - 1].character, glyphs[at].character)


def _squeezed_end(glyphs: Sequence[Glyph], start: int, fits: int, room: float) -> int:
    """Give the end of a line that takes in the marks that may not begin the next one, 0 where it cannot."""
    if _breaks(glyphs, fits):
        return 0
    end = fits + 1
    while not _breaks(glyphs, end) and end - fits < 3:
        end += 1
    if not _breaks(glyphs, end):
        return 0
    line = glyphs[start:end]
    return end if _excess(line, room) <= sum(_blank_halves(line)) else 0


def _excess(line: Sequence[Glyph], room: float) -> float:
    """Give by how much a line is too long."""
    return sum(glyph.run for glyph in line) - room


def _blank_halves(line: Sequence[Glyph]) -> list[float]:
    """Give what each glyph can give up: the blank half of a mark, on its right or before its left.

    The last one keeps its own, so that the line ends at the edge of the type area and not beyond.
    """
    spare = [HALF * glyph.advance if glyph.character in CLOSING else 0.0 for glyph in line]
    spare[-1] = 0.0
    for place, after in enumerate(line[1:]):
        if after.character in OPENING:
            spare[place] += HALF * after.advance
    return spare


def _squeeze(line: Sequence[Glyph], room: float) -> list[Glyph]:
    """Take the excess of a line out of the blank halves of its marks; the other characters keep their pitch."""
    spare = _blank_halves(line)
    share = _excess(line, room) / sum(spare)
    return [
        replace(glyph, spacing=glyph.spacing - share * half) for glyph, half in zip(line, spare, strict=True)
    ]


def _loose_end(glyphs: Sequence[Glyph], start: int, fits: int, room: float) -> int:
    """Give the last lawful end of a line that fits; a word that would leave too much room is broken."""
    end = fits
    while end > start + 1 and not _breaks(glyphs, end):
        end -= 1
    if not _breaks(glyphs, end):
        return fits
    loose = -_excess(glyphs[start:end], room)
    return end if loose <= LOOSEST or _word(glyphs, end) <= LONGEST_WORD else fits


def _word(glyphs: Sequence[Glyph], start: int) -> float:
    """Give the length of what may not be broken from a place on."""
    end = start + 1
    while not _breaks(glyphs, end):
        end += 1
    return sum(glyph.run for glyph in glyphs[start:end])


def _trimmed(line: Sequence[Glyph]) -> Sequence[Glyph]:
    """Leave out the blanks at the end of a line."""
    end = len(line)
    while end > 1 and line[end - 1].character == " ":
        end -= 1
    return line[:end]


def _spread(line: Sequence[Glyph], room: float) -> list[Glyph]:
    """Spread a line evenly so that its last character ends at the right edge of the type area."""
    left = -_excess(line, room)
    each = left / max(len(line) - 1, 1) if left <= LOOSEST else 0.0
    return [replace(glyph, spacing=glyph.spacing + each) for glyph in line]


# --- lines as HTML ---------------------------------------------------------------------------------


def _lines_html(glyphs: Sequence[Glyph], style: Style) -> str:
    """Write a paragraph as ready lines."""
    return "<br/>".join(_line_html(line, style) for line in break_lines(glyphs, style))


def _line_html(line: Sequence[Glyph], style: Style) -> str:
    """Write one line: a run of characters of one font and spacing becomes one span."""
    html, start = [], 0
    for end in range(1, len(line) + 1):
        if end == len(line) or _looks(line[end]) != _looks(line[start]):
            html.append(_run_html(line[start:end], style))
            start = end
    return "".join(html)


def _looks(glyph: Glyph) -> tuple[str, float]:
    """Give what the glyphs of one span share."""
    return glyph.part, round(glyph.spacing, 3)


def _run_html(run: Sequence[Glyph], style: Style) -> str:
    """Write characters of one font and spacing."""
    text = escape("".join(glyph.character for glyph in run))
    part, spacing = _looks(run[0])
    kind = f' class="{part}"' if part != style.part else ""
    spaced = f' style="letter-spacing:{spacing}pt"' if spacing != round(style.spacing, 3) else ""
    return f"<span{kind}{spaced}>{text}</span>" if kind or spaced else str(text)


# --- titles ----------------------------------------------------------------------------------------

TITLE = Style(size=SIZE_2, indent=0, part=fonts.TITLE)


def set_title(fragment: str) -> str:
    """Set a title in as few lines as hold it, broken by sense where it can be, its lines of like length."""
    glyphs, senses = _title_glyphs(fragment)
    ends = title_ends(glyphs, senses)
    starts = [0, *ends[:-1]]
    return "<br/>".join(_line_html(glyphs[start:end], TITLE) for start, end in zip(starts, ends, strict=True))


def _title_glyphs(fragment: str) -> tuple[list[Glyph], set[int]]:
    """Give the glyphs of a title, set without spacing, and the places where its sense allows a line end."""
    glyphs: list[Glyph] = []
    senses: set[int] = set()
    root = _parse(fragment)
    pieces = [(root.text, False)]
    for child in root:
        pieces += [(None, False)] if child.tag == "wbr" else [("".join(child.itertext()), True)]
        pieces.append((child.tail, False))
    for text, name in pieces:
        if text is None:
            senses.add(len(glyphs))
        else:
            glyphs += [replace(glyph, spacing=0.0) for glyph in shape(text, TITLE, name=name)]
    return glyphs, senses


def title_ends(glyphs: Sequence[Glyph], senses: set[int]) -> list[int]:
    """Give where the lines of a title end: the cheapest way to set it in the fewest lines."""
    whole = sum(glyph.advance for glyph in glyphs)
    lines = max(1, -int(-(whole - 0.5) // TITLE.measure))
    while True:
        found = _cheapest(glyphs, senses, lines, whole / lines)
        if found is not None:
            return found
        lines += 1


def _cheapest(glyphs: Sequence[Glyph], senses: set[int], lines: int, even: float) -> list[int] | None:
    """Find the cheapest way to set a title in so many lines, or None where there is none."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for number in range(1, lines + 1):
        reached: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, ends) in best.items():
            for end in _title_reach(glyphs, start, last=number == lines):
                more = cost + _title_cost(glyphs, senses, start, end, even)
                if end not in reached or more < reached[end][0]:
                    reached[end] = (more, [*ends, end])
        best = reached
    found = best.get(len(glyphs))
    return found[1] if found else None


def _title_reach(glyphs: Sequence[Glyph], start: int, *, last: bool) -> Iterator[int]:
    """List where a title line that begins at a place may end; a word longer than the line is broken at its edge."""
    taken, lawful = 0.0, False
    for end in range(start + 1, len(glyphs) + 1):
        taken += glyphs[end - 1].advance
        if taken > TITLE.measure + 0.5:
            if not lawful and not last:
                yield max(end - 1, start + 1)
            return
        if _breaks(glyphs, end):
            lawful = True
            if end == len(glyphs) or not last:
                yield end


def _title_cost(glyphs: Sequence[Glyph], senses: set[int], start: int, end: int, even: float) -> float:
    """Give the cost of one title line: how far from an even length, and whether it breaks a name."""
    width = sum(glyph.advance for glyph in glyphs[start:end])
    senseless = 0.0 if end == len(glyphs) or end in senses else SENSELESS
    return senseless + RAGGED * ((width - even) / TITLE.size) ** 2
