"""A PostgreSQL server for the tests of one run, thrown away afterwards.

    from tests.postgres import cluster

    @pytest.fixture(scope="session")
    def postgres():
        with cluster() as server:
            yield server

    @pytest.fixture(scope="session")
    def migrated(postgres):                       # once in each worker
        url = postgres.new_database()
        ... upgrade it, and dispose of the engine: a database that is copied may have no connection
        return url

    @pytest.fixture
    def database(postgres, migrated):             # a fresh one for each test, in some 0.2 s
        url = postgres.new_database(like=migrated)
        yield url
        postgres.drop_database(url)

The workers of one pytest-xdist run share one server; whoever leaves last stops it and clears its folder.
A server that a killed run left behind is cleared by the next run. `APPROVAL_TEST_PG` with the URL of a
server that is there already is taken first; its user must be allowed to create databases. Without any
PostgreSQL the tests fail: they never skip.
"""

import fcntl
import itertools
import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

# Not the folder of TMPDIR: the path of a socket may have 107 bytes, and the server's user must reach it.
PLACE = Path("/tmp")  # noqa: S108
SETTINGS = {
    # What is lost with the machine is lost: the data are thrown away anyhow.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "''",
}
MISSING = (
    "There is no PostgreSQL for the tests. Run `scripts/setup test`, which installs it, or name a running "
    "server: APPROVAL_TEST_PG=postgresql://user@host/postgres."
)
_turn = itertools.count()


@dataclass(frozen=True)
class Server:
    """A running server that hands out databases."""

    address: URL
    _created: list[str] = field(default_factory=list)

    def new_database(self, like: str | None = None) -> str:
        """A new database, empty or a copy of another, as a URL for SQLAlchemy."""
        name = f"approval_{secrets.token_hex(8)}"
        template = make_url(like).database if like else "template0"
        self._say(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(str(template))
            )
        )
        self._created.append(name)
        return self.address.set(database=name).render_as_string(hide_password=False)

    def drop_database(self, url: str) -> None:
        """Throw a database away, with whoever is still connected to it."""
        name = str(make_url(url).database)
        self._say(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        if name in self._created:
            self._created.remove(name)

    def drop_all(self) -> None:
        """Throw away every database that was handed out here."""
        for name in list(self._created):
            self.drop_database(self.address.set(database=name).render_as_string(hide_password=False))

    def _say(self, statement: sql.Composed) -> None:
        plain = self.address.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def cluster() -> Iterator[Server]:
    """The server of this test run, started if nobody has yet and stopped when nobody is left."""
    given = os.environ.get("APPROVAL_TEST_PG")
    if given:
        server = Server(make_url(given).set(drivername="postgresql+psycopg"))
        try:
            yield server
        finally:
            server.drop_all()
        return

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"alone{os.getpid()}"
    home = PLACE / f"approval-pg-{os.getuid()}-{run}"
    user = home / "users" / f"{os.getpid()}-{next(_turn)}"
    with _one_at_a_time():
        _clear_what_was_left()
        if not home.exists():
            _start(home)
        user.touch()
    try:
        query = {"host": str(home / "socket")}
        yield Server(URL.create("postgresql+psycopg", username="approval", database="postgres", query=query))
    finally:
        with _one_at_a_time():
            user.unlink()
            if not _users(home):
                _stop(home)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    lock = PLACE / f"approval-pg-{os.getuid()}.lock"
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _users(home: Path) -> list[Path]:
    def lives(user: Path) -> bool:
        try:
            os.kill(int(user.name.split("-")[0]), 0)
        except ProcessLookupError:
            return False
        return True

    return [user for user in (home / "users").glob("*") if lives(user)]


def _clear_what_was_left() -> None:
    for home in PLACE.glob(f"approval-pg-{os.getuid()}-*"):
        if home.stat().st_uid == os.getuid() and not _users(home):
            _stop(home)


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise RuntimeError(MISSING)


def _run(home: Path, command: str, *words: str) -> None:
    """Run one of the server's commands; as root, which the server refuses to be, as its own user."""
    as_server = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    with (home / "commands.log").open("ab") as log:
        # To a file and not to a pipe: the server would hold the pipe open for ever.
        done = subprocess.run(
            [*as_server, str(_binaries() / command), *words],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
    if done.returncode != 0:
        logs = [path.read_text(errors="replace")[-3000:] for path in home.glob("*.log")]
        raise RuntimeError(f"PostgreSQL: {command} failed.\n" + "\n".join(logs))


def _start(home: Path) -> None:
    _binaries()
    home.mkdir(mode=0o755)
    (home / "users").mkdir()
    for folder, mode in (("data", 0o700), ("socket", 0o755)):
        (home / folder).mkdir(mode=mode)
    (home / "server.log").touch()
    if os.getuid() == 0:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            shutil.rmtree(home)
            raise RuntimeError(
                "PostgreSQL does not run as root, and there is no user `postgres` here."
            ) from None
        for name in ("data", "socket", "server.log"):
            os.chown(home / name, owner.pw_uid, owner.pw_gid)
    settings = {**SETTINGS, "unix_socket_directories": f"'{home / 'socket'}'"}
    try:
        _run(
            home, "initdb", f"--pgdata={home / 'data'}", "--username=approval", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        with (home / "data" / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = {value}\n" for name, value in settings.items())
        _run(home, "pg_ctl", f"--pgdata={home / 'data'}", f"--log={home / 'server.log'}", "--wait", "start")
    except BaseException:
        shutil.rmtree(home)
        raise


def _stop(home: Path) -> None:
    if (home / "data" / "postmaster.pid").exists():
        _run(home, "pg_ctl", f"--pgdata={home / 'data'}", "--mode=immediate", "--wait", "stop")
    shutil.rmtree(home)
