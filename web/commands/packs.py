"""``approval packs``: check the packs of a folder, show a guide, load a pack, move cases to a new version."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from approval.core.case import Case
from approval.core.errors import refuse
from approval.procedure import acts
from approval.procedure.office import Office
from approval.procedure.packs import MOVE, Change, changes
from approval.store import cases, people
from web.commands import Installation, not_set_up
from workflows import PackInfo, Rulebook
from workflows.guide import guide
from workflows.pack import files_of
from workflows.pack_sheet import read_sheet

if TYPE_CHECKING:
    from web.desk import Desk

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DATA = click.Path(file_okay=False, path_type=Path)


@click.group()
def packs() -> None:
    """检查、查看事项包。"""


@packs.command()
@click.option("--assumptions", is_flag=True, help="逐条列出没有来源的默认值（assumption）。")
@click.option("--data", type=DATA, help="数据文件夹：查看其中装入的和产品自带的事项包。")
@click.option(
    "--packs",
    "folder",
    type=FOLDER,
    help="不查看装入的，改为查看这个文件夹里的事项包；其中没有国家层的，用产品自带的。",
)
@click.option("--sources", type=FOLDER, help="来源原文所在的文件夹，默认为事项包文件夹里的 sources。")
@click.pass_obj
def check(
    machine: Installation, assumptions: bool, data: Path | None, folder: Path | None, sources: Path | None
) -> None:
    """检查全部事项包；有错误的，逐条说明文件、行号和改法，退出码为 2。"""
    book = machine.rulebook(data, folder, sources)
    # A folder is checked for whoever writes it: what the product says of its own packs is not his.
    own = {read_sheet(path).id for path in files_of(folder)} if folder else None
    found = [info for info in book.packs() if own is None or info.id in own]
    for info in found:
        click.echo(headline(info, len(book.items(info.id))))
        for warning in info.warnings:
            click.echo(f"  提示：{warning}")
        if assumptions:
            for line in assumed(info):
                click.echo(line)
    total = sum(len(info.assumptions) for info in found)
    click.echo(f"共{len(found)}个事项包，没有错误；默认值（assumption）{total}条。")


def headline(info: PackInfo, items: int) -> str:
    """Say what a pack is on one line."""
    until = f"至 {info.effective_to}" if info.effective_to else "起"
    return f"{info.id}  {info.name}（{info.division}）  {info.effective_from} {until}  可办理事项{items}个"


def assumed(info: PackInfo) -> Iterable[str]:
    """List a pack's assumptions, one line each, with file and line."""
    for one in info.assumptions:
        note = f"（{one.note}）" if one.note else ""
        says = f"：{one.says}" if one.says else ""
        yield f"  {one.file}:{one.line}  {one.about}{says}{note}"


@packs.command()
@click.argument("pack")
@click.argument("item", required=False)
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.option("--data", type=DATA, help="数据文件夹：查看其中装入的和产品自带的事项包。")
@click.option(
    "--packs",
    "folder",
    type=FOLDER,
    help="不查看装入的，改为查看这个文件夹里的事项包；其中没有国家层的，用产品自带的。",
)
@click.option("--sources", type=FOLDER, help="来源原文所在的文件夹，默认为事项包文件夹里的 sources。")
@click.pass_obj
def show(
    machine: Installation, pack: str, item: str | None, as_json: bool, data: Path | None, folder: Path | None,
    sources: Path | None,
) -> None:  # fmt: skip
    """显示一个事项包的事项；写明事项编号的，显示它的办事指南。"""
    book = machine.rulebook(data, folder, sources)
    if item is None:
        show_pack(book, pack, as_json=as_json)
    else:
        show_item(guide(book.item(pack, item)), as_json=as_json)


@packs.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", "sources", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="事项包引用的来源原文（.txt 或 .md），可以写几次。",
)  # fmt: skip
@click.option("--data", type=DATA, help="数据文件夹。")
def load(file: Path, sources: tuple[Path, ...], data: Path | None) -> None:
    """核对一个事项包并装入本系统，不需要重新启动；列出它涉及的正在办理的案件。"""
    from web.pack_files import lay

    with installation(data) as desk:
        pack, book = lay(desk.shelf, desk.store, file, sources)
        found = book.pack(pack)
        click.echo(f"已装入“{pack}”（{found.name}），自{found.effective_from}起施行。")
        if not found.replaces:
            return
        office = replace(desk.office(), rulebook=book)
        day = max(office.today, found.effective_from)
        for line in told(changes(office, found.replaces, day), found.replaces):
            click.echo(line)


