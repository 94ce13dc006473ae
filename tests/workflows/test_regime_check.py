"""The layers over one another: an upper one may ease a way of handling by a rule, and never harden it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.layered import item_of, refused
from workflows import rulebook

COMMITTED = """
workflow = "commitment"
result = "decision"
limit.decision.statutory = { days = 3, unit = "working", basis = "lower" }
limit.delivery.statutory = { days = 3, unit = "working", basis = "lower" }
limit.publication.statutory = { days = 3, unit = "working", basis = "lower" }
limit.follow_up.statutory = { days = 3, unit = "working", basis = "lower" }
limit.rectification.statutory = { days = 3, unit = "working", basis = "lower" }
commitment = { consequences = ["整改。"], text = "承诺。", begins = "符合条件后。", basis = ["lower"] }
"""
LICENCE = """
workflow = "licence"
result = "decision"
limit.completeness.statutory = { days = 3, unit = "working", basis = "lower" }
limit.supplement_check.statutory = { days = 3, unit = "working", basis = "lower" }
limit.decision.statutory = { days = 3, unit = "working", basis = "lower" }
limit.delivery.statutory = { days = 3, unit = "working", basis = "lower" }
limit.publication.statutory = { days = 3, unit = "working", basis = "lower" }
limit.hearing_request.statutory = { days = 3, unit = "working", basis = "lower" }
limit.hearing.statutory = { days = 3, unit = "working", basis = "lower" }
"""


def test_a_county_eases_a_licence_to_a_commitment_by_a_rule(tmp_path: Path) -> None:
    upper = 'workflow_basis = ["upper"]\n' + COMMITTED.replace('"lower"', '"upper"')
    item = item_of(tmp_path, LICENCE, upper)
    assert item.workflow == "commitment"
    assert "completeness" not in item.limits
    assert item.commitment is not None


def test_a_county_eases_nothing_without_a_rule(tmp_path: Path) -> None:
    fault = refused(tmp_path, LICENCE, COMMITTED.replace('"lower"', '"upper"'))
    assert (fault.file, "没有写依据" in fault.says) == ("upper.toml", True)


def test_a_county_hardens_nothing_by_any_rule(tmp_path: Path) -> None:
    upper = 'workflow_basis = ["upper"]\n' + LICENCE.replace('"lower"', '"upper"')
    fault = refused(tmp_path, COMMITTED, upper)
    assert "不得改为更重的" in fault.says
    assert "变相设置许可" in fault.remedy


@pytest.mark.parametrize("rank", ["department", "local"])
def test_what_is_strict_below_stays_strict_above(tmp_path: Path, rank: str) -> None:
    strict = "strict = true\n" + LICENCE
    upper = 'workflow_basis = ["upper"]\n' + COMMITTED.replace('"lower"', '"upper"')
    assert "严格准入" in refused(tmp_path, strict, upper, rank=rank).says
    assert "不能解除" in refused(tmp_path, strict, "strict = false\n").says


def test_an_organ_of_the_country_gives_way_to_the_county_s_own(tmp_path: Path) -> None:
    shown = item_of(tmp_path, LICENCE, "", organ="other")
    assert (shown.guide_only, shown.authority.name) == (True, "县级主管部门")
    real = item_of(tmp_path, LICENCE, "", organ="organ")
    assert (real.guide_only, real.authority.name) == (False, "示例县卫生健康局")


def test_an_item_of_the_country_that_ended_before_the_county_s_pack_is_not_in_it(tmp_path: Path) -> None:
    ended = LICENCE + 'effective_to = 2017-11-07\neffective_basis = ["lower"]\n'
    item_of(tmp_path, ended, "")
    (tmp_path / "upper.toml").write_text(
        (tmp_path / "upper.toml").read_text(encoding="utf-8").replace("2017-01-01", "2018-01-01"),
        encoding="utf-8",
    )
    text = (tmp_path / "upper.toml").read_text(encoding="utf-8")
    (tmp_path / "upper.toml").write_text(text.split("[[item]]")[0], encoding="utf-8")
    assert rulebook(tmp_path).pack("upper").items == {}


@pytest.mark.parametrize("clock", ["decision", "follow_up", "rectification"])
def test_every_clock_of_a_workflow_has_its_limit(tmp_path: Path, clock: str) -> None:
    lacking = "\n".join(line for line in COMMITTED.splitlines() if f"limit.{clock}." not in line)
    assert f"没有“{clock}”的法定时限" in refused(tmp_path, lacking + "\n", "").says


def test_an_answer_too_has_its_day(tmp_path: Path) -> None:
    assert (
        "没有“answer”的法定时限"
        in refused(
            tmp_path,
            'workflow = "exempt"\nresult = "answer"\nanswer = { says = "不需要许可。", basis = ["lower"] }\n',
            "",
            ground="",
        ).says
    )
