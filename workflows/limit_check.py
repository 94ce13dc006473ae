"""Whether limits are lawful: no promise longer than the law, no layer that lengthens what the one below sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflows.pack_layers import Layers, lower_of
from workflows.pack_model import ClockName, ItemTable, LimitsTable, LimitTable
from workflows.pack_sheet import Fault, Sheet
from workflows.pack_text import Path

Faults = Iterator[Fault]
LimitTables = Mapping[ClockName, LimitsTable]


def promises(layers: Layers, item: ItemTable) -> Faults:
    """Refuse a promise that could end after the law's limit."""
    for clock, pair in layers.limits(item).items():
        if pair.statutory and pair.promised and may_be_longer(pair.promised, pair.statutory):
            says = f"“{clock}”的承诺时限（{days(pair.promised)}）可能超过法定时限（{days(pair.statutory)}）。"
            remedy = mixed_remedy(pair.promised, pair.statutory)
            yield layers.fault(item.id, ("limit", clock, "promised"), says, remedy)


def defaults_longer(layers: Layers) -> Faults:
    """Refuse an upper layer's general limit that is longer than the one below."""
    if layers.below is not None:
        yield from longer(layers.top, ("limit",), layers.top.table.limit, layers.below.defaults)


def item_longer(layers: Layers, item: ItemTable) -> Faults:
    """Refuse an upper layer's limit of an item that is longer than the one below."""
    found = layers.top.item(item.id)
    if layers.below is None or found is None:
        return
    number, own = found
    lower = lower_of(own, layers.below.items)
    law = layers.below.limits(lower) if lower else layers.below.defaults
    yield from longer(layers.top, ("item", number, "limit"), own.limit, law)


def longer(sheet: Sheet, place: Path, own: LimitTables, law: LimitTables) -> Faults:
    """Compare statutory limits clock by clock."""
    for clock, pair in own.items():
        below = law[clock].statutory if clock in law else None
        if pair.statutory and below and may_be_longer(pair.statutory, below):
            says = f"“{clock}”的法定时限（{days(pair.statutory)}）长于下层规定的{days(below)}。"
            yield sheet.fault((*place, clock, "statutory"), says, "上层不得延长法定时限，请改短或删去。")


def days(limit: LimitTable) -> str:
    """Say a limit in words."""
    return f"{limit.days}{'个工作日' if limit.unit == 'working' else '日'}"


def may_be_longer(limit: LimitTable, law: LimitTable) -> bool:
    """Say whether a limit could end after another one for some day 0.

    Calendar days never outlast as many working days. Working days against calendar days are taken at
    their longest: each five and the rest cost a weekend, each 20 begun a holiday of nine days more.
    """
    if limit.unit == law.unit or limit.unit == "calendar":
        return limit.days > law.days
    longest = limit.days + 2 * (limit.days // 5 + 1) + 9 * -(-limit.days // 20)
    return longest > law.days


def mixed_remedy(promised: LimitTable, law: LimitTable) -> str:
    """Say what to do; where units differ, that the comparison is made for the worst case."""
    if promised.unit == law.unit:
        return "承诺时限不得长于法定时限，请改短。"
    return "单位不同，按遇上周末和长假的最长情形比较；请改短，或改用与法定时限相同的单位。"
