"""The workflows commands, as whoever changes a table types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.rules import shipped
from tests.workflows.broken.incomplete_declined import WORKFLOW as DECLINES_TOO_EARLY
from web.commands import main, workflows
from workflows import WORKFLOWS
from workflows.check import uses

QUICK = {name: workflow for name, workflow in WORKFLOWS.items() if name != "licence"}
"""All but W1, which takes most of the time and is proved in ``tests/workflows/test_check.py``."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave W1 out."""
    monkeypatch.setattr(workflows, "WORKFLOWS", QUICK)


@pytest.mark.usefixtures("quick")
def test_the_shipped_workflows_are_reported_with_the_states_seen_and_the_verdict_is_the_status() -> None:
    ended = run("check", "--json")
    report = json.loads(ended.stdout)
    assert report["states"] > 1000
    assert {proof["workflow"] for proof in report["proofs"]} == set(QUICK)
    filings = {f"{item.pack}/{item.id}" for item in shipped().items() if uses(QUICK["filing"], item)}
    assert filings <= {proof["item"] for proof in report["proofs"] if proof["workflow"] == "filing"}
    assert (ended.exit_code, report["ok"]) == (0, True)
    assert not any(proof["failures"] for proof in report["proofs"])


@pytest.mark.usefixtures("quick")
def test_items_that_share_a_search_stand_on_its_line() -> None:
    *lines, verdict = run("check").stdout.splitlines()
    assert lines[0].startswith("filing  specimen/filing  成立  状态")
    assert any("规则相同的另有" in line for line in lines)
    assert len(lines) < 40
    assert verdict.endswith("六项性质全部成立。")


def test_a_broken_workflow_is_answered_with_its_path_and_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflows, "WORKFLOWS", {"licence": DECLINES_TOO_EARLY})
    ended = run("check")
    assert ended.exit_code == 1
    lines = ended.stdout.splitlines()
    at = lines.index("  性质3不成立：没有一次性告知，就以材料不齐为由不予受理。")
    assert lines[at + 1 : at + 3] == [
        "    1. 2026-03-02 申请机构经办人：提交申请 → 已收件，待受理审查",
        "    2. 2026-03-02 受理人：不予受理 → 不予受理",
    ]
    assert "不成立。" in lines[-1]


def test_the_drawings_are_written_and_named(tmp_path: Path) -> None:
    ended = run("draw", "--out", str(tmp_path / "new"))
    assert ended.exit_code == 0
    assert ended.stdout.split() == [
        str(tmp_path / "new" / f"{workflow}{suffix}") for workflow in WORKFLOWS for suffix in (".mmd", ".svg")
    ]
    assert (tmp_path / "new" / "licence.svg").read_text(encoding="utf-8").startswith("<svg ")


def run(*words: str) -> Result:
    """Type a command."""
    return CliRunner().invoke(main, ["workflows", *words])
