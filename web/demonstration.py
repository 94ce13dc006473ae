"""The demonstration: fictional people, the example application, and cases taken through their stages.

Everything goes through the same acts as a page's; only the day is set, so that a case can be shown in
each stage without waiting for it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

from approval.core.case import Case
from approval.core.errors import Refused
from approval.core.institution import Institution
from approval.core.material import Defect
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.core.workdays import Calendar
from approval.procedure import (
    acceptance,
    closing,
    deficiency,
    delivery,
    extension,
    review,
    submission,
    tolling,
)
from approval.procedure import decision as decisions
from approval.procedure.casefile import open_file
from approval.procedure.office import SHANGHAI, Office
from approval.store import papers, people
from approval.store.papers import Draft, Paper
from forms.upload import MEDIA_TYPES, examine

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "jianxi-nursing-station"
AUTHORITY = "jianxi-2017/health"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the demonstration, by what they do."""

    operator: Person
    neighbour: Person
    acceptor: Person
    reviewer: Person
    decider: Person
    supervisor: Person
    administrator: Person


@dataclass(frozen=True, slots=True)
class Part:
    """One account: who signs in under which name, in which roles."""

    field: str
    sign_in_name: str
    name: str
    roles: tuple[Role, ...]
    authority: str = ""
    head: bool = False


PARTS = (
    Part("operator", "yian", "李敏", (Role.OPERATOR,)),
    Part("neighbour", "helin", "孙悦", (Role.OPERATOR,)),
    Part("acceptor", "shouli", "王芳", (Role.ACCEPTOR,), AUTHORITY),
    Part("reviewer", "shencha", "陈明", (Role.REVIEWER,), AUTHORITY),
    Part("decider", "shenpi", "张立", (Role.DECIDER,), AUTHORITY, head=True),
    Part("supervisor", "jiandu", "赵敏", (Role.SUPERVISOR,), AUTHORITY),
    Part("administrator", "guanli", "周强", (Role.ADMINISTRATOR,)),
)


class Example:
    """The example application, read from its folder."""

    def __init__(self, folder: Path = EXAMPLE) -> None:
        """Take the folder that holds ``application.json`` and ``papers``."""
        self.folder = folder

    @cached_property
    def told(self) -> dict[str, Mapping[str, object]]:
        """Read ``application.json``."""
        return dict(json.loads((self.folder / "application.json").read_text(encoding="utf-8")))

    @property
    def institution(self) -> Institution:
        """Give the institution that applies."""
        return Institution(id=0, **self.told["institution"])  # type: ignore[arg-type]

    def part(self, *names: str) -> dict[str, object]:
        """Give a part of the application by its place."""
        value: object = self.told
        for name in names:
            value = value[name] if isinstance(value, Mapping) else {}
        return dict(value) if isinstance(value, Mapping) else {}

    def paper(self, name: str) -> bytes:
        """Read one paper."""
        return (self.folder / "papers" / name).read_bytes()


def cast(office: Office, password_hash: str) -> Cast:
    """Enter the fictional people and their institutions, or find them where they are."""
    example = Example()
    neighbour = Institution(
        id=0,
        name="和邻养老院",
        credit_code="52410305MJ00001Y40",
        kind=example.institution.kind,
        division="410305",
        address="洛阳市涧西区示例街6号",
        legal_representative="何平",
        phone="13800000006",
        beds=80,
        nonprofit=True,
    )
    with office.store.begin() as tx:
        made = {}
        for part in PARTS:
            known = people.by_sign_in_name(tx, part.sign_in_name)
            made[part.field] = (
                known[0]
                if known
                else people.add_account(
                    tx,
                    part.sign_in_name,
                    password_hash,
                    part.name,
                    part.roles,
                    part.authority,
                    part.head,
                    demo=True,
                )
            )
        for field, institution in (("operator", example.institution), ("neighbour", neighbour)):
            kept = people.institution_by_code(tx, institution.credit_code) or people.add_institution(
                tx, institution
            )
            people.give_mandate(tx, made[field].id, kept.id)
            made[field] = replace(made[field], institutions=frozenset({kept.id}))
        return Cast(**made)


