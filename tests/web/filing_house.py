"""The product in the county that records filings and takes commitments, with its people at their browsers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flask import Flask

from approval.core.case import Case
from approval.procedure.office import Office
from approval.store import papers
from tests.procedure.filing_town import OWN_PACK, PACK, Town, inhabit
from tests.rules import county_packs
from tests.running import running
from tests.web.visitor import Visitor
from web.config import SQLITE, Config


@dataclass
class FilingHouse:
    """The running product of the county, and what stories ask of it."""

    app: Flask
    town: Town

    @property
    def office(self) -> Office:
        return self.app.extensions["desk"].office()

    def on(self, day: str) -> FilingHouse:
        """Make it another day."""
        desk = self.app.extensions["desk"]
        config = replace(desk.config, today=date.fromisoformat(day))
        self.app.extensions["desk"] = replace(desk, config=config)
        return self

    @property
    def today(self) -> date:
        return self.office.today

    def visit(self, who: str) -> Visitor:
        """Give a browser in which somebody is signed in."""
        return Visitor(self.app.test_client()).sign_in(self.town.who[who].id)

    def anybody(self) -> Visitor:
        """Give a browser in which nobody is signed in."""
        return Visitor(self.app.test_client())

    def draft(self, item: str, **changed: object) -> papers.Draft:
        """Keep a draft of an application."""
        person = self.town.who["operator"]
        stated = self.town.stated(item, **changed)
        draft = papers.Draft(next(iter(person.institutions)), person.id, PACK, item, data=stated)
        with self.office.store.begin() as tx:
            return papers.save_draft(tx, draft, self.office.now)

    def submitted(self, item: str, lacking: tuple[str, ...] = ()) -> Case:
        """Submit an application today."""
        return self.town.submit(self.today, item, lacking)


@contextmanager
def open_house(folder: Path, migrated: Path, today: date) -> Iterator[FilingHouse]:
    """Open the product on a copy of an empty database in a folder."""
    shutil.copy(migrated, folder / SQLITE)
    config = replace(Config.read({}, data=folder, demo=True, today=today), packs=county_packs(OWN_PACK))
    with running(config) as app:
        desk = app.extensions["desk"]
        who = inhabit(desk.store)
        yield FilingHouse(app, Town(desk.office(), who))
