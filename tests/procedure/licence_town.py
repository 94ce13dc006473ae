"""A made-up county whose licences hold for five years and are verified every year: its people and its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from approval.core.case import Case
from approval.core.institution import Institution
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import acceptance, acts, decision, review, submission
from approval.procedure.docket import Docket, take_up
from approval.procedure.licence_choice import NUMBER
from approval.procedure.office import SHANGHAI, Office, Press
from approval.store import cases, papers, people, records
from approval.store.database import Store
from approval.store.files import Files
from approval.store.records import LICENCE, ORDER
from tests.rules import county_rules

OWN_PACK = Path(__file__).parent / "record_packs" / "licence-town.toml"
PACK, HEALTH = "licence-town", "licence-town/health"
GRANTED = date(2026, 10, 26)

ANSWERS: Mapping[str, object] = {
    "institution.name": "安和养老院",
    "institution.contact": "王芳",
    "institution.beds": 120,
    "institution.nonprofit": True,
    "unit.name": "安和养老院护理站",
    "unit.kind": "护理站",
    "unit.address": "证照县示例路1号",
    "unit.subjects": "基础护理",
    "unit.beds": 0,
    "unit.served_people": "本机构入住老年人",
    "unit.person_in_charge": "郑洁",
    "premises.owned": True,
    "declaration.truthful": True,
    "declaration.electronic_service": True,
}


@dataclass(frozen=True)
class Town:
    """An office in the county, and its people."""

    office: Office
    operator: Person
    acceptor: Person
    reviewer: Person
    decider: Person
    supervisor: Person
    institution: int

    def at(self, day: date, hour: int = 10) -> Office:
        """Give the office at an hour of a day."""
        return replace(self.office, now=datetime.combine(day, time(hour), SHANGHAI))

    def file(self, day: date, item: str, about: str = "", **answers: object) -> Case:
        """File an application, whole, about a licence where one is named."""
        office = self.at(day)
        data = {**ANSWERS, **{name.replace("__", "."): value for name, value in answers.items()}}
        if about:
            data[NUMBER] = about
        draft = papers.Draft(self.institution, self.operator.id, PACK, item, data=data)
        with office.store.begin() as tx:
            draft = papers.save_draft(tx, draft, office.now)
        return submission.submit(office, self.operator, draft.id)

    def accepted(self, day: date, item: str, about: str = "", **answers: object) -> Case:
        """File an application and accept it on the same day."""
        case = self.file(day, item, about, **answers)
        return acceptance.accept(self.at(day), self.acceptor, case.number, case.version)

    def proposed(self, day: date, case: Case, outcome: str = "grant") -> Case:
        """Propose how to decide a case."""
        return review.propose(
            self.at(day), self.reviewer, case.number, case.version, outcome=outcome, reasons="经审查。",
            ground="" if outcome == "grant" else "below-standard",
        )  # fmt: skip

    def grant(self, day: date, case: Case) -> Case:
        """Grant a case as proposed."""
        return decision.grant(self.at(day), self.decider, case.number, case.version)

    def granted(self, day: date, item: str, about: str = "", **answers: object) -> Case:
        """Take an application from its filing to its grant in one day."""
        return self.grant(day, self.proposed(day, self.accepted(day, item, about, **answers)))

    def licensed(self, day: date = GRANTED) -> Case:
        """Grant a licence and give its record."""
        return self.licence_of(self.granted(day, "town-station.register"))

    def recorded(self, day: date) -> Case:
        """Record a clinic's filing."""
        case = self.file(day, "town-clinic.file", unit__kind="诊所", unit__name="安和养老院诊所")
        return acts.do(self.at(day), self.acceptor, case.number, case.version, "record", {})

    def do(self, day: date, person: Person, number: str, act: str, **values: object) -> Case:
        """Do an act of any case or record as it stands."""
        office = self.at(day)
        return acts.do(office, person, number, None, act, values)

    def licence_of(self, case: Case) -> Case:
        """Give the record that a case has opened."""
        [record] = self.about(case, LICENCE)
        return record

    def orders_of(self, case: Case) -> list[Case]:
        """Give the orders of supervision about a case."""
        return self.about(case, ORDER)

    def about(self, case: Case, workflow: str) -> list[Case]:
        """Give the records of one kind about a case."""
        with self.office.store.look() as tx:
            return [one for one in records.about(tx, case.number) if one.workflow == workflow]

    def load(self, case: Case) -> Case:
        """Give a case or record as it is stored now."""
        with self.office.store.look() as tx:
            return cases.load(tx, case.number)

    def docket(self, day: date, case: Case) -> Docket:
        """Fold a case or record on a day."""
        office = self.at(day)
        with office.store.look() as tx:
            return take_up(office, tx, case.number)


def settled(store: Store, folder: Path) -> Town:
    """Enter the county's people and the institution."""
    office = Office(
        store, county_rules(OWN_PACK), Files(folder), Press("http://127.0.0.1:8000", demo=True),
        datetime(2026, 9, 1, 10, tzinfo=SHANGHAI),
    )  # fmt: skip
    with store.begin() as tx:
        home = people.add_institution(
            tx,
            Institution(0, "安和养老院", "52410305MJ00000100", "民办非企业单位", "999903", beds=120),
        )

        def clerk(name: str, *roles: Role, head: bool = False) -> Person:
            return people.add_account(tx, name, "hash", name, roles, HEALTH, head)

        operator = people.add_account(tx, "operator", "hash", "王芳", [Role.OPERATOR])
        people.give_mandate(tx, operator.id, home.id)
        made = (
            clerk("李受理", Role.ACCEPTOR),
            clerk("张审查", Role.REVIEWER),
            clerk("陈决定", Role.DECIDER, head=True),
            clerk("赵监督", Role.SUPERVISOR),
        )
    return Town(office, replace(operator, institutions=frozenset({home.id})), *made, home.id)
