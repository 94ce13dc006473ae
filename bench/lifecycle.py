"""``python -m bench.lifecycle``: whole W1 lifecycles a second, beside the same rows written by bare SQLAlchemy Core.

One lifecycle is submission, notice, supplement, acceptance, toll, result, proposal, grant, service, publication
and closing: eleven acts in eleven transactions, with eight letters drawn and their words frozen. Filling in drafts,
uploading papers and reading what the check proposes happens before an act and is not timed; letters are printed later, by the outbox.

The anchor replays the writing statements of each act (inserts, updates, upserts: the same rows), through plain Core
connections on a database of its own, in the same transactions; it reads nothing and computes nothing. Both run
alternately, act for act, in one process; ``ratio`` is our time over the anchor's, the median over lifecycles.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Delete, Insert, Update, create_engine, event
from sqlalchemy.engine import Connection

from approval.core.case import Case
from approval.procedure import deficiency, submission
from approval.procedure.office import Office, Press
from approval.store.database import Store
from approval.store.files import Files
from tests.postgres import cluster
from web.demonstration import Example, Play, cast
from workflows import rulebook

WRITES = (Insert, Update, Delete)
WARM_UP = 3


@dataclass(slots=True)
class Written:
    """The writing statements that went through a database, in the order in which they ran."""

    statements: list[tuple[Any, Any]] = field(default_factory=list)

    def note(self, _conn: Connection, statement: Any, many: Any, single: Any, _options: Any) -> None:
        """Keep a statement if it writes."""
        if isinstance(statement, WRITES):
            self.statements.append((statement, many or single))

    def taken(self) -> list[tuple[Any, Any]]:
        """Give what was noted since the last time."""
        noted, self.statements = self.statements, []
        return noted


@dataclass(slots=True)
class Bench:
    """Our database, the anchor's, and the seconds that each took a lifecycle."""

    play: Play
    anchor: Store
    written: Written
    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    statements: int = 0

    def aside(self, prepare: Callable[[], Any]) -> Any:
        """Do something that is not timed, on both databases."""
        made = prepare()
        self.replay()
        return made

    def timed(self, act: Callable[[], Case]) -> Case:
        """Time one act, then its rows alone."""
        begun = time.perf_counter()
        case = act()
        self.ours[-1] += time.perf_counter() - begun
        self.bare[-1] += self.replay()
        return case

    def replay(self) -> float:
        """Write the same rows to the anchor's database in one transaction; give the seconds."""
        statements = self.written.taken()
        self.statements += len(statements)
        begun = time.perf_counter()
        with self.anchor.begin() as tx:
            for statement, values in statements:
                tx.connection.execute(statement, values)
        return time.perf_counter() - begun


def lifecycle(bench: Bench) -> None:
    """Take one case from submission to closing."""
    play = bench.play
    person = play.cast.operator
    bench.ours.append(0.0)
    bench.bare.append(0.0)
    draft = bench.aside(lambda: play.draft(date(2026, 9, 18), complete=False, who=person))
    office = play.at(date(2026, 9, 18))
    case = bench.timed(lambda: submission.submit(office, person, draft.id))
    found = bench.aside(lambda: play.proposed(date(2026, 9, 21), case))
    monday, acceptor = play.at(date(2026, 9, 21)), play.cast.acceptor
    case = bench.timed(lambda: deficiency.notify(monday, acceptor, case.number, case.version, found))
    answer = bench.aside(lambda: play.answer(date(2026, 9, 23), case))
    case = bench.timed(lambda: deficiency.supplement(play.at(date(2026, 9, 23)), person, answer.id))
    for act in later(play):
        case = bench.timed(partial(act, case))


def later(play: Play) -> tuple[Callable[[Case], Case], ...]:
    """Give the acts that follow the supplement."""
    return (
        lambda case: play.accept(date(2026, 9, 24), case),
        lambda case: play.toll(date(2026, 9, 28), case, 5),
        lambda case: play.resume(date(2026, 10, 9), case),
        lambda case: play.propose(date(2026, 10, 12), case),
        lambda case: play.decide(date(2026, 10, 13), case),
        lambda case: play.serve(date(2026, 10, 14), case),
        lambda case: play.publish(date(2026, 10, 14), case),
        lambda case: play.close(date(2026, 10, 14), case),
    )


@contextmanager
def opened(urls: tuple[str, str], folder: Path) -> Iterator[Bench]:
    """Open both databases with their tables, people and institutions."""
    ours, anchor = (Store.open(url) for url in urls)
    ours.migrate()
    anchor.migrate()
    written = Written()
    event.listen(ours._engine, "before_execute", written.note)  # noqa: SLF001 - a bench looks under the floor
    now = datetime(2026, 9, 1, 2, tzinfo=UTC)
    office = Office(ours, rulebook(), Files(folder), Press("http://127.0.0.1:8000", demo=True), now)
    bench = Bench(Play(office, cast(office, "no password"), Example()), anchor, written)
    bench.replay()
    try:
        yield bench
    finally:
        ours.close()
        anchor.close()


def measure(urls: tuple[str, str], count: int) -> Mapping[str, object]:
    """Run lifecycles on one kind of database and give the figures."""
    with tempfile.TemporaryDirectory() as folder, opened(urls, Path(folder)) as bench:
        for _ in range(WARM_UP):
            lifecycle(bench)
        bench.ours.clear()
        bench.bare.clear()
        for _ in range(count):
            lifecycle(bench)
        ratios = [ours / bare for ours, bare in zip(bench.ours, bench.bare, strict=True)]
        return {
            "lifecycles": count,
            "per_second": round(1 / statistics.median(bench.ours), 2),
            "anchor_per_second": round(1 / statistics.median(bench.bare), 2),
            "ratio": round(statistics.median(ratios), 3),
            "ratio_lowest": round(min(ratios), 3),
            "ratio_highest": round(max(ratios), 3),
        }


def durable(url: str) -> None:
    """Let the test server keep what it commits, as an office's server does; a test server need not."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = on")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()


def run(count: int) -> dict[str, object]:
    """Measure on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        embedded = (f"sqlite:///{folder}/ours.sqlite3", f"sqlite:///{folder}/anchor.sqlite3")
        sqlite = measure(embedded, count)
    with cluster() as server:
        urls = (server.new_database(), server.new_database())
        durable(urls[0])
        postgresql = measure(urls, count)
    return {
        "bench": "lifecycle",
        "goal": {"ratio_at_most": 1.5},
        "acts": 11,
        "sqlite": sqlite,
        "postgresql": postgresql,
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40, help="lifecycles to measure on each database")
    print(json.dumps(run(parser.parse_args().count), indent=2))


if __name__ == "__main__":
    main()
