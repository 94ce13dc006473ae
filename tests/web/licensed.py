"""The product in a made-up county with licences: its people at browsers, and what they have done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from approval.core.case import Case
from approval.core.person import Person
from approval.procedure import supervision
from tests.procedure.licence_town import OWN_PACK, Town, settled
from tests.rules import county_packs
from tests.running import running
from tests.web.visitor import Visitor
from web.config import SQLITE, Config

FRIDAY = date(2026, 9, 18)


@dataclass
class County:
    """The running product, its people, and acts on days of our choosing."""

    app: Flask
    town: Town

    def on(self, day: date) -> County:
        """Make it another day."""
        desk = self.app.extensions["desk"]
        self.app.extensions["desk"] = replace(desk, config=replace(desk.config, today=day))
        return self

    def anybody(self) -> Visitor:
        """Give a browser in which nobody is signed in."""
        return Visitor(self.app.test_client())

    def visit(self, person: Person) -> Visitor:
        """Give a browser in which somebody is signed in."""
        return self.anybody().sign_in(person.id)

    def ordered(self, day: date = FRIDAY) -> Case:
        """Open an order of supervision by hand about a case just accepted."""
        case = self.town.accepted(day, "town-station.register")
        return supervision.open_order(
            self.town.at(day), self.town.supervisor, case.number, says="请说明进展。", days=3
        )


@contextmanager
def open_county(tmp_path: Path, migrated: Path) -> Iterator[County]:
    """Run the product over the county's packs on a Friday."""
    config = replace(
        Config.read({}, data=tmp_path / "data", demo=True, today=FRIDAY), packs=county_packs(OWN_PACK)
    )
    config.data.mkdir(exist_ok=True)
    shutil.copy(migrated, config.data / SQLITE)
    with running(config) as app:
        yield County(app, settled(app.extensions["desk"].store, config.files))


@pytest.fixture
def county(tmp_path: Path, migrated_sqlite: Path, may_open_databases: None) -> Iterator[County]:
    """The product in the county on Friday 18 September 2026."""
    with open_county(tmp_path, migrated_sqlite) as opened:
        yield opened
