"""The product on a database of its own, with people of every role, an institution and its application."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from flask import Flask

from approval.core.case import Case
from approval.core.institution import Institution
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import acceptance, decision, deficiency, delivery, review, submission
from approval.procedure.office import Office
from approval.store import cases, papers, people
from approval.store.database import Store
from tests.passwords import kept
from tests.running import running
from tests.web.visitor import Visitor
from web.config import Config
from web.desk import Desk

PACK, ITEM = "jianxi-2017", "nursing-station.establish"
HEALTH = f"{PACK}/health"
PASSWORD = "demo-2026"

WHO = {
    "operator": ("王芳", [Role.OPERATOR], "", False),
    "stranger": ("赵敏", [Role.OPERATOR], "", False),
    "acceptor": ("李娜", [Role.ACCEPTOR], HEALTH, False),
    "reviewer": ("张伟", [Role.REVIEWER], HEALTH, False),
    "decider": ("刘建国", [Role.DECIDER], HEALTH, True),
    "supervisor": ("陈静", [Role.SUPERVISOR], HEALTH, False),
    "administrator": ("孙涛", [Role.ADMINISTRATOR], "", False),
}

YIAN = Institution(
    0, "颐安养老服务中心", "52410305MJ000000XQ", "民办非企业单位（社会服务机构）", "410305",
    "洛阳市涧西区示例路1号", "周明", "0379-64912345", 120, True,
)  # fmt: skip
KANGLE = Institution(
    0, "康乐老年公寓", "52410305MJ00000100", "民办非企业单位（社会服务机构）", "410305",
    "洛阳市涧西区示例路9号", "吴强", "0379-64912399", 80, True,
)  # fmt: skip

ANSWERS: Mapping[str, object] = {
    "institution.name": "颐安养老服务中心",
    "institution.credit_code": "52410305MJ000000XQ",
    "institution.kind": "民办非企业单位（社会服务机构）",
    "institution.address": "洛阳市涧西区示例路1号",
    "institution.legal_representative": "周明",
    "institution.contact": "王芳",
    "institution.phone": "0379-64912345",
    "institution.beds": 120,
    "institution.elderly": 96,
    "institution.nonprofit": True,
    "unit.name": "颐安养老服务中心护理站",
    "unit.kind": "护理站",
    "unit.address": "洛阳市涧西区示例路1号综合楼1层",
    "unit.subjects": "基础护理、康复护理、健康管理",
    "unit.beds": 0,
    "unit.served_people": "本机构入住老年人",
    "unit.person_in_charge": "郑洁",
    "premises.area_m2": 60,
    "premises.treatment_area_m2": 18,
    "premises.disposal_area_m2": 12,
    "premises.owned": True,
    "premises.barrier_free": True,
    "premises.waste_point": True,
    "staff.doctors": 0,
    "staff.senior_doctors": 0,
    "staff.nurses": 3,
    "staff.chief_nurses": 1,
    "staff.therapists": 1,
    "staff.carers": 6,
    "equipment.nursing": True,
    "equipment.rehabilitation": True,
    "equipment.emergency": True,
    "equipment.sterilisation": True,
    "equipment.information": True,
    "declaration.truthful": True,
    "declaration.electronic_service": True,
}
"""A whole application of 颐安养老服务中心 for a nursing station."""


def pdf(pages: int = 1) -> bytes:
    """Make a PDF of blank pages."""
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page()
    document.save(out)
    return out.getvalue()


@dataclass
class House:
    """The running product, and what tests ask of it."""

    app: Flask
    persons: Mapping[str, Person]
    institutions: Mapping[str, Institution]

    @property
    def desk(self) -> Desk:
        return self.app.extensions["desk"]

    @property
    def office(self) -> Office:
        return self.desk.office()

    def on(self, day: str) -> House:
        """Make it another day."""
        config = replace(self.desk.config, today=date.fromisoformat(day))
        self.app.extensions["desk"] = replace(self.desk, config=config)
        return self

    def anybody(self) -> Visitor:
        """Give a browser in which nobody is signed in."""
        return Visitor(self.app.test_client())

    def visit(self, who: str) -> Visitor:
        """Give a browser in which somebody is signed in."""
        return self.anybody().sign_in(self.persons[who].id)

    def draft(self, answers: Mapping[str, object] | None = None, who: str = "operator") -> papers.Draft:
        """Keep a draft of an application."""
        institution = self.institutions["kangle" if who == "stranger" else "yian"]
        data = ANSWERS if answers is None else answers
        draft = papers.Draft(institution.id, self.persons[who].id, PACK, ITEM, data=dict(data))
        with self.office.store.begin() as tx:
            return papers.save_draft(tx, draft, self.office.now)

    def file(self, draft: papers.Draft, *materials: str) -> None:
        """Put a file to each of these materials of a draft."""
        sha256, size = self.office.files.put(pdf())
        with self.office.store.begin() as tx:
            for material in materials:
                paper = papers.Paper(
                    material, f"{material}.pdf", sha256, size, "application/pdf", 1,
                    draft.account, self.office.now, draft=draft.id,
                )  # fmt: skip
                papers.add_paper(tx, paper)

    def needed(self, answers: Mapping[str, object] = ANSWERS) -> list[str]:
        """Name the materials that an application needs."""
        from approval.core.completeness import defects
        from approval.procedure.application import nested

        item = self.office.rulebook.item(PACK, ITEM)
        return [d.about for d in defects(item, nested(answers), ()) if d.kind == "material"]

    def submitted(self, *, lacking: tuple[str, ...] = (), answers: Mapping[str, object] = ANSWERS) -> Case:
        """Submit an application that is whole but for some materials."""
        draft = self.draft(answers)
        self.file(draft, *(material for material in self.needed(answers) if material not in lacking))
        return submission.submit(self.office, self.persons["operator"], draft.id)

    def notified(
        self, *, lacking: tuple[str, ...] = ("floor-plan",), defects: list[Defect] | None = None
    ) -> Case:
        """Submit an application and send the one-time notice for what it lacks."""
        return self.notify(self.submitted(lacking=lacking), defects)

    def notify(self, case: Case, defects: list[Defect] | None = None) -> Case:
        """Send the one-time notice: what the check finds, unless other items are named."""
        item = self.office.rulebook.item(PACK, ITEM)
        with self.office.store.look() as tx:
            personal = cases.personal(tx, case.id)
        named = defects if defects is not None else deficiency.propose(item, case, personal)
        return deficiency.notify(self.office, self.persons["acceptor"], case.number, case.version, named)

    def accepted(self) -> Case:
        """Submit a whole application and accept it."""
        case = self.submitted()
        return acceptance.accept(self.office, self.persons["acceptor"], case.number, case.version)

    def proposed(self, outcome: str = "grant", ground: str = "") -> Case:
        """Accept an application and propose its decision."""
        case = self.accepted()
        return review.propose(
            self.office, self.persons["reviewer"], case.number, case.version,
            outcome=outcome, reasons="符合设置要求", ground=ground,
        )  # fmt: skip

    def granted(self) -> Case:
        """Decide an application: granted."""
        case = self.proposed()
        return decision.grant(self.office, self.persons["decider"], case.number, case.version)

    def published(self) -> Case:
        """Grant an application, serve the decision and publish it."""
        case = self.granted()
        acceptor = self.persons["acceptor"]
        case = delivery.serve(self.office, acceptor, case.number, case.version, method="electronic")
        return delivery.publish(self.office, acceptor, case.number, case.version)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with people and institutions, made once and copied for each test."""
    path = tmp_path_factory.mktemp("web") / "approval.sqlite3"
    store = Store.open(f"sqlite:///{path}")
    store.migrate()
    hashed = kept(PASSWORD)
    with store.begin() as tx:
        ids = {
            who: people.add_account(tx, who, hashed, name, roles, authority, head, demo=True).id
            for who, (name, roles, authority, head) in WHO.items()
        }
        people.give_mandate(tx, ids["operator"], people.add_institution(tx, YIAN).id)
        people.give_mandate(tx, ids["stranger"], people.add_institution(tx, KANGLE).id)
    store.close()
    return path


@pytest.fixture
def house(template: Path, tmp_path: Path, may_open_databases: None) -> Iterator[House]:
    """The product on Friday 18 September 2026."""
    shutil.copy(template, tmp_path / "approval.sqlite3")
    config = Config.read({}, data=tmp_path, demo=True, today=date(2026, 9, 18))
    with running(config) as app:
        with app.extensions["desk"].store.look() as tx:
            persons = {person.sign_in_name: person for person in people.demo_accounts(tx)}
            homes = {
                "yian": people.institution_by_code(tx, YIAN.credit_code),
                "kangle": people.institution_by_code(tx, KANGLE.credit_code),
            }
        yield House(app, persons, {name: home for name, home in homes.items() if home})
