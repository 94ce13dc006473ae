"""``approval guide`` answers at the terminal, for people and for programs."""

from __future__ import annotations

import json

from click.testing import CliRunner

from web.commands import main


def run(*arguments: str) -> tuple[int, str]:
    outcome = CliRunner().invoke(main, ["guide", *arguments])
    return outcome.exit_code, outcome.output


def test_people_read_the_way_step_by_step() -> None:
    code, says = run("--division", "410305", "--kind", "护理站", "--beds", "120", "--on", "2026-09-18")
    assert code == 0
    assert "养老机构内设护理站设置审批" in says
    assert "作出决定：10个工作日" in says
    assert "房屋是否自有" in says


def test_programs_read_the_same_as_json() -> None:
    code, says = run(
        "--division", "410305", "--kind", "护理站", "--beds", "120", "--on", "2026-09-18",
        "--fact", "premises.owned=yes", "--json",
    )  # fmt: skip
    assert code == 0
    told = json.loads(says)
    needed = {one["id"]: one["needed"] for one in told["steps"][0]["materials"]}
    assert (needed["ownership-certificate"], needed["lease-contract"]) == (True, False)


def test_a_place_without_a_pack_is_refused() -> None:
    code, says = run("--division", "999999", "--kind", "护理站", "--on", "1999-01-01")
    assert code == 2
    assert "没有可用的事项包" in says


def test_a_fact_that_cannot_be_read_is_refused_with_the_nearest_name() -> None:
    code, says = run("--division", "410305", "--fact", "premises.ownd=yes")
    assert code == 2
    assert "premises.owned" in says
    code, says = run("--division", "410305", "--fact", "premises.owned")
    assert code == 2
    assert "字段=值" in says


def test_a_day_that_is_none_is_refused() -> None:
    code, says = run("--division", "410305", "--on", "soon")
    assert code == 2
    assert "2026-11-21" in says
