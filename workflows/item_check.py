"""Whether an item may be used, as its layers make it: nothing missing, unknown, dead or contradictory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from approval.core.item import ASSUMPTION
from approval.core.vocabulary import TollingGround
from workflows import regime_check, relation_check
from workflows.expression import Misread, nearest
from workflows.guide import TOLD
from workflows.limit_check import item_longer, promises
from workflows.pack_layers import KEYED, Layers
from workflows.pack_model import MATERIAL_DEFAULTS, NEEDED_KEYS, ItemTable
from workflows.pack_sheet import Fault
from workflows.pack_text import Path
from workflows.regime import CLOCKS, GROUNDED
from workflows.relation_check import repeated
from workflows.rules import Reckoned, compiled, reckoned
from workflows.schema import BY_PATH, FIELDS, KINDS
from workflows.thresholds import invented, words_contradicted

APPROVED = (
    "institution.name", "unit.name", "unit.kind", "unit.address", "unit.subjects", "unit.beds",
    "unit.served_people",
)  # fmt: skip
SAID_IN = {"reply": APPROVED, "establishment_certificate": APPROVED}
"""The fields of the form without which the result could not be written."""

EVERY_FORM = ("institution.name",)
EVERY_UNIT = ("unit.name", "unit.kind")
"""What every form asks for, and what those of a medical unit ask for beside it."""

Faults = Iterator[Fault]


def item_faults(layers: Layers, item: ItemTable) -> Faults:
    """Find every fault of one item as its layers make it."""
    for check in PATTERN_CHECKS if item.pattern else ITEM_CHECKS:
        yield from check(layers, item)


def whole(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an item, or an entry of it, of which no layer says what must be said."""
    for name in NEEDED_KEYS["item"]:
        if getattr(item, name) is None:
            yield layers.fault(item.id, (), f"事项“{item.id}”缺少“{name}”。", "请在本包或下层补上。")
    for kind in KEYED:
        for entry in getattr(item, kind):
            missing = [name for name in NEEDED_KEYS[kind] if not getattr(entry, name)]
            if missing:
                says = f"“{entry.id}”缺少“{'”“'.join(missing)}”。"
                yield layers.fault(item.id, (kind, entry.id), says, lacking_words(kind, entry.id, item))


def lacking_words(kind: str, entry: str, item: ItemTable) -> str:
    """Say how to mend an entry of which something is missing: often it was to change another one, and its id is wrong."""
    others = [one.id for one in getattr(item, kind) if one.id != entry]
    meant = f"要改下层已有的，请写它的编号，{nearest(entry, others)}" if others else ""
    return f"新增的，请在本包或下层补上。{meant}"


