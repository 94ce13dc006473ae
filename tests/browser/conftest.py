"""Browsers for the tests, and the product that they open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.product import Product
from tests.browser.stage import Stage
from tests.browser.visitor import Visitor
from web.config import SQLITE

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds that a page may take on a busy machine."""

Opening = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium, one for each worker."""
    with sync_playwright() as playwright:
        path = os.environ.get("APPROVAL_TEST_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def people_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration's people and institutions and no case, made once."""
    folder = tmp_path_factory.mktemp("people")
    with Stage(folder).play():
        return folder / SQLITE


@pytest.fixture
def stage(people_only: Path, tmp_path: Path, may_open_databases: None) -> Stage:
    """A folder of the product with people and no case, and a way to put cases there."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(people_only, folder / SQLITE)
    return Stage(folder)


@pytest.fixture
def product(stage: Stage) -> Iterator[Product]:
    """The demonstration with its people and no case, on Friday 18 September 2026."""
    made = Product(stage.folder)
    yield made.on("2026-09-18")
    made.stop()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demonstration as it fills itself, a dozen cases in every stage; tests look and change nothing."""
    made = Product(tmp_path_factory.mktemp("demonstration") / "data")
    yield made.on("2026-11-20")
    made.stop()


@pytest.fixture
def at(chromium: Browser, product: Product) -> Iterator[Opening]:
    """Open a browser window of its own on the product; pages have to work without JavaScript."""
    opened = []

    def window(who: str = "", *, scripts: bool = False) -> Visitor:
        context = chromium.new_context(
            base_url=product.address, java_script_enabled=scripts, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        visitor = Visitor(context.new_page())
        return visitor.sign_in(who) if who else visitor

    yield window
    for context in opened:
        context.close()
