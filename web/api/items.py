"""What can be applied for: the items on a day, and the whole guide of one (行政许可法 30)."""

from __future__ import annotations

from datetime import date

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from approval.core.errors import Reason, Refused
from approval.core.item import Item
from web import desk
from web.api import blueprint
from workflows.guide import guide


@blueprint.get("/items")
def items() -> ResponseReturnValue:
    """List the items; ``pack``, ``division`` and ``kind`` narrow the list, ``on`` asks for another day."""
    day = asked_day(request.args.get("on", ""))
    wanted = {name: request.args.get(name, "") for name in ("pack", "division", "kind")}
    found = [item for item in desk.office().rulebook.items(wanted["pack"] or None) if _fits(item, wanted)]
    return jsonify(on=day.isoformat(), items=[told(item, day) for item in found])


@blueprint.get("/items/<pack>/<item>")
def item(pack: str, item: str) -> ResponseReturnValue:
    """Give the guide of an item."""
    return jsonify(guide(desk.office().rulebook.item(pack, item)))


def told(item: Item, day: date) -> dict[str, object]:
    """Give an item in a list; ``open`` says whether a case can be opened under it on the day."""
    return {
        "pack": item.pack,
        "item": item.id,
        "name": item.name,
        "workflow": item.workflow,
        "kinds": list(item.kinds),
        "authority": item.authority.name,
        "division": item.division,
        "open": item.opens_on(day),
    }


def asked_day(written: str) -> date:
    """Read the day that is asked about, today where none is; raises Refused for what is no day."""
    if not written:
        return desk.office().today
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused(Reason(f"“{written}”不是一个日期。", "", "请写成 2026-11-21 的样子。", "on")) from None


def _fits(item: Item, wanted: dict[str, str]) -> bool:
    """Say whether an item is among those asked for."""
    kind, division = wanted["kind"], wanted["division"]
    return (not kind or kind in item.kinds) and (not division or item.division == division)
