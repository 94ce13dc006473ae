"""Read packs: one TOML file for the local rules of one jurisdiction from one day on.

``read_packs`` reads a folder, checks everything, and either gives packs that are whole or raises
PackRefused with every fault, each with its file and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workflows.pack_build import Pack, built
from workflows.pack_check import faults_of, overlaps, same_ids
from workflows.pack_layers import layered
from workflows.pack_sheet import Fault, PackRefused, Sheet, read_sheet
from workflows.quotation import Library
from workflows.succession import ended, organ_keys, replacements

HERE = Path(__file__).parent
PACKS = HERE / "packs"
SOURCES = HERE / "sources"


def read_packs(folder: Path | Sequence[Path] = PACKS, sources: Path | Sequence[Path] = SOURCES) -> list[Pack]:
    """Read and check every pack of one folder, or of several together; raises PackRefused with all faults."""
    sheets, unread = read_sheets(*several(folder))
    twice = list(same_ids(sheets))
    if twice:
        raise PackRefused([*unread, *twice])
    faults = [*unread, *replacements(sheets)]
    sheets = ended(sheets)
    chains, broken = layered(sheets)
    library = Library(*several(sources))
    faults = faults or broken
    for layers in chains:
        faults += faults_of(layers, library)
    faults += overlaps(sheets)
    if faults:
        raise PackRefused(faults)
    keys = organ_keys(sheets)
    return [built(layers, library, keys) for layers in chains]


def several(folders: Path | Sequence[Path]) -> Sequence[Path]:
    """Take one folder for a list of one."""
    return (folders,) if isinstance(folders, Path) else folders


def read_sheets(*folders: Path) -> tuple[list[Sheet], list[Fault]]:
    """Read the files of some folders; keep the faults of those that cannot be read."""
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for path in files_of(*folders):
        try:
            sheets.append(read_sheet(path))
        except PackRefused as refused:
            faults += refused.faults
    if not sheets and not faults:
        faults.append(Fault(folders[0].name, 1, "文件夹里没有事项包（*.toml）。", "请核对路径。"))
    return sheets, faults


def files_of(*folders: Path) -> list[Path]:
    """List the pack files of some folders; a folder that does not exist holds none."""
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]
