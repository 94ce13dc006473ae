"""The guide (办事指南): what can be applied for here, and everything about one item (行政许可法 30)."""

from __future__ import annotations

from collections.abc import Iterable

import segno
from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from approval.core.item import Item
from approval.letters.render import leaflet
from web import desk
from web.public import blueprint
from workflows.guide import guide as made
from workflows.situation import WAYS

ANSWERED = ("decision", "recording", "answer", "joint")
"""The limits by which an application is answered; an item has one of them."""

GROUNDS = {
    "licence": "什么情况不予同意",
    "filing": "什么情况撤销备案",
    "commitment": "什么情况撤销许可",
}


@blueprint.get("/guide/")
def guides() -> ResponseReturnValue:
    """List the items of one place, those that can be applied for first; ``q`` looks for words in their names."""
    office = desk.office()
    packs = sorted(desk.desk().rulebook.packs(), key=lambda pack: (pack.division, pack.effective_from))
    chosen = request.args.get("pack", "")
    words = request.args.get("q", "").strip()
    asked = chosen or words or len(packs) == 1
    items = [
        item
        for item in office.rulebook.items(chosen if chosen in {pack.id for pack in packs} else None)
        if asked and (words in item.name or words in "".join(item.kinds))
    ]
    by_pack = [(pack, sort(items, pack.id)) for pack in packs]
    return render_template(
        "public/guides.html",
        packs=packs,
        chosen=chosen,
        words=words,
        by_pack=[(pack, listed) for pack, listed in by_pack if listed],
        today=office.today,
        ways=WAYS,
        answered=answered,
    )


def sort(items: Iterable[Item], pack: str) -> list[Item]:
    """Give the items of a pack, those first that can be applied for."""
    today = desk.office().today
    return sorted((i for i in items if i.pack == pack), key=lambda item: (not item.opens_on(today), item.id))


def answered(item: Item) -> str:
    """Say in what time an application is answered; nothing where no limit of the item says."""
    name = next((name for name in ANSWERED if name in item.limits), "")
    return item.limits[name].promised.says if name else ""


@blueprint.get("/guide/<pack>/<item>")
def guide(pack: str, item: str) -> ResponseReturnValue:
    """Show the whole guide of one item."""
    office = desk.office()
    found = office.rulebook.item(pack, item)
    return render_template(
        "public/guide.html",
        item=found,
        guide=made(found),
        open=found.opens_on(office.today),
        apply_at=apply_at(found),
        code=apply_code(found),
        grounds_title=GROUNDS.get(found.workflow, "") if found.grounds else "",
    )


def apply_at(item: Item) -> str:
    """Give the whole address at which an item is applied for; nothing where it cannot be today."""
    office = desk.office()
    if not item.opens_on(office.today):
        return ""
    return office.press.base_url + url_for("operator.before", pack=item.pack, item=item.id)


def apply_code(item: Item) -> Markup:
    """Draw the code that opens the application (码上办); nothing where the item cannot be applied for."""
    address = apply_at(item)
    if not address:
        return Markup("")
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(border=2, omitsize=True, svgclass="qr"))  # noqa: S704 - drawn by segno


@blueprint.get("/guide/<pack>/<item>/guide.json")
def guide_json(pack: str, item: str) -> ResponseReturnValue:
    """Give the same as data."""
    return jsonify(made(desk.office().rulebook.item(pack, item)))


@blueprint.get("/guide/<pack>/<item>/guide.pdf")
def guide_pdf(pack: str, item: str) -> ResponseReturnValue:
    """Give the same on paper."""
    found = desk.office().rulebook.item(pack, item)
    values = {
        "guide": made(found),
        "organ": found.authority.name,
        "grounds_title": GROUNDS.get(found.workflow, ""),
        "apply_at": apply_at(found),
        "code": apply_code(found),
    }
    return Response(leaflet("guide", values), mimetype="application/pdf")
