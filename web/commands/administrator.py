"""``approval administrator``: make the account that makes all others, on a new installation."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--sign-in", "sign_in_name", required=True, help="登录名。")
@click.option("--name", required=True, help="姓名。")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="数据文件夹。")
def administrator(sign_in_name: str, name: str, data: Path | None) -> None:
    """设立系统管理员账号，密码只显示一次；其他账号由系统管理员在“账号”页面设立。"""
    from approval.core.vocabulary import Role
    from approval.store import people
    from web.desk import open_desk
    from web.session import hash_password, make_password

    password = make_password()
    desk = open_desk(data)
    try:
        with desk.store.begin() as tx:
            people.add_account(tx, sign_in_name, hash_password(password), name, [Role.ADMINISTRATOR])
    finally:
        desk.store.close()
    click.echo(f"已设立系统管理员账号 {sign_in_name}（{name}）。")
    click.echo(f"密码（只显示这一次）：{password}")
