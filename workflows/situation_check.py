"""Whether the situations of the guide can be met, and lead somewhere that exists."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.expression import Misread, nearest
from workflows.pack_layers import Layers
from workflows.pack_model import SituationTable
from workflows.pack_sheet import Fault
from workflows.pack_text import Path
from workflows.rules import compiled
from workflows.schema import KINDS
from workflows.thresholds import words_contradicted

Faults = Iterator[Fault]


def situations(layers: Layers) -> Faults:
    """Refuse a situation whose rule cannot be read, contradicts its words, or leads nowhere."""
    for number, one in enumerate(layers.top.table.situation):
        yield from rule(layers, ("situation", number, "when"), one)
        for kind in one.kinds or ():
            if kind not in KINDS:
                place: Path = ("situation", number, "kinds")
                yield layers.top.fault(place, f"没有“{kind}”这一医疗机构类别。", nearest(kind, KINDS))
        for name in one.items or ():
            if layers.name_of(name) is None:
                every = dict.fromkeys([*layers.items, *layers.outlines])
                says = f"情形“{one.id}”指向的事项“{name}”不存在。"
                yield layers.top.fault(("situation", number, "items"), says, nearest(name, every))


def rule(layers: Layers, place: Path, one: SituationTable) -> Faults:
    """Refuse a rule that cannot be read, or that says something else than its words."""
    try:
        read = compiled(one.when)
    except Misread as misread:
        yield layers.top.fault(place, misread.says, misread.remedy)
        return
    quoted = "。".join(layers.sources[basis].quote for basis in one.basis if basis in layers.sources)
    for says, remedy in words_contradicted(one.says, quoted, read.thresholds, read.numbers):
        yield layers.top.fault(place, says, remedy)
