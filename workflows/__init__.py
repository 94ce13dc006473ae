"""The rule-book: which step follows which, and what each jurisdiction adds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from approval.core.authority import Authority
from approval.core.errors import NotFound, Reason
from approval.core.item import Item
from approval.core.machine import Workflow
from workflows.commitment import COMMITMENT
from workflows.exempt import EXEMPT
from workflows.filing import FILING
from workflows.joint import JOINT
from workflows.licence import LICENCE
from workflows.licence_record import LICENCE_RECORD
from workflows.supervision_order import SUPERVISION_ORDER

if TYPE_CHECKING:
    from workflows.assumptions import Assumption
    from workflows.pack_build import Pack
    from workflows.pack_sheet import Fault, PackRefused

__all__ = ["WORKFLOWS", "Assumption", "Fault", "PackInfo", "PackRefused", "Rulebook", "rulebook"]

WORKFLOWS: Mapping[str, Workflow] = {
    workflow.id: workflow
    for workflow in (LICENCE, FILING, COMMITMENT, EXEMPT, JOINT, LICENCE_RECORD, SUPERVISION_ORDER)
}
"""All workflows: those that items can choose, and the two of records and orders."""

LATER = {
    "Assumption": "workflows.assumptions",
    "Fault": "workflows.pack_sheet",
    "PackRefused": "workflows.pack_sheet",
}
"""Where names come from that need the readers of packs: those load slowly, and a workflow alone needs none."""


def __getattr__(name: str) -> object:
    """Import a name of ``LATER`` when it is first asked for."""
    if name in LATER:
        return getattr(import_module(LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What an administrator sees of a pack."""

    id: str
    name: str
    division: str
    extends: str
    effective_from: date
    effective_to: date | None
    warnings: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    replaces: str = ""


class Rulebook:
    """All packs and workflows, read and checked; nothing in it changes afterwards."""

    def __init__(self, packs: Collection[Pack]) -> None:
        """Take checked packs."""
        self._packs = {pack.id: pack for pack in packs}
        # Of two versions of a pack the later one names its organs as they are called now.
        in_order = sorted(packs, key=lambda pack: pack.effective_from)
        self._authorities = {organ.id: organ for pack in in_order for organ in pack.authorities.values()}

    def workflow(self, id: str) -> Workflow:  # noqa: A002 - it is the workflow's id
        """Give a workflow; raises NotFound."""
        if id not in WORKFLOWS:
            raise NotFound(Reason(f"没有“{id}”这一流程。"))
        return WORKFLOWS[id]

    def pack(self, pack: str) -> Pack:
        """Give a pack; raises NotFound."""
        if pack not in self._packs:
            raise NotFound(Reason(f"没有“{pack}”这个事项包。", "", "请从事项目录中选择。"))
        return self._packs[pack]

    def version(self, pack: str, day: date) -> str:
        """Name the version of a pack that is in force on a day; the pack itself where nothing has replaced it."""
        later = next((one for one in self._packs.values() if one.replaces == pack), None)
        if later is None or day < later.effective_from:
            return pack
        return self.version(later.id, day)

    def item(self, pack: str, item: str) -> Item:
        """Give an item of a pack; raises NotFound."""
        found = self.pack(pack).items.get(item)
        if found is None:
            raise NotFound(Reason(f"事项包“{pack}”没有“{item}”这一事项。", "", "请从事项目录中选择。"))
        return found

    def items(self, pack: str | None = None) -> list[Item]:
        """List the items of one pack, or of all."""
        packs = self._packs.values() if pack is None else [self.pack(pack)]
        return [item for one in packs for item in one.items.values()]

    def offered(self, day: date) -> list[Item]:
        """List the items that can be applied for on a day."""
        return [item for item in self.items() if item.stands_on(day)]

    def authority(self, key: str) -> Authority:
        """Give an organ by ``pack/authority id``; raises NotFound."""
        if key not in self._authorities:
            raise NotFound(Reason(f"没有“{key}”这个机关。"))
        return self._authorities[key]

    def authorities(self) -> list[Authority]:
        """List the organs of all packs."""
        return list(self._authorities.values())

    def packs(self) -> list[PackInfo]:
        """List the packs as an administrator sees them."""
        return [
            PackInfo(
                pack.id, pack.name, pack.division, pack.extends, pack.effective_from, pack.effective_to,
                pack.warnings, pack.assumptions, pack.replaces,
            )
            for pack in self._packs.values()
        ]  # fmt: skip


def rulebook(
    packs_dir: Path | str | Sequence[Path] | None = None,
    *,
    sources_dir: Path | str | Sequence[Path] | None = None,
    as_published: Collection[str] = (),
) -> Rulebook:
    """Read and check the packs of one folder or several; raises PackRefused naming each fault with file and line.

    ``as_published`` names items (``pack/item``) that the administrator lets run although another item
    has replaced them; a pack may say the same of its own items.
    """
    from workflows.pack import PACKS, SOURCES, read_packs

    packs = read_packs(paths(packs_dir or PACKS), paths(sources_dir or SOURCES))
    return Rulebook([switched(pack, as_published) for pack in packs])


def paths(named: Path | str | Sequence[Path]) -> Path | Sequence[Path]:
    """Take a folder's name for the folder."""
    return Path(named) if isinstance(named, str) else named


def switched(pack: Pack, as_published: Collection[str]) -> Pack:
    """Let the named items of a pack run as published."""
    from workflows.pack_build import warned

    items = {
        name: replace(item, as_published=True) if f"{pack.id}/{name}" in as_published else item
        for name, item in pack.items.items()
    }
    return replace(pack, items=items, warnings=tuple(warned(items.values(), pack.published)))
