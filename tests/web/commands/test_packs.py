"""The packs commands, as an administrator types them."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

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
