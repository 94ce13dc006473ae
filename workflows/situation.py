"""The situation guide (情形引导): from a few answers to the right item, or the right order of items, and why.

Which way an institution goes depends on its kind, its place and the day (type × region × date). All of it
stands in the packs; this module only looks it up, for the page, the command and other systems alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from approval.core import clock
from approval.core.clock import Run
from approval.core.completeness import answer as answer_of
from approval.core.errors import NotFound, Reason, Refused
from approval.core.item import Item
from approval.core.material import Field, Material
from approval.core.workdays import Calendar
from workflows import Rulebook
from workflows.guide import CLOCKS, Plain, basis, zh_date
from workflows.pack_build import Pack
from workflows.pack_build import Situation as Advice
from workflows.schema import BY_PATH

COUNTRY = "100000"
DIGITS = 6

WAYS: Mapping[str, str] = {
    "licence": "审批",
    "filing": "备案",
    "commitment": "告知承诺",
    "exempt": "不再需要审批",
    "joint": "一窗联合办理",
}
"""How an item of each workflow is handled, in one word."""

AFTERWARDS = frozenset({"amend", "renew", "verify", "replace", "deregister"})
"""What is done to a licence that is there already: asked for by name, never a way to open a unit."""

APPLICANTS: Mapping[str, str] = {"care_institution": "养老机构", "medical_institution": "医疗机构"}


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What somebody asks: where, on which day, as what, for which kind of unit or which item.

    ``kind`` is a unit's kind, or empty for advice by size; ``item`` an item's id, or empty; ``facts`` are
    further answers, nested as rules read them.
    """

    division: str
    on: date
    applicant: str = "care_institution"
    kind: str = ""
    item: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


def answer(book: Rulebook, enquiry: Enquiry, calendar: Calendar) -> Plain:
    """Answer an enquiry as plain values: the pack, the advice, the steps in order, what no longer holds.

    Raises NotFound where no pack holds in that place on that day.
    """
    pack = pack_for(book, enquiry.division, enquiry.on)
    met = [one for one in pack.situations if one.when.holds(enquiry.facts) is True]
    steps = list(route(pack, enquiry, met))
    return {
        "division": enquiry.division,
        "on": enquiry.on.isoformat(),
        "applicant": enquiry.applicant,
        "kind": enquiry.kind,
        "pack": {"id": pack.id, "name": pack.name, "effective_from": pack.effective_from.isoformat()},
        "advice": [advice(pack, one) for one in met],
        "steps": [step(pack, item, number, enquiry, calendar) for number, item in enumerate(steps, start=1)],
        "together": [together(item) for item in joint_items(pack, steps, enquiry.on)],
        "no_longer": [no_longer(item) for item in replaced(pack, enquiry)],
        "asks": [asked(one) for one in open_questions(pack, steps, enquiry)],
        "says": summary(pack, steps, met),
    }


def pack_for(book: Rulebook, division: str, on: date) -> Pack:
    """Give the most local pack that holds in a division on a day; raises NotFound where none does."""
    if not (division.isdecimal() and len(division) == DIGITS):
        raise Refused(
            Reason(f"“{division}”不是行政区划代码。", "GB/T 2260", "请填写6位数字，例如 410305。", "division")
        )
    for code in (division, f"{division[:4]}00", f"{division[:2]}0000", COUNTRY):
        for info in book.packs():
            pack = book.pack(info.id)
            if pack.division == code and pack.in_force_on(on):
                return pack
    raise NotFound(
        Reason(
            f"{zh_date(on)}在行政区划{division}没有可用的事项包。",
            "",
            "请核对行政区划代码（6位）和日期，或者请系统管理员载入该地的事项包。",
            "division",
        )
    )


def route(pack: Pack, enquiry: Enquiry, met: Iterable[Advice]) -> Iterator[Item]:
    """Give the items of the way in their order: what comes before, the item itself, what follows from it."""
    ordered: dict[str, Item] = {}
    for item in chosen(pack, enquiry, met):
        for one in (*before(pack, item, enquiry.on), item, *following(pack, item, enquiry.on)):
            ordered.setdefault(one.id, one)
    yield from in_order(list(ordered.values()))


def chosen(pack: Pack, enquiry: Enquiry, met: Iterable[Advice]) -> Iterator[Item]:
    """Choose the items that an enquiry is about: by name, by kind, or by what the advice leads to."""
    if enquiry.item:
        found = pack.items.get(enquiry.item)
        if found is not None:
            yield found
        return
    if enquiry.kind:
        yield from opening(pack, enquiry, enquiry.kind)
        return
    for one in met:
        yield from (pack.items[name] for name in one.items if holds(pack, name, enquiry.on))
        for kind in one.kinds:
            yield from opening(pack, enquiry, kind)


