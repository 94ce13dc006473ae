"""Printing a letter: frozen words in, a PDF/A-3a out, with the same bytes each time and nothing fetched."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any, NoReturn
from urllib.parse import urlencode

import pydyf  # type: ignore[import-untyped]
import segno
from markupsafe import Markup
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from approval.letters import fonts, seal
from approval.letters.compose import TEMPLATES, day, environment, name
from approval.letters.kinds import OFFICIAL, SHEETS, SMALL
from approval.letters.typeset import CELL, MEASURE, MM, PITCH, SIZE_3, SIZE_4, set_body, set_title

VARIANT = "pdf/a-3a"
PROFILE = "letter-srgb"
SHANGHAI = timezone(timedelta(hours=8))
HEADING_SIZE = 48.0
LETTERHEAD_SIZE = 30.0
NARROWEST = 0.5
"""How far a long heading may be narrowed before it is made smaller."""

LONGEST_SIGNATURE = 26
"""How many characters of an organ's name stand on one line over the date."""

RENDERING = Lock()
"""One letter at a time: the fonts of a process are shared, and Pango's font map is not made for two threads."""


RECEIPTS = frozenset({"receipt", "supplement_receipt", "joint_receipt"})
"""What an applicant follows his case with: these alone carry the lookup code."""


class ForeignContentError(Exception):
    """Words that ask for something outside the letter: they were not written by compose."""


def pdf(words: Mapping[str, object]) -> bytes:
    """Print frozen words; the same words give the same bytes in every process and at every time.

    Raises FontMissingError where the machine lacks a font that every letter needs, and ForeignContentError
    for words that ask for anything from outside.
    """
    held = dict(words)
    frozen = canonical(held)
    made = datetime.combine(date.fromisoformat(held["date"]), datetime.min.time(), SHANGHAI)  # type: ignore[arg-type]
    with RENDERING:
        try:
            return _print(page(held), frozen, made)
        except FatalURLFetchingError as asked:
            raise ForeignContentError(str(asked)) from None


def _print(html: str, frozen: bytes, made: datetime) -> bytes:
    """Print a page with the words attached."""
    press = _press()
    printed = HTML(string=html, url_fetcher=press.closed).write_pdf(
        stylesheets=[press.sheet],
        font_config=press.fonts,
        color_profiles={PROFILE: press.colours},
        output_intent=PROFILE,
        pdf_variant=VARIANT,
        pdf_identifier=hashlib.sha256(frozen).digest()[:16],
        attachments=[_attached(frozen, made)],
        finisher=_leave_room_for_the_seal,
    )
    return bytes(printed)


SEAL = "Seal"
"""The name of the signature field that the seal fills."""


def _leave_room_for_the_seal(document: Document, pdf: Any) -> None:
    """Put an empty signature field where the page keeps the seal's place; a preview keeps none."""
    for number, laid_out in enumerate(document.pages):
        if "seal" in laid_out.anchors:
            _add_field(pdf, number, _on_paper(laid_out, laid_out.anchors["seal"]))


def _on_paper(laid_out: Any, box: tuple[float, float, float, float]) -> list[float]:
    """Turn a box of CSS pixels from the top left into points from the bottom left."""
    left, top, right, bottom = box
    sides = (left, laid_out.height - bottom, right, laid_out.height - top)
    return [round(0.75 * side, 3) for side in sides]


def _add_field(pdf: Any, number: int, place: list[float]) -> None:
    """Add the empty signature field to a page, with an appearance and a place in the structure."""
    page_reference = pdf.page_references[number]
    appearance = pydyf.Stream(
        [],
        {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([0, 0, round(place[2] - place[0], 3), round(place[3] - place[1], 3)]),
        },
    )
    pdf.add_object(appearance)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(SEAL),
            "TU": pydyf.String("印章"),
            "F": 4,  # printed, and hidden from nobody
            "Rect": pydyf.Array(place),
            "P": page_reference,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
        }
    )
    pdf.add_object(field)
    pdf.objects[int(page_reference.split()[0])].setdefault("Annots", pydyf.Array()).append(field.reference)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field.reference]), "SigFlags": 1})
    _tag_field(pdf, page_reference, field)


