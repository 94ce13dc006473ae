"""The guide (办事指南): what can be applied for here, and everything about one item (行政许可法 30)."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from web import desk
from web.public import blueprint
from workflows.guide import guide as made


@blueprint.get("/guide/")
def guides() -> ResponseReturnValue:
    """List the items, those that can be applied for first."""
    office = desk.office()
    items = sorted(
        office.rulebook.items(), key=lambda item: (not item.stands_on(office.today), item.pack, item.id)
    )
    return render_template("public/guides.html", items=items, today=office.today)


@blueprint.get("/guide/<pack>/<item>")
def guide(pack: str, item: str) -> ResponseReturnValue:
    """Show the whole guide of one item."""
    office = desk.office()
    found = office.rulebook.item(pack, item)
    return render_template(
        "public/guide.html", item=found, guide=made(found), open=found.stands_on(office.today)
    )
