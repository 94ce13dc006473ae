"""Rule-books for tests, each read once in a process: the one we ship, and those of made-up counties."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from workflows import Rulebook, rulebook
from workflows.pack import PACKS

_folders: list[TemporaryDirectory[str]] = []


@cache
def shipped() -> Rulebook:
    """The packs that the product brings; nobody can change them."""
    return rulebook()


@cache
def county_packs(pack: Path) -> Path:
    """A folder with the country's pack and one county's, for everybody who only reads it."""
    _folders.append(TemporaryDirectory(prefix="approval-county-"))
    folder = Path(_folders[-1].name)
    shutil.copy(PACKS / "national.toml", folder)
    shutil.copy(pack, folder)
    return folder


@cache
def county_rules(pack: Path) -> Rulebook:
    """The rule-book of that county."""
    return rulebook(county_packs(pack))