@dataclass(frozen=True, slots=True)
class Play:
    """Acts of the example case on days of our choosing."""

    office: Office
    cast: Cast
    example: Example

    def at(self, day: date, hour: int = 10) -> Office:
        """Give the office at an hour of a day in Asia/Shanghai."""
        return replace(self.office, now=datetime.combine(day, time(hour), SHANGHAI))

    def apply(self, day: date, *, complete: bool = False, who: Person | None = None, unit: str = "") -> Case:
        """Fill in the example's application and submit it; with all its papers where it is complete."""
        office, person = self.at(day), who or self.cast.operator
        return submission.submit(office, person, self.draft(day, complete=complete, who=person, unit=unit).id)

    def draft(self, day: date, *, complete: bool, who: Person, unit: str = "") -> Draft:
        """Fill in a draft without submitting it."""
        office = self.at(day)
        institution = next(iter(who.institutions))
        with office.store.begin() as tx:
            record = people.institution(tx, institution)
            stated = {**record_of(record), **self.example.part("stated")}
            listed = self.example.part("papers")
            if complete:
                stated |= self.example.part("supplement", "stated")
                listed |= self.example.part("supplement", "papers")
            if unit:
                stated["unit.name"] = unit
            item = self.example.part("item")
            draft = Draft(institution, who.id, str(item["pack"]), str(item["item"]), data=stated)
            saved = papers.save_draft(tx, draft, office.now)
        self.file(office, who, saved.id, listed)
        return saved

    def file(self, office: Office, who: Person, draft: int, listed: Mapping[str, object]) -> None:
        """Upload papers of the example to a draft."""
        for material, name in listed.items():
            content = self.example.paper(str(name))
            seen = examine(str(name), io.BytesIO(content), tuple(MEDIA_TYPES))
            sha256, size = office.files.put(content)
            paper = Paper(
                material=material,
                name=seen.name,
                sha256=sha256,
                size=size,
                media_type=seen.media_type,
                pages=seen.pages,
                uploaded_by=who.id,
                uploaded_at=office.now,
                draft=draft,
            )
            with office.store.begin() as tx:
                papers.add_paper(tx, paper)

    def proposed(self, day: date, case: Case) -> list[Defect]:
        """List the defects that the check proposes, as the notice's page does."""
        return list(open_file(self.at(day), self.cast.acceptor, case.number).defects)

    def notify(self, day: date, case: Case) -> Case:
        """Send the one-time notice with every defect that the check proposes."""
        found = self.proposed(day, case)
        return deficiency.notify(self.at(day), self.cast.acceptor, case.number, case.version, found)

    def answer(self, day: date, case: Case, who: Person | None = None) -> Draft:
        """Fill in the answer to the notice with what the example's supplement holds, without sending it."""
        office, person = self.at(day), who or self.cast.operator
        draft = deficiency.open_supplement(office, person, case.number)
        stated = {**draft.data, **self.example.part("supplement", "stated")}
        with office.store.begin() as tx:
            saved = papers.save_draft(tx, replace(draft, data=stated), office.now)
        self.file(office, person, saved.id, self.example.part("supplement", "papers"))
        return saved

    def supplement(self, day: date, case: Case, who: Person | None = None) -> Case:
        """Answer the notice."""
        draft = self.answer(day, case, who)
        return deficiency.supplement(self.at(day), who or self.cast.operator, draft.id)

    def accept(self, day: date, case: Case) -> Case:
        """Accept the case."""
        return acceptance.accept(self.at(day), self.cast.acceptor, case.number, case.version)

    def toll(self, day: date, case: Case, days: int) -> Case:
        """Open the expert review."""
        return tolling.toll(
            self.at(day),
            self.cast.reviewer,
            case.number,
            case.version,
            ground="expert_review",
            days=days,
            reasons="拟设护理站的布局和感染防控需要专家评审。",
        )

    def resume(self, day: date, case: Case) -> Case:
        """Note the result of the expert review."""
        return tolling.resume(
            self.at(day),
            self.cast.reviewer,
            case.number,
            case.version,
            ground="expert_review",
            result="专家评审意见已收到：布局和感染防控方案可行。",
        )

    def extend(self, day: date, case: Case, days: int) -> Case:
        """Extend the limit."""
        return extension.extend(
            self.at(day),
            self.cast.decider,
            case.number,
            case.version,
            days=days,
            reasons="专家提出的整改建议需要申请人落实后核对，不能在原期限内作出决定。",
        )

    def propose(self, day: date, case: Case, ground: str = "") -> Case:
        """Propose to grant, or to refuse on a ground."""
        return review.propose(
            self.at(day),
            self.cast.reviewer,
            case.number,
            case.version,
            outcome="refuse" if ground else "grant",
            ground=ground,
            reasons="拟设护理站的用房不能与治疗区隔开，不符合护理站基本标准。"
            if ground
            else "申请材料齐全，人员、用房、设备符合护理站基本标准，拟同意设置。",
        )

    def decide(self, day: date, case: Case) -> Case:
        """Decide as proposed."""
        proposal = next(entry for entry in reversed(case.entries) if entry.act == "propose")
        act = decisions.grant if proposal.data["outcome"] == "grant" else decisions.refuse
        return act(self.at(day), self.cast.decider, case.number, case.version)

    def serve(self, day: date, case: Case) -> Case:
        """Serve a grant in the applicant's inbox, a refusal by hand: its pack names no online channel."""
        office, acceptor = self.at(day, 11), self.cast.acceptor
        if case.outcome == "grant":
            return delivery.serve(office, acceptor, case.number, case.version, method="electronic")
        return delivery.serve(
            office,
            acceptor,
            case.number,
            case.version,
            method="personal",
            received_by="李敏",
            relation="receiver",
            served_on=day,
            with_officer=self.cast.reviewer.id,
        )

    def publish(self, day: date, case: Case) -> Case:
        """Publish the grant."""
        return delivery.publish(self.at(day, 14), self.cast.acceptor, case.number, case.version)

    def close(self, day: date, case: Case) -> Case:
        """Close the case."""
        return closing.close(self.at(day, 16), self.cast.acceptor, case.number, case.version)

    def withdraw(self, day: date, case: Case) -> Case:
        """Withdraw the application."""
        return closing.withdraw(
            self.at(day),
            self.cast.operator,
            case.number,
            case.version,
            reasons="机构搬迁，重新选址后再申请。",
        )


