"""Licences for everybody (行政许可法 40, 61): what each says, whether it holds today, and what became of it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import NotFound
from approval.core.identifiers import tidy
from approval.procedure import licence_file
from approval.store.records import PAGE
from web import desk, licences
from web.public import blueprint


@blueprint.get("/licences/")
def licence_register() -> ResponseReturnValue:
    """List the licences, the newest first, or open the one whose number is asked for."""
    office = desk.office()
    number = tidy(request.args.get("number", ""))
    if number:
        try:
            found = licence_file.public_licence(office, number)
        except NotFound:
            return _list(number, unknown=True), 404
        return redirect(url_for("public.licence", number=found.case.number))
    return _list("")


@blueprint.get("/licences/<number>")
def licence(number: str) -> ResponseReturnValue:
    """Show one licence, with the code that leads here."""
    file = licence_file.public_licence(desk.office(), number)
    organ = desk.office().rulebook.authority(file.case.authority).name
    return render_template("public/licence.html", organ=organ, **licences.around(file))


def _list(number: str, *, unknown: bool = False) -> str:
    """Show a page of the register."""
    office = desk.office()
    before = desk.number(request.args.get("before", ""))
    listed = licence_file.newest(office, before=before, limit=PAGE + 1)
    shown = listed[:PAGE]
    return render_template(
        "public/licences.html",
        files=shown,
        organs={file.case.authority: office.rulebook.authority(file.case.authority).name for file in shown},
        colours=licences.COLOURS,
        number=number,
        unknown=unknown,
        first=url_for("public.licence_register") if before else "",
        next=url_for("public.licence_register", before=shown[-1].case.id) if len(listed) > PAGE else "",
    )
