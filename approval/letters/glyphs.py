"""The fonts inside a letter: each holds the glyphs that the letter draws and nothing else.

WeasyPrint has HarfBuzz cut a whole font down for each letter, which takes half of the time of a letter. Here a
process keeps the outlines that it has drawn once, and a letter's font is put together from them as a bare
CFF program (Adobe Technical Notes 5176 and 5177), whose character ids are the glyph ids of the whole font.
The same glyphs give the same bytes, whatever was printed before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from io import BytesIO
from struct import pack

from fontTools.pens.t2CharStringPen import T2CharStringPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint.pdf.fonts import Font

EM = 1000
"""The units of a CFF program without a matrix of its own."""

WIDTH = 1000
"""The advance that a charstring need not name."""


class Outlines:
    """The outlines of one font, each read once, without hints and without subroutines."""

    def __init__(self, data: bytes, place: int) -> None:
        """Open a font; ``place`` is its index in a collection."""
        font = TTFont(BytesIO(data), fontNumber=place, lazy=True)
        self.ascent: int = font["hhea"].ascent
        self.descent: int = font["hhea"].descent
        self.names = font.getGlyphOrder()
        self.glyphs = font.getGlyphSet()
        self.drawn: dict[int, bytes] = {}

    def charstring(self, glyph: int) -> bytes:
        """Give one glyph as a Type 2 charstring."""
        if glyph not in self.drawn:
            self.drawn[glyph] = self._draw(glyph)
        return self.drawn[glyph]

    def _draw(self, glyph: int) -> bytes:
        """Draw a glyph anew."""
        named = self.glyphs[self.names[glyph]]
        pen = T2CharStringPen(None if named.width == WIDTH else round(named.width) - WIDTH, self.glyphs)
        named.draw(pen)
        charstring = pen.getCharString()
        charstring.compile()
        return bytes(charstring.bytecode)

    def program(self, name: bytes, glyphs: Iterable[int], box: Iterable[int]) -> bytes:
        """Put the font of a letter together: ``.notdef`` and these glyphs."""
        held = [0, *sorted(set(glyphs) - {0})]
        ids = pack(f">B{len(held) - 1}H", 0, *held[1:])
        groups = pack(">BHHBH", 3, 1, 0, 0, len(held))
        drawings = _index([self.charstring(glyph) for glyph in held])
        private = _integer(WIDTH) + b"\x14" + _integer(WIDTH) + b"\x15"
        header, names = b"\x01\x00\x04\x04", _index([name])
        strings, subroutines = _index([b"Adobe", b"Identity"]), _index([])

        def top(places: Iterable[int]) -> bytes:
            charset, select, charstrings, array = map(_long, places)
            said = _long(391) + _long(392) + _long(0) + b"\x0c\x1e"  # ROS: Adobe, Identity, 0
            said += b"".join(map(_long, box)) + b"\x05" + _long(held[-1] + 1) + b"\x0c\x22"
            said += charset + b"\x0f" + charstrings + b"\x11" + array + b"\x0c\x24" + select + b"\x0c\x25"
            return _index([said])

        start = len(header + names + top([0] * 4) + strings + subroutines)
        at_select = start + len(ids)
        at_drawings = at_select + len(groups)
        at_private = at_drawings + len(drawings)
        at_array = at_private + len(private)
        array = _index([_long(len(private)) + _long(at_private) + b"\x12"])
        head = header + names + top([start, at_select, at_drawings, at_array]) + strings + subroutines
        return head + ids + groups + drawings + private + array


def _index(items: list[bytes]) -> bytes:
    """Write an INDEX."""
    if not items:
        return b"\x00\x00"
    offsets = [1]
    for item in items:
        offsets.append(offsets[-1] + len(item))
    return pack(f">HB{len(offsets)}I", len(items), 4, *offsets) + b"".join(items)


def _long(number: int) -> bytes:
    """Write an integer of a DICT in five bytes, so that it is as long whatever it says."""
    return pack(">Bi", 29, number)


def _integer(number: int) -> bytes:
    """Write an integer of a DICT."""
    return pack(">Bh", 28, number)


class Face(Font):  # type: ignore[misc]
    """A font of the process, of which each letter gets a fresh copy that remembers what it draws."""

    outlines: Outlines | None = None

    @classmethod
    def of(cls, font: Font) -> Face:
        """Keep a font that WeasyPrint has opened; fonts with other outlines than CFF stay as they are."""
        face = cls.__new__(cls)
        face.__dict__.update(font.__dict__)
        plain = "CFF " in face.tables and "fvar" not in face.tables and face.upem == EM
        if plain and not (face.png or face.svg or face.colr):
            face.outlines = Outlines(face.file_content, face.index)
            face.ascent, face.descent = face.outlines.ascent, face.outlines.descent
            face.file_content = b""
        return face

    def fresh(self) -> Face:
        """Give a copy that has drawn nothing yet."""
        again = copy(self)
        again.widths, again.to_unicode, again.missing = {}, {}, {}
        return again

    @property
    def type(self) -> str:
        """Say how the font is put into a PDF."""
        return "otf" if self.outlines else str(super().type)

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Make the font program that goes into the letter."""
        if self.outlines is None or self.missing:
            super().clean(to_unicode, hinting)
        else:
            box = (0, self.descent, max(self.widths.values()), self.ascent)
            self.file_content = self.outlines.program(self.name[1:], to_unicode, box)


class Faces(dict[int, Font]):
    """The fonts of one letter, taken from those that the process keeps."""

    def __init__(self, kept: dict[int, Face]) -> None:
        """Begin with no font; ``kept`` are those of the process."""
        super().__init__()
        self.kept = kept

    def __contains__(self, key: object) -> bool:
        """Say whether a font is there, and fetch it from the process where it is not."""
        if not super().__contains__(key) and key in self.kept:
            super().__setitem__(key, self.kept[key].fresh())
        return super().__contains__(key)

    def __setitem__(self, key: int, font: Font) -> None:
        """Keep a font that nobody has asked for before."""
        self.kept[key] = Face.of(font)
        super().__setitem__(key, self.kept[key].fresh())
