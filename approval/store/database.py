"""The database: one place that opens it, begins, commits and rolls back.

SQLite is the embedded default, PostgreSQL the one that grows; what is written here and in the
modules beside it runs on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from alembic import command
from alembic.config import Config
from sqlalchemy import CursorResult, Engine, Executable, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, OperationalError

from approval.core.errors import NotFound, Reason, Refused
from approval.store.constraints import refusal

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
"""The migrations stand beside the packages: the product runs from its checkout."""

MIGRATION_LOCK = 3214
"""Any number that nothing else locks."""

BUSY_SECONDS = 30
"""How long a writer waits for the one before it."""

SQLITE_SETTINGS = (
    # Readers and the one writer do not wait for each other.
    "PRAGMA journal_mode = WAL",
    # An act that was confirmed to a clerk has legal effect: it must be there after a power cut. With
    # NORMAL the last commits before one would be lost. FULL waits for the disk once a commit; measured on
    # an ext4 cloud disk, the load of the case included: 0.8 ms an act (2.7 on a busy disk) against 0.6 (1.0).
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)

OUT_OF_RANGE = "22003"
"""What PostgreSQL calls a number that its column cannot hold; SQLite's driver raises OverflowError."""

NO_SUCH_NUMBER = Reason("没有这个编号。", remedy="请核对网址，或者从首页重新进入。")

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tx:
    """One transaction; whoever holds it hands it to the modules of this room and never looks inside."""

    connection: Connection

    @property
    def dialect(self) -> str:
        """Name the database: ``sqlite`` or ``postgresql``."""
        return self.connection.dialect.name

    def run(
        self, statement: Executable, values: Values | Sequence[Values] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Run one statement.

        Raises Refused or Stale, in words for a person, where a constraint of the tables forbids it, and
        NotFound for a number larger than any that the tables give.
        """
        try:
            return self.connection.execute(statement, values)
        except IntegrityError as error:
            refused = refusal(error)
            if refused is None:
                raise
            raise refused from error
        except OverflowError as error:
            raise NotFound(NO_SUCH_NUMBER) from error
        except DataError as error:
            if getattr(error.orig, "sqlstate", "") != OUT_OF_RANGE:
                raise
            raise NotFound(NO_SUCH_NUMBER) from error


class Store:
    """One open database."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine; ``open`` is the way in."""
        self._engine = engine
        self.dialect = engine.dialect.name
        reading: dict[str, Any] = {"reads": True}
        if self.dialect == "postgresql":
            # All statements of one page see the same moment; psycopg says both in its BEGIN.
            reading |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reader = engine.execution_options(**reading)

    @classmethod
    def open(cls, url: str) -> Self:
        """Open ``sqlite:///path`` or ``postgresql+psycopg://…``; ``migrate`` makes its tables."""
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return cls(_sqlite(address))
        return cls(create_engine(address.set(drivername="postgresql+psycopg"), pool_pre_ping=True))

    def migrate(self) -> None:
        """Bring the tables to what this version of the product needs; nothing happens where they are.

        Raises Refused where the database cannot be opened at all.
        """
        self._reach()
        with self.begin() as tx:
            if self.dialect == "postgresql":
                # Two hosts that start at once migrate one after the other.
                tx.connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            command.upgrade(migrations(tx.connection), "head")

    def _reach(self) -> None:
        """Open one connection; raises Refused, with what the database says, where there is none to be had."""
        try:
            self._engine.connect().close()
        except DatabaseError as error:
            raise Refused(_unopened(str(error.orig))) from error

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """Open one write transaction: committed at the end, rolled back on any exception.

        Raises Refused where others have held the database for longer than BUSY_SECONDS.
        """
        with self._engine.connect() as connection:
            _begin(connection)
            yield Tx(connection)
            connection.commit()

    @contextmanager
    def look(self) -> Iterator[Tx]:
        """Open one transaction that reads only and sees one moment throughout."""
        with self._reader.connect() as connection:
            yield Tx(connection)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


def _begin(connection: Connection) -> None:
    """Begin to write; say so where the database is held by others for too long."""
    try:
        connection.begin()
    except OperationalError as error:
        if "locked" not in str(error.orig):
            raise
        raise Refused(
            Reason("系统正忙，本次操作没有办理。", remedy="您填写的内容已保留，请稍后重新提交。")
        ) from error


def _unopened(says: str) -> Reason:
    """Say that the database cannot be opened, and why; a driver's further lines are its own advice."""
    return Reason(
        f"数据库不能打开：{says.strip().partition(chr(10))[0]}。",
        remedy="请核对数据文件夹和 DATABASE_URL，确认数据库服务已经启动、数据库文件没有损坏。",
    )


def _sqlite(address: URL) -> Engine:
    """Open a SQLite file whose transactions begin when we say so."""
    engine = create_engine(address)
    event.listen(engine, "connect", _settle_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _settle_sqlite(connection: Any, _record: object) -> None:
    """Set a new connection up; the driver shall begin nothing by itself."""
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer later could only fail."""
    reads = bool(connection.get_execution_options().get("reads"))
    if connection.info.get("reads") is not reads:
        connection.exec_driver_sql(f"PRAGMA query_only = {reads:d}")
        connection.info["reads"] = reads
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def migrations(connection: Connection | None = None) -> Config:
    """Make the configuration of the migrations, for a connection where one is given."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
