"""The packs commands, as an administrator types them."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.procedure.test_packs import HEADING, SHORTER
from tests.web.conftest import House
from web.commands import main
from workflows.pack import PACKS

BAD = Path(__file__).parents[2] / "workflows" / "bad_packs"


def test_the_shipped_packs_pass_and_their_warnings_are_told() -> None:
    told = output("check")
    assert "jianxi-2017  洛阳市涧西区（410305）" in told
    assert "提示：事项“养老机构内设护理站设置审批”" in told
    assert "没有错误" in told
    assert "national.toml:" not in told


def test_the_assumptions_are_listed_with_file_and_line() -> None:
    lines = output("check --assumptions").splitlines()
    court = next(line for line in lines if "health/court" in line)
    file, number = court.strip().split("  ")[0].split(":")
    told = (PACKS / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert told.startswith("court_basis")


def test_a_wrong_pack_is_told_line_by_line_with_status_2(tmp_path: Path) -> None:
    shutil.copy(PACKS / "national.toml", tmp_path)
    shutil.copy(BAD / "limit_promised_longer_than_law.toml", tmp_path)
    result = run("check", "--packs", str(tmp_path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(
        "limit_promised_longer_than_law.toml:39: “decision”的承诺时限（25个工作日）"
    )
    assert result.stderr.count("\n") == 1


def test_the_items_of_a_pack_are_listed() -> None:
    assert "nursing-station.establish  养老机构内设护理站设置审批" in output("show jianxi-2017")
    assert "nursing-station.file  养老机构内部设置护理站备案  县级以上地方人民政府卫生行政部门" in output(
        "show national"
    )


def test_a_pack_is_shown_as_json() -> None:
    shown = json.loads(output("show jianxi-2017 --json"))
    assert shown["items"][0]["item"] == "nursing-station.establish"


def test_the_guide_of_an_item_is_shown_for_people() -> None:
    told = output("show jianxi-2017 nursing-station.establish")
    assert "承诺办结时限：10个工作日\n" in told
    assert "办件类型：承诺件。【系统默认，待核】" in told
    assert "咨询方式：来源未载明" in told


def test_the_guide_of_an_item_is_shown_as_json() -> None:
    shown = json.loads(output("show jianxi-2017 nursing-station.establish --json"))
    assert shown["remedies"]["reconsideration"] == "洛阳市涧西区人民政府"


def test_a_pack_or_item_that_is_not_there_is_told() -> None:
    assert run("show", "jianxi").stderr == "没有“jianxi”这个事项包。请从事项目录中选择。\n"
    assert "没有“clinic”这一事项" in run("show", "jianxi-2017", "clinic").stderr


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["packs", *words])


def output(line: str, arguments: Sequence[str] = ()) -> str:
    result = run(*line.split(), *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_new_version_is_loaded_shown_and_decided(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APPROVAL_TODAY", "2026-09-18")
    case = house.accepted()
    file = tmp_path / "new.toml"
    file.write_text(HEADING.replace("2026-10-01", "2026-09-18") + SHORTER, encoding="utf-8")
    data = ["--data", str(house.desk.config.data)]

    loaded = run("load", str(file), *data)
    assert loaded.exit_code == 0, loaded.stderr
    assert "已装入“jianxi-2026”（洛阳市涧西区），自2026-09-18起施行。" in loaded.stdout
    assert case.number in loaded.stdout
    assert "应当改按新规定办理" in loaded.stdout

    (shown,) = json.loads(run("move", "jianxi-2017", "--json", *data).stdout)
    assert (shown["case"], shown["verdict"], shown["new_pack"]) == (case.number, "better", "jianxi-2026")
    assert shown["differences"] == [
        {"says": "“作出决定”的承诺期限由10个工作日改为8个工作日。", "better": True}
    ]
    assert (shown["due_on"], shown["new_due_on"]) == ("2026-10-09", "2026-09-30")

    nobody = run("move", "jianxi-2017", "--case", case.number, "--by", "nobody", "--reasons", "新规定", *data)
    assert (nobody.exit_code, nobody.stdout) == (2, "")
    assert "没有登录名为“nobody”的人员" in nobody.stderr
    unreasoned = run("move", "jianxi-2017", "--case", case.number, "--by", "decider", *data)
    assert unreasoned.exit_code == 2
    moved = run("move", "jianxi-2017", "--case", case.number, "--by", "decider", "--reasons", "新规定", *data)
    assert "已改按“jianxi-2026”办理" in moved.stdout, moved.stderr
    assert "没有按“jianxi-2017”正在办理的案件" in run("move", "jianxi-2017", *data).stdout


def test_a_folder_without_an_installation_loads_nothing(tmp_path: Path) -> None:
    result = run("load", str(PACKS / "jianxi-2017.toml"), "--data", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "没有数据库" in result.stderr
    assert not (tmp_path / "none").exists()
