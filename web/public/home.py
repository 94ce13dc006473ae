"""The first page: who are you?"""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from approval.core.vocabulary import Role
from web import desk
from web.public import blueprint


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show the doors, and what can be applied for here."""
    office = desk.office()
    items = [item for item in office.rulebook.items() if item.stands_on(office.today)]
    return render_template("public/home.html", items=items, work=_work(), mine=_operator())


def _work() -> str:
    """Give where an officer's work begins."""
    somebody = desk.anyone()
    return desk.home_of(somebody) if somebody and Role.OPERATOR not in somebody.roles else "/clerk/"


def _operator() -> bool:
    """Say whether an operator is signed in; officers have no door to apply, operators none to decide."""
    somebody = desk.anyone()
    return somebody is not None and Role.OPERATOR in somebody.roles
