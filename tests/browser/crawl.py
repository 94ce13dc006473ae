"""The pages that can be reached by links from where an audience begins, one of each kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from lxml import html
from playwright.sync_api import BrowserContext

NO_PAGES = re.compile(r"\.pdf|\.csv|\.p7m|\.pem|/papers/|/type-size|^/static/")
"""What stands in an address that gives a file, or the same page in another size."""

EACH_OF = re.compile(r"^/(clerk/cases|operator/cases|supervisor/case)/\d+/?$|/form/\d+$")
"""The pages that are looked at for every case and every section: each says something else."""

OF_AN_ITEM = re.compile(r"^(/guide|/operator/start)/[^/]+/(?:[^/.]+\.)?([^/]+)$")
"""The pages of an item: there are hundreds, and those of one way of handling are alike."""

TELLING = frozenset({"clock", "limit", "show"})
"""The parts of an address by whose values a page changes more than its contents."""


def reachable(context: BrowserContext, beginning: str, among: str = "") -> dict[str, str]:
    """Follow links, ``among`` addresses of a pattern where one is given; every one of them has to answer.

    Gives the first page of each kind, in the order found, each as the server sends it.
    """
    waiting = [beginning]
    known = {kind(beginning)}
    found: dict[str, str] = {}
    while waiting:
        asked = waiting.pop(0)
        answer = context.request.get(asked)
        # The doors of the first page stand open to everybody; who is not meant is told so by a page.
        assert answer.status in (200, 403), f"{answer.url} answers {answer.status}"
        found[asked] = answer.text()
        for address in links(answer.url, found[asked]):
            if kind(address) not in known and re.search(among, address):
                known.add(kind(address))
                waiting.append(address)
    return found


def links(base: str, page: str) -> Iterator[str]:
    """List the addresses of this site that a page leads to, without what gives a file."""
    host = urlsplit(base).netloc
    for link in html.fromstring(page).xpath("//a/@href"):
        parts = urlsplit(urldefrag(urljoin(base, link)).url)
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == host and not NO_PAGES.search(address):
            yield address


def kind(address: str) -> str:
    """Name what kind of page an address gives: its template, as far as an address tells."""
    parts = urlsplit(address)
    path = parts.path if EACH_OF.search(parts.path) else re.sub(r"\d+|(?<=/materials/).*", "#", parts.path)
    path = OF_AN_ITEM.sub(r"\1/#/\2", path)
    asked = (f"{name}={value}" if name in TELLING else name for name, value in parse_qsl(parts.query))
    return f"{path}?{'&'.join(sorted(asked))}"
