"""A site with an account for each role, and somebody who calls at its front door, step by step."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import date
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from approval.core.vocabulary import Role
from approval.store import people
from approval.store.database import Store
from tests.passwords import kept
from tests.running import running
from web.config import Config

Start = Callable[[Config], AbstractContextManager[Flask]]

PASSWORD = "correct horse 2026"
HERE = "http://localhost"

ACCOUNTS = (
    ("operator", "李晓云", {Role.OPERATOR}),
    ("window", "王建国", {Role.ACCEPTOR}),
    ("both", "赵敏", {Role.ACCEPTOR, Role.REVIEWER}),
    ("watch", "孙倩", {Role.SUPERVISOR}),
    ("office", "周宁", {Role.ADMINISTRATOR}),
)


class Caller:
    """Somebody at a browser: keeps cookies, sends the token that the last page gave."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = ""

    def open(self, address: str, **headers: str) -> TestResponse:
        return self._seen(self.client.get(address, headers=headers))

    def send(self, address: str, **typed: str) -> TestResponse:
        if not self.token:
            self.open("/sign-in")
        return self.send_without_token(address, csrf_token=self.token, **typed)

    def send_without_token(self, address: str, **typed: str) -> TestResponse:
        return self._seen(self.client.post(address, data=typed, headers={"Origin": HERE}))

    def signs_in(self, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
        self.open("/sign-in")
        return self.send("/sign-in", sign_in_name=name, password=password, **more)

    def _seen(self, response: TestResponse) -> TestResponse:
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', response.text)
        if found:
            self.token = found[1]
        return response


def words(response: TestResponse) -> str:
    """What a page says, without its tags."""
    inside = re.sub(r"<(script|style|svg|title).*?</\1>", " ", response.text, flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", inside)))


@contextmanager
def sites(folder: Path, migrated: Path, start: Start = running) -> Iterator[Callable[..., Flask]]:
    """Make sites in one data folder; all are closed afterwards."""
    shutil.copy(migrated, folder / "approval.sqlite3")
    _add_accounts(Config.read({}, data=folder))
    with ExitStack() as open_sites:

        def make(*, demo: bool = False, today: date | None = None, **env: str) -> Flask:
            config = Config.read(env, data=folder, demo=demo, today=today)
            return open_sites.enter_context(start(config))

        yield make


def _add_accounts(config: Config) -> None:
    store = Store.open(config.database_url)
    with store.begin() as tx:
        for name, called, roles in ACCOUNTS:
            people.add_account(
                tx, name, kept(PASSWORD), called, roles, authority="jianxi-2017/health", demo=True
            )
    store.close()
