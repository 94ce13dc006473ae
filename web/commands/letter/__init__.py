"""``approval letter``: letters held against the standard and the register; a module of this folder is a command."""

from __future__ import annotations

import click

from web.commands import Modules


@click.group(cls=Modules, package=__name__)
def letter() -> None:
    """核对文书：版面量测、验真、文书状态登记册。"""
