"""Versions of a pack: a later one of the same place replaces an earlier one, and its organs go on as they are.

A case keeps the pack that was in force on the day of its receipt, so an earlier version stays readable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from workflows.expression import nearest
from workflows.pack_sheet import Fault, Sheet

Faults = Iterator[Fault]


def replacements(sheets: Sequence[Sheet]) -> Faults:
    """Refuse a pack that replaces none, one of another place, a later one, or one that another replaces too."""
    by_id = {sheet.id: sheet for sheet in sheets}
    replaced: dict[str, str] = {}
    for sheet in sheets:
        name = sheet.table.pack.replaces
        if not name:
            continue
        older, place = by_id.get(name), ("pack", "replaces")
        if older is None or older is sheet:
            remedy = nearest(name, [one for one in by_id if one != sheet.id])
            yield sheet.fault(place, f"“replaces”指向的事项包“{name}”不存在。", remedy)
        elif older.table.pack.division != sheet.table.pack.division:
            says = f"“{name}”是另一个行政区划（{older.table.pack.division}）的事项包，不能由本包取代。"
            yield sheet.fault(place, says, "请核对 replaces 和 division。")
        elif older.table.pack.effective_from >= sheet.table.pack.effective_from:
            says = f"本包的生效日期不晚于被取代的“{name}”（{older.table.pack.effective_from}）。"
            yield sheet.fault(("pack", "effective_from"), says, "请核对两个事项包的生效日期。")
        elif name in replaced:
            says = f"“{name}”已经由“{replaced[name]}”取代。"
            yield sheet.fault(place, says, "请改为取代其中最新的一个。")
        replaced.setdefault(name, sheet.id)


def ended(sheets: Sequence[Sheet]) -> list[Sheet]:
    """End each replaced pack on the day before the one that replaces it begins."""
    last_days = {
        sheet.table.pack.replaces: sheet.table.pack.effective_from - timedelta(days=1)
        for sheet in sheets
        if sheet.table.pack.replaces
    }
    return [ended_on(sheet, last_days[sheet.id]) if sheet.id in last_days else sheet for sheet in sheets]


def ended_on(sheet: Sheet, last: date) -> Sheet:
    """End a pack on a day, unless it ends earlier or had not begun by then."""
    heading = sheet.table.pack
    if last < heading.effective_from or (heading.effective_to is not None and heading.effective_to <= last):
        return sheet
    table = sheet.table.model_copy(update={"pack": heading.model_copy(update={"effective_to": last})})
    return replace(sheet, table=table)


def organ_keys(sheets: Sequence[Sheet]) -> dict[tuple[str, str], str]:
    """Give each organ its key, ``pack/organ``: in a later version it keeps that of the first.

    Accounts and cases name an organ by this key, so its clerks go on with their cases under new rules.
    """
    by_id = {sheet.id: sheet for sheet in sheets}
    return {
        (sheet.id, organ.id): f"{first_with(by_id, sheet, organ.id)}/{organ.id}"
        for sheet in sheets
        for organ in sheet.table.authority
    }


def first_with(by_id: dict[str, Sheet], sheet: Sheet, organ: str) -> str:
    """Follow the versions back to the first one without a gap that names the organ."""
    older = by_id.get(sheet.table.pack.replaces)
    if older is None or all(one.id != organ for one in older.table.authority):
        return sheet.id
    return first_with(by_id, older, organ)
