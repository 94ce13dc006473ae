"""Somebody at a browser without JavaScript: opens pages, fills in their forms, presses their buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from web.session import PASSWORD

Files = Mapping[str, Sequence[tuple[bytes, str]]]
"""Files to choose, by the name of the input: content and file name."""


@dataclass
class Page:
    """One answer of the server, and what can be read and pressed on it."""

    visitor: Visitor
    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def path(self) -> str:
        return self.response.request.path

    @property
    def tree(self) -> Any:
        return html.fromstring(self.response.get_data(as_text=True))

    @property
    def text(self) -> str:
        """Everything that can be read, with blanks folded."""
        return " ".join(self.tree.find("body").text_content().split())

    @property
    def main(self) -> str:
        """What can be read in the page's own part."""
        return " ".join(self.tree.find(".//main").text_content().split())

    @property
    def heading(self) -> str:
        return " ".join(self.tree.find(".//h1").text_content().split())

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        found = self.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
        return [" ".join(line.text_content().split()) for line in found]

    def links(self) -> dict[str, str]:
        """The links of the page's own part: text to address."""
        found: dict[str, str] = {}
        for link in self.tree.xpath("//main//a[@href]"):
            found.setdefault(" ".join(link.text_content().split()), link.get("href"))
        return found

    def follow(self, text: str) -> Page:
        """Press the first link that holds these words."""
        for words, address in self.links().items():
            if text in words:
                return self.visitor.open(address)
        raise AssertionError(f"no link “{text}” on {self.path}: {list(self.links())}")

    def buttons(self) -> list[str]:
        return [" ".join(b.text_content().split()) for b in self.tree.xpath("//main//form//button")]

    def value(self, name: str) -> str | None:
        """What stands in a field."""
        for form in self.tree.forms:
            if name in form.inputs:
                return form.fields[name]
        raise AssertionError(f"no field {name} on {self.path}")

    def press(
        self, button: str, values: Mapping[str, object] | None = None, files: Files | None = None
    ) -> Page:
        """Fill in the form that holds a button and press it."""
        form, pressed = self._form(button)
        sent = MultiDict(form.form_values())
        if pressed.get("name"):
            sent.add(pressed.get("name"), pressed.get("value") or "")
        for name, value in (values or {}).items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        chosen = [
            (name, BytesIO(content), called)
            for name, many in (files or {}).items()
            for content, called in many
        ]
        for name, content, called in chosen:
            sent.add(name, FileStorage(content, called, name))
        address = pressed.get("formaction") or form.get("action") or self.response.request.full_path
        if form.method == "GET":
            return self.visitor.open(address, dict(sent))
        referrer = f"http://localhost{self.response.request.full_path}"
        body, kind = _encoded(form, sent)
        answer = self.visitor.client.post(
            address, data=body, content_type=kind, headers={"Referer": referrer}, follow_redirects=True
        )
        return Page(self.visitor, answer)

    def _form(self, button: str) -> tuple[Any, Any]:
        for form in self.tree.forms:
            for one in form.xpath(".//button"):
                if button in " ".join(one.text_content().split()):
                    return form, one
        raise AssertionError(f"no button “{button}” on {self.path}: {self.buttons()}")


def _encoded(form: Any, sent: MultiDict[str, Any]) -> tuple[bytes, str]:
    """Write what is sent as a browser does; in memory, so that no file is left open."""
    if form.get("enctype") == "multipart/form-data":
        boundary, body = encode_multipart(sent)
        return body, f"multipart/form-data; boundary={boundary}"
    pairs = [(name, value) for name, value in sent.items(multi=True) if isinstance(value, str)]
    return urlencode(pairs).encode(), "application/x-www-form-urlencoded"


@dataclass
class Visitor:
    """One browser with its own session."""

    client: FlaskClient
    seen: list[Page] = field(default_factory=list)

    def open(self, address: str, query: Mapping[str, Any] | None = None) -> Page:
        """Open an address, following redirects."""
        page = Page(self, self.client.get(address, query_string=query, follow_redirects=True))
        self.seen.append(page)
        return page

    def sign_in(self, account: int) -> Visitor:
        """Begin a session as an account, as the sign-in page does after the password."""
        with self.client.session_transaction() as session:
            session.pop(PASSWORD, None)
            session["_user_id"] = str(account)
            session["_fresh"] = True
        return self
