"""``approval letter register``: the signed register of all letters of this installation, to verify them offline."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from web.commands import not_set_up


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default="register.p7m",
    show_default=True,
    help="登记册写入的文件。",
)
@click.option("--roots", type=click.Path(dir_okay=False, path_type=Path), help="根证书一并写入的文件。")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录。")
def register(out: Path, roots: Path | None, data: Path | None) -> None:
    """写出签名的文书状态登记册：全部文书的文号、文件校验值和效力。"""
    from web.config import is_set_up

    if not is_set_up(data):
        raise not_set_up()
    from approval.procedure.verification import register as written
    from web.desk import open_desk

    desk = open_desk(data)
    with closing(desk.store):
        office = desk.office()
        out.write_bytes(written(office, datetime.now(UTC)))
        click.echo(f"文书状态登记册：{out}")
        if roots is not None:
            roots.write_bytes(office.press.keys.roots())
            click.echo(f"根证书：{roots}")
