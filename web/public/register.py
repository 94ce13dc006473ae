"""The public register of grants (行政许可法 40): open to everybody, without personal data."""

from __future__ import annotations

from datetime import date

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.store import registers
from approval.store.registers import Publication
from web import desk
from web.public import blueprint

PAGE = 50


@blueprint.get("/register")
def register() -> ResponseReturnValue:
    """List published grants, newest decision first."""
    office = desk.office()
    after = _place(request.args.get("after", ""))
    with office.store.look() as tx:
        listed = registers.published(tx, after=after, limit=PAGE + 1)
    shown = listed[:PAGE]
    organs = {grant.authority: office.rulebook.authority(grant.authority).name for grant in shown}
    return render_template(
        "public/register.html",
        grants=shown,
        organs=organs,
        first=url_for("public.register") if after else "",
        next=url_for("public.register", after=_mark(shown[-1])) if len(listed) > PAGE else "",
    )


def _mark(grant: Publication) -> str:
    """Write the place of a grant in the register as the address holds it."""
    return f"{grant.decided_on.isoformat()}.{grant.case_number}"


def _place(mark: str) -> tuple[date, str] | None:
    """Read a place in the register; None for the beginning, and for what is no place."""
    day, _, number = mark.partition(".")
    try:
        return (date.fromisoformat(day), number) if number else None
    except ValueError:
        return None
