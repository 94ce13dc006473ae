"""The administrator's first page: what waits for him, and where things are kept."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from approval.procedure import printing
from approval.store import boards, cases
from web import desk
from web.admin import blueprint

SHOWN = 200


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Show what is urgent: cases that nobody can judge before a notice is loaded, and the year to come."""
    office = desk.office()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        lapsed = cases.lapsing(tx, office.today, limit=SHOWN)
        provisional = boards.provisional(tx)
        unsigned = printing.unsigned(tx)
    next_year = office.today.year + 1
    calendar = office.calendar("")
    unknown = [
        year
        for year in (office.today.year, next_year)
        if calendar.provisional(office.today.replace(year, 1, 1))
    ]
    return render_template(
        "admin/home.html",
        doubtful=[case.number for case in lapsed if case.provisional],
        unknown=unknown,
        provisional=provisional,
        unsigned=unsigned,
        certificates=[(one, one.condition(office.now)) for one in office.press.keys.urgent(office.now)],
        now=office.now,
    )
