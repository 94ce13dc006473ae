"""The institution's own licences: what each says, until when it holds, and what can be asked for."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from approval.procedure import follow_on, licence_file
from approval.procedure.licence_file import CHANGING_WORDS
from web import desk, licences
from web.operator import blueprint
from web.operator.case import post


@blueprint.get("/licences/")
def licence_list() -> ResponseReturnValue:
    """List the licences of each institution that the person acts for."""
    held = licence_file.held_by(desk.office(), desk.person())
    return render_template("operator/licences.html", held=held, colours=licences.COLOURS)


@blueprint.get("/licences/<number>")
def licence(number: str) -> ResponseReturnValue:
    """Show one licence with its applications and letters."""
    office = desk.office()
    desk.offer(url_for("operator.licence_list"), "回到我的证照")
    file = licence_file.open_licence(office, desk.person(), number)
    posts = {letter.id: post(letter) for letter in file.letters}
    items = {case.number: office.rulebook.item(case.pack, case.item).name for case in file.cases}
    return render_template(
        "operator/licence.html",
        organ=office.rulebook.authority(file.case.authority).name,
        posts=posts,
        items=items,
        does=CHANGING_WORDS,
        next_item=follow_on.next_of(office, file.item) if file.in_force and file.case.about else None,
        **licences.around(file),
    )