def opening(pack: Pack, enquiry: Enquiry, kind: str) -> Iterator[Item]:
    """List the items with which a unit of a kind begins: not those that follow from another of them.

    Where a replaced item still runs as published, what replaced it is no second step beside it.
    """
    able = [
        item
        for item in pack.items.values()
        if kind in item.kinds
        and item.stands_on(enquiry.on)
        and enquiry.applicant in item.applicants
        and item.workflow != "joint"
        and not (item.changes and item.changes.does in AFTERWARDS)
    ]
    later = {item.then for item in able} | {name for item in able for name in replacements(pack, item)}
    yield from (item for item in able if item.id not in later)


def replacements(pack: Pack, item: Item) -> Iterator[str]:
    """Name the item that replaced one, what replaced that, and so on."""
    named: Item | None = item
    seen: set[str] = set()
    while named is not None and named.superseded is not None and named.id not in seen:
        seen.add(named.id)
        yield named.superseded.by
        named = pack.items.get(named.superseded.by)


def holds(pack: Pack, name: str, on: date) -> bool:
    """Say whether a pack has an item that stands on a day."""
    return name in pack.items and pack.items[name].stands_on(on)


def before(pack: Pack, item: Item, on: date) -> Iterator[Item]:
    """List the items that must be done before one, the first of them first."""
    for name in item.after:
        if holds(pack, name, on):
            yield from before(pack, pack.items[name], on)
            yield pack.items[name]


def following(pack: Pack, item: Item, on: date) -> Iterator[Item]:
    """List the items that follow from one, one after the other."""
    seen = {item.id}
    while item.then and item.then not in seen and holds(pack, item.then, on):
        item = pack.items[item.then]
        seen.add(item.id)
        yield item


def in_order(items: list[Item]) -> Iterator[Item]:
    """Put items after those that must come before them; otherwise as they stand."""
    waiting = list(items)
    done: set[str] = set()
    while waiting:
        names = {item.id for item in waiting}
        ready = next((item for item in waiting if not names & set(item.after) - done), waiting[0])
        waiting.remove(ready)
        done.add(ready.id)
        yield ready


def joint_items(pack: Pack, steps: list[Item], on: date) -> list[Item]:
    """List the joint items that hold one of the steps: all of it can be asked for at one window."""
    names = {item.id for item in steps}
    return [
        item
        for item in pack.items.values()
        if item.workflow == "joint" and item.stands_on(on) and names & set(item.parts)
    ]


def replaced(pack: Pack, enquiry: Enquiry) -> list[Item]:
    """List the items of the kind that do not hold any more, or not yet, on the day."""
    return [
        item
        for item in pack.items.values()
        if enquiry.kind and enquiry.kind in item.kinds and not item.stands_on(enquiry.on)
    ]


def open_questions(pack: Pack, steps: Iterable[Item], enquiry: Enquiry) -> list[Field]:
    """List the fields whose answers would decide which advice holds, or which materials are needed."""
    unsure = not enquiry.kind and not enquiry.item
    undecided_advice = [
        one.when for one in pack.situations if unsure and one.when.holds(enquiry.facts) is None
    ]
    paths = [path for rule in undecided_advice for path in rule.fields]
    for item in steps:
        undecided = (one.needed for one in item.materials if one.needed.holds(enquiry.facts) is None)
        paths += [path for rule in undecided for path in rule.fields]
    asked_for = (BY_PATH[path] for path in dict.fromkeys(paths))
    return [field for field in asked_for if answer_of(field, enquiry.facts) is None]


# --- plain values -----------------------------------------------------------------------------------


def step(pack: Pack, item: Item, number: int, enquiry: Enquiry, calendar: Calendar) -> Plain:
    """Say one step of the way: the item, how it is handled, its limits with dates, its materials, and why."""
    return {
        "number": number,
        "pack": item.pack,
        "item": item.id,
        "name": item.name,
        "workflow": item.workflow,
        "way": WAYS[item.workflow],
        "authority": item.authority.name,
        "open": item.opens_on(enquiry.on),
        "after": [pack.items[name].name for name in item.after if name in pack.items],
        "limits": [limit(item, name, enquiry.on, calendar) for name in TOLD_LIMITS if name in item.limits],
        "materials": [material(item, one, enquiry.facts) for one in item.materials],
        "answer": {"says": item.answer.says, **basis(item, item.answer.basis)} if item.answer else None,
        "reasons": list(reasons(item, enquiry)),
    }


TOLD_LIMITS = ("completeness", "recording", "decision", "answer", "joint", "delivery")
"""The limits that an applicant asks for first."""


