"""The press of a process: pages in, PDF/A-3a out, with fonts and style sheets kept warm and nothing fetched.

WeasyPrint lays the page out. What it would do slowly or anew for each letter is done here: fonts are put together
from glyphs that the process knows, codes are drawn without a detour over SVG, and every object is written once.
"""

from __future__ import annotations

import gc
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from threading import Lock
from typing import Any, NoReturn
from xml.etree import ElementTree as Tree

import pydyf  # type: ignore[import-untyped]
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from approval.letters import fonts
from approval.letters.compose import TEMPLATES
from approval.letters.glyphs import Face, Faces
from approval.letters.kinds import SHEETS
from approval.letters.paperwork import Paperwork

VARIANT = "pdf/a-3a"
PROFILE = "letter-srgb"
LEVEL = 3
"""How hard streams are compressed: the hardest takes half as long again for two hundredths of the size."""

RENDERING = Lock()
"""One letter at a time: the fonts of a process are shared, and Pango's font map is not made for two threads."""


class ForeignContentError(Exception):
    """Words that ask for something outside the letter: they were not written by compose."""


class Press:
    """What a process keeps loaded: its fonts and the style sheets that name them."""

    def __init__(self, styles: tuple[str, ...]) -> None:
        """Load the fonts once."""
        self.fonts = FontConfiguration()
        self.faces: dict[int, Face] = {}
        self.closed = _Closed()
        self.colours = _Colours()
        self.sheet = CSS(string=sheet(styles), font_config=self.fonts, url_fetcher=_OwnFonts())

    def letter(self, page: str, codes: Mapping[str, str], attached: Attachment, identifier: bytes) -> bytes:
        """Print a letter as PDF/A-3a.

        ``codes`` are the addresses of QR codes, by the id of the element whose place they take. An element with
        the id ``seal`` keeps the place of the seal: an empty signature field is put there.
        """

        def finish(document: Document, pdf: Any) -> None:
            paperwork = Paperwork(document, pdf)
            paperwork.draw_codes(codes)
            paperwork.leave_room_for_the_seal()
            paperwork.tidy()
            _write_once(pdf)

        return self._print(
            _Letter(page, self.closed),
            finish,
            output_intent=PROFILE,
            pdf_variant=VARIANT,
            pdf_identifier=identifier,
            attachments=[attached],
        )

    def leaflet(self, page: str) -> bytes:
        """Print a page that is no letter as a plain PDF."""
        parsed = HTML(string=page, url_fetcher=self.closed)
        return self._print(parsed, lambda _, pdf: _write_once(pdf), pdf_identifier=_short_hash(page.encode()))

    def _print(self, page: HTML, finish: Any, **options: Any) -> bytes:
        """Print a page while nobody else does, and leave nothing of it behind."""
        with RENDERING, _collected_at_once():
            return self._written(page, finish, **options)

    def _written(self, page: HTML, finish: Any, **options: Any) -> bytes:
        """Lay a page out and write it."""
        try:
            colours = {PROFILE: self.colours} if "output_intent" in options else None
            laid_out = page.render(
                font_config=self.fonts, color_profiles=colours, stylesheets=[self.sheet], **options
            )
            laid_out.fonts = Faces(self.faces)
            return bytes(laid_out.write_pdf(finisher=finish, **options))
        except FatalURLFetchingError as asked:
            raise ForeignContentError(str(asked)) from None


class _Letter(HTML):  # type: ignore[misc]
    """The page of a letter. It is well-formed, so that a quick parser of XML can read it."""

    def __init__(self, page: str, fetcher: URLFetcher) -> None:
        """Read the page."""
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        root = Tree.fromstring(page)  # noqa: S314 - our own templates, their values escaped
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002
        """Give the sheet that says what the elements of letters are."""
        return [_elements()]


@cache
def _elements() -> CSS:
    """Read the sheet of the elements once."""
    return CSS(string=(TEMPLATES / "elements.css").read_text(encoding="utf-8"))


@cache
def press(*styles: str) -> Press:
    """Give the one press of the process for some style sheets, those of the letters where none is named."""
    return Press(styles or SHEETS)


def sheet(styles: tuple[str, ...]) -> str:
    """Write style sheets with the fonts of this machine."""
    style = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in styles)
    for part in fonts.FAMILIES:
        style = style.replace(f"var(--{part})", fonts.chain(part))
    return f"{fonts.css()}\n{style}"


@contextmanager
def _collected_at_once() -> Iterator[None]:
    """Look for garbage when a page is finished, not while it is made.

    A page is thousands of objects in circles. Looked at while they are needed, they would be taken for old ones,
    stay until the whole process is looked through, and let its memory grow letter by letter.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.collect(0)
            gc.enable()


def _short_hash(data: bytes) -> bytes:
    """Give sixteen bytes that identify a file."""
    return hashlib.sha256(data).digest()[:16]


# --- writing ---------------------------------------------------------------------------------------


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of a PDF whose bytes are ready."""

    compressible = False
    data = b""

    def __init__(self, made: Any) -> None:
        """Write an object; pydyf would write, and compress, each of them twice."""
        super().__init__()
        self.number, self.generation = made.number, made.generation
        self.compressible = made.compressible
        self.data = _compressed(made) if isinstance(made, pydyf.Stream) and made.compress else made.data


def _compressed(stream: Any) -> bytes:
    """Write a compressed stream."""
    squeezed = zlib.compress(pydyf.Array(stream.stream).data[1:-1], LEVEL)
    said = pydyf.Dictionary({**stream.extra, "Filter": "/FlateDecode", "Length": len(squeezed)})
    return b"\n".join((said.data, b"stream", squeezed, b"endstream"))


def _write_once(pdf: Any) -> None:
    """Put in the place of every object its bytes."""
    pdf.objects = [made if made.free == "f" else _Written(made) for made in pdf.objects]


# --- nothing is fetched ----------------------------------------------------------------------------


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
