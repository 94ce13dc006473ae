"""Cases for the stories about the store: an institution, its operator, two clerks, and what they do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from approval.core.case import Case, Summary
from approval.core.institution import Institution
from approval.core.journal import Entry
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.store import cases, people
from approval.store.database import Store, Tx

HEALTH = "jianxi-2017/health"
RECEIVED = date(2026, 9, 18)
NOON = datetime(2026, 9, 21, 4, 5, tzinfo=UTC)
ACT_WORDS = {"notify_deficiency": "一次性告知", "accept": "受理"}


@dataclass(frozen=True)
class Town:
    """Everybody a case needs."""

    institution: Institution
    operator: Person
    wang: Person
    li: Person


def settle(store: Store) -> Town:
    """Put an institution, its operator and two acceptors into a store."""
    with store.begin() as tx:
        home = people.add_institution(
            tx,
            Institution(
                0, "洛阳市涧西区颐安养老服务中心", "52410305MJY1234567", "养老机构", "410305", beds=80
            ),
        )
        operator = people.add_account(tx, "operator", "hash", "赵敏", [Role.OPERATOR])
        people.give_mandate(tx, operator.id, home.id)
        wang = people.add_account(tx, "wang", "hash", "王芳", [Role.ACCEPTOR], HEALTH)
        li = people.add_account(tx, "li", "hash", "李强", [Role.ACCEPTOR], HEALTH)
    return Town(home, operator, wang, li)


def new_case(town: Town, serial: int = 1, **changes: object) -> Case:
    """A case as it is before it is stored."""
    case = Case(
        id=0,
        number=f"410305{RECEIVED:%Y%m%d}{serial:06d}0",
        lookup_code="K7M2Q9XW",
        pack="jianxi-2017",
        item="nursing-station",
        workflow="licence",
        authority=HEALTH,
        division="410305",
        institution=town.institution.id,
        institution_name=town.institution.name,
        unit_name="颐安养老服务中心护理站",
        kind="护理站",
        applicant=town.operator.id,
        stage="received",
        version=0,
        received_on=RECEIVED,
        clock="completeness",
        due_on=date(2026, 9, 24),
        statutory_due_on=date(2026, 9, 24),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def fact(act: str, by: Person, on: date = date(2026, 9, 21), **data: object) -> Entry:
    """A fact as the procedure drafts it."""
    role = next(iter(by.roles)).value
    return Entry("", 0, act, on, NOON, by.id, by.name, role, data)


def file_case(tx: Tx, town: Town, serial: int = 1, personal: Mapping[str, object] | None = None) -> Case:
    """Submit a case."""
    return cases.add(tx, new_case(town, serial), fact("submit", town.operator, RECEIVED, beds=80), personal)


def notify(tx: Tx, case: Case, by: Person) -> Case:
    """Tell the applicant once what is missing."""
    return cases.append(
        tx,
        case,
        [fact("notify_deficiency", by, defects=[{"says": "缺少房屋证明"}])],
        summary=Summary("awaiting_correction"),
        act_words=ACT_WORDS,
    )


def accept(tx: Tx, case: Case, by: Person) -> Case:
    """Accept a case."""
    under_review = Summary("under_review", "decision", date(2026, 10, 16), date(2026, 10, 30))
    return cases.append(tx, case, [fact("accept", by)], summary=under_review, act_words=ACT_WORDS)
