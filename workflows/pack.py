"""Read packs: one TOML file for the local rules of one jurisdiction from one day on.

``read_packs`` reads a folder, checks everything, and either gives packs that are whole or raises
PackRefused with every fault, each with its file and line.
"""

from __future__ import annotations

from pathlib import Path

from workflows.pack_build import Pack, built
from workflows.pack_check import faults_of, overlaps, same_ids
from workflows.pack_layers import layered
from workflows.pack_sheet import Fault, PackRefused, Sheet, read_sheet
from workflows.quotation import Library

HERE = Path(__file__).parent
PACKS = HERE / "packs"
SOURCES = HERE / "sources"


def read_packs(folder: Path = PACKS, sources: Path = SOURCES) -> list[Pack]:
    """Read and check every pack of a folder; raises PackRefused with all faults."""
    sheets, unread = read_sheets(folder)
    twice = list(same_ids(sheets))
    if twice:
        raise PackRefused([*unread, *twice])
    chains, broken = layered(sheets)
    library = Library(sources)
    faults = unread or broken
    for layers in chains:
        faults += faults_of(layers, library)
    faults += overlaps(sheets)
    if faults:
        raise PackRefused(faults)
    return [built(layers, library) for layers in chains]


def read_sheets(folder: Path) -> tuple[list[Sheet], list[Fault]]:
    """Read the files of a folder; keep the faults of those that cannot be read."""
    sheets: list[Sheet] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sheets.append(read_sheet(path))
        except PackRefused as refused:
            faults += refused.faults
    if not sheets and not faults:
        faults.append(Fault(folder.name, 1, "文件夹里没有事项包（*.toml）。", "请核对路径。"))
    return sheets, faults
