"""``approval packs``: check the packs of a folder, show what an item's guide says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from workflows import PackInfo, Rulebook, rulebook
from workflows.guide import guide

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def packs() -> None:
    """检查、查看事项包。"""


@packs.command()
@click.option("--assumptions", is_flag=True, help="逐条列出没有来源的默认值（assumption）。")
@click.option("--packs", "folder", type=FOLDER, help="事项包所在的文件夹，默认为产品自带的。")
@click.option("--sources", type=FOLDER, help="来源原文所在的文件夹，默认为产品自带的。")
def check(assumptions: bool, folder: Path | None, sources: Path | None) -> None:
    """检查全部事项包；有错误的，逐条说明文件、行号和改法，退出码为 2。"""
    book = rulebook(folder, sources_dir=sources)
    for info in book.packs():
        click.echo(headline(info, len(book.items(info.id))))
        for warning in info.warnings:
            click.echo(f"  提示：{warning}")
        if assumptions:
            for line in assumed(info):
                click.echo(line)
    total = sum(len(info.assumptions) for info in book.packs())
    click.echo(f"共{len(book.packs())}个事项包，没有错误；默认值（assumption）{total}条。")


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
@click.option("--packs", "folder", type=FOLDER, help="事项包所在的文件夹，默认为产品自带的。")
@click.option("--sources", type=FOLDER, help="来源原文所在的文件夹，默认为产品自带的。")
def show(pack: str, item: str | None, as_json: bool, folder: Path | None, sources: Path | None) -> None:
    """显示一个事项包的事项；写明事项编号的，显示它的办事指南。"""
    book = rulebook(folder, sources_dir=sources)
    if item is None:
        show_pack(book, pack, as_json=as_json)
    else:
        show_item(guide(book.item(pack, item)), as_json=as_json)


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
