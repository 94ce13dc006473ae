"""Every page of every audience: read on a phone, enlarged four times, and with a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import PATIENCE
from tests.browser.crawl import reachable
from tests.browser.likeness import Examined
from tests.browser.product import ROOT, Product
from tests.browser.stage import Stage
from tests.browser.visitor import Visitor

OF_A_CASE = r"^/clerk/(cases/\d+(/(?!ledger)[a-z-]+)?)?$"
"""The clerks' pages that show to each role something else; the others are read with the acceptor's."""

AUDIENCES = {
    "public": ("", "/", ""),
    "operator": ("yian", "/operator/", ""),
    "acceptor": ("shouli", "/clerk/", ""),
    "reviewer": ("shencha", "/clerk/", OF_A_CASE),
    "decider": ("shenpi", "/clerk/", OF_A_CASE),
    "supervisor": ("jiandu", "/supervisor/", ""),
    "administrator": ("guanli", "/admin/", ""),
}
"""Who signs in, where the work begins, and which pages are looked at where it is not all of them."""

DESK: ViewportSize = {"width": 1280, "height": 720}
PHONE, ENLARGED = 360, 320
"""CSS pixels: a small phone; and 1280 at 400 % (WCAG 2.2, 1.4.10)."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def examined() -> Examined:
    """The pages of the demonstration that have been examined, whoever read them."""
    return Examined()


@pytest.mark.parametrize(("who", "home", "among"), AUDIENCES.values(), ids=AUDIENCES)
def test_every_page_fits_a_phone_and_has_no_fault_that_axe_finds(
    demonstration: Product, examined: Examined, chromium: Browser, who: str, home: str, among: str
) -> None:
    faults = []
    with reading(chromium, demonstration, who) as visitor:
        pages = reachable(visitor.context, home, among)
        assert len(pages) > 8, pages
        for address, page in pages.items():
            # The same guide in the same frame is the same to everybody; pages of a list differ in words alone.
            if examined.has_words_of(page):
                continue
            visitor.open(address)
            faults += all_of(visitor.page, by_axe=not examined.has_elements_of(page))
    assert not faults, "\n".join(faults)


def test_pages_that_say_what_is_wrong_have_no_fault_either(
    stage: Stage, product: Product, chromium: Browser
) -> None:
    number = stage.submitted("2026-09-18").number
    with reading(chromium, product, "") as visitor:
        visitor.open("/sign-in")
        visitor.type(sign_in_name="nobody", password="wrong").press("登录")
        assert visitor.errors
        faults = all_of(visitor.page)
        visitor.open(f"/progress?number={number}&code=23456789")
        faults += all_of(visitor.page)
        visitor.sign_in("yian").open("/operator/start?item=none")
        assert visitor.errors
        faults += all_of(visitor.page)
        visitor.open(f"/clerk/cases/{number}")
        faults += all_of(visitor.page)
    assert not faults, "\n".join(faults)


def test_the_check_of_a_letter_and_its_confirmation_have_no_fault_either(
    stage: Stage, product: Product, chromium: Browser
) -> None:
    number = stage.submitted("2026-09-18").number
    with reading(chromium, product, "shouli") as visitor:
        visitor.open(f"/clerk/cases/{number}/deficiency")
        visitor.type(**{"rows-0-says": ""}).press("下一步：核对告知书")
        assert visitor.errors
        faults = all_of(visitor.page)
        visitor.type(**{"rows-0-says": "没有提交平面图。"}).press("下一步：核对告知书")
        faults += all_of(visitor.page)
        visitor.press("发出一次性告知书")
        faults += all_of(visitor.page)
        visitor.open(f"/clerk/cases/{number}/deficiency")
        faults += all_of(visitor.page)
    assert not faults, "\n".join(faults)


@contextmanager
def reading(chromium: Browser, product: Product, who: str) -> Iterator[Visitor]:
    """Open a window whose pages may be examined by a script that their own policy would not let in."""
    context = chromium.new_context(base_url=product.address, bypass_csp=True, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context.new_page())
    yield visitor.sign_in(who) if who else visitor
    context.close()


def all_of(page: Page, *, by_axe: bool = True) -> list[str]:
    """What is wrong with the page that is open, by axe and by its width."""
    page.set_viewport_size(DESK)
    found = [*(violations(page) if by_axe else ()), *too_wide(page, PHONE), *too_wide(page, ENLARGED)]
    return [f"{page.title()} {page.url}: {fault}" for fault in found]


def too_wide(page: Page, width: int) -> list[str]:
    """Name what makes a page scroll sideways at a width."""
    page.set_viewport_size({"width": width, "height": 720})
    wide = page.evaluate(
        """() => {
            const room = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= room) return []
            const boxes = [...document.querySelectorAll('body *')].filter(one => !one.closest('.scroll'))
            const over = boxes.filter(one => one.getBoundingClientRect().right > room + 1)
            const told = over.map(one => one.tagName.toLowerCase() + '.' + one.className)
            return [...new Set(told)].slice(0, 6)
        }"""
    )
    return [f"{width} px: {', '.join(wide)}"] if wide else []


def violations(page: Page) -> list[str]:
    """Ask axe; name each rule that is broken, where, and how it says so."""
    if not page.evaluate("() => 'axe' in window"):
        page.add_script_tag(path=AXE)
    result = page.evaluate(
        "tags => axe.run({runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false})",
        TAGS,
    )
    return [
        f"{fault['id']} at {node['target']}: {node['failureSummary'].splitlines()[-1].strip()}"
        for fault in result["violations"]
        for node in fault["nodes"][:2]
    ]