@packs.command()
@click.argument("pack")
@click.option("--case", "number", help="只办理这一件，改按新规定办理。")
@click.option("--by", help="决定人的登录名，与 --case 一同使用。")
@click.option("--reasons", default="", help="改按新规定办理的理由，与 --case 一同使用。")
@click.option("--data", type=DATA, help="数据文件夹。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def move(
    pack: str, number: str | None, by: str | None, reasons: str, data: Path | None, as_json: bool
) -> None:
    """逐件说明新版本会改变什么；写明 --case、--by、--reasons 的，把这一件改按新规定办理。"""
    with installation(data) as desk:
        desk.rulebook.pack(pack)
        office = desk.office()
        if number is not None:
            done = moved(office, number, by or "", reasons)
            click.echo(f"{done.number} 已改按“{done.entries[-1].data['new_pack']}”办理，已发出告知书。")
            return
        found = changes(office, pack)
        if as_json:
            click.echo(json.dumps([plain(one) for one in found], ensure_ascii=False, indent=2))
            return
        for line in told(found, pack):
            click.echo(line)


@contextmanager
def installation(data: Path | None) -> Iterator[Desk]:
    """Open an installation that is there, and close it again."""
    from web.config import is_set_up
    from web.desk import open_desk

    if not is_set_up(data):
        raise not_set_up()
    desk = open_desk(data)
    try:
        yield desk
    finally:
        desk.store.close()


def moved(office: Office, number: str, by: str, reasons: str) -> Case:
    """Do the decision of a person named by his sign-in name; Raises Refused."""
    with office.store.look() as tx:
        person = people.by_sign_in_name(tx, by)
        version = cases.load(tx, number).version
    if person is None:
        raise refuse(f"没有登录名为“{by}”的人员。", "", "请用 --by 写明决定人的登录名。")
    return acts.do(office, person[0], number, version, MOVE, {"reasons": reasons})


def told(found: Sequence[Change], old: str) -> Iterator[str]:
    """Tell what a new version would change, a case at a time; nothing has been changed yet."""
    if not found:
        yield f"没有按“{old}”正在办理的案件。"
        return
    yield f"按“{old}”正在办理的案件{len(found)}件，都没有改动："
    for one in found:
        yield f"{one.number}  {one.institution_name}  {one.item_name}（{one.stage_zh}）"
        yield f"  {one.verdict.zh}。{one.remedy}"
        for difference in one.differences:
            yield f"  · {BETTER[difference.better]}{difference.says}"
        if one.new_due_on is not None and one.new_due_on != one.due_on:
            yield f"  · 期限届满日由{one.due_on}改为{one.new_due_on}。"


BETTER = {True: "（有利）", False: "（不利）", None: ""}


def plain(one: Change) -> dict[str, object]:
    """Give a change as plain values."""
    return {
        "case": one.number,
        "institution": one.institution_name,
        "item": one.item_name,
        "stage": one.stage_zh,
        "pack": one.pack,
        "new_pack": one.new_pack,
        "verdict": one.verdict.value,
        "says": f"{one.verdict.zh}。",
        "remedy": one.remedy,
        "differences": [{"says": each.says, "better": each.better} for each in one.differences],
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "new_due_on": one.new_due_on.isoformat() if one.new_due_on else None,
    }


def show_pack(book: Rulebook, pack: str, *, as_json: bool) -> None:
    """List the items of a pack."""
    found = book.pack(pack)
    items = [{"item": one.id, "name": one.name, "authority": one.authority.name} for one in book.items(pack)]
    if as_json:
        plain = {"id": found.id, "name": found.name, "division": found.division, "items": items}
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.id}  {found.name}")
    for one in items:
        click.echo(f"  {one['item']}  {one['name']}  {one['authority']}")
    if not items:
        click.echo("  本包只有式样，没有可办理的事项。")


def show_item(plain: Mapping[str, Any], *, as_json: bool) -> None:
    """Print an item's guide: for people, or as JSON."""
    if as_json:
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for line in guide_lines(plain):
        click.echo(line)


def guide_lines(plain: Mapping[str, Any]) -> Iterable[str]:
    """Lay a guide out as lines of text; what rests on a default is marked."""
    if plain["superseded"]:
        yield f"注意：{plain['superseded']['says']}"
    for element in plain["elements"]:
        yield f"{element['zh']}：{element['says']}{mark(element)}"
    yield from listed("时限", (f"{one['zh']}：{one['explains']}" for one in plain["limits"]))
    yield from listed("条件", (f"{one['says']}{mark(one)}" for one in plain["conditions"]))
    yield from listed("材料", (material_line(one) for one in plain["materials"]))
    yield from listed("标准", (f"{one['says']}{mark(one)}" for one in plain["standards"]))
    yield from listed("不予批准的情形", (f"{one['says']}{mark(one)}" for one in plain["grounds"]))
    yield f"救济：{plain['remedies']['says']}{mark(plain['remedies'])}"


def listed(title: str, lines: Iterable[str]) -> Iterable[str]:
    """Put a title over numbered lines."""
    yield f"{title}："
    for number, line in enumerate(lines, start=1):
        yield f"  {number}. {line}"


def material_line(one: Mapping[str, Any]) -> str:
    """Say a material on one line."""
    when = f"；{one['when'].rstrip('。')}" if one["when"] else ""
    return f"{one['name']}（{one['form']}，{'、'.join(one['formats'])}{when}）{mark(one)}"


def mark(one: Mapping[str, Any]) -> str:
    """Mark what rests on a default."""
    return "【系统默认，待核】" if one["assumed"] else ""
