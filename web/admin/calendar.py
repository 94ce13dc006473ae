"""The working calendar: which years are known by which notice, and each year as a grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import NotFound, Reason
from approval.core.workdays import FIRST, LAST, Calendar, Notice
from approval.procedure.office import Office
from approval.store import registers
from web import desk
from web.admin import blueprint
from web.admin.months import of_year

AHEAD = 2
"""How many years after this one the list names, known or not."""


@dataclass(frozen=True, slots=True)
class Known:
    """One line of the list: a notice, or a year that has none; built-in notices were loaded by nobody."""

    year: int
    notice: Notice | None
    by_name: str = ""
    at: datetime | None = None


@blueprint.get("/calendar/")
def calendar() -> ResponseReturnValue:
    """List the years with their notices, the newest first."""
    office = desk.office()
    return render_template("admin/calendar.html", known=known(office), divisions=divisions(office))


def known(office: Office) -> list[Known]:
    """List the notices that the calendar rests on, and the coming years without one."""
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        loaded = registers.loadings(tx)
    built_in = [Known(notice.year, notice) for notice in Calendar.national().notices]
    added = [Known(one.notice.year, one.notice, one.by_name, one.at) for one in loaded]
    named = {line.year for line in (*built_in, *added) if line.notice and not line.notice.division}
    coming = range(office.today.year, office.today.year + AHEAD + 1)
    missing = [Known(year, None) for year in coming if year not in named]
    return sorted((*built_in, *added, *missing), key=lambda line: line.year, reverse=True)


@blueprint.get("/calendar/<int:year>")
def year(year: int) -> ResponseReturnValue:
    """Show one year as a grid, of the whole country or of a division."""
    if not FIRST.year <= year <= LAST.year:
        raise NotFound(
            Reason(f"工作日历只有{FIRST.year}年至{LAST.year}年。", "", "请从工作日历的列表中选择年份。")
        )
    office = desk.office()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
    names = divisions(office)
    division = request.args.get("division", "")
    division = division if division in names else ""
    days = office.calendar(division)
    months = of_year(days, year)
    return render_template(
        "admin/year.html",
        year=year,
        months=months,
        working=sum(month.working for month in months),
        provisional=days.provisional(date(year, 1, 1)),
        notices=[notice for notice in days.notices if notice.year == year and _applies(notice, division)],
        division=division,
        divisions=names,
        previous=url_for("admin.year", year=year - 1, division=division or None) if year > FIRST.year else "",
        following=url_for("admin.year", year=year + 1, division=division or None) if year < LAST.year else "",
        this_year=office.today.year,
    )


def _applies(notice: Notice, division: str) -> bool:
    """Say whether a notice holds in a division: the country's, and those of its province, city and county."""
    return notice.division in ("", division, division[:4] + "00", division[:2] + "0000")


def divisions(office: Office) -> Mapping[str, str]:
    """Name the divisions that authorities work in, by their codes."""
    authorities = {item.authority.division: item.authority.name for item in office.rulebook.items()}
    return {code: name for code, name in sorted(authorities.items()) if code}
