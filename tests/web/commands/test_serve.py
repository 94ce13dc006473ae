import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from web.commands.serve import serve

ROOT = Path(__file__).resolve().parents[3]
APPROVAL = [sys.executable, "-c", "from web.commands import main; main()"]
PATIENCE = 60


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_its_address_when_ready_and_stops_cleanly(tmp_path: Path, told: signal.Signals) -> None:
    with served(tmp_path) as (process, address):
        assert status(address) == 200
        process.send_signal(told)
        assert process.wait(PATIENCE) == 0


def test_everything_it_writes_is_under_its_folder(tmp_path: Path) -> None:
    with served(tmp_path):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    assert {"approval.sqlite3", "secret.key", "log"} <= {path.name for path in (tmp_path / "data").iterdir()}


def test_two_run_side_by_side(tmp_path: Path) -> None:
    with served(tmp_path / "one") as (_, one), served(tmp_path / "two") as (_, other):
        assert one != other


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
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve from a folder's own data; stopped at the end."""
    folder.mkdir(exist_ok=True)
    words = [*APPROVAL, "serve", "--port", "0", "--data", str(folder / "data")]
    with (folder / "data.log").open("w") as noise:
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=noise, text=True)
    (folder / "data.log").unlink()
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
        yield process, address
    finally:
        process.terminate()
        process.wait(PATIENCE)
        assert process.stdout is not None
        process.stdout.close()


def status(address: str) -> int:
    """Ask for the first page."""
    with closing(HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)) as connection:
        connection.request("GET", "/")
        return connection.getresponse().status


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
