"""Whether packs may be used: every rule has its basis, no promise is longer than the law, nothing is dead.

Each check is a function over one pack with its layers that yields faults; ``faults_of`` asks them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from approval.core.item import ASSUMPTION
from workflows.assumptions import bases_in
from workflows.expression import nearest
from workflows.item_check import item_faults
from workflows.limit_check import defaults_longer
from workflows.pack_layers import KEYED, Layers
from workflows.pack_model import (
    SourceTable,
    Table,
)
from workflows.pack_sheet import Fault, Sheet, overlap
from workflows.pack_text import Path
from workflows.quotation import Library, quotation_fault
from workflows.relation_check import repeated
from workflows.situation_check import situations

COUNTRY = "100000"
OF_A_REAL_ORGAN = ("letter_word", "reconsideration", "court")
"""What an organ that signs letters must say of itself."""

Faults = Iterator[Fault]


def faults_of(layers: Layers, library: Library) -> Faults:
    """Find every fault of one pack; those of the packs below it are found when these are checked."""
    sheet = layers.top
    for check in (twice, dates, division, sources_shadowed, organs_shadowed, bases, organs, situations):
        yield from check(layers)
    for position, source in enumerate(sheet.table.source):
        yield from quotation(sheet, position, source, library)
        yield from rank(sheet, position, source)
    yield from defaults_longer(layers)
    for item in sheet.table.item:
        yield from item_faults(layers, layers.items[item.id])
    yield from circles(layers)


def twice(layers: Layers) -> Faults:
    """Refuse an id that is given twice in one file."""
    sheet = layers.top
    table = sheet.table
    groups: list[tuple[Path, Sequence[Table]]] = [
        (("source",), table.source),
        (("authority",), table.authority),
        (("outline",), table.outline),
        (("situation",), table.situation),
        (("item",), table.item),
    ]
    for number, item in enumerate(table.item):
        groups += [(("item", number, name), getattr(item, name)) for name in KEYED]
    for place, entries in groups:
        ids = [str(getattr(entry, "id")) for entry in entries]  # noqa: B009 - each of these has one
        for name in repeated(ids):
            again = len(ids) - 1 - ids[::-1].index(name)
            yield sheet.fault((*place, again, "id"), f"编号“{name}”用了两次。", "请改成不同的编号。")


def dates(layers: Layers) -> Faults:
    """Refuse a pack that ends before it begins."""
    pack = layers.top.table.pack
    if pack.effective_to is not None and pack.effective_to < pack.effective_from:
        yield layers.top.fault(("pack", "effective_to"), "失效日期早于生效日期。", "请核对两个日期。")


def sources_shadowed(layers: Layers) -> Faults:
    """Refuse a source or an outline that takes the id of one below."""
    for sheet in layers.sheets[:-1]:
        below = {source.id for source in sheet.table.source}
        for number, source in enumerate(layers.top.table.source):
            if source.id in below:
                says = f"来源编号“{source.id}”在“{sheet.id}”中已经使用。"
                yield layers.top.fault(("source", number, "id"), says, "请换一个编号，或直接引用下层的来源。")


def organs_shadowed(layers: Layers) -> Faults:
    """Refuse an organ that takes the id of one below, unless that one only stands for it."""
    below = layers.below.authorities if layers.below else {}
    for number, one in enumerate(layers.top.table.authority):
        if one.id in below and not below[one.id][1].generic:
            says = f"机关编号“{one.id}”在“{below[one.id][0].id}”中已经使用。"
            yield layers.top.fault(("authority", number, "id"), says, "请换一个编号。")


def division(layers: Layers) -> Faults:
    """Refuse a pack over one of another place: a county stands in its own city and province (GB/T 2260)."""
    if layers.below is None:
        return
    own, wider = (one.table.pack.division for one in (layers.top, layers.below.top))
    prefix = "" if wider == COUNTRY else re.sub("(00)+$", "", wider)
    if own != wider and (not own.startswith(prefix) or own == COUNTRY):
        says = f"行政区划{own}不在“{layers.below.top.id}”（{wider}）之内。"
        yield layers.top.fault(
            ("pack", "extends"), says, "请核对 division，或者改为继承本地所属的市、省或者国家。"
        )


def bases(layers: Layers) -> Faults:
    """Refuse a basis that names no source, and an unread source that is not marked as an assumption."""
    known = {ASSUMPTION: None, **layers.sources}
    for place, ids in bases_in(layers.top.table.model_dump(exclude_unset=True)):
        for basis in ids:
            if basis not in known:
                says = f"依据“{basis}”不是本包或下层的来源。"
                yield layers.top.fault(place, says, nearest(basis, known))
        unread = [one for one in ids if one in layers.sources and layers.sources[one].unread]
        if unread and ASSUMPTION not in ids:
            says = f"来源“{unread[0]}”没有存原文（unread），不能单独作为依据。"
            yield layers.top.fault(place, says, f"请在 basis 中同时写上 {ASSUMPTION}，或存入原文并写明引文。")


def organs(layers: Layers) -> Faults:
    """Refuse an organ whose court or government is none: they are printed on every refusal."""
    for number, one in enumerate(layers.top.table.authority):
        given = [name for name in OF_A_REAL_ORGAN if getattr(one, name) is not None]
        missing = [name for name in OF_A_REAL_ORGAN if name not in given]
        if one.generic:
            yield from generic(layers.top, number, given)
            continue
        for name in missing:
            says = f"“authority.第{number + 1}个”缺少“{name}”。"
            remedy = "请补上这个键；国家、省、市层没有具体机关的，写 generic = true。"
            yield layers.top.fault(("authority", number), says, remedy)
        if one.court is not None and not one.court.endswith("法院"):
            says = f"“{one.court}”不是法院的名称。"
            yield layers.top.fault(("authority", number, "court"), says, "请写法院全称，例如 ××区人民法院。")
        if one.reconsideration is not None and not one.reconsideration.endswith("政府"):
            says = f"“{one.reconsideration}”不是人民政府的名称。"
            remedy = "对政府工作部门的决定，向本级人民政府申请行政复议（行政复议法第二十四条）。"
            yield layers.top.fault(("authority", number, "reconsideration"), says, remedy)


def generic(sheet: Sheet, number: int, given: list[str]) -> Faults:
    """Refuse a generic organ that signs letters, or that stands in a county, where nobody would take its place."""
    if given:
        says = f"只代表各地机关（generic）的机关不发文，不写“{given[0]}”。"
        yield sheet.fault(("authority", number, given[0]), says, "请删去这个键，或者删去 generic。")
    if not sheet.table.pack.division.endswith("00"):
        says = "县级事项包的机关不能写 generic：没有人能够办理。"
        yield sheet.fault(
            ("authority", number, "generic"), says, "请写明具体机关的名称、发文机关代字、复议机关和法院。"
        )


def rank(sheet: Sheet, position: int, source: SourceTable) -> Faults:
    """Refuse a rank that the rule's own title or number contradicts (立法法 10, 72; 党政机关公文处理工作条例 9)."""
    title, number = source.title, source.document_number
    wrong = {
        "law": not title.endswith(("法", "决定", "法典")),
        "regulation": not title.endswith(("条例", "规定", "办法", "细则", "决定")),
        "state_council": not number.startswith(("国发", "国办发", "国函", "国令")),
    }
    if source.rank is not None and wrong.get(source.rank):
        says = f"《{title}》{f'（{number}）' if number else ''}不是“{source.rank}”一级的规定。"
        remedy = (
            "法律（law）以“法”结尾，行政法规（regulation）以“条例”等结尾，"
            "国务院文件（state_council）的文号以“国发”“国办发”等开头；请核对。"
        )
        yield sheet.fault(("source", position, "rank"), says, remedy)


