"""The first page: who are you?"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from approval.core.vocabulary import Role
from web import desk
from web.public import blueprint


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show the doors, and the places where something can be applied for."""
    office, book = desk.office(), desk.desk().rulebook
    places = [
        (pack, sum(item.opens_on(office.today) for item in book.items(pack.id))) for pack in book.packs()
    ]
    open_places = [(pack, count) for pack, count in places if count]
    return render_template("public/home.html", places=open_places, work=_work(), mine=_operator())


def _work() -> str:
    """Give where an officer's work begins."""
    somebody = desk.anyone()
    return desk.home_of(somebody) if somebody and Role.OPERATOR not in somebody.roles else "/clerk/"


def _operator() -> bool:
    """Say whether an operator is signed in; officers have no door to apply, operators none to decide."""
    somebody = desk.anyone()
    return somebody is not None and Role.OPERATOR in somebody.roles
