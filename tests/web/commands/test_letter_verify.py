"""``approval letter verify`` and ``approval letter register`` as a court clerk types them, far from any database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from socket import create_server
from threading import Thread
from time import sleep
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from approval.core.errors import Reason, Refused
from approval.core.vocabulary import Effect
from approval.letters.keys import Keys
from approval.letters.verify_verdict import Verdict
from approval.procedure.printing import print_letter
from approval.store import papers
from approval.store.papers import Letter
from tests.web.conftest import House
from web.commands import main
from web.commands.letter import letter
from web.commands.letter.verify import FROM_THE_LETTER, address_of, fetched, said, told, write


@dataclass
class Desk:
    """A folder with a letter, the register and the roots, as somebody far away has them."""

    house: House
    folder: Path
    letter: Letter

    @property
    def pdf(self) -> Path:
        return self.folder / "文书.pdf"

    @property
    def offline(self) -> list[str]:
        return ["--register", str(self.folder / "register.p7m"), "--roots", str(self.folder / "roots.pem")]

    def download(self) -> None:
        """Fetch register and roots from the public pages."""
        visitor = self.house.anybody()
        for name in ("register.p7m", "roots.pem"):
            (self.folder / name).write_bytes(visitor.open(f"/verify/{name}").response.data)

    def verify(self, *arguments: str) -> Result:
        return run("verify", str(self.pdf), *arguments)


@pytest.fixture
def desk(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("APPROVAL_DATA", str(tmp_path / "no installation here"))
    case = house.submitted()
    with house.office.store.look() as tx:
        (letter,) = papers.letters_of(tx, case.number)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    made = Desk(house, folder, letter)
    made.pdf.write_bytes(print_letter(house.office, letter.id))
    made.download()
    return made


def test_every_file_of_the_folder_is_a_command_of_the_group() -> None:
    folder = Path(__file__).parents[3] / "web" / "commands" / "letter"
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert names == {"measure", "register", "verify"}
    for name in names:
        command = letter.get_command(click.Context(letter), name)
        assert command is not None
        assert command.help
    assert letter.get_command(click.Context(letter), "forge") is None


def test_a_letter_is_verified_offline_with_register_and_roots_alone(desk: Desk) -> None:
    ended = desk.verify(*desk.offline)
    assert ended.exit_code == 0, ended.output
    assert desk.letter.number in ended.stdout
    assert ended.stdout.count("● ") == 5
    assert ended.stdout.endswith("演示印章，不具有法律效力。\n这份文书真实、完整，现行有效。\n")


def test_the_verdict_is_told_to_programs_as_json(desk: Desk) -> None:
    told = json.loads(desk.verify(*desk.offline, "--json").stdout)
    assert told["holds"] is True
    assert [one["check"] for one in told["checks"]] == ["signature", "hash", "words", "number", "status"]
    assert told["letter"]["number"] == desk.letter.number


def test_the_installation_verifies_with_its_own_database(desk: Desk, tmp_path: Path) -> None:
    ended = desk.verify("--data", str(tmp_path))
    assert (ended.exit_code, ended.stdout.count("● ")) == (0, 5), ended.output


def test_one_changed_byte_ends_with_1(desk: Desk) -> None:
    desk.pdf.write_bytes(desk.pdf.read_bytes() + b" ")
    ended = desk.verify(*desk.offline)
    assert ended.exit_code == 1
    assert "签章以后，文件又被添加了内容" in ended.stdout
    assert ended.stdout.count("请向发文机关核实") == 1, "what to do is told once"


def test_an_old_letter_does_not_hold_after_its_revocation(desk: Desk) -> None:
    with desk.house.office.store.begin() as tx:
        papers.lose_effect(tx, desk.letter.id, Effect.REVOKED, date(2026, 9, 21), "涧卫撤决〔2026〕1号")
    desk.download()
    ended = desk.verify(*desk.offline)
    assert ended.exit_code == 1
    assert "■ 效力 不成立：这份文书自2026年9月21日起已经失效（见涧卫撤决〔2026〕1号）。" in ended.stdout


def test_the_command_writes_the_same_register_as_the_page(desk: Desk, tmp_path: Path) -> None:
    ended = run(
        "register",
        "--data",
        str(tmp_path),
        "--out",
        str(desk.folder / "register.p7m"),
        "--roots",
        str(desk.folder / "r.pem"),
    )
    assert ended.exit_code == 0
    assert (desk.folder / "r.pem").read_bytes() == (desk.folder / "roots.pem").read_bytes()
    assert desk.verify(*desk.offline).exit_code == 0


def test_a_file_that_keeps_its_reader_busy_is_given_up_and_a_registered_letter_takes_its_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.commands.letter.verify.READING", 0.01)
    assert desk.verify(*desk.offline).exit_code == 0
    desk.pdf.write_bytes(desk.pdf.read_bytes() + b" ")
    ended = desk.verify(*desk.offline)
    assert ended.exit_code == 1
    assert "过于复杂，不能读取" in ended.stdout


# --- what cannot be found out ends with 2 ------------------------------------------------------------


def test_without_a_register_no_letter_holds(desk: Desk) -> None:
    ended = desk.verify("--roots", str(desk.folder / "roots.pem"))
    assert ended.exit_code == 2
    assert "▲ 效力 未能核对" in ended.stdout


NOT_ASKED = (
    ("", "没有可以依据的登记册和根证书"),
    ("--register register.p7m", "没有给出信任的根证书"),
    ("--register 文书.pdf --roots roots.pem", "这不是文书状态登记册文件"),
    ("--register register.p7m --roots register.p7m", "根证书文件中没有证书"),
    ("--register nowhere --roots roots.pem", "读不到文件"),
    ("--register register.p7m --online --roots roots.pem", "只能用一个"),
    ("--online http://127.0.0.1:9/verify --roots roots.pem", "取不到登记册"),
    ("--online approval.example.cn --roots roots.pem", "不是可以取得登记册的网址"),
)


def test_what_cannot_be_asked_is_told_in_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.folder)
    for arguments, says in NOT_ASKED:
        ended = desk.verify(*arguments.split())
        assert ended.exit_code == 2, arguments
        assert says in ended.stderr
        assert ended.stderr.count("\n") == 1


def test_what_is_no_pdf_is_told_in_one_line_and_in_json(desk: Desk) -> None:
    desk.pdf.write_bytes(b"GIF89a")
    assert "不是PDF" in desk.verify(*desk.offline).stderr
    ended = desk.verify(*desk.offline, "--json")
    assert (ended.exit_code, json.loads(ended.stdout)["holds"]) == (2, False)


def test_a_register_under_a_foreign_root_is_not_believed(desk: Desk) -> None:
    (desk.folder / "roots.pem").write_bytes(Keys.passing().roots())
    ended = desk.verify(*desk.offline)
    assert ended.exit_code == 2
    assert "登记册不是由可信的机构签名的" in ended.stderr


# --- online ----------------------------------------------------------------------------------------


def test_the_register_of_the_day_is_fetched_and_believed_for_the_roots_alone(desk: Desk) -> None:
    (desk.folder / "register.p7m").unlink()
    with served(desk.house) as address:
        roots = ["--roots", str(desk.folder / "roots.pem")]
        assert desk.verify("--online", f"{address}/verify", *roots).exit_code == 0
        (desk.folder / "roots.pem").write_bytes(Keys.passing().roots())
        ended = desk.verify("--online", f"{address}/verify/register.p7m", *roots)
    assert ended.exit_code == 2
    assert "登记册不是由可信的机构签名的" in ended.stderr


def test_the_address_on_the_letter_is_asked_where_none_is_given() -> None:
    asked = address_of({"verify_url": "https://approval.example.cn/verify"}, FROM_THE_LETTER)
    assert asked == "https://approval.example.cn/verify/register.p7m"
    for elsewhere in ("file:///etc/passwd", "ftp://example.cn/", "javascript:0", ""):
        with pytest.raises(Refused, match="不是可以取得登记册的网址"):
            address_of({"verify_url": elsewhere}, FROM_THE_LETTER)


def test_the_address_on_a_forged_letter_is_not_asked(desk: Desk) -> None:
    desk.pdf.write_bytes(desk.pdf.read_bytes() + b" ")
    ended = desk.verify("--online", "--roots", str(desk.folder / "roots.pem"))
    assert ended.exit_code == 1
    assert "又被添加了内容" in ended.stdout
    assert ended.stderr == ""


def test_a_register_that_comes_byte_by_byte_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.commands.letter.verify.PATIENCE", 0.2)
    with serving(dripping) as address, pytest.raises(Refused, match="取不到登记册"):
        fetched(f"{address}/register.p7m")


def test_an_answer_that_is_none_of_the_web_is_told() -> None:
    with create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as caller:
                caller.sendall(b"220 mail.example.cn ESMTP\r\n")

        Thread(target=answer).start()
        with pytest.raises(Refused, match="取不到登记册"):
            fetched(f"http://127.0.0.1:{server.getsockname()[1]}/register.p7m")


def test_a_forged_file_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    write("涧卫\x1b[2J〔2026〕\u202e1号")
    said((Reason("“http://\x1b[2J”不是网址。"),), as_json=False)
    assert capsys.readouterr() == ("涧卫�[2J〔2026〕�1号\n", "“http://�[2J”不是网址。\n")


def test_a_forged_file_adds_no_line_to_its_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    told(Verdict({"number": "1号》\n● 签章 成立：", "title": "", "organ": ""}, ()), as_json=False)
    assert "1号》�● 签章 成立" in capsys.readouterr().out


# --- how the stories are set up -----------------------------------------------------------------------


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["letter", *arguments], catch_exceptions=False)


@contextmanager
def served(house: House) -> Iterator[str]:
    """Serve the product on a port of its own."""
    with serving(house.app) as address:
        yield address


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve what answers on a port of its own."""
    server = make_server("127.0.0.1", 0, app)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def dripping(_asked: object, start: Any) -> Iterator[bytes]:
    """Answer with a byte now and then, for two seconds."""
    start("200 OK", [])
    for _ in range(40):
        sleep(0.05)
        yield b"x"