def limit(item: Item, name: str, on: date, calendar: Calendar) -> Plain:
    """Say a limit, and by which day it would run out if it began on the day asked about."""
    pair = item.limits[name]
    zh, runs_from = CLOCKS[name]
    due = clock.due_on(calendar, Run(name, on, pair.promised))
    return {
        "clock": name,
        "zh": zh,
        "from": runs_from,
        "promised": pair.promised.says,
        "statutory": pair.statutory.says,
        "shorter": pair.promised != pair.statutory,
        "if_today": due.isoformat(),
        "provisional": calendar.any_provisional(on, due),
        **basis(item, (pair.promised.basis,)),
    }


def material(item: Item, one: Material, facts: Mapping[str, object]) -> Plain:
    """Say a material, and whether it is needed by what is known so far."""
    needed = one.needed.holds(facts) if one.source == "applicant" else False
    return {
        "id": one.id,
        "name": one.name,
        "needed": needed,
        "says": _needed_says(one, needed),
        "when": one.needed.text if one.needed.text != "true" else "",
        **basis(item, one.basis, one.note),
    }


def _needed_says(one: Material, needed: bool | None) -> str:
    """Say whether a material is needed."""
    if one.source != "applicant":
        return "行政机关已有，不需要提交"
    return {True: "需要提交", False: "不需要提交", None: "看情况，回答下面的问题后可以判断"}[needed]


def reasons(item: Item, enquiry: Enquiry) -> Iterator[Plain]:
    """Say why this item is the way on this day."""
    since = f"自{zh_date(item.effective_from)}起，" if item.effective_from else ""
    for_what = f"{enquiry.kind}" if enquiry.kind in item.kinds else item.name
    yield {
        "says": f"{zh_date(enquiry.on)}申请的，{since}{for_what}按“{WAYS[item.workflow]}”办理。",
        **basis(item, item.basis),
    }
    if item.superseded and item.as_published:
        yield {
            "says": f"国家已改为“{item.superseded.by_name}”，本机关按公布的规定继续办理本事项。",
            **basis(item, (item.superseded.basis,), item.superseded.note),
        }
    if item.after_basis:
        yield {"says": "应当先办理前面的事项。", **basis(item, item.after_basis)}
    if item.priority:
        says = "属于优先审核批准的类别：机关优先安排，法定期限不变。"
        yield {"says": says, **basis(item, item.priority_basis)}


def advice(pack: Pack, one: Advice) -> Plain:
    """Say a piece of advice with its rule."""
    cited = [pack.sources[name] for name in one.basis if name in pack.sources]
    return {
        "id": one.id,
        "says": one.says,
        "kinds": list(one.kinds),
        "items": list(one.items),
        "basis": [
            {"id": s.id, "says": s.cited, "quote": s.quote, "unread": s.unread} for s in cited
        ],
        "note": one.note,
    }  # fmt: skip


def together(item: Item) -> Plain:
    """Say that several steps can be asked for at one window."""
    return {"pack": item.pack, "item": item.id, "name": item.name, **basis(item, item.basis)}


def no_longer(item: Item) -> Plain:
    """Say that an item of the kind does not hold on the day, and what has taken its place."""
    ended = item.superseded
    by = f"，改为“{ended.by_name}”" if ended and ended.by_name else ""
    when = ended.on if ended else item.effective_to
    since = f"自{zh_date(when)}起" if ended and when else (f"到{zh_date(when)}为止" if when else "尚未实行")
    return {
        "pack": item.pack,
        "item": item.id,
        "name": item.name,
        "says": f"“{item.name}”{since}不再办理{by}。" if when else f"“{item.name}”在这一天尚未实行。",
        **basis(item, (ended.basis,) if ended else item.effective_basis, ended.note if ended else ""),
    }


def asked(one: Field) -> Plain:
    """Give a question as a form asks it."""
    return {
        "path": one.path, "label": one.label, "type": one.type, "unit": one.unit, "hint": one.hint,
        "choices": list(one.choices),
    }  # fmt: skip


def summary(pack: Pack, steps: list[Item], met: list[Advice]) -> str:
    """Say the answer in one sentence."""
    if not steps and any(not one.kinds and not one.items for one in met):
        return next(one.says for one in met if not one.kinds and not one.items)
    if not steps:
        return "没有找到对应的事项，请换一个类别，或者向当地卫生健康行政部门咨询。"
    names = "，再办理".join(f"“{item.name}”（{WAYS[item.workflow]}）" for item in steps)
    head = "先办理" if len(steps) > 1 else "请办理"
    where = "按国家规定" if pack.division == COUNTRY else f"按{pack.name}的规定"
    return f"{where}，{head}{names}。"
