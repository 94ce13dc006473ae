"""The command ``approval``: a module of this folder is a command, imported only when it is called."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import click

from approval.core.errors import Refused


class Commands(click.Group):
    """A group that knows its commands by their files' names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the commands, importing none."""
        return sorted(module.name for module in pkgutil.iter_modules(__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command: the object that bears its module's name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a refusal is a line for each reason on standard error, and exit code 2."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            for reason in refused.reasons:
                click.echo(str(reason), err=True)
            ctx.exit(2)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """医养结合机构医疗许可一站式办理。"""
