"""``approval letter``: letters held against the standard and against the register; a module of this folder is a command."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click


class LetterCommands(click.Group):
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


@click.group(cls=LetterCommands)
def letter() -> None:
    """核对文书：版面量测、验真、文书状态登记册。"""
