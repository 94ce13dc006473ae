"""``approval guide``: from a few answers to the right item, or the right order of items (情形引导)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from approval.core.errors import Reason, Refused
from approval.procedure.application import nested
from approval.procedure.office import SHANGHAI
from forms.situation import read_facts
from web.commands import Installation
from web.commands.packs import DATA, FOLDER
from workflows.schema import BY_PATH
from workflows.situation import APPLICANTS, Enquiry, answer


@click.command()
@click.option("--division", required=True, help="所在地的行政区划代码，6位，例如 410305。")
@click.option("--applicant", type=click.Choice(list(APPLICANTS)), default="care_institution",
              show_default=True, help="申请人：养老机构 care_institution，医疗机构 medical_institution。")  # fmt: skip
@click.option("--kind", default="", help="想设立的医疗单位类别，例如 护理站；不写的按床位等情况推荐。")
@click.option("--item", default="", help="事项编号；与 --kind 任选一项。")
@click.option("--beds", type=click.IntRange(min=0), help="养老床位数。")
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="字段=值",
    help="其他情况，例如 premises.area_m2=800，可以写多次。",
)
@click.option("--on", "on_day", default="", help="哪一天申请，例如 2026-11-21，默认今天。")
@click.option("--data", type=DATA, help="数据文件夹：查看其中装入的和产品自带的事项包。")
@click.option(
    "--packs",
    "folder",
    type=FOLDER,
    help="不查看装入的，改为查看这个文件夹里的事项包；其中没有国家层的，用产品自带的。",
)
@click.option("--sources", type=FOLDER, help="来源原文所在的文件夹，默认为事项包文件夹里的 sources。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def guide(
    installation: Installation, division: str, applicant: str, kind: str, item: str, beds: int | None, facts: tuple[str, ...], on_day: str,
    data: Path | None, folder: Path | None, sources: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """回答几个问题，得到应当办理的事项、顺序、材料、期限和理由；没有可用事项包的，退出码为 2。"""
    values = read_facts(dict(map(pair, facts)), BY_PATH)
    if beds is not None:
        values["institution.beds"] = beds
    on = day(on_day)
    enquiry = Enquiry(division, on, applicant, kind, item, nested(values))
    calendar = installation.calendar(data, division)
    told = answer(installation.rulebook(data, folder, sources), enquiry, calendar)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in lines(told):
        click.echo(line)


def pair(written: str) -> tuple[str, str]:
    """Read one ``field=value``; raises Refused."""
    name, sign, value = written.partition("=")
    if not sign or not name.strip():
        raise Refused(Reason(f"“{written}”不是“字段=值”。", "", "请写成 premises.area_m2=800 的样子。"))
    return name.strip(), value.strip()


def day(written: str) -> date:
    """Read the day asked about, today where none is; raises Refused."""
    if not written:
        return datetime.now(SHANGHAI).date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused(Reason(f"“{written}”不是一个日期。", "", "请写成 2026-11-21 的样子。")) from None


def lines(told: Mapping[str, Any]) -> Iterable[str]:
    """Lay an answer out as lines of text."""
    yield told["says"]
    for one in told["advice"]:
        yield f"提示：{one['says']}{cited(one)}"
    for step in told["steps"]:
        yield f"{step['number']}. {step['name']}（{step['way']}）  {step['authority']}"
        yield from (f"   {one['says']}{cited(one)}" for one in step["reasons"])
        yield from (
            f"   {one['zh']}：{one['promised']}，{one['from']}计算，今天起算的到 {one['if_today']}"
            for one in step["limits"]
        )
        yield from (f"   材料：{one['name']}（{one['says']}）" for one in step["materials"])
    yield from (f"可以在一个窗口一并申请：{one['name']}" for one in told["together"])
    yield from (f"{one['says']}{cited(one)}" for one in told["no_longer"])
    if told["asks"]:
        yield "再说明以下情况，材料清单会更准确：" + "、".join(one["label"] for one in told["asks"])


def cited(one: Mapping[str, Any]) -> str:
    """Cite the rules of a line."""
    rules = "、".join(rule["says"] for rule in one["basis"])
    return f"（{rules}）" if rules else ""
