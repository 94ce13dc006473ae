"""One jurisdiction with everybody in it: each pack's organs staffed, an applicant with his institution, any day.

Whole cases are taken through the interface that other systems use, from the guide to the archive.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from flask import Flask

from approval.core.institution import Institution
from approval.core.item import Item
from approval.core.material import Field
from approval.core.vocabulary import Role
from approval.store import people
from approval.store.database import Store
from tests.passwords import kept as password_kept
from tests.rules import shipped
from tests.running import running
from tests.web.api.client import Client
from tests.web.conftest import PASSWORD, pdf
from tests.web.visitor import Visitor
from web.config import Config
from web.desk import Desk
from workflows import Rulebook

CREDIT_CODES = {
    "410305": "52410305MJ000000XQ",
    "230000": "52230000MJ000000XU",
    "140900": "52140900MJ000000XP",
    "310112": "52310112MJ000000XU",
    "990002": "52990002MJ000000XG",
    "522601": "52522601MJ000000X2",
    "999905": "52999905MJ000000XR",
}
"""A credit code with a true check digit for an institution of each division."""

SAID: Mapping[str, object] = {
    "institution.legal_representative": "周明",
    "institution.contact": "王芳",
    "institution.phone": "13800000000",
    "institution.beds": 120,
    "institution.elderly": 96,
    "institution.nonprofit": True,
    "agent.acts": False,
    "staff.nurses": 4,
    "staff.chief_nurses": 1,
    "staff.carers": 10,
    "declaration.truthful": True,
    "declaration.electronic_service": True,
}
"""What every applicant of these stories states unless the story says otherwise."""

CLERKS = {"acceptor": Role.ACCEPTOR, "reviewer": Role.REVIEWER, "decider": Role.DECIDER}


@dataclass
class Town:
    """A running product in one pack's jurisdiction, and whoever acts in it."""

    app: Flask
    pack: str
    institution: int
    known: dict[str, Client] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        return self.app.extensions["desk"]

    def on(self, day: str) -> Town:
        """Make it another day."""
        config = replace(self.desk.config, today=date.fromisoformat(day))
        self.app.extensions["desk"] = replace(self.desk, config=config)
        return self

    def item(self, name: str) -> Item:
        return self.desk.rulebook.item(self.pack, name)

    def of(self, who: str) -> Client:
        """Give the system of somebody: ``operator``, or a role at an organ, ``acceptor@health``."""
        if who not in self.known:
            http = self.app.test_client(use_cookies=False)
            token = Client(http).post("/token", {"sign_in_name": who, "password": PASSWORD})["token"]
            self.known[who] = Client(http, token)
        return self.known[who]

    def visit(self, who: str) -> Visitor:
        """Give somebody's browser."""
        return Visitor(self.app.test_client()).sign_in(self.account(who))

    def clerk(self, role: str, case: Mapping[str, Any]) -> Client:
        """Give the system of a clerk at the organ that handles a case."""
        return self.of(f"{role}@{self.item(case['item']).authority.id.rpartition('/')[2]}")

    def case(self, number: str) -> Any:
        """Read a case as its applicant does."""
        return self.of("operator").get(f"/cases/{number}")

    def answers(self, name: str, **said: object) -> dict[str, object]:
        """Answer every question that an item must have answered; dots of paths are written as two underscores."""
        item = self.item(name)
        told = {path.replace("__", "."): value for path, value in said.items()}
        values: dict[str, object] = {}
        for one in item.fields:
            if one.path in told:
                values[one.path] = told[one.path]
            elif one.required:
                values[one.path] = self.answer(item, one)
        return values

    def answer(self, item: Item, one: Field) -> object:
        """Answer one question in the way of these stories."""
        if one.path == "institution.name":
            return "颐安养老服务中心"
        if one.path == "institution.credit_code":
            return CREDIT_CODES[item.division]
        if one.path in SAID:
            return SAID[one.path]
        if one.type == "choice":
            return one.choices[0]
        return {"bool": True, "int": max(one.least, 6), "decimal": 60, "text": f"示例{one.label}"}[one.type]

    def draft(self, name: str, *, licence: str = "", **said: object) -> Any:
        """Begin an application and state everything; ``licence`` names the record that it is about."""
        sent = {
            "pack": self.pack, "item": name, "institution": self.institution, "values": self.answers(name, **said),
            **({"licence": licence} if licence else {}),
        }  # fmt: skip
        return self.of("operator").post("/drafts", sent, status=201)

    def apply(self, name: str, *, lacking: tuple[str, ...] = (), **said: object) -> Any:
        """Apply with everything that the check asks for but what is ``lacking``; gives the case."""
        return self.filed(self.draft(name, **said), lacking=lacking)

    def filed(self, draft: Mapping[str, Any], *, lacking: tuple[str, ...] = ()) -> Any:
        """Answer what a draft still asks, upload what it still wants but what is ``lacking``, and file it."""
        operator = self.of("operator")
        item = self.item(draft["item"])
        values = self.answers(draft["item"])
        open_answers = {
            path: value for path, value in values.items() if draft["values"].get(path) in (None, "")
        }
        draft = operator.patch(f"/drafts/{draft['draft']}", {"values": open_answers})
        for one in draft["lacking"]:
            assert one["kind"] == "material", (item.id, one)
            if one["about"] not in lacking:
                operator.upload(f"/drafts/{draft['draft']}/materials/{one['about']}", pdf(), "a.pdf")
        return operator.post(f"/drafts/{draft['draft']}/submit", {}, status=201)

    def do(self, case: Mapping[str, Any], role: str, act: str, *, status: int = 201, **values: object) -> Any:
        """Let a clerk of the case's organ do an act; gives the case as it then stands, or the refusal."""
        return self.clerk(role, case).act(case["number"], act, status=status, **values)

    def granted(self, case: Mapping[str, Any]) -> Any:
        """Take a received licence case to its grant."""
        self.do(case, "acceptor", "accept")
        self.do(case, "reviewer", "propose", outcome="grant", reasons="符合规定的条件")
        return self.do(case, "decider", "grant")

    def archived(self, case: Mapping[str, Any]) -> Any:
        """Serve, publish where granted, and close a decided case."""
        case = self.do(case, "acceptor", "serve", method="electronic")
        if any(fact["act"] == "grant" for fact in case["facts"]):
            self.do(case, "acceptor", "publish")
        return self.do(case, "acceptor", "close")

    def parts(self, whole: Mapping[str, Any]) -> dict[str, Any]:
        """Read the cases of a joint application's items, by item, in its order."""
        listed = self.case(whole["number"])["parts"]
        return {one["item"]: self.case(one["number"]) for one in listed if one["number"]}

    def checked(
        self, case: Mapping[str, Any], act: str = "follow_up_met", role: str = "reviewer", **values: object
    ) -> Any:
        """Let two officers of the case's organ check on the spot what was served, and record it."""
        organ = self.item(case["item"]).authority.id.rpartition("/")[2]
        day = self.desk.config.today
        assert day is not None
        found = {
            "officers": [
                {"account": self.account(f"{who}@{organ}"), "number": f"执{n:03}"}
                for n, who in enumerate(("reviewer", "second"), start=1)
            ],
            "visited_on": day.isoformat(),
            "place": "示例路1号",
            "met_with": "王芳",
            "findings": "核对了原件，查看了现场。",
            "confirmed": "signed",
        }
        return self.do(case, role, act, **{**found, **values})

    def recorded(self, case: Mapping[str, Any]) -> Any:
        """Take a received filing to its record, its service and a good check afterwards."""
        self.do(case, "acceptor", "record")
        return self.checked(self.do(case, "acceptor", "serve", method="electronic"))

    def in_person(
        self, case: Mapping[str, Any], received_by: str = "王芳", relation: str = "receiver", **more: str
    ) -> dict[str, object]:
        """Give the values of a service by hand, by two officers of the case's organ."""
        organ = self.item(case["item"]).authority.id.rpartition("/")[2]
        signed = {"method": "personal", "received_by": received_by, "relation": relation}
        return {**signed, "with_officer": self.account(f"reviewer@{organ}"), **more}

    def account(self, who: str) -> int:
        """Give the number of somebody's account."""
        with self.desk.store.look() as tx:
            found = people.by_sign_in_name(tx, who)
        assert found is not None, who
        return found[0].id

    def letter(self, case: Mapping[str, Any], kind: str) -> Any:
        """Find the letter of a kind in a case, and see that it prints."""
        found = next((one for one in case["letters"] if one["kind"] == kind), None)
        assert found is not None, [one["kind"] for one in case["letters"]]
        assert self.of("operator").pdf(found["href"]).startswith(b"%PDF")
        return found

    def words(self, case: Mapping[str, Any], kind: str) -> str:
        """Read a letter of a case as it is printed, without its line breaks."""
        content = self.of("operator").pdf(self.letter(case, kind)["href"])
        with pdfplumber.open(BytesIO(content)) as paper:
            return "".join(page.extract_text() for page in paper.pages).replace("\n", "")


