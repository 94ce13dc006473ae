from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from approval.core.errors import refuse
from approval.core.workdays import Calendar, Notice
from approval.procedure.calendar import Loaded, Moved
from web.commands import Commands, Installation, main, told

NOTICE = Notice(2027, "国办发明电〔2026〕8号", "", None, "", "", ())


def test_every_file_of_the_folder_is_a_command_with_its_own_help() -> None:
    folder = Path(__file__).resolve().parents[3] / "web" / "commands"
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    context = click.Context(main)
    assert isinstance(main, Commands)
    for name in names:
        command = main.get_command(context, name)
        assert command is not None
        assert command.help


def test_a_command_that_is_not_there_is_told_so() -> None:
    ended = CliRunner().invoke(main, ["approve-everything"])
    assert ended.exit_code == 2
    assert "approve-everything" in ended.output


def test_a_refusal_is_a_line_on_standard_error_and_ends_with_2() -> None:
    ended = CliRunner().invoke(Refusing(), ["anything"])
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert ended.stderr == "不能办理。（依据：行政许可法第三十二条）请补正。\n"


def test_a_file_that_cannot_be_written_is_a_line_and_ends_with_2(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.write_text("")
    ended = CliRunner().invoke(main, ["demo", "--out", str(there / "out")])
    assert ended.exit_code == 2
    assert str(there) in ended.stderr
    assert "请核对" in ended.stderr


def test_a_wrong_setting_is_a_line_for_every_command(tmp_path: Path) -> None:
    words = ["administrator", "--sign-in", "guanli", "--name", "周强", "--data", str(tmp_path)]
    ended = CliRunner().invoke(main, words, env={"APPROVAL_PROXIES": "many"})
    assert ended.exit_code == 2
    assert ended.stderr == "APPROVAL_PROXIES 应为 0 或正整数，而不是“many”。\n"


def test_asking_for_a_date_makes_no_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    calendar = Installation().calendar(tmp_path / "data", "410305")
    assert calendar.add(date(2026, 9, 18), 10) == date(2026, 10, 9)
    assert not (tmp_path / "data").exists()


def test_a_notice_loaded_here_counts_in_what_is_asked_next(tmp_path: Path, may_open_databases: None) -> None:
    here = Installation()
    lines = here.load(NOTICE, tmp_path, "周宁")
    assert lines == ["录入人：周宁", "没有办件的期限因此变动"]
    assert not here.calendar(tmp_path, "").provisional(date(2027, 3, 1))
    assert Calendar.national().provisional(date(2027, 3, 1))


def test_whose_date_moved_is_told_line_by_line() -> None:
    moved = Moved("4103052026", "颐安养老服务中心", "decision", date(2027, 1, 4), date(2027, 1, 5))
    lines = told(Loaded(NOTICE, (moved,), ("4103052027",), ("4103052028",)), "周宁")
    assert "期限届满日由 2027-01-04 改为 2027-01-05" in lines[1]
    assert "不再是暂定" in lines[2]
    assert "人工核对" in lines[3]


class Refusing(Commands):
    """A group whose only command refuses."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return ["anything"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return click.Command(cmd_name, callback=lambda: raised())


def raised() -> None:
    raise refuse("不能办理。", "行政许可法第三十二条", "请补正。")
