"""Cases put before the product without a browser, by the same acts, so that a test begins where its story does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from approval.core.case import Case
from approval.procedure.office import Office, Press
from approval.store import cases
from approval.store.database import Store
from approval.store.files import Files
from tests.rules import shipped
from web.config import DEMO_PASSWORD, SQLITE
from web.demonstration import Example, Play, cast
from web.session import hash_password


@dataclass(frozen=True)
class Stage:
    """The product's folder as an act finds it."""

    folder: Path

    def submitted(self, day: str) -> Case:
        """Submit the example's incomplete application on a day."""
        with self.play() as play:
            return play.apply(date.fromisoformat(day))

    def acts(self, number: str) -> list[str]:
        """List the acts in a case's journal."""
        with self.play() as play, play.office.store.look() as tx:
            return [entry.act for entry in cases.load(tx, number).entries]

    @contextmanager
    def play(self) -> Iterator[Play]:
        """Open the folder for acts; its people are entered where they are missing."""
        store = Store.open(f"sqlite:///{self.folder / SQLITE}")
        press = Press("http://127.0.0.1:8000", demo=True)
        now = datetime(2026, 9, 1, 2, tzinfo=UTC)
        office = Office(store, shipped(), Files(self.folder / "files"), press, now)
        try:
            store.migrate()
            yield Play(office, cast(office, hash_password(DEMO_PASSWORD)), Example())
        finally:
            store.close()