def _tag_field(pdf: Any, page_reference: bytes, field: Any) -> None:
    """Tell the structure of the document that the field is a form."""
    structure = _object(pdf, pdf.catalog["StructTreeRoot"])
    whole = _object(pdf, structure["K"][0])
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": whole.reference,
            "Pg": page_reference,
            "Alt": pydyf.String("印章"),
            "K": pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page_reference}),
        }
    )
    pdf.add_object(element)
    whole["K"].append(element.reference)
    numbers = _object(pdf, structure["ParentTree"])["Nums"]
    field["StructParent"] = len(numbers) // 2
    numbers.extend([field["StructParent"], element.reference])


def _object(pdf: Any, reference: bytes) -> Any:
    """Find the object that a reference names."""
    return pdf.objects[int(reference.split()[0])]


def leaflet(template: str, values: Mapping[str, object]) -> bytes:
    """Print plain values on a leaflet, which is no letter: it has no number, no seal, and nobody is served.

    The same values give the same bytes. Raises ForeignContentError for values that ask for anything from outside.
    """
    html = environment().get_template(f"leaflet/{template}.html").render(values)
    press = _press("leaflet/leaflet.css")
    with RENDERING:
        try:
            printed = HTML(string=html, url_fetcher=press.closed).write_pdf(
                stylesheets=[press.sheet],
                font_config=press.fonts,
                pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
            )
        except FatalURLFetchingError as asked:
            raise ForeignContentError(str(asked)) from None
    return bytes(printed)


def canonical(words: Mapping[str, object]) -> bytes:
    """Write the words as the JSON that is attached to the letter."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _attached(frozen: bytes, made: datetime) -> Attachment:
    """Make the attachment ``letter.json``; an Attachment can be used once only."""
    at = made.astimezone(UTC)
    return Attachment(
        string=frozen,
        name="letter.json",
        description="文书内容",
        created=at,
        modified=at,
        relationship="Source",
    )


class _OwnFonts(URLFetcher):  # type: ignore[misc]
    """Opens the font files of the letters and nothing else."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Open a font file; raises FatalURLFetchingError for any other address."""
        if url not in fonts.files():
            _refuse_to_fetch(url)
        return super().fetch(url, headers)


class _Closed(URLFetcher):  # type: ignore[misc]
    """Opens nothing."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> NoReturn:  # noqa: ARG002
        """Refuse every address."""
        _refuse_to_fetch(url)


def _refuse_to_fetch(url: str) -> NoReturn:
    """Stop the rendering of a letter that asks for something outside."""
    raise FatalURLFetchingError(f"a letter fetches nothing: {url[:200]}")


class _Colours(ColorProfile):  # type: ignore[misc]
    """The sRGB profile, read once.

    WeasyPrint would open its file for each letter and leave it open, and would write it as Pillow rewrites
    it, which is not twice the same.
    """

    def __init__(self) -> None:
        """Read the profile that WeasyPrint brings along."""
        self.bytes = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
        super().__init__(BytesIO(self.bytes), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))

    @property
    def content(self) -> bytes:
        """Give the profile as it is."""
        return self.bytes


class _Press:
    """What a process keeps loaded: its fonts and the style sheet that names them."""

    def __init__(self, styles: tuple[str, ...]) -> None:
        """Load the fonts once."""
        self.fonts = FontConfiguration()
        self.closed = _Closed()
        self.colours = _Colours()
        self.sheet = CSS(string=_sheet(styles), font_config=self.fonts, url_fetcher=_OwnFonts())


@cache
def _press(*styles: str) -> _Press:
    """Give the one press of the process for some style sheets, those of the letters where none is named."""
    return _Press(styles or SHEETS)


def _sheet(styles: tuple[str, ...]) -> str:
    """Write style sheets with the fonts of this machine."""
    style = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in styles)
    for part in fonts.FAMILIES:
        style = style.replace(f"var(--{part})", fonts.chain(part))
    return f"{fonts.css()}\n{style}"


# --- the page --------------------------------------------------------------------------------------


def page(words: Mapping[str, Any]) -> str:
    """Write the whole page of a letter as HTML, its lines ready broken."""
    form = words["form"]
    title = words["title"]
    return (
        environment()
        .get_template(f"frame/{form}.html")
        .render(
            words=words,
            created=f"{words['date']}T00:00:00+08:00",
            description=f"{words['number']} {words['recipient']}",
            title=title,
            title_lines=Markup(set_title(words["title_html"])),  # noqa: S704 - set from words already escaped
            body=Markup(set_body(words["body"], SIZE_4 if form in SMALL else SIZE_3)),  # noqa: S704
            addressee=Markup(set_body(f"<p>{name(words['recipient'])}：</p>", indent=0)),  # noqa: S704
            heading=_heading(words),
            sign=_sign(words),
            code=_qr(verify_address(words)) if words.get("verify_code") else "",
            verify_code=grouped(words.get("verify_code", "")),
            follow=_qr(progress_url(words)) if words["kind"] in RECEIPTS else "",
            mark=_preview_mark() if words["preview"] else "",
        )
    )


def _heading(words: Mapping[str, Any]) -> dict[str, object]:
    """Fit the organ's name into the width of the type area: narrowed first, then made smaller."""
    official = words["form"] == OFFICIAL
    size = HEADING_SIZE if official else LETTERHEAD_SIZE
    text = words["organ"] + ("文件" if words["kind"].startswith("reply_") else "")
    natural = fonts.measure(text, fonts.TITLE) * size
    narrowed = min(1.0, MEASURE / natural)
    return {
        "text": text,
        "size": size,
        "left": (MEASURE - natural) / 2,
        "width": natural,
        "across": max(narrowed, NARROWEST) if narrowed >= NARROWEST else narrowed,
        "up": 1.0 if narrowed >= NARROWEST else narrowed / NARROWEST,
    }