def quotation(sheet: Sheet, position: int, source: SourceTable, library: Library) -> Faults:
    """Refuse a quotation that the named document does not hold word for word."""
    place: Path = ("source", position)
    if source.unread:
        if source.quote or source.document:
            yield sheet.fault(
                (*place, "unread"), "没有存原文的来源不能写引文或文件。", "请删去 unread，或删去引文。"
            )
        return
    if not source.quote:
        remedy = "请逐字抄录原文；没有原文的写 unread = true，并按假定处理。"
        yield sheet.fault(place, f"来源“{source.id}”没有引文（quote）。", remedy)
        return
    if not source.clause:
        yield sheet.fault(place, f"来源“{source.id}”没有写条款（clause）。", "请写明引文出自哪一条、哪一节。")
    document = library.document(source.document) if source.document else library.titled(source.title)
    if document is None:
        named = source.document or f"《{source.title}》"
        remedy = "装入时用 --source 写明原文文件，核对时用 --sources 写明文件夹。" + nearest(
            source.document or source.title, library.names
        )
        yield sheet.fault((*place, "document"), f"没有存入文件“{named}”，引文无从核对。", remedy)
        return
    fault = quotation_fault(document, source.clause, source.quote)
    if fault:
        key = "clause" if "这一条" in fault else "quote"
        yield sheet.fault((*place, key), f"{fault}。", "请逐字抄录，并核对条款。")


def circles(layers: Layers) -> Faults:
    """Refuse items that wait for one another."""
    for item in layers.top.table.item:
        path = circle_from(layers, item.id, (item.id,))
        if path and min(path) == item.id:
            says = f"“after”成了循环：{' → '.join((*path, item.id))}。"
            yield layers.fault(item.id, ("after",), says, "请去掉其中一个先后顺序。")


def circle_from(layers: Layers, start: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """Follow ``after`` from an item; give the way back to it, or nothing."""
    item = layers.items.get(path[-1])
    for before in (item.after or ()) if item else ():
        if before == start:
            return path
        if before not in path and (found := circle_from(layers, start, (*path, before))):
            return found
    return ()


def same_ids(sheets: Sequence[Sheet]) -> Faults:
    """Refuse two packs of one id: nobody could say which of them is meant."""
    for one, other in combinations(sheets, 2):
        if one.id == other.id:
            yield other.fault(("pack", "id"), f"事项包编号“{other.id}”与“{one.file}”相同。", "请换一个编号。")


def overlaps(sheets: Sequence[Sheet]) -> Faults:
    """Refuse two packs of one division that hold on the same day."""
    for one, other in combinations(sheets, 2):
        if one.table.pack.division == other.table.pack.division and overlap(one.table, other.table):
            says = f"与“{one.id}”同属行政区划{one.table.pack.division}，生效日期重叠。"
            yield other.fault(("pack", "effective_from"), says, "请给先前的事项包写上 effective_to。")
