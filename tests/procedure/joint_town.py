"""A made-up county whose window takes four items in one application, for the stories about joint handling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from approval.core import clock
from approval.core.case import Case
from approval.core.institution import Institution
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import acceptance, acts, closing, deficiency, joint_delivery, joint_notice, submission
from approval.procedure.docket import Docket, take_up
from approval.procedure.joint_whole import Whole, whole_of
from approval.procedure.office import SHANGHAI, Office, Press
from approval.store import cases, papers, parts, people
from approval.store.database import Store
from approval.store.files import Files
from approval.store.papers import Draft, Paper
from tests.rules import county_rules

OWN_PACK = Path(__file__).parent / "joint_packs" / "joint-town.toml"
PACK = "joint-town"
ITEM = "open-home"
HOME, STATION, SCOPE, FOOD = "home", "station", "scope", "food"
DEPARTMENTS = {HOME: "civil", STATION: "health", SCOPE: "market", FOOD: "market"}

STATED: Mapping[str, object] = {
    "institution.name": "颐安养老服务中心",
    "institution.address": "并联县示例路1号",
    "institution.contact": "李敏",
    "institution.beds": 80,
    "institution.elderly": 60,
    "unit.name": "颐安养老服务中心护理站",
    "unit.kind": "护理站",
    "unit.address": "并联县示例路1号1层",
    "unit.subjects": "基础护理",
    "unit.beds": 0,
    "unit.served_people": "入住老年人",
    "staff.nurses": 3,
    "declaration.truthful": True,
    "declaration.electronic_service": True,
}
MATERIALS = ("commitment", "certificate", "floor-plan", "food-safety")


@dataclass
class Town:
    """An office of the county, its people, and what they do on days of our choosing."""

    office: Office
    operator: Person
    clerks: Mapping[tuple[str, Role], Person]

    def at(self, day: date) -> Office:
        """Give the office at ten o'clock of a day."""
        return replace(self.office, now=datetime.combine(day, time(10), SHANGHAI))

    def clerk(self, organ: str, role: Role = Role.ACCEPTOR) -> Person:
        return self.clerks[organ, role]

    # --- filing -----------------------------------------------------------------------------------

    def submit(
        self,
        day: date,
        lacking: Sequence[str] = (),
        stated: Mapping[str, object] = STATED,
        item: str = ITEM,
    ) -> Case:
        """File the one application, with all materials but those that it lacks."""
        office = self.at(day)
        draft = Draft(next(iter(self.operator.institutions)), self.operator.id, PACK, item, data=dict(stated))
        with office.store.begin() as tx:
            saved = papers.save_draft(tx, draft, office.now)
        self.upload(office, saved.id, [m for m in MATERIALS if m not in lacking])
        return submission.submit(office, self.operator, saved.id)

    def upload(self, office: Office, draft: int, materials: Sequence[str]) -> None:
        with office.store.begin() as tx:
            for material in materials:
                papers.add_paper(
                    tx,
                    Paper(
                        material, f"{material}.pdf", "0" * 64, 10, "application/pdf", 1, self.operator.id,
                        office.now, draft=draft,
                    ),
                )  # fmt: skip

    def supplement(self, day: date, number: str, materials: Sequence[str]) -> Case:
        """Answer the one notice with these materials."""
        office = self.at(day)
        draft = deficiency.open_supplement(office, self.operator, number)
        self.upload(office, draft.id, materials)
        deficiency.supplement(office, self.operator, draft.id)
        return self.case(number)

    def withdraw(self, day: date, number: str) -> Case:
        closing.withdraw(self.at(day), self.operator, number, self.case(number).version)
        return self.case(number)

    # --- reading ----------------------------------------------------------------------------------

    def case(self, number: str) -> Case:
        with self.office.store.look() as tx:
            return cases.load(tx, number)

    def part(self, whole: str, item: str) -> Case:
        return next(case for case in self.parts(whole) if case.item == item)

    def parts(self, whole: str) -> list[Case]:
        with self.office.store.look() as tx:
            return parts.of(tx, whole)

    def whole(self, day: date, number: str) -> Whole:
        with self.office.store.look() as tx:
            return whole_of(self.at(day), tx, number)

    def docket(self, day: date, number: str) -> Docket:
        with self.office.store.look() as tx:
            return take_up(self.at(day), tx, number)

    def due(self, day: date, number: str, name: str) -> date:
        docket = self.docket(day, number)
        return clock.due_on(docket.calendar, docket.standing.runs[name])

    def journal(self, number: str) -> list[tuple[str, str]]:
        return [(entry.act, f"{entry.effective_on:%m-%d}") for entry in self.case(number).entries]

    def letters(self, number: str) -> list[str]:
        with self.office.store.look() as tx:
            return [letter.kind for letter in papers.letters_of(tx, number)]

    # --- departments ------------------------------------------------------------------------------

    def accept(self, day: date, whole: str, item: str) -> Case:
        case = self.part(whole, item)
        return acceptance.accept(self.at(day), self.clerk(DEPARTMENTS[item]), case.number, case.version)

    def mark(self, day: date, whole: str, item: str, defects: Sequence[Defect] | None = None) -> Case:
        """Mark what the check finds, unless other defects are named."""
        case = self.part(whole, item)
        with self.office.store.look() as tx:
            found = deficiency.propose(self.docket(day, case.number).item, case, cases.personal(tx, case.id))
        listed = found if defects is None else defects
        clerk = self.clerk(DEPARTMENTS[item])
        return joint_notice.mark_defects(self.at(day), clerk, case.number, case.version, listed)

    def act(self, day: date, whole: str, item: str, act: str, role: Role, **values: object) -> Case:
        """Let somebody of the item's department do an act of its part, as its page would."""
        case = self.part(whole, item)
        clerk = self.clerk(DEPARTMENTS[item], role)
        return acts.do(self.at(day), clerk, case.number, case.version, act, values)

    def decide(self, day: date, whole: str, item: str, outcome: str = "grant") -> Case:
        """Propose and decide a part."""
        ground = {STATION: "below-standard"}.get(item, "not-met") if outcome == "refuse" else ""
        self.act(
            day, whole, item, "propose", Role.REVIEWER, outcome=outcome, reasons="已审查。", ground=ground
        )
        return self.act(day, whole, item, outcome, Role.DECIDER)

    def record(self, day: date, whole: str) -> Case:
        return self.act(day, whole, HOME, "record", Role.ACCEPTOR)

    # --- the window -------------------------------------------------------------------------------

    def notify(self, day: date, whole: str) -> Case:
        """Send the one notice."""
        case = self.case(whole)
        return joint_notice.notify(self.at(day), self.clerk("window"), whole, case.version)

    def hand_out(self, day: date, whole: str) -> Case:
        case = self.case(whole)
        clerk = self.clerk("window")
        return joint_delivery.hand_out(self.at(day), clerk, whole, case.version, method="electronic")


def settle_town(store: Store, files: Path) -> Town:
    """Put the county's people into a store."""
    now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    office = Office(
        store, county_rules(OWN_PACK), Files(files), Press("http://127.0.0.1:8000", demo=True), now
    )
    with store.begin() as tx:
        home = people.add_institution(
            tx,
            Institution(
                0, "颐安养老服务中心", "52410305MJ000000XQ", "民办非企业单位（社会服务机构）", "999902",
                "并联县示例路1号", "周明", "0379-64912345", 80, True,
            ),
        )  # fmt: skip
        operator = people.add_account(tx, "yian", "no password", "李敏", [Role.OPERATOR], demo=True)
        people.give_mandate(tx, operator.id, home.id)
        clerks = {}
        for organ in ("window", "health", "civil", "market"):
            for role in (Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER):
                name = f"{organ}-{role.value}"
                head = role is Role.DECIDER
                clerks[organ, role] = people.add_account(
                    tx, name, "no password", f"{name}", [role], f"{PACK}/{organ}", head, demo=True
                )
    return Town(office, replace(operator, institutions=frozenset({home.id})), clerks)