def record_of(institution: Institution) -> dict[str, object]:
    """Give what an institution's record answers of the form."""
    return {
        f"institution.{name}": getattr(institution, name)
        for name in (
            "name",
            "credit_code",
            "kind",
            "address",
            "legal_representative",
            "phone",
            "beds",
            "nonprofit",
        )
    }


def back(calendar: Calendar, today: date, working_days: int) -> date:
    """Give the working day from which so many working days have run by today."""
    day = today
    while calendar.count(day, today) < working_days or not calendar.works(day):
        day = date.fromordinal(day.toordinal() - 1)
    return day


def fill(play: Play, today: date) -> None:
    """Make a dozen cases, each in another stage, counted back from today; and a draft.

    The days are working days back from today, so that lights and limits look alike on any day.
    """
    calendar = play.office.calendar("410305")

    def ago(working_days: int) -> date:
        return back(calendar, today, working_days)

    yian, helin = play.cast.operator, play.cast.neighbour

    def accepted(received: int, on: int, unit: str) -> Case:
        case = play.apply(ago(received), complete=True, unit=unit)
        return play.accept(ago(on), case)

    play.draft(ago(1), complete=False, who=yian, unit="颐安养老服务中心东院护理站")
    play.apply(ago(1), complete=True, who=helin, unit="和邻养老院护理站")
    play.apply(ago(4), unit="颐安养老服务中心护理站")
    noticed = play.notify(ago(5), play.apply(ago(7), unit="颐安养老服务中心南院护理站"))
    # So that the supervisor's register of refused attempts has something to show.
    with suppress(Refused):
        play.notify(ago(4), noticed)
    play.supplement(ago(2), play.notify(ago(6), play.apply(ago(9), unit="颐安养老服务中心北院护理站")))
    play.apply(ago(8), complete=True, who=helin, unit="和邻养老院康养护理站")
    accepted(4, 3, "颐安养老服务中心西院护理站")
    accepted(10, 8, "颐安养老服务中心湖畔护理站")
    accepted(15, 13, "颐安养老服务中心山景护理站")
    play.toll(ago(3), accepted(7, 6, "颐安养老服务中心新区护理站"), 8)
    play.propose(ago(1), accepted(8, 7, "颐安养老服务中心老城护理站"))
    play.decide(ago(1), play.propose(ago(2), accepted(9, 8, "颐安养老服务中心滨河护理站")))
    finished = play.decide(ago(12), play.propose(ago(13), accepted(22, 20, "颐安养老服务中心一分部护理站")))
    play.close(ago(10), play.publish(ago(10), play.serve(ago(11), finished)))
    refused = play.propose(ago(15), accepted(25, 23, "颐安养老服务中心二分部护理站"), ground="below-standard")
    play.close(ago(12), play.serve(ago(13), play.decide(ago(14), refused)))
    play.withdraw(ago(16), accepted(20, 18, "颐安养老服务中心三分部护理站"))
