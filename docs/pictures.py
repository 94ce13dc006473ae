"""Makes the pictures of the documents: pages of the demonstration on fixed days, and a letter of each kind.

    make pictures                      # all of them
    python docs/pictures.py letters    # the letters of docs/letters.md alone

The days are fixed, so that pictures change only where pages do. The letters are those of tests/letters/examples.py,
signed by a certificate that lives as long as this program.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent / "pictures"
ROOT = PICTURES.parents[1]
APPROVAL = [sys.executable, "-c", "from web.commands import main; main()"]
PASSWORD = "yanshi-2026"  # noqa: S105 - the demonstration's own, printed on its sign-in page
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FRAME = {"width": 1280, "height": 960}
COLOURS = 96
LARGEST = 200_000
"""Bytes of one picture: the README is read over thin lines too."""

FIRST_PAGES = {
    "public": ("", "/"),
    "operator": ("yian", "/operator/"),
    "clerk": ("shouli", "/clerk/"),
    "supervisor": ("jiandu", "/supervisor/"),
}
AFTER_HOLIDAY = "2026-10-12"
"""A day on which a ledger holds 国庆, a Saturday that is worked, and an expert review."""


SHEET = 0.68
"""Points to pixels of a letter's sheet: small, but its parts can be told."""

INKS = ((0, 0, 0), (230, 0, 18), (31, 92, 77))
"""Black, the red of heads and seals, the green of certificates: few colours, but those."""

SHADES = 6
BETWEEN = (208, 212, 216)
ALL_LETTERS = 2_000_000
"""Bytes of the pictures of all kinds of letters together."""


def main() -> None:
    """Make every picture, or those of the letters alone."""
    PICTURES.mkdir(exist_ok=True)
    letters()
    if sys.argv[1:] != ["letters"]:
        pages()


def letters() -> None:
    """Draw a letter of each kind, signed and sealed; raises ValueError where they grow too large together."""
    sys.path.insert(0, str(ROOT))
    from approval.letters.compose import compose
    from approval.letters.keys import Keys
    from approval.letters.kinds import KINDS
    from approval.letters.render import pdf
    from approval.letters.sign import sign
    from tests.letters.examples import values

    keys, at = Keys.passing(), datetime(2026, 10, 26, 2, tzinfo=UTC)
    folder = PICTURES / "letters"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for kind, form in KINDS.items():
        given = values(kind, number=f"涧卫{form.word}〔2026〕12号")
        words = {**compose(kind, given), "verify_code": "7KQ4MNPXRT2W9HJC"}
        signer = keys.signer("jianxi-2017/health", str(given["organ"]), at)
        drawn = sheets(sign(pdf(words), words, signer, at))
        few = drawn.quantize(palette=inks(), dither=Image.Dither.NONE)
        few.save(folder / f"{kind}.png", optimize=True)
    size = sum(path.stat().st_size for path in folder.glob("*.png"))
    if size > ALL_LETTERS:
        raise ValueError(f"the letters have {size} bytes; at most {ALL_LETTERS} are allowed")


def inks() -> Image.Image:
    """Make the palette of the letters: each ink from white to full."""
    shades = [
        round(255 - (255 - part) * step / SHADES)
        for ink in INKS
        for step in range(SHADES + 1)
        for part in ink
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette([*shades, *BETWEEN])
    return palette


def sheets(document: bytes) -> Image.Image:
    """Draw the first and the last sheet of a signed PDF side by side, as a reader shows them."""
    pdf = pypdfium2.PdfDocument(document)
    pdf.init_forms()
    shown = [pdf[place].render(scale=SHEET).to_pil() for place in sorted({0, len(pdf) - 1})]
    pdf.close()
    gap = 8
    whole = Image.new(
        "RGB", (sum(one.width for one in shown) + gap * (len(shown) - 1), shown[0].height), BETWEEN
    )
    for place, one in enumerate(shown):
        whole.paste(one, (place * (one.width + gap), 0))
    return whole


def pages() -> None:
    """Photograph the pages of the demonstration."""
    with sync_playwright() as playwright:
        path = os.environ.get("APPROVAL_TEST_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        with served("2026-11-20") as address:
            for name, (who, home) in FIRST_PAGES.items():
                keep(name, photograph(opened(browser, address, who, home), 960))
            keep("letter", first_sheet(reply(opened(browser, address, "shouli", "/clerk/"))))
        with served(AFTER_HOLIDAY) as address:
            keep("ledger", ledger(opened(browser, address, "jiandu", "/supervisor/?show=tolled")))
        browser.close()


@contextmanager
def served(day: str) -> Iterator[str]:
    """Start a demonstration of its own on a day; give its address."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["serve", "--demo", "--port", "0", "--data", folder, "--today", day]
        with subprocess.Popen(  # noqa: S603 - our own command
            [*APPROVAL, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                address = process.stdout.readline().strip() if process.stdout else ""
                if not address:
                    raise RuntimeError(
                        f"the demonstration of {day} does not start; `approval serve --demo` says why"
                    )
                yield address
            finally:
                process.terminate()


def opened(browser: Browser, address: str, who: str, path: str) -> Page:
    """Open a page in a window of its own, signed in where somebody is named."""
    page = browser.new_context(base_url=address, viewport=FRAME, locale="zh-CN").new_page()
    if who:
        page.goto("/sign-in")
        page.locator("input[name=sign_in_name]").first.fill(who)
        page.locator("input[name=password]").first.fill(PASSWORD)
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name="登录", exact=True).first.click()
    page.goto(path)
    return page


def ledger(board: Page) -> bytes:
    """Photograph the ledger of the first case on a supervisor's list."""
    board.goto(f"/supervisor/case/{first_number(board)}/ledger?clock=decision")
    return photograph(board, 1400)


def reply(worklist: Page) -> bytes:
    """Fetch the reply of the first case that is decided."""
    worklist.goto("/clerk/?stage=decided")
    worklist.goto(f"/clerk/cases/{first_number(worklist)}")
    link = worklist.get_by_role("link", name="的批复").first.get_attribute("href") or ""
    return worklist.context.request.get(link).body()


def first_number(listed: Page) -> str:
    """Read the number of the first case on a list."""
    return listed.get_by_role("link", name=re.compile(r"^\d{21}$")).first.inner_text()


def photograph(page: Page, height: int) -> bytes:
    """Photograph the upper part of a page, without the room that is kept for a scroll bar."""
    width = page.evaluate("document.querySelector('.site-header').offsetWidth")
    return page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})


def first_sheet(document: bytes) -> bytes:
    """Draw the first sheet of a PDF."""
    pdf = pypdfium2.PdfDocument(document)
    drawn = pdf[0].render(scale=1.2).to_pil()
    pdf.close()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def keep(name: str, picture: bytes) -> None:
    """Write a picture with few colours; raises ValueError where it is still too large."""
    path = PICTURES / f"{name}.png"
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
    few.save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        raise ValueError(f"{path.name} has {size} bytes; at most {LARGEST} are allowed")


if __name__ == "__main__":
    main()
