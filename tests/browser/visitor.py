"""Somebody at a browser: opens pages, reads them, fills in what stands on them and presses what can be pressed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from playwright.sync_api import BrowserContext, Locator, Page, Response

from web.config import DEMO_PASSWORD


@dataclass
class Visitor:
    """One browser window with its own session."""

    page: Page

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    # --- reading ------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """Where the window stands, without the host."""
        return "/" + self.page.url.split("/", 3)[3].partition("#")[0]

    @property
    def says(self) -> str:
        """What can be read in the page's own part, with blanks folded."""
        return _folded(self.page.locator("main").inner_text())

    @property
    def heading(self) -> str:
        return _folded(self.page.locator("h1").first.inner_text())

    @property
    def errors(self) -> list[str]:
        """What the error summary says, one text a line."""
        return [
            _folded(line) for line in self.page.locator(".govuk-error-summary__list li").all_inner_texts()
        ]

    def due(self, name: str) -> str:
        """The day beside a due date's name, as the page's machine-readable text."""
        row = self.page.locator("main dl > div").filter(has=self.page.locator("dt", has_text=name)).first
        return row.locator("time").first.get_attribute("datetime") or ""

    def value(self, name: str) -> str:
        """What stands in a field."""
        return self.page.locator(f'main [name="{name}"]').first.input_value()

    def ledger(self) -> dict[str, tuple[str, str]]:
        """The table of the ledger: what it says of each day, its number or — and why."""
        rows = self.page.locator("table.ledger tbody tr").evaluate_all(
            "rows => rows.map(row => [row.querySelector('time').dateTime,"
            " ...[...row.querySelectorAll('td')].map(cell => cell.innerText)])"
        )
        return {day: (number.strip(), _folded(why)) for day, number, why in rows}

    def counted(self) -> dict[str, str]:
        """The ledger's counted days and their numbers."""
        return {day: number for day, (number, _) in self.ledger().items() if number != "—"}

    def reason(self, day: str) -> str:
        """What the ledger says of a day."""
        return self.ledger()[day][1]

    def buttons(self) -> list[str]:
        """The buttons of the page's own part, links that look like buttons among them."""
        return [_folded(one) for one in self.page.locator("main .govuk-button").all_inner_texts()]

    def pdf(self, link: str) -> str:
        """Fetch the PDF behind the first link with these words, and read it without its line ends."""
        address = self.page.locator("main").get_by_role("link", name=link).first.get_attribute("href") or ""
        answer = self.context.request.get(address)
        assert answer.ok, f"{address}: {answer.status}"
        assert answer.headers["content-type"] == "application/pdf"
        with pdfplumber.open(io.BytesIO(answer.body())) as document:
            return "".join((page.extract_text() or "").replace("\n", "") for page in document.pages)

    # --- doing --------------------------------------------------------------------------------------

    def open(self, address: str) -> Response:
        """Open an address."""
        answer = self.page.goto(address)
        assert answer is not None
        return answer

    def sign_in(self, name: str) -> Visitor:
        """Sign in through the sign-in page, by name and password."""
        self.open("/sign-in")
        self.type(sign_in_name=name, password=DEMO_PASSWORD)
        self.press("登录")
        return self

    def follow(self, words: str) -> Visitor:
        """Press the first link that holds these words."""
        return self.leave_by(self.page.locator("main").get_by_role("link", name=words).first)

    def go(self, ending: str) -> Visitor:
        """Press the first link whose address ends so."""
        return self.leave_by(self.page.locator(f'main a[href$="{ending}"]').first)

    def press(self, words: str) -> Visitor:
        """Press the button, or the link that looks like one, with exactly these words."""
        return self.leave_by(self.button(words))

    def leave_by(self, way: Locator) -> Visitor:
        """Press what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            way.click()
        return self

    def button(self, words: str) -> Locator:
        """The button of the page's own part with exactly these words."""
        main = self.page.locator("main")
        both = main.get_by_role("button", name=words, exact=True)
        return both.or_(main.locator("a.govuk-button").get_by_text(words, exact=True)).first

    def type(self, **values: str) -> Visitor:
        """Fill in fields by their names."""
        return self.answer(values)

    def answer(self, values: Mapping[str, object]) -> Visitor:
        """Fill in fields by their names: texts, numbers, yes or no, one of several."""
        for name, value in values.items():
            self._set(self.page.locator(f'main [name="{name}"]'), value)
        return self

    def asked(self) -> list[str]:
        """The names of the fields that the page asks for."""
        shown = "main input:not([type=hidden]):not([type=file]), main textarea, main select"
        names = self.page.locator(shown).evaluate_all("fields => fields.map(field => field.name)")
        return list(dict.fromkeys(names))

    def choose(self, name: str, *files: Path) -> Visitor:
        """Choose files in the input of this name."""
        self.page.locator(f'main input[type=file][name="{name}"]').set_input_files(files)
        return self

    def _set(self, fields: Locator, value: object) -> None:
        kind = fields.first.evaluate("field => field.tagName == 'INPUT' ? field.type : field.tagName")
        if kind == "radio":
            told = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
            fields.and_(self.page.locator(f'[value="{told}"]')).check()
        elif kind == "checkbox":
            fields.first.set_checked(bool(value))
        elif kind == "SELECT":
            fields.first.select_option(str(value))
        else:
            fields.first.fill(str(value))


def _folded(text: str) -> str:
    return " ".join(text.split())
