"""The product in a made-up county with licences: its people at browsers, and what they have done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from approval.core.case import Case
from approval.core.person import Person
from approval.procedure import supervision
from tests.procedure.licence_town import Town, rules, settled
from tests.web.visitor import Visitor
from web.app import create_app
from web.config import Config

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


def running(tmp_path: Path) -> Iterator[County]:
    """Run the product over the county's packs on a Friday."""
    county = rules(tmp_path / "packs")
    config = replace(
        Config.read({}, data=tmp_path / "data", demo=True, today=FRIDAY), packs=tmp_path / "packs"
    )
    app = create_app(config)
    app.config["TESTING"] = True
    store = app.extensions["desk"].store
    store.migrate()
    yield County(app, settled(store, county, config.files))
    store.close()


@pytest.fixture
def county(tmp_path: Path, may_open_databases: None) -> Iterator[County]:
    """The product in the county on Friday 18 September 2026."""
    yield from running(tmp_path)
