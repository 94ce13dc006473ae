"""Printing a letter: frozen words in, a PDF/A-3a out, with the same bytes each time and nothing fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from math import ceil
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from weasyprint import Attachment

from approval.core.numbering import grouped
from approval.letters import fonts, seal
from approval.letters.compose import ATTACHMENT, SHANGHAI, canonical, day, environment, listed, name, phrase
from approval.letters.kinds import FOLLOWED, LETTER, OFFICIAL, SMALL
from approval.letters.paperwork import FOOT
from approval.letters.press import press
from approval.letters.typeset import CELL, MEASURE, MM, PITCH, SIZE_3, SIZE_4, set_body, set_title

HEADING_SIZE = 48.0
LETTERHEAD_SIZE = 30.0
HEADING_TOP, LETTERHEAD_TOP = 35.0, -7.0
"""Millimetres from the top of the type area to the ink of the heading: 35 below it, or 30 below the paper's edge."""

NARROWEST = 0.4
"""How far a long heading may be narrowed before it is made smaller."""

DIVISIONS = "省州市县区旗盟"
"""What the name of a division ends with: a place where an organ's long name may be broken."""

IMPRINT_ROOM, VOUCHER_ROOM = 50.0, 18.0
COPIES_LINE, COPIES_ACROSS = 24.0, 25
"""The height of a line of the imprint's copies in points, and how many characters surely stand on it."""

FOLLOW = "follow"
"""The id of the place for the code that opens the case's progress page."""


def pdf(words: Mapping[str, object]) -> bytes:
    """Print frozen words; the same words give the same bytes in every process and at every time.

    Raises FontMissingError where the machine lacks a font that every letter needs, and ForeignContentError
    for words that ask for anything from outside.
    """
    held = dict(words)
    frozen = canonical(held)
    made = datetime.combine(date.fromisoformat(held["date"]), datetime.min.time(), SHANGHAI)  # type: ignore[arg-type]
    identifier = hashlib.sha256(frozen).digest()[:16]
    return press().letter(page(held), _codes(held), _attached(frozen, made), identifier)


def leaflet(template: str, values: Mapping[str, object]) -> bytes:
    """Print plain values on a leaflet, which is no letter: it has no number, no seal, and nobody is served.

    The same values give the same bytes. Raises ForeignContentError for values that ask for anything from outside.
    """
    html = environment().get_template(f"leaflet/{template}.html").render(values)
    return press("leaflet/leaflet.css").leaflet(html)


def _attached(frozen: bytes, made: datetime) -> Attachment:
    """Make the attachment that holds the words; an Attachment can be used once only."""
    at = made.astimezone(UTC)
    return Attachment(
        string=frozen,
        name=ATTACHMENT,
        description="文书内容",
        created=at,
        modified=at,
        relationship="Source",
    )


# --- the page --------------------------------------------------------------------------------------


def page(words: Mapping[str, Any]) -> str:
    """Write the whole page of a letter as HTML, its lines ready broken."""
    form = words["form"]
    title = words["title"]
    codes = _codes(words)
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
            code=_place(FOOT, codes),
            verify_code=grouped(words.get("verify_code", "")),
            follow=_place(FOLLOW, codes),
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
    up = min(1.0, narrowed / NARROWEST)
    top, foot = (edge * size * up / MM for edge in fonts.ink(text, fonts.TITLE))
    return {
        "text": text,
        "size": size,
        "top": (HEADING_TOP if official else LETTERHEAD_TOP) - top,
        "foot": (HEADING_TOP if official else LETTERHEAD_TOP) - top + foot,
        "left": (MEASURE - natural) / 2,
        "width": natural,
        "across": narrowed,
        "up": up,
    }


def _sign(words: Mapping[str, Any]) -> dict[str, object]:
    """Place organ and date: the date ends four characters from the right, the organ is centred on it."""
    signed_on = day(words["date"])
    dated = fonts.measure(signed_on) * SIZE_3
    middle = MEASURE - 4 * CELL - dated / 2
    names = _organ_lines(words["organ"], 2 * (MEASURE - middle))
    return {
        "date": signed_on,
        "date_left": middle - dated / 2,
        "names": [{"text": part, "left": _centred(part, middle)} for part in names],
        "above": PITCH * max(3 - len(names), 0),
        "room": _room(words),
        "organ_class": "" if fonts.draws(words["organ"]) else fonts.REST,
        "seal_left": min(middle - seal.DIAMETER * MM / 2, MEASURE - seal.DIAMETER * MM),
    }


def _organ_lines(organ: str, room: float) -> list[str]:
    """Break an organ's name that cannot be centred over the date on one line: after a division's name if it can be."""
    count = ceil(fonts.measure(organ) * SIZE_3 / room)
    if count == 2:
        # A market (市场) is no city (市).
        after = [at for at in range(1, len(organ)) if organ[at - 1] in DIVISIONS and organ[at] != "场"]
        fitting = [place for place in after if _fits(organ[:place], room) and _fits(organ[place:], room)]
        if fitting:
            place = min(fitting, key=lambda place: abs(2 * place - len(organ)))
            return [organ[:place], organ[place:]]
    each = ceil(len(organ) / count)
    return [organ[start : start + each] for start in range(0, len(organ), each)]


def _fits(part: str, room: float) -> bool:
    """Say whether a part of an organ's name has room on one line over the date."""
    return fonts.measure(part) * SIZE_3 <= room


def _centred(part: str, middle: float) -> float:
    """Give where a part of a name begins that is centred on the date."""
    return middle - fonts.measure(part) * SIZE_3 / 2


def _room(words: Mapping[str, Any]) -> float:
    """Give the height, in points, of what is kept free under the date: for the imprint, whose copies may take lines."""
    if words["form"] not in (OFFICIAL, LETTER):
        return VOUCHER_ROOM
    room = IMPRINT_ROOM if words["form"] == OFFICIAL else PITCH
    if words["copies_to"]:
        told = fonts.measure(phrase(listed(words["copies_to"]))) / COPIES_ACROSS
        room += 1 + COPIES_LINE * ceil(told)
    return room


def _codes(words: Mapping[str, Any]) -> dict[str, str]:
    """Give the addresses of the letter's QR codes, by the places that the page keeps for them."""
    codes = {}
    if words.get("verify_code"):
        codes[FOOT] = verify_address(words)
    if words["kind"] in FOLLOWED:
        codes[FOLLOW] = progress_url(words)
    return codes


def _place(code: str, codes: Mapping[str, str]) -> Markup:
    """Keep a place on the page for a QR code."""
    return Markup('<div id="{}" class="qr"></div>').format(code) if code in codes else Markup("")


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
    box = 'xmlns="http://www.w3.org/2000/svg" class="preview" viewBox="0 0 2000 1000"'
    return Markup(f'<svg {box}><title>预览</title><g fill="#e3e3e3">{drawn}</g></svg>')  # noqa: S704 - our drawing
