"""Holding a letter against the clauses of ISO 19005-3 (PDF/A-3, level A), with pikepdf and fontTools.

No validator of PDF/A stands in Debian's archive, on PyPI or on npm (veraPDF is in none of them). These are the
clauses that bear on a letter: text, drawings, a form field, one attached file, one signature.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

Fault = str
Letter = pikepdf.Pdf

STANDARD_TYPES = frozenset(
    [
        "/Document",
        "/Part",
        "/Art",
        "/Sect",
        "/Div",
        "/BlockQuote",
        "/Caption",
        "/NonStruct",
        "/P",
        "/H1",
        "/H2",
        "/H3",
        "/H4",
        "/H5",
        "/H6",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/Table",
        "/TR",
        "/TH",
        "/TD",
        "/THead",
        "/TBody",
        "/TFoot",
        "/Span",
        "/Link",
        "/Annot",
        "/Figure",
        "/Form",
    ]
)
BLENDING = frozenset(
    [
        "/Normal",
        "/Compatible",
        "/Multiply",
        "/Screen",
        "/Overlay",
        "/Darken",
        "/Lighten",
        "/ColorDodge",
        "/ColorBurn",
        "/HardLight",
        "/SoftLight",
        "/Difference",
        "/Exclusion",
        "/Hue",
        "/Saturation",
        "/Color",
        "/Luminosity",
    ]
)
FILTERS = frozenset({"/FlateDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/DCTDecode", "/RunLengthDecode"})
PAINTING = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "EI"])
DEVICES = {"k": "DeviceCMYK", "K": "DeviceCMYK"}
DEEPEST = 28
"""How deep graphics states may be nested (6.1.13)."""


def faults(data: bytes) -> list[Fault]:
    """List what keeps a file from being PDF/A-3a; nothing for one that is."""
    with pikepdf.open(io.BytesIO(data)) as letter:
        found = [*file_structure(data)]
        for clause in CLAUSES:
            found.extend(clause(letter))
    return found


def file_structure(data: bytes) -> Iterator[Fault]:
    """6.1.2 header, 6.1.3 end of file."""
    lines = data.split(b"\n", 2)
    if not lines[0].startswith(b"%PDF-1."):
        yield "6.1.2: the file does not begin with its version"
    if not (lines[1].startswith(b"%") and len(lines[1]) >= 5 and all(byte > 127 for byte in lines[1][1:5])):
        yield "6.1.2: the second line is no comment of four high bytes"
    if not data.endswith((b"%%EOF", b"%%EOF\n", b"%%EOF\r\n")):
        yield "6.1.3: something follows the end of the file"


def trailer(letter: Letter) -> Iterator[Fault]:
    """6.1.3 trailer, 6.5 actions, 6.9 to 6.11 what a file may not hold."""
    if "/ID" not in letter.trailer:
        yield "6.1.3: no ID"
    if "/Encrypt" in letter.trailer:
        yield "6.1.3: encrypted"
    for barred in ("/OpenAction", "/OCProperties", "/Requirements"):
        if barred in letter.Root:
            yield f"6.5, 6.9, 6.11: {barred}"
    if {"/JavaScript", "/AlternatePresentations"} & set(letter.Root.get("/Names", {}).keys()):
        yield "6.5.2, 6.10: scripts or other presentations"


def objects(letter: Letter) -> Iterator[Fault]:
    """6.1.7 streams, 6.1.13 limits, 6.5 actions."""
    for thing in letter.objects:
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter", pikepdf.Array())
            named = {str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])}
            if named - FILTERS:
                yield f"6.1.7: filters {sorted(named - FILTERS)}"
            if {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys()):
                yield "6.1.7: a stream outside the file"
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            if "/AA" in thing or "/JS" in thing or thing.get("/S") in ("/JavaScript", "/Launch", "/URI"):
                yield f"6.5: an action, in {list(thing.keys())}"
            if any(len(key.encode()) > 128 for key in thing):
                yield "6.1.13: a name longer than 127 bytes"


def colours(letter: Letter) -> Iterator[Fault]:
    """6.2.3 output intent, 6.2.4 colours, 6.2.5 graphics state, 6.2.8 images, 6.2.10 transparency."""
    intents = [i for i in letter.Root.get("/OutputIntents", []) if i.S == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"6.2.3: {len(intents)} output intents"
        return
    profile = intents[0].DestOutputProfile
    icc = profile.read_bytes()
    if (icc[36:40], icc[12:16] in (b"mntr", b"prtr"), icc[16:20], int(profile.N)) != (
        b"acsp",
        True,
        b"RGB ",
        3,
    ):
        yield "6.2.3: the output intent is no RGB profile"
    for thing in letter.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if {"/TR", "/HTP"} & set(thing.keys()) and "/BM" in thing:
            yield "6.2.5: a transfer function"
        if str(thing.get("/BM", "/Normal")) not in BLENDING:
            yield f"6.2.10: blending {thing.BM}"
        if thing.get("/Subtype") == "/PS" or {"/OPI", "/Alternates", "/Ref"} & set(thing.keys()):
            yield "6.2.8, 6.2.9: PostScript, alternates or references"
        if thing.get("/Interpolate", False):
            yield "6.2.8: an image that is interpolated"
    for operator, _, _ in painted(letter):
        if operator in DEVICES:
            yield f"6.2.4.3: {DEVICES[operator]} without its profile"


def painted(letter: Letter) -> Iterator[tuple[str, int, bool]]:
    """Give each operator of the pages, how deep the state is, and whether it stands in marked content."""
    for page in letter.pages:
        deep, marked = 0, 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            deep += (operator == "q") - (operator == "Q")
            marked += (operator in ("BDC", "BMC")) - (operator == "EMC")
            yield operator, deep, marked > 0


def fonts(letter: Letter) -> Iterator[Fault]:
    """6.2.11 fonts: embedded, widths as in the program, every character with its Unicode, nothing undefined."""
    shown = codes_shown(letter)
    if not shown:
        yield "6.2.11: no text at all"
    for (number, _), (font, codes) in shown.items():
        descendant = font.DescendantFonts[0]
        program = font_program(descendant.FontDescriptor)
        if program is None:
            yield f"6.2.11.4: {font.BaseFont} is not embedded"
            continue
        if str(font.Encoding) not in ("/Identity-H", "/Identity-V"):
            yield f"6.2.11.3: {font.BaseFont} has another encoding"
        if descendant.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in descendant:
            yield f"6.2.11.3: {font.BaseFont} has no CIDToGIDMap"
        widths = declared_widths(descendant)
        unicode = to_unicode(font)
        for code in sorted(codes):
            if code == 0:
                yield f"6.2.11.8: {font.BaseFont} shows .notdef"
            if code not in program:
                yield f"6.2.11.4: {font.BaseFont} lacks the glyph {code} (object {number})"
            elif abs(program[code] - widths.get(code, 1000)) > 1:
                yield f"6.2.11.5: {font.BaseFont} declares {widths.get(code)} for {program[code]}"
            if not unicode.get(code) or set(unicode[code]) & {"\0", "\ufeff", "\ufffe"}:
                yield f"6.2.11.7: {font.BaseFont} gives no Unicode for {code}"


def codes_shown(letter: Letter) -> dict[tuple[int, int], tuple[Any, set[int]]]:
    """Collect which codes are shown in which font, all of two bytes."""
    shown: dict[tuple[int, int], tuple[Any, set[int]]] = {}
    for page in letter.pages:
        known = page.resources.get("/Font", {})
        codes: set[int] = set()
        for instruction in pikepdf.parse_content_stream(page):
            operator, given = str(instruction.operator), list(instruction.operands)
            if operator == "Tf":
                font = known[str(given[0])]
                _, codes = shown.setdefault(font.objgen, (font, set()))
            for text in given[0] if operator == "TJ" else given if operator == "Tj" else ():
                if isinstance(text, pikepdf.String):
                    held = bytes(text)
                    codes.update(int.from_bytes(held[at : at + 2], "big") for at in range(0, len(held), 2))
    return shown


def font_program(descriptor: Any) -> dict[int, float] | None:
    """Read the widths of an embedded font by character id; None where there is no program."""
    held = descriptor.get("/FontFile3", descriptor.get("/FontFile2"))
    if held is None:
        return None
    data = held.read_bytes()
    if held.get("/Subtype") == "/CIDFontType0C":
        whole = CFFFontSet()
        whole.decompile(io.BytesIO(data), None)
        top = whole[0]
        return {int(name[3:] or 0) if name != ".notdef" else 0: width(top, name) for name in top.charset}
    font = TTFont(io.BytesIO(data))
    em = font["head"].unitsPerEm
    named = font.getGlyphOrder()
    return {place: 1000 * font["hmtx"][name][0] / em for place, name in enumerate(named)}


def width(top: Any, name: str) -> float:
    """Read the advance that a charstring of a CFF program gives."""
    charstring = top.CharStrings[name]
    charstring.draw(NullPen())
    return float(charstring.width)


def declared_widths(descendant: Any) -> dict[int, float]:
    """Read the array W of a font."""
    widths: dict[int, float] = {}
    said = list(descendant.W)
    for first, run in zip(said[::2], said[1::2], strict=True):
        widths.update({int(first) + place: float(each) for place, each in enumerate(run)})
    return widths


def to_unicode(font: Any) -> dict[int, str]:
    """Read the ToUnicode map of a font."""
    known: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return known
    for line in font.ToUnicode.read_bytes().replace(b"> <", b">\n<").split(b"endbfchar")[:-1]:
        pairs = line.split(b"beginbfchar")[-1].split()
        for code, text in zip(pairs[::2], pairs[1::2], strict=True):
            known[int(code.strip(b"<>"), 16)] = bytes.fromhex(text.strip(b"<>").decode()).decode("utf-16-be")
    return known


def annotations(letter: Letter) -> Iterator[Fault]:
    """6.3 annotations are shown as they are printed, 6.4 forms do nothing by themselves."""
    for page in letter.pages:
        for annotation in page.get("/Annots", []):
            flags = int(annotation.get("/F", 0))
            if annotation.Subtype not in ("/Widget", "/Link"):
                yield f"6.3.1: {annotation.Subtype}"
            if flags & 0b111 & ~0b100 or not flags & 0b100 or flags & (1 << 5) or flags & (1 << 8):
                yield f"6.3.2: flags {flags}"
            if set(annotation.get("/AP", {}).keys()) != {"/N"}:
                yield "6.3.3: no appearance, or more than one"
            if annotation.Subtype == "/Widget" and {"/A", "/AA"} & set(annotation.keys()):
                yield "6.4.1: a field that acts"
    form = letter.Root.get("/AcroForm", {})
    if form.get("/NeedAppearances", False) or "/XFA" in form:
        yield "6.4.1, 6.4.2: appearances to be made, or XFA"


def metadata(letter: Letter) -> Iterator[Fault]:
    """6.6 metadata: the file says what it is, and says the same twice."""
    if "/Metadata" not in letter.Root:
        yield "6.6.2.1: no metadata"
        return
    # Not as a context: pikepdf would enter its own name on leaving.
    said = letter.open_metadata()
    if (said.get("pdfaid:part"), said.get("pdfaid:conformance")) != ("3", "A"):
        yield "6.6.4: not said to be PDF/A-3a"
    pairs = {
        "/Title": said.get("dc:title"),
        "/Author": "".join(said.get("dc:creator", [])),
        "/Subject": said.get("dc:description"),
        "/Producer": said.get("pdf:Producer"),
        "/CreationDate": said.get("xmp:CreateDate"),
        "/ModDate": said.get("xmp:ModifyDate"),
    }
    for key, told in pairs.items():
        held = str(letter.docinfo.get(key, ""))
        if key.endswith("Date"):
            held, told = "".join(filter(str.isdigit, held)), "".join(filter(str.isdigit, str(told)))
        if not held or held != told:
            yield f"6.6.3: {key} is {held!r} and {told!r}"


def structure(letter: Letter) -> Iterator[Fault]:
    """6.7 logical structure: the language is named, its elements are those that everybody knows."""
    root = letter.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False) or "/StructTreeRoot" not in root:
        yield "6.7.2: not tagged"
        return
    if not str(root.get("/Lang", "")):
        yield "6.7.4: no language"
    for element in elements(root.StructTreeRoot):
        if str(element.S) not in STANDARD_TYPES:
            yield f"6.7.3.4: {element.S} is no standard type"
        if element.S == "/Figure" and not str(element.get("/Alt", "")):
            yield "6.7.3: a figure without its description"


def marking(letter: Letter) -> Iterator[Fault]:
    """6.7.3: everything painted belongs to the structure or is an artifact; so do fields."""
    deepest = 0
    for operator, deep, marked in painted(letter):
        deepest = max(deepest, deep)
        if operator in PAINTING and not marked:
            yield f"6.7.3: {operator} outside of the structure"
    if deepest > DEEPEST:
        yield f"6.1.13: {deepest} graphics states"
    if "/StructTreeRoot" not in letter.Root:
        return
    parents = {int(n): held for n, held in pairs_of(letter.Root.StructTreeRoot.ParentTree.Nums)}
    for page in letter.pages:
        under = parents.get(int(page.get("/StructParents", -1)), [])
        for identifier in marked_content(page):
            if identifier >= len(under) or under[identifier].get("/Type") != "/StructElem":
                yield f"6.7.3: content {identifier} belongs to no element"
        for annotation in page.get("/Annots", []):
            if int(annotation.get("/StructParent", -1)) not in parents:
                yield "6.7.3: a field that belongs to no element"


def pairs_of(numbers: Any) -> Iterator[tuple[Any, Any]]:
    """Take a number tree's array apart."""
    held = list(numbers)
    yield from zip(held[::2], held[1::2], strict=True)


