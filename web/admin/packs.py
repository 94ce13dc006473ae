"""The packs: what each jurisdiction's rules are, what in them has not been checked, what was assumed."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from web import desk
from web.admin import blueprint


@blueprint.get("/packs/")
def packs() -> ResponseReturnValue:
    """List the packs with their warnings and assumptions."""
    rulebook, shelf = desk.desk().rulebook, desk.desk().shelf
    items = {pack.id: rulebook.items(pack.id) for pack in rulebook.packs()}
    refused = shelf.refused.faults if shelf.refused else ()
    return render_template(
        "admin/packs.html", packs=rulebook.packs(), items=items, today=desk.office().today, refused=refused
    )
