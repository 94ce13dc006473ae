"""Whether what an item says of other items is lawful: its order among them, its parts, what it changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from workflows.expression import nearest
from workflows.pack_layers import Layers
from workflows.pack_model import ItemTable
from workflows.pack_sheet import Fault

HEALTH = re.compile("卫生|卫健|卫计|中医药")
CIVIL = re.compile("民政")

Faults = Iterator[Fault]


def repeated(names: Iterable[str]) -> list[str]:
    """Name what stands more than once."""
    return [name for name, times in Counter(names).items() if times > 1]


def leads_on(layers: Layers, item: ItemTable) -> Faults:
    """Refuse to lead to an item that does not exist."""
    named = [("then", item.then)] if item.then else []
    named += [("after", one) for one in item.after or ()]
    named += [("parts", one) for one in item.parts or ()]
    if item.changes is not None:
        named += [("changes", one) for one in item.changes.of if one != item.id]
    if item.superseded is not None:
        named.append(("superseded", item.superseded.by))
    every = dict.fromkeys([*layers.items, *layers.outlines])
    for key, name in named:
        if name == item.id or layers.name_of(name) is None:
            says = f"“{key}”指向的事项“{name}”不存在。" if name != item.id else f"“{key}”指向了事项自己。"
            others = {one: None for one in every if one != item.id}
            yield layers.fault(item.id, (key,), says, nearest(name, others))
    if item.as_published and item.superseded is None:
        says = "事项没有被取代，不需要 as_published。"
        yield layers.fault(item.id, ("as_published",), says, "请删去这一行。")


def order(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an order that no rule sets, and one between civil affairs and health (民发〔2016〕52号)."""
    if item.after and item.after_basis is None:
        remedy = "办理顺序必须有依据，不得将彼此审批事项互为前置条件；请写 after_basis。"
        yield layers.fault(item.id, ("after",), "“after”没有写依据。", remedy)
    own = organ_name(layers, item)
    for name in item.after or ():
        before = layers.items.get(name)
        other = organ_name(layers, before) if before else ""
        pairs = ((HEALTH, CIVIL), (CIVIL, HEALTH))
        if any(one.search(own) and another.search(other) for one, another in pairs):
            says = f"“{own}”的事项不能以“{other}”的事项“{name}”为前置条件。"
            remedy = "民政、卫生健康部门不得将彼此审批事项互为审批前置条件（民发〔2016〕52号），请删去。"
            yield layers.fault(item.id, ("after",), says, remedy)


def organ_name(layers: Layers, item: ItemTable) -> str:
    """Give the name of the organ that handles an item; empty where none is named."""
    found = layers.authorities.get(item.authority or "")
    return found[1].name if found else ""


def parts(layers: Layers, item: ItemTable) -> Faults:
    """Refuse parts of joint handling that cannot be handled together, or that share a paper under two names."""
    named = [part for part in layers.parts(item) if part.id != item.id]
    for name in repeated(item.parts or ()):
        yield layers.fault(item.id, ("parts",), f"并联事项“{name}”写了两次。", "请删去一个。")
    for part in named:
        if part.workflow == "joint" or part.pattern:
            says = f"“{part.id}”{'也是并联事项' if part.workflow == 'joint' else '只是式样'}，不能作为并联的一部分。"
            yield layers.fault(item.id, ("parts",), says, "请写出其中的各个事项。")
        elif part.authority is None:
            says = f"并联的事项“{part.id}”没有办理机关。"
            yield layers.fault(item.id, ("parts",), says, "请在本包写明该事项的 authority。")
    for name in item.parts or ():
        if name in layers.outlines and name not in layers.items:
            says = f"并联的事项“{name}”只有名称，还没有收录办理规定。"
            yield layers.fault(item.id, ("parts",), says, "请先写出该事项，或者从 parts 中去掉。")
    seen: dict[str, tuple[str, str | None, str | None]] = {}
    for part in named:
        for one in part.material:
            first = seen.setdefault(one.id, (part.id, one.name, one.form))
            if (one.name, one.form) != first[1:]:
                says = f"材料“{one.id}”在“{first[0]}”和“{part.id}”中的名称或者形式不同，不能合并为一份。"
                yield layers.fault(
                    item.id, ("parts",), says, "同一份材料请写成同样的名称和形式，否则换一个编号。"
                )


def order_of_parts(layers: Layers, item: ItemTable) -> Faults:
    """Refuse joint handling of an item that waits for one outside it: it could never be submitted there."""
    for name in item.parts or ():
        part = layers.items.get(name)
        for before in (part.after or ()) if part else ():
            if before not in (item.parts or ()):
                says = f"并联的事项“{name}”须在“{before}”之后办理，而“{before}”不在 parts 中。"
                yield layers.fault(item.id, ("parts",), says, "请把它加入 parts，或者去掉这一事项。")


def changes(layers: Layers, item: ItemTable) -> Faults:
    """Refuse to change a licence that no item gives, or to create one that is no certificate."""
    named = item.changes
    if named is None:
        return
    if named.does == "create":
        if named.of:
            yield layers.fault(item.id, ("changes",), "新建证照记录（create）不写 of。", "请删去 of。")
        if item.certificate is None:
            says = "新建证照记录（create）却没有写明是什么证照。"
            yield layers.fault(
                item.id, ("changes",), says, "请写 [item.certificate]，或者删去 [item.changes]。"
            )
        return
    if not named.of:
        says = f"“{named.does}”没有写明改变哪些事项的证照。"
        yield layers.fault(item.id, ("changes",), says, "请写 of = [发给该证照的事项]。")
    for one in named.of:
        changed = layers.items.get(one)
        if changed is not None and changed.certificate is None:
            says = f"事项“{one}”不发证照，无从“{named.does}”。"
            yield layers.fault(item.id, ("changes",), says, "请改为发给该证照的事项。")


CHECKS = (leads_on, order, parts, order_of_parts, changes)