def _sign(words: Mapping[str, Any]) -> dict[str, object]:
    """Place organ and date: the date ends four characters from the right, the organ is centred on it."""
    signed_on = day(words["date"])
    dated = fonts.measure(signed_on) * SIZE_3
    middle = MEASURE - 4 * CELL - dated / 2
    names = _organ_lines(words["organ"])
    return {
        "date": signed_on,
        "date_left": middle - dated / 2,
        "names": [{"text": part, "left": _centred(part, middle)} for part in names],
        "above": PITCH * max(3 - len(names), 0),
        "organ_class": "" if fonts.draws(words["organ"]) else fonts.REST,
        "seal_left": min(middle - seal.DIAMETER * MM / 2, MEASURE - seal.DIAMETER * MM),
    }


def _organ_lines(organ: str) -> list[str]:
    """Break an organ's name that is too long for one line into lines of like length."""
    count = -(-len(organ) // LONGEST_SIGNATURE)
    each = -(-len(organ) // count)
    return [organ[start : start + each] for start in range(0, len(organ), each)]


def _centred(part: str, middle: float) -> float:
    """Give where a name begins that is centred on the date, as far as the type area allows."""
    named = fonts.measure(part) * SIZE_3
    return min(middle - named / 2, MEASURE - named)


def _qr(address: str) -> Markup:
    """Draw the QR code of an address."""
    made = segno.make(address, error="m", micro=False, boost_error=False)
    return Markup(made.svg_inline(border=0, omitsize=True, svgclass="qr"))  # noqa: S704 - drawn by segno


def grouped(code: str) -> str:
    """Write a verification code as people read it out: in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def verify_address(words: Mapping[str, Any]) -> str:
    """Give the address at which anybody can verify the letter."""
    return f"{words['verify_url']}/{words['verify_code']}"


def progress_url(words: Mapping[str, Any]) -> str:
    """Give the address of the case's public progress page, with its number and lookup code filled in."""
    address = str(words["follow_url"])
    if "?" in address:
        return address
    return f"{address}?{urlencode({'number': words['case_number'], 'code': words['lookup_code']})}"


@cache
def _preview_mark() -> Markup:
    """Draw the 预览 layer, as outlines."""
    glyphs = []
    for place, character in enumerate("预览"):
        path, _ = fonts.outline(character, fonts.HEADING)
        glyphs.append(f'<path transform="translate({1000 * place} 880) scale(1 -1)" d="{path}"/>')
    drawn = "".join(glyphs)
    return Markup(f'<svg class="preview" viewBox="0 0 2000 1000"><g fill="#e3e3e3">{drawn}</g></svg>')  # noqa: S704
