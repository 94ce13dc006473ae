"""The product with the made-up county of joint handling: the window, its departments and one institution."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flask import Flask

from approval.core.person import Person
from approval.core.vocabulary import Role
from tests.procedure.joint_town import OWN_PACK, Town, settle_town
from tests.rules import county_packs
from tests.running import running
from tests.web.visitor import Visitor
from web.config import SQLITE, Config
from web.desk import Desk


@dataclass
class JointHouse:
    """The running product, its people, and what they have done before."""

    app: Flask
    town: Town

    @property
    def desk(self) -> Desk:
        return self.app.extensions["desk"]

    def on(self, day: date) -> JointHouse:
        """Make it another day."""
        self.app.extensions["desk"] = replace(self.desk, config=replace(self.desk.config, today=day))
        return self

    def visit(self, person: Person) -> Visitor:
        """Give a browser in which somebody is signed in."""
        return Visitor(self.app.test_client()).sign_in(person.id)

    def clerk(self, organ: str, role: Role = Role.ACCEPTOR) -> Visitor:
        """Give a clerk's browser."""
        return self.visit(self.town.clerk(organ, role))

    def operator(self) -> Visitor:
        """Give the institution's browser."""
        return self.visit(self.town.operator)


@contextmanager
def open_house(folder: Path, migrated: Path, day: date) -> Iterator[JointHouse]:
    """Open the product on a copy of an empty database on a day."""
    packs = county_packs(OWN_PACK)
    shutil.copy(migrated, folder / SQLITE)
    with running(Config.read({"APPROVAL_PACKS": str(packs)}, data=folder, demo=True, today=day)) as app:
        opened = app.extensions["desk"]
        yield JointHouse(app, settle_town(opened.store, opened.config.files))
