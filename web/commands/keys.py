"""``approval keys``: the certificates that letters are signed with; listed, renewed, taken in, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from approval.letters.keys import Certificate
from approval.procedure.printing import seal_waiting
from web.commands.packs import installation

DATA = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

data_option = click.option("--data", type=DATA, help="数据文件夹。")


@click.group()
def keys() -> None:
    """查看、换发、导入、停用签章证书。"""


@keys.command("list")
@data_option
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def list_(data: Path | None, as_json: bool) -> None:
    """列出各机关的签章证书。"""
    with installation(data) as desk:
        found, now = desk.keys.certificates(), desk.now()
    if as_json:
        click.echo(json.dumps([plain(one, now) for one in found], ensure_ascii=False, indent=2))
        return
    for line in told(found, now):
        click.echo(line)


@keys.command()
@click.argument("organ")
@data_option
def rotate(organ: str, data: Path | None) -> None:
    """为一个机关（例如 jianxi-2017/health）换发自建的演示证书；以前签的文书不受影响。"""
    with installation(data) as desk:
        made = desk.keys.rotate(organ, desk.rulebook.authority(organ).name, desk.now())
        seal_waiting(desk.office())
    click.echo(f"已为{made.name}换发证书，指纹 {made.fingerprint}，有效期至 {made.valid_until:%Y-%m-%d}。")


@keys.command("import")
@click.argument("organ")
@click.argument("file", type=FILE)
@click.option("--roots", type=FILE, help="签发机构至根证书的证书链（PEM）；证书文件里已经有的，不用写。")
@click.option(
    "--password", envvar="APPROVAL_P12_PASSWORD", prompt="证书文件的口令", hide_input=True,
    help="证书文件的口令；不写的，运行时询问，或者由环境变量 APPROVAL_P12_PASSWORD 给出。",
)  # fmt: skip
@data_option
def import_(organ: str, file: Path, roots: Path | None, password: str, data: Path | None) -> None:
    """为一个机关导入电子认证服务机构签发的证书和私钥（PKCS#12 文件），从此用它签章。"""
    above = roots.read_bytes() if roots else b""
    with installation(data) as desk:
        name = desk.rulebook.authority(organ).name
        taken = desk.keys.take_in(organ, file.read_bytes(), password, desk.now(), name=name, roots=above)
        seal_waiting(desk.office())
    click.echo(f"已导入{taken.name}的证书，指纹 {taken.fingerprint}，有效期至 {taken.valid_until:%Y-%m-%d}。")


@keys.command()
@click.argument("fingerprint")
@click.option("--why", required=True, help="停用的原因，写入文书状态登记册。")
@data_option
def withdraw(fingerprint: str, why: str, data: Path | None) -> None:
    """停用一张证书（密钥失密等）：不再用它签章，文书状态登记册写明停用的时间和原因。"""
    with installation(data) as desk:
        gone = desk.keys.withdraw(fingerprint.lower(), desk.now(), why)
    click.echo(f"已停用{gone.name}的证书 {gone.fingerprint}。请换发或者导入新的证书，否则文书不能签章。")


@keys.command()
@data_option
def roots(data: Path | None) -> None:
    """输出根证书（PEM），供离线验真和其他软件使用。"""
    with installation(data) as desk:
        click.echo(desk.keys.roots(), nl=False)


def told(found: Sequence[Certificate], now: datetime) -> Iterable[str]:
    """Tell of each certificate on two lines."""
    for one in found:
        kind = "自建演示证书" if one.development else "正式证书"
        yield f"{one.organ}  {one.name}  {kind}  {one.condition(now).zh}"
        dates = f"{one.valid_from:%Y-%m-%d} 至 {one.valid_until:%Y-%m-%d}"
        why = f"  停用于 {one.withdrawn_at:%Y-%m-%d}：{one.withdrawn_why}" if one.withdrawn_at else ""
        yield f"  {one.fingerprint}  {dates}{why}"
    yield f"共{len(found)}张证书。" if found else "还没有证书：机关第一次签发文书时自动建立演示证书。"


def plain(one: Certificate, now: datetime) -> dict[str, object]:
    """Give a certificate as plain values."""
    values = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(one).items()
    }
    return {**values, "condition": one.condition(now).value}
