"""A made-up county that records filings, takes commitments and answers for what is exempt, and its people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from approval.core import clock
from approval.core.case import Case
from approval.core.completeness import defects
from approval.core.institution import Institution
from approval.core.journal import first_break
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import acceptance, acts, deficiency, submission
from approval.procedure.application import nested
from approval.procedure.casefile import CaseFile, open_file
from approval.procedure.office import SHANGHAI, Office, Press
from approval.store import cases, papers, people
from approval.store.database import Store
from approval.store.files import Files
from approval.store.papers import Draft, Letter, Paper
from tests.rules import county_rules

OWN_PACK = Path(__file__).parent / "filing_packs" / "filing-town.toml"
PACK = "filing-town"
HEALTH = f"{PACK}/health"

STATED: Mapping[str, object] = {
    "institution.name": "颐安养老服务中心",
    "institution.credit_code": "52410305MJ000000XQ",
    "institution.address": "备案县示例路1号",
    "institution.contact": "李敏",
    "institution.legal_representative": "周明",
    "institution.nonprofit": True,
    "institution.beds": 80,
    "unit.name": "颐安养老服务中心医务室",
    "unit.kind": "医务室",
    "unit.address": "备案县示例路1号综合楼1层",
    "unit.subjects": "内科、中医科",
    "unit.beds": 0,
    "unit.served_people": "本机构入住老年人",
    "unit.person_in_charge": "郑洁",
    "staff.nurses": 2,
    "declaration.truthful": True,
    "declaration.electronic_service": True,
}

PEOPLE = {
    "operator": ("李敏", [Role.OPERATOR]),
    "acceptor": ("王芳", [Role.ACCEPTOR]),
    "reviewer": ("陈明", [Role.REVIEWER]),
    "second": ("何青", [Role.REVIEWER]),
    "decider": ("张立", [Role.DECIDER]),
    "supervisor": ("赵敏", [Role.SUPERVISOR]),
}

HOME = Institution(
    0, "颐安养老服务中心", "52410305MJ000000XQ", "民办非企业单位（社会服务机构）", "999904",
    "备案县示例路1号", "周明", "0379-64912345", 80, True,
)  # fmt: skip


@dataclass
class Town:
    """An office of the county, its people, and what they do on days of our choosing."""

    office: Office
    who: Mapping[str, Person]

    def at(self, day: date, hour: int = 10) -> Office:
        return replace(self.office, now=datetime.combine(day, time(hour), SHANGHAI))

    def stated(self, item: str, **changed: object) -> dict[str, object]:
        """Answer what the form of an item asks; names of changed answers have ``__`` for the dot."""
        known = {**STATED, **{name.replace("__", "."): value for name, value in changed.items()}}
        asked = {field.path for field in self.office.rulebook.item(PACK, item).fields}
        return {path: value for path, value in known.items() if path in asked}

    def submit(self, day: date, item: str, lacking: Sequence[str] = (), **changed: object) -> Case:
        """Submit an application that is whole but for some materials."""
        office, person = self.at(day), self.who["operator"]
        stated = self.stated(item, **changed)
        found = self.office.rulebook.item(PACK, item)
        draft = Draft(next(iter(person.institutions)), person.id, PACK, item, data=stated)
        with office.store.begin() as tx:
            saved = papers.save_draft(tx, draft, office.now)
        needed = [one.about for one in defects(found, nested(stated), ()) if one.kind == "material"]
        self.upload(office, saved.id, [material for material in needed if material not in lacking])
        return submission.submit(office, person, saved.id)

    def upload(self, office: Office, draft: int, materials: Sequence[str]) -> None:
        with office.store.begin() as tx:
            for material in materials:
                paper = Paper(
                    material, f"{material}.pdf", "0" * 64, 10, "application/pdf", 1, self.who["operator"].id,
                    office.now, draft=draft,
                )  # fmt: skip
                papers.add_paper(tx, paper)

    def act(self, day: date, case: Case, who: str, act: str, **values: object) -> Case:
        """Let somebody do an act, as its page does."""
        return acts.do(self.at(day), self.who[who], case.number, self.case(case).version, act, values)

    def notify(self, day: date, case: Case) -> Case:
        """Send the one notice with what the check finds."""
        found = list(self.file(day, case, "acceptor").defects)
        return deficiency.notify(self.at(day), self.who["acceptor"], case.number, case.version, found)

    def supplement(self, day: date, case: Case, materials: Sequence[str]) -> Case:
        """Answer the one notice with these materials."""
        office = self.at(day)
        draft = deficiency.open_supplement(office, self.who["operator"], case.number)
        self.upload(office, draft.id, materials)
        return deficiency.supplement(office, self.who["operator"], draft.id)

    def accept(self, day: date, case: Case) -> Case:
        return acceptance.accept(self.at(day), self.who["acceptor"], case.number, case.version)

    def serve(self, day: date, case: Case) -> Case:
        return self.act(day, case, "acceptor", "serve", method="electronic")

    def checked(self, day: date, **more: object) -> dict[str, object]:
        """Fill in the record of a check by two officers."""
        officers = [
            {"account": self.who["reviewer"].id, "number": "备执001"},
            {"account": self.who["second"].id, "number": "备执002"},
        ]
        return {
            "officers": officers, "visited_on": day, "place": "备案县示例路1号综合楼1层", "met_with": "李敏",
            "findings": "查看了用房、设备和人员资质", "confirmed": "signed", **more,
        }  # fmt: skip

    # --- reading ----------------------------------------------------------------------------------

    def case(self, case: Case) -> Case:
        with self.office.store.look() as tx:
            return cases.load(tx, case.number)

    def file(self, day: date, case: Case, who: str = "operator") -> CaseFile:
        return open_file(self.at(day), self.who[who], case.number)

    def due(self, day: date, case: Case, name: str) -> date:
        file = self.file(day, case)
        return clock.due_on(file.calendar, file.standing.runs[name])

    def journal(self, case: Case) -> list[tuple[str, str]]:
        """List the acts with the days from which they take effect; their chain has to hold."""
        entries = self.case(case).entries
        assert first_break(entries) is None
        return [(entry.act, f"{entry.effective_on:%m-%d}") for entry in entries]

    def letters(self, case: Case) -> list[str]:
        return [letter.kind for letter in self._letters(case)]

    def letter(self, case: Case, kind: str) -> Letter:
        """Give the last letter of a kind."""
        return next(one for one in reversed(self._letters(case)) if one.kind == kind)

    def _letters(self, case: Case) -> list[Letter]:
        with self.office.store.look() as tx:
            return list(papers.letters_of(tx, case.number))


def settle(store: Store, files: Path) -> Town:
    """Put the county's people into a store."""
    now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    office = Office(
        store, county_rules(OWN_PACK), Files(files), Press("http://127.0.0.1:8000", demo=True), now
    )
    return Town(office, inhabit(store))


def inhabit(store: Store, password_hash: str = "no password") -> dict[str, Person]:
    """Enter the county's people and its institution."""
    with store.begin() as tx:
        home = people.add_institution(tx, HOME)
        who = {
            name: people.add_account(
                tx, name, password_hash, zh, roles, "" if Role.OPERATOR in roles else HEALTH,
                Role.DECIDER in roles, demo=True,
            )
            for name, (zh, roles) in PEOPLE.items()
        }  # fmt: skip
        people.give_mandate(tx, who["operator"].id, home.id)
    return {**who, "operator": replace(who["operator"], institutions=frozenset({home.id}))}
