"""The command ``approval``: a module of this folder is a command, imported only when it is called."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from approval.core.errors import Refused, refuse
from web.config import SettingError

if TYPE_CHECKING:
    from approval.core.workdays import Calendar, Notice
    from approval.procedure.calendar import Loaded
    from workflows import Rulebook


class Modules(click.Group):
    """A group whose commands are the modules of a folder, known by their files' names, imported when called."""

    def __init__(self, *args: Any, package: str = __name__, **settings: Any) -> None:
        """Name the package that the modules belong to."""
        super().__init__(*args, **settings)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands, importing none."""
        return sorted(module.name for module in pkgutil.iter_modules(import_module(self.package).__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command: the object that bears its module's name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = getattr(import_module(f"{self.package}.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None


class Commands(Modules):
    """The group of all commands; what bars one is told and no trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what bars it is a line for each reason on standard error, and exit code 2."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            lines = [str(reason) for reason in refused.reasons]
        except SettingError as wrong:
            lines = [str(wrong)]
        except OSError as error:
            # Without a file's name it is no slip of whoever typed the command: a pipe that closed, or a fault.
            if error.filename is None:
                raise
            lines = [f"不能读写 {error.filename}：{error.strerror}。请核对路径、权限和磁盘空间。"]
        for line in lines:
            click.echo(line, err=True)
        raise click.exceptions.Exit(2)


class Installation:
    """What commands ask of the installation on this machine; nothing is opened before it is asked."""

    def rulebook(self, data: Path | None, folder: Path | None, sources: Path | None) -> Rulebook:
        """Give the rules of this installation, or those of a folder, laid over the product's own.

        Opens no database and makes nothing. Raises PackRefused; Refused where ``data`` is no installation.
        """
        from web.config import Config, is_set_up
        from workflows import rulebook
        from workflows.pack import PACKS, SOURCES

        if data is not None and not is_set_up(data):
            raise not_set_up()
        if folder is None and is_set_up(data):
            config = Config.read(data=data)
            own = config.own_packs
            texts = (SOURCES, own / "sources", *([sources] if sources else []))
            return rulebook((config.packs or PACKS, own), sources_dir=texts)
        if folder is None:
            return rulebook(None, sources_dir=sources)
        if (folder / "national.toml").is_file():
            return rulebook(folder, sources_dir=sources)
        return rulebook((PACKS, folder), sources_dir=(SOURCES, sources or folder / "sources"))

    def calendar(self, data: Path | None, division: str) -> Calendar:
        """Give a division's calendar, with the notices loaded there if there is an installation."""
        from web.config import is_set_up

        if not is_set_up(data):
            return national(division)
        from web.desk import open_desk

        opened = open_desk(data)
        try:
            with opened.store.look() as tx:
                opened.calendars.refresh(tx)
            return opened.calendars.of(division)
        finally:
            opened.store.close()

    def load(self, notice: Notice, data: Path | None, by: str) -> Sequence[str]:
        """Load a notice, recompute the open cases, and tell line by line what moved."""
        from approval.procedure.calendar import load_notice
        from web.desk import open_desk

        opened = open_desk(data)
        try:
            return told(load_notice(opened.office(), None, notice), by)
        finally:
            opened.store.close()


def not_set_up() -> Refused:
    """Say that a data folder holds no installation, and how to make one."""
    return refuse(
        "数据文件夹里没有数据库。", "",
        "请核对 --data 或者 APPROVAL_DATA；新系统请先运行 approval administrator，设立管理员账号。",
    )  # fmt: skip


def national(division: str) -> Calendar:
    """Give the built-in calendar of a division."""
    from approval.core.workdays import Calendar

    return Calendar.national().for_division(division)


def told(loaded: Loaded, by: str) -> list[str]:
    """Tell what loading a notice did to the open cases."""
    lines = [f"录入人：{by}"]
    lines += [
        f"{moved.number}（{moved.institution}）：期限届满日由 {moved.old or '无'} 改为 {moved.new or '无'}"
        for moved in loaded.moved
    ]
    lines += [f"{number}：期限届满日不变，不再是暂定" for number in loaded.confirmed]
    lines += [f"{number}：已记录的视为受理日期需要人工核对并更正记录" for number in loaded.to_rectify]
    return lines if len(lines) > 1 else [*lines, "没有办件的期限因此变动"]


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.pass_context
def main(ctx: click.Context) -> None:
    """医养结合机构医疗许可一站式办理。"""
    ctx.obj = Installation()
