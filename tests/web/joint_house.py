"""The product with the made-up county of joint handling: the window, its departments and one institution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from flask import Flask

from approval.core.person import Person
from approval.core.vocabulary import Role
from tests.procedure.joint_town import Town, lay_out, settle_town
from tests.web.visitor import Visitor
from web.app import create_app
from web.config import Config
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


def open_house(folder: Path, day: date) -> JointHouse:
    """Open the product on a day."""
    packs = folder / "county-packs"
    packs.mkdir()
    lay_out(packs)
    app = create_app(Config.read({"APPROVAL_PACKS": str(packs)}, data=folder, demo=True, today=day))
    app.config["TESTING"] = True
    opened = app.extensions["desk"]
    opened.store.migrate()
    return JointHouse(app, settle_town(opened.store, opened.config.files))