def grounds(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an item that could never be refused lawfully, and a ground with no rule at all."""
    if not item.ground and item.workflow in GROUNDED:
        says = f"事项“{item.id}”没有列明不予批准的情形（ground）。"
        yield layers.fault(item.id, (), says, "请逐条列出情形及其依据（行政许可法第三十八条）。")
    for ground in item.ground:
        if set(ground.basis) == {ASSUMPTION}:
            says = f"不予批准的情形“{ground.id}”没有依据。"
            remedy = "不予批准必须依据法律、法规、规章，不能只写 assumption。"
            yield layers.fault(item.id, ("ground", ground.id, "basis"), says, remedy)


def resembles(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an item that is like one that does not stand before it."""
    number, own = layers.top.item(item.id) or (0, item)
    if own.like is None:
        return
    before = dict.fromkeys(layers.below.items if layers.below else ())
    before |= dict.fromkeys(one.id for one in layers.top.table.item[:number])
    for name in own.like:
        if name not in before or name == item.id:
            says = f"“like”指向的事项“{name}”没有写在前面。"
            yield layers.fault(item.id, ("like",), says, nearest(name, before))


def chosen_names(layers: Layers, item: ItemTable) -> Faults:
    """Refuse unknown kinds and guide entries."""
    for kind in item.kinds or ():
        if kind not in KINDS:
            yield layers.fault(item.id, ("kinds",), f"没有“{kind}”这一医疗机构类别。", nearest(kind, KINDS))
    for name in item.told:
        if name not in TOLD:
            yield layers.fault(
                item.id, ("told", name), f"办事指南没有“{name}”这一要素。", nearest(name, TOLD)
            )


def organ(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an item of a pack with organs that names none, or one that does not exist."""
    if item.authority is None:
        if layers.top.table.authority:
            remedy = f"本包的机关有：{'、'.join(one.id for one in layers.top.table.authority)}。"
            yield layers.fault(item.id, (), f"事项“{item.id}”没有写办理机关（authority）。", remedy)
    elif item.authority not in layers.authorities:
        remedy = nearest(item.authority, layers.authorities)
        yield layers.fault(item.id, ("authority",), f"没有“{item.authority}”这个机关。", remedy)


def special(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a procedure that 行政许可法 45 does not list."""
    known = {ground.value: ground.zh for ground in TollingGround}
    for one in item.special:
        if one.ground not in known:
            says = f"“{one.ground}”不是行政许可法第四十五条所列的特别程序，不能停止计时。"
            yield layers.fault(item.id, ("special",), says, nearest(one.ground, known))
    for ground in repeated(one.ground for one in item.special):
        says = f"特别程序“{ground}”写了两次，或下层已有规定。"
        yield layers.fault(item.id, ("special",), says, "请合并为一条。")


def limits(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a clock without a limit, and a promise longer than the law."""
    laid = layers.limits(item)
    for clock in CLOCKS.get(item.workflow or "", ()):
        if clock not in laid or laid[clock].statutory is None:
            says = f"事项“{item.id}”没有“{clock}”的法定时限（statutory）。"
            yield layers.fault(item.id, ("limit", clock), says, "请写明天数、单位和依据。")
    yield from promises(layers, item)


def form(layers: Layers, item: ItemTable) -> Faults:
    """Refuse unknown fields of the form, and a form without what the result must say."""
    asked = item.asks or ()
    known = {field.path: None for field in FIELDS}
    for path in asked:
        if path not in known:
            yield layers.fault(item.id, ("asks",), f"申请书没有“{path}”这个字段。", nearest(path, known))
    unit = EVERY_UNIT if item.kinds else ()
    wanted = dict.fromkeys((*EVERY_FORM, *unit, *SAID_IN.get(item.result or "", ())))
    for path in wanted if item.asks is not None else ():
        if path not in asked:
            says = f"申请书没有询问“{BY_PATH[path].label}”（{path}），办理结果无法写明。"
            yield layers.fault(item.id, ("asks",), says, "请把它加入 asks。")


def rules(layers: Layers, item: ItemTable) -> Faults:
    """Refuse expressions that cannot be read, ask what the form does not, or contradict their words."""
    for kind, entry_id, key, text, says_itself, cited in rules_of(layers, item):
        place: Path = (kind, entry_id, key)
        try:
            rule = reckoned(text) if key == "amount" else compiled(text)
        except Misread as misread:
            yield layers.fault(item.id, place, misread.says, misread.remedy)
            continue
        yield from unasked(layers, item, place, rule.fields)
        if isinstance(rule, Reckoned):
            figure = invented(rule.numbers, f"{says_itself}。{cited}")
            if figure is not None:
                says = f"金额里的数 {figure} 没有出现在文字或者引文里。"
                yield layers.fault(item.id, place, says, "补贴的标准必须与规定一致，请核对。")
            continue
        for says, remedy in words_contradicted(says_itself, cited, rule.thresholds, rule.numbers):
            yield layers.fault(item.id, place, says, remedy)


def rules_of(layers: Layers, item: ItemTable) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Give each expression of an item with its place, its own words and those of the rules it cites."""
    for material in item.material:
        needed = material.needed or MATERIAL_DEFAULTS["needed"]
        yield "material", material.id, "needed", needed, "", quotes(layers, material.basis)
        if material.held_when:
            yield "material", material.id, "held_when", material.held_when, "", ""
    for standard in item.standard:
        if standard.met:
            cited = quotes(layers, standard.basis)
            yield "standard", standard.id, "met", standard.met, standard.says or "", cited
    for hint in item.hint:
        if hint.when:
            yield "hint", hint.id, "when", hint.when, "", quotes(layers, hint.basis)
        if hint.amount:
            yield "hint", hint.id, "amount", hint.amount, hint.says or "", quotes(layers, hint.basis)


def quotes(layers: Layers, ids: Iterable[str]) -> str:
    """Join the quotations of some sources."""
    return "。".join(layers.sources[one].quote for one in ids if one in layers.sources)


def hints(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a sum of no unit and a unit of no sum."""
    for one in item.hint:
        if (one.amount is None) != (one.unit is None):
            lacking = "unit" if one.unit is None else "amount"
            says = f"补贴提示“{one.id}”缺少“{lacking}”。"
            yield layers.fault(item.id, ("hint", one.id), says, "amount 和 unit 要么都写，要么都不写。")


def unasked(layers: Layers, item: ItemTable, place: Path, fields: Iterable[str]) -> Faults:
    """Refuse a rule over a field that the item's form does not ask for: it could never be decided."""
    every = layers.asked(item)
    for path in fields:
        asked = BY_PATH[path].alias_of or path
        if every and asked not in every:
            says = f"规则用到的字段“{asked}”不在申请书（asks）里，永远无从判断。"
            yield layers.fault(item.id, place, says, "请把它加入 asks，或改写规则。")


ITEM_CHECKS: tuple[Callable[[Layers, ItemTable], Faults], ...] = (
    resembles, whole, grounds, chosen_names, organ, *regime_check.CHECKS, *relation_check.CHECKS, special,
    limits, item_longer, form, rules, hints,
)  # fmt: skip
PATTERN_CHECKS = (resembles, chosen_names, rules)
"""A pattern is whole only in the items that are like it; what it says must be readable all the same."""