def staffed(path: Path, pack: str, book: Rulebook | None = None) -> int:
    """Make a database with everybody who works under a pack, and one applicant; gives his institution."""
    book = book or shipped()
    items = [item for item in book.items(pack) if not item.guide_only]
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    hashed = password_kept(PASSWORD)
    home = Institution(
        0, "颐安养老服务中心", CREDIT_CODES[items[0].division], "民办非企业单位（社会服务机构）", items[0].division,
        "示例路1号", "周明", "13800000000", 120, True,
    )  # fmt: skip
    with store.begin() as tx:
        operator = people.add_account(tx, "operator", hashed, "王芳", [Role.OPERATOR], "", False, demo=True)
        kept = people.add_institution(tx, home)
        people.give_mandate(tx, operator.id, kept.id)
        for organ in sorted({item.authority.id for item in items}):
            short = organ.rpartition("/")[2]
            for name, role in CLERKS.items():
                people.add_account(
                    tx, f"{name}@{short}", hashed, f"{role.zh}{short}", [role], organ, role is Role.DECIDER,
                    demo=True,
                )  # fmt: skip
            people.add_account(
                tx, f"second@{short}", hashed, f"第二审查人{short}", [Role.REVIEWER], organ, False, demo=True
            )
            people.add_account(
                tx, f"supervisor@{short}", hashed, f"监督{short}", [Role.SUPERVISOR], organ, False, demo=True
            )
    store.close()
    return kept.id


@contextmanager
def opened(template: Path, institution: int, pack: str, folder: Path, day: str) -> Iterator[Town]:
    """Open a copy of a staffed town on a day."""
    shutil.copy(template, folder / "approval.sqlite3")
    config = Config.read({}, data=folder, demo=True, today=date.fromisoformat(day))
    with running(config) as app:
        yield Town(app, pack, institution)
