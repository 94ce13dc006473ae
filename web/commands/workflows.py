"""``approval workflows``: prove what no path of any workflow may do, and draw the tables."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from workflows import WORKFLOWS, rulebook
from workflows.check import Failure, Proof, told
from workflows.check import check as prove_all
from workflows.draw import draw as draw_all


@click.group()
def workflows() -> None:
    """证明流程不出错，绘制流程图。"""


@workflows.command()
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """逐一穷尽每个流程在每个事项下的全部状态；有不成立的性质，给出最短的路径，退出码为 1。"""
    began = perf_counter()
    proofs = prove_all(WORKFLOWS, rulebook().items())
    seconds = round(perf_counter() - began, 1)
    if as_json:
        click.echo(json.dumps(plain(proofs, seconds), ensure_ascii=False, indent=2))
    else:
        for line in report(proofs, seconds):
            click.echo(line)
    ctx.exit(0 if all(proof.holds for proof in proofs) else 1)


def report(proofs: Sequence[Proof], seconds: float) -> Iterator[str]:
    """Tell each search on a line with how many items share it, each failure with its path, and the sum."""
    sharing = Counter((proof.workflow, proof.same_as) for proof in proofs)
    searched = [proof for proof in proofs if not proof.same_as]
    for proof in searched:
        yield headline(proof, sharing[proof.workflow, proof.item])
        for failure in proof.failures:
            yield from (f"  {line}" for line in told(WORKFLOWS[proof.workflow], failure))
    seen = sum(proof.states for proof in searched)
    failed = len({(proof.workflow, failure.rule) for proof in proofs for failure in proof.failures})
    verdict = f"有{failed}项不成立" if failed else "六项性质全部成立"
    yield f"共{len(proofs)}个组合，查看状态{seen}个，用时{seconds}秒，{verdict}。"


def headline(proof: Proof, sharing: int) -> str:
    """Say on one line what was proved of a workflow under an item, and for how many others it holds as well."""
    holds = "成立" if proof.holds else f"不成立{len(proof.failures)}项"
    others = f"；规则相同的另有{sharing}个事项" if sharing else ""
    return f"{proof.workflow}  {proof.item}  {holds}  状态{proof.states}个，尝试{proof.questions}次{others}"


def plain(proofs: Sequence[Proof], seconds: float) -> dict[str, Any]:
    """Give the report as plain values."""
    return {
        "ok": all(proof.holds for proof in proofs),
        "states": sum(proof.states for proof in proofs if not proof.same_as),
        "seconds": seconds,
        "proofs": [
            {
                "workflow": proof.workflow,
                "item": proof.item,
                "same_as": proof.same_as or None,
                "states": proof.states,
                "questions": proof.questions,
                "failures": [plain_failure(failure) for failure in proof.failures],
            }
            for proof in proofs
        ],
    }


def plain_failure(failure: Failure) -> dict[str, Any]:
    """Give a failure as plain values."""
    return {
        "property": failure.number,
        "rule": failure.rule,
        "says": failure.says,
        "path": [
            {"on": event.on.isoformat(), "act": event.act, "zh": event.zh, "who": event.who, "to": event.to}
            for event in failure.path
        ],
    }


@workflows.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="写入的文件夹。")
def draw(out: Path) -> None:
    """绘制每个流程的流程图（SVG 和 Mermaid），写入文件夹。"""
    for path in draw_all(WORKFLOWS, out):
        click.echo(str(path))