def marked_content(page: Any) -> Iterator[int]:
    """List the identifiers of the marked content of a page."""
    for instruction in pikepdf.parse_content_stream(page):
        given = list(instruction.operands)
        if (
            str(instruction.operator) == "BDC"
            and isinstance(given[1], pikepdf.Dictionary)
            and "/MCID" in given[1]
        ):
            yield int(given[1].MCID)


def elements(element: Any) -> Iterator[Any]:
    """Walk the structure from its root."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def attachments(letter: Letter) -> Iterator[Fault]:
    """6.8 embedded files: named twice, related to the document, of a known kind."""
    files = [thing for thing in letter.objects if is_file(thing)]
    related = [each.objgen for each in letter.Root.get("/AF", [])]
    for file in files:
        if not (str(file.get("/F", "")) and str(file.get("/UF", ""))):
            yield "6.8: a file without its names"
        if "/AFRelationship" not in file or file.objgen not in related:
            yield "6.8: a file that is related to nothing"
        if "/Subtype" not in file.EF.F or "/ModDate" not in file.EF.F.get("/Params", {}):
            yield "6.8: a file of no kind or of no date"


def is_file(thing: Any) -> bool:
    """Say whether an object is an embedded file."""
    return isinstance(thing, pikepdf.Dictionary) and "/EF" in thing


CLAUSES: tuple[Callable[[Letter], Iterator[Fault]], ...] = (
    trailer,
    objects,
    colours,
    fonts,
    annotations,
    metadata,
    structure,
    marking,
    attachments,
)
