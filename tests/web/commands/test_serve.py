import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from approval.core.vocabulary import INTERNAL, Role
from approval.store import cases, people
from approval.store.database import Store, Tx
from web.commands.serve import serve

ROOT = Path(__file__).resolve().parents[3]
APPROVAL = [sys.executable, "-c", "from web.commands import main; main()"]
PATIENCE = 60
WHOLE = 14
"""How many cases a whole demonstration has."""


def applications(tx: Tx) -> int:
    """Count the cases, without the orders that supervision opens about them as the day goes on."""
    return sum(case.workflow not in INTERNAL for case in cases.every(tx))


def test_two_side_by_side_print_their_addresses_when_ready_write_in_their_folders_and_stop_cleanly(
    tmp_path: Path,
) -> None:
    with served(tmp_path / "one") as (one, here), served(tmp_path / "other") as (other, there):
        assert here != there
        assert status(here) == status(there) == 200
        one.send_signal(signal.SIGTERM)
        other.send_signal(signal.SIGINT)
        assert (one.wait(PATIENCE), other.wait(PATIENCE)) == (0, 0)
    for place in (tmp_path / "one", tmp_path / "other"):
        assert {path.name for path in place.iterdir()} == {"data"}
        assert {"approval.sqlite3", "secret.key", "log"} <= {path.name for path in (place / "data").iterdir()}


def test_who_announces_more_than_anybody_may_send_is_not_taken_in(tmp_path: Path) -> None:
    with served(tmp_path) as (_, address), talking(address) as connection:
        connection.putrequest("POST", "/sign-in")
        connection.putheader("Content-Length", str(2**29))
        connection.endheaders()
        assert connection.getresponse().status == 413


def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run("--port", str(port), "--data", str(tmp_path / "data"))
    assert ended.returncode == 2
    assert ended.stderr == f"端口 {port} 已被占用：请先停止占用它的程序，或者用 --port 换一个端口。\n"
    assert not (tmp_path / "data").exists()


def test_a_setting_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    ended = run("--port", "0", "--data", str(tmp_path / "data"), APPROVAL_PROXIES="many")
    assert ended.returncode == 2
    assert ended.stderr == "APPROVAL_PROXIES 应为 0 或正整数，而不是“many”。\n"


def test_a_demonstration_is_never_put_into_data_that_is_in_use(
    tmp_path: Path, may_open_databases: None
) -> None:
    store = opened(tmp_path / "approval.sqlite3")
    store.migrate()
    with store.begin() as tx:
        people.add_account(tx, "zhang.li", "$argon2id$", "张立", [Role.ADMINISTRATOR])
    store.close()
    ended = run("--demo", "--port", "0", "--data", str(tmp_path))
    assert ended.returncode == 2
    assert "已有正式账号" in ended.stderr
    assert "--data" in ended.stderr
    store = opened(tmp_path / "approval.sqlite3")
    with store.look() as tx:
        assert [person.sign_in_name for person, _ in people.every_account(tx)] == ["zhang.li"]
    store.close()


def test_a_demonstration_killed_while_it_is_made_is_whole_the_next_time_and_warns_who_uses_it_in_earnest(
    tmp_path: Path, may_open_databases: None
) -> None:
    process = started(tmp_path, "--demo")
    wait_for(lambda: list((tmp_path / "data").glob("*.filling")))
    time.sleep(0.5)
    process.kill()
    process.wait(PATIENCE)
    assert process.stdout is not None
    process.stdout.close()
    with served(tmp_path, "--demo"):
        pass
    store = opened(tmp_path / "data" / "approval.sqlite3")
    with store.look() as tx:
        assert applications(tx) == WHOLE
    store.close()
    assert not list((tmp_path / "data").glob("*.filling*"))
    with stopped(started(tmp_path)):
        said = (tmp_path / "data.log").read_text(encoding="utf-8")
    assert "演示账号" in said


def test_two_that_start_at_once_on_one_folder_make_one_demonstration(
    tmp_path: Path, may_open_databases: None
) -> None:
    first, other = started(tmp_path, "--demo"), started(tmp_path, "--demo")
    with stopped(first) as one, stopped(other) as two:
        assert status(one) == status(two) == 200
    store = opened(tmp_path / "data" / "approval.sqlite3")
    with store.look() as tx:
        assert applications(tx) == WHOLE
    store.close()


@pytest.mark.parametrize("name", ["tmp", "log"])
def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("")
    ended = run("--port", "0", "--data", str(tmp_path))
    assert ended.returncode == 2
    assert str(tmp_path / name) in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "database", [None, "postgresql://127.0.0.1:1/x", "sqlite:////proc/no/such/folder/x.sqlite3"]
)
def test_a_database_that_cannot_be_opened_is_told_in_words(tmp_path: Path, database: str | None) -> None:
    (tmp_path / "approval.sqlite3").write_bytes(b"this is no database " * 500)
    ended = run("--port", "0", "--data", str(tmp_path), **({"DATABASE_URL": database} if database else {}))
    assert ended.returncode == 2
    assert "数据库不能打开" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_command_that_needs_no_pages_starts_without_them() -> None:
    asked = "import sys, web.commands; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert "click" in loaded
    assert {"flask", "sqlalchemy", "weasyprint"}.isdisjoint(loaded)


def test_its_options_are_explained_in_chinese() -> None:
    assert all(
        re.search("[\u4e00-\u9fff]", option.help or "") for option in serve.params if hasattr(option, "help")
    )


@contextmanager
def served(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve from a folder's own data; stopped at the end."""
    process = started(folder, *words)
    (folder / "data.log").unlink()
    with stopped(process) as address:
        yield process, address


def started(folder: Path, *words: str) -> subprocess.Popen[str]:
    """Start on a folder's own data, without waiting; what it says of itself goes to ``data.log``."""
    folder.mkdir(exist_ok=True)
    line = [*APPROVAL, "serve", "--port", "0", "--data", str(folder / "data"), *words]
    with (folder / "data.log").open("w") as noise:
        return subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=noise, text=True)


@contextmanager
def stopped(process: subprocess.Popen[str]) -> Iterator[str]:
    """Wait for the address; stop at the end."""
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def wait_for(there: Callable[[], object]) -> None:
    """Wait until something is there."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end
        time.sleep(0.01)


def opened(path: Path) -> Store:
    """Open a database file."""
    return Store.open(f"sqlite:///{path}")


def status(address: str) -> int:
    """Ask for the first page."""
    with talking(address) as connection:
        connection.request("GET", "/")
        return connection.getresponse().status


def talking(address: str) -> closing[HTTPConnection]:
    """Open a connection, closed at the end."""
    return closing(HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE))


def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Start and wait for the end."""
    return subprocess.run(
        [*APPROVAL, "serve", *words],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
