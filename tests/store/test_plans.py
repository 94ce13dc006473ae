"""A page of a list costs what the page costs: no database reads or sorts all cases for it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text

from approval.core.institution import Institution
from approval.store import boards, cases, jobs, papers, people, records, registers
from approval.store.database import Store, Tx
from approval.store.tables import cases as case_rows
from tests.store.filing import HEALTH, NOON, file_case, settle

HOMES = 50
PLACE = (date(2026, 3, 1), 5000)
DESK = (1, date(2026, 3, 1), 5000)

PAGES: dict[str, Callable[[Tx], object]] = {
    "a board of all that is open": lambda tx: cases.due_before(tx, None, authority=HEALTH),
    "worklist of one stage": lambda tx: cases.worklist(tx, authority=HEALTH, stages=["received"]),
    "overdue everywhere": lambda tx: cases.due_before(tx, date(2026, 3, 1)),
    "overdue in one authority": lambda tx: cases.due_before(
        tx, date(2026, 3, 1), authority=HEALTH, after=PLACE
    ),
    "an institution's cases": lambda tx: cases.of_institution(tx, 7, limit=20),
    "a case number begun": lambda tx: cases.search(tx, HEALTH, "41030520260918"),
    "open cases from one on": lambda tx: cases.open_after(tx, 5000),
    "all cases from one on": lambda tx: cases.every(tx, 5000),
    "a register page": lambda tx: registers.published(tx),
    "an authority's register page": lambda tx: registers.published(tx, authority=HEALTH),
    "letters that wait": lambda tx: papers.letters_waiting(tx),
    "the letter of a code": lambda tx: papers.by_code(tx, "410305202609180000070"),
    "the letter of a file": lambda tx: papers.by_sha256(tx, "410305202609180000070"),
    "an authority's refused attempts": lambda tx: cases.refused_attempts(tx, authority=HEALTH),
    "a page of refused attempts": lambda tx: boards.attempts(tx, HEALTH, before=5000),
    "accepted by silence": lambda tx: boards.deemed(tx, HEALTH),
    "licences of an authority": lambda tx: records.newest(tx, records.LICENCE, authority=HEALTH),
    "licences of all, from one on": lambda tx: records.newest(tx, records.LICENCE, before_id=5000),
    "licences that expire": lambda tx: records.due_first(tx, records.LICENCE, through=date(2026, 3, 1)),
    "open orders of an authority": lambda tx: records.due_first(
        tx, records.ORDER, authority=HEALTH, after=PLACE
    ),
}

# These sort what they have found by an index: one journal, what has fallen due, a page of each stage,
# what is late at the desk.
FINDS_THEN_SORTS: dict[str, Callable[[Tx], object]] = {
    "worklist of one light": lambda tx: cases.worklist(
        tx,
        authority=HEALTH,
        stages=["received"],
        due_from=date(2026, 3, 2),
        due_through=date(2026, 3, 5),
        limit=10,
    ),
    "worklist of three stages": lambda tx: cases.worklist(
        tx, authority=HEALTH, stages=["received", "supplemented", "decided"], after=DESK
    ),
    "one case": lambda tx: cases.load(tx, "410305202609180000070"),
    "lapsing": lambda tx: cases.lapsing(tx, date(2026, 1, 20)),
    "part of a name": lambda tx: cases.search(tx, HEALTH, "七号养老"),
    "past the limit of the law": lambda tx: boards.breached(tx, HEALTH, date(2026, 3, 1), after=PLACE),
    "ever tolled": lambda tx: boards.ever_tolled(tx, HEALTH),
    "how many under which light": lambda tx: boards.counts(tx, HEALTH, date(2026, 3, 1), date(2026, 3, 4)),
    "served and published": lambda tx: cases.served_open(tx),
    "what the register knows of a number": lambda tx: papers.registered(tx, "410305202609180000070"),
    "what is about a case": lambda tx: records.about(tx, "410305202609180000070"),
    "an institution's licences": lambda tx: records.of_institution(tx, records.LICENCE, 7),
    "late and not yet ordered": lambda tx: records.unordered(tx, date(2026, 3, 1)),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_from_an_index_in_its_own_order(crowded: Store, page: str) -> None:
    for plan in plans(crowded, PAGES[page]):
        assert not reads_everything(plan), plan
        assert not sorts(plan), plan


@pytest.mark.parametrize("page", FINDS_THEN_SORTS)
def test_a_search_reads_what_it_finds(crowded: Store, page: str) -> None:
    for plan in plans(crowded, FINDS_THEN_SORTS[page]):
        assert not reads_everything(plan), plan


def test_a_job_is_claimed_by_index(crowded: Store) -> None:
    plan = plans(crowded, lambda tx: jobs.claim(tx, NOON))[-1]
    assert "ix_outbox_due" in plan
    assert not reads_everything(plan), plan


def plans(store: Store, asking: Callable[[Tx], object]) -> list[str]:
    """Ask, and give the plan of every statement that the database was sent for it."""
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        sent.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", note)
    with store.begin() as tx:
        asking(tx)
    event.remove(store._engine, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if store.dialect == "sqlite" else "EXPLAIN"
    with store.begin() as tx:
        return [
            "\n".join(
                str(row[-1]) for row in tx.connection.exec_driver_sql(f"{explain} {statement}", parameters)
            )
            for statement, parameters in sent
        ]


def reads_everything(plan: str) -> bool:
    """Say whether a plan goes through a whole table that grows with the cases."""
    growing = ("cases", "entries", "letters", "outbox", "publications", "refused_attempts")
    return any(
        (f"SCAN {table}" in line and "USING" not in line) or f"Seq Scan on {table}" in line
        for line in plan.splitlines()
        for table in growing
    )


def sorts(plan: str) -> bool:
    """Say whether a plan sorts rows instead of reading them in order."""
    return any(
        "USE TEMP B-TREE" in line or line.lstrip(" ->").startswith("Sort") for line in plan.splitlines()
    )


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with many cases of many institutions and authorities, one in three open."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('crowded') / 'approval.sqlite3'}"
    else:
        url = request.getfixturevalue("postgres").new_database()
    store = Store.open(url)
    store.migrate()
    crowd(store)
    analyse(store)
    yield store
    store.close()


def crowd(store: Store) -> None:
    """Fill a store."""
    town = settle(store)
    with store.begin() as tx:
        for n in range(HOMES):
            home = Institution(0, f"第{n}号养老院", f"{n:018d}", "养老机构", "410305")
            people.add_institution(tx, home)
        file_case(tx, town, 0)
        tx.connection.execute(text(multiply(store.dialect)))
        for more in BESIDE_EACH_CASE:
            tx.connection.execute(text(more))


def analyse(store: Store) -> None:
    """Let the database know what it holds."""
    with store.begin() as tx:
        tx.connection.exec_driver_sql("ANALYZE")


COLUMNS = [column.name for column in case_rows.columns if column.name not in ("id", "priority", "desk_order")]
DAY = {
    "sqlite": "date('2026-01-01', '+' || (n / 21 % 300) || ' days')",
    "postgresql": "DATE '2026-01-01' + n / 21 % 300",
}
SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 30000)",
    "postgresql": "WITH s(n) AS (SELECT * FROM generate_series(1, 30000))",
}
TEXT = {"sqlite": "printf('%06d', n)", "postgresql": "lpad(n::text, 6, '0')"}


BESIDE_EACH_CASE = [
    """
    INSERT INTO entries SELECT c.id, e.seq, act, effective_on, recorded_at, "by", role, data, letter,
    personal_digest, previous, hash FROM entries e, cases c WHERE c.id <> e.case_id
    """,
    """
    INSERT INTO publications SELECT number, authority, institution_name, unit_name, kind, number, due_on, due_on
    FROM cases WHERE id % 2 = 0
    """,
    """
    INSERT INTO letters SELECT number, number, 'receipt', number, '{}', received_on, institution_name,
    CASE id % 500 WHEN 0 THEN '' ELSE number END, NULL, number, '', '', 'current', '', NULL, NULL FROM cases
    """,
    """
    INSERT INTO refused_attempts SELECT id, number, authority, 'accept', applicant, 'acceptor',
    (SELECT recorded_at FROM entries LIMIT 1), '[]' FROM cases
    """,
    """
    INSERT INTO outbox SELECT id, 'render', number, '{}',
    CASE id % 500 WHEN 0 THEN (SELECT recorded_at FROM entries LIMIT 1) END, 0, '' FROM cases
    """,
]


def multiply(dialect: str) -> str:
    """Write the statement that makes many cases of one."""
    day = DAY[dialect]
    instead = {
        "number": f"substr(number, 1, 14) || {TEXT[dialect]} || '0'",
        "authority": "CASE n % 7 WHEN 0 THEN authority ELSE 'pack/' || n % 7 END",
        "institution": f"2 + n % {HOMES}",
        "stage": "CASE n / 21 % 5 WHEN 0 THEN 'received' WHEN 1 THEN 'supplemented' WHEN 2 THEN 'served' ELSE 'under_review' END",
        "clock": "CASE n / 21 % 5 WHEN 0 THEN 'completeness' WHEN 1 THEN 'supplement_check' ELSE 'decision' END",
        "due_on": day,
        "due_order": day,
        "ended_on": f"CASE n % 3 WHEN 0 THEN NULL ELSE {day} END",
        "workflow": "CASE n % 10 WHEN 4 THEN 'licence_record' WHEN 5 THEN 'supervision_order' ELSE 'licence' END",
        "about": f"CASE n % 10 WHEN 5 THEN substr(number, 1, 14) || {TEXT[dialect]} || '1' ELSE '' END",
    }
    values = ", ".join(instead.get(name, name) for name in COLUMNS)
    into = ", ".join(COLUMNS)
    first = "n % 3, CASE n % 3 WHEN 0 THEN 10 ELSE n % 3 END"
    return f"INSERT INTO cases ({into}, priority, desk_order) {SERIES[dialect]} SELECT {values}, {first} FROM s, cases"  # noqa: S608
