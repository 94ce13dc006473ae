"""``approval letter measure``: hold a letter against GB/T 9704-2012, measure by measure."""

from __future__ import annotations

import json
from pathlib import Path

import click

from approval.core.errors import refuse
from approval.letters.geometry import FORMS, Measured, UnreadableError
from approval.letters.geometry import measure as take_measures

SIGNS = {True: "符合", False: "不符", None: "未量"}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def measure(file: Path, as_json: bool) -> None:
    """量测一份文书的版面：每项实测值、标准值、允许偏差。全部符合的退出码为 0，有不符的为 1，不能读取的为 2。"""
    try:
        found = take_measures(file.read_bytes())
    except UnreadableError as fault:
        raise refuse(
            f"{file}：{str(fault).partition('。')[0]}。", "GB/T 9704-2012", str(fault).partition("。")[2]
        ) from fault
    click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else told(found))
    if not found.holds:
        raise click.exceptions.Exit(1)


def told(found: Measured) -> str:
    """Lay the measures out as lines of text, and say at the end what is off."""
    off = [one.zh for one in found.measures if one.holds is False]
    lines = [f"{FORMS[found.form]}，{found.pages}页"]
    lines += [
        f"{SIGNS[one.holds]}  {one.says}" + (f"  第{one.page}页" if one.page else "")
        for one in found.measures
    ]
    lines.append(f"有{len(off)}项不符：{'、'.join(off)}。" if off else "量到的各项都符合 GB/T 9704-2012。")
    return "\n".join(lines)
