"""Loading a holiday notice: paste it, see day by day what was understood, confirm, see whose dates moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.errors import Reason, Refused
from approval.core.holiday_notice import doubts
from approval.core.workdays import Calendar, NamedDay, Notice
from approval.procedure.calendar import load_notice
from approval.procedure.office import Office
from forms.holiday_notice import HolidayNoticeForm
from web import desk
from web.admin import blueprint
from web.admin.months import months, square
from web.clocks import CLOCKS

MIDYEAR = (7, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """One day that the notice names, beside what the calendar has made of it so far."""

    named: NamedDay
    before: str
    changes: bool

    @property
    def says(self) -> str:
        """Say what the notice says of the day."""
        name = self.named.name
        return f"{name}放假" if self.named.rest else f"上班{f'（{name}）' if name else ''}"


@blueprint.get("/calendar/notice")
def notice() -> ResponseReturnValue:
    """Ask for the text and its source."""
    form = HolidayNoticeForm(formdata=None, year=str(desk.office().today.year + 1))
    return _ask(form)


@blueprint.post("/calendar/notice")
def read_notice() -> ResponseReturnValue:
    """Show what was understood, or name the sentence that was not; nothing is loaded."""
    form = HolidayNoticeForm()
    if "edit" in request.form:
        return _ask(form)
    office = _office()
    understood = _understood(form, office)
    if understood is None:
        return _ask(form), 422
    return _preview(form, office, understood)


@blueprint.post("/calendar/notice/load")
def load() -> ResponseReturnValue:
    """Load what was shown and confirmed."""
    form, office = HolidayNoticeForm(), _office()
    understood = _understood(form, office)
    if understood is None:
        return _ask(form), 422
    if form.shown.data != digest(understood):
        return _preview(form, office, understood, CHANGED), 409
    try:
        loaded = load_notice(office, desk.person(), understood)
    except Refused as refused:
        return _ask(form, refused.reasons), 422
    return render_template("admin/notice_loaded.html", loaded=loaded, clocks=CLOCKS)


CHANGED = (
    Reason(
        "您核对过的内容与将要载入的不一致，还没有载入。",
        "放假通知逐日核对后才能载入",
        "请重新核对下面的内容，再按“载入放假通知”。",
    ),
)


def _office() -> Office:
    """Give the office with the calendar as it stands."""
    office = desk.office()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
    return office


def _understood(form: HolidayNoticeForm, office: Office) -> Notice | None:
    """Read what was typed; None with the faults at their fields."""
    if not form.validate_on_submit():
        return None
    return form.understood(office.calendar(form.division.data or ""))


def _ask(form: HolidayNoticeForm, reasons: tuple[Reason, ...] = ()) -> str:
    """Show the form with what was typed."""
    return render_template("admin/notice.html", form=form, reasons_=reasons)


def _preview(
    form: HolidayNoticeForm, office: Office, understood: Notice, reasons: tuple[Reason, ...] = ()
) -> str:
    """Show day by day what would be loaded."""
    before = office.calendar(understood.division)
    after = before.with_notices([understood])
    days = {day.date for day in understood.days}
    form.shown.data = digest(understood)
    return render_template(
        "admin/notice_preview.html",
        form=form,
        notice=understood,
        told=[_told(before, day) for day in understood.days],
        months=months(after, sorted({(day.year, day.month) for day in days}), days),
        doubts=_doubts(before, understood, office),
        action=url_for("admin.load"),
        reasons_=reasons,
    )


def _told(before: Calendar, day: NamedDay) -> Told:
    """Set a day beside what the calendar has made of it."""
    unsettled = "（暂定）" if before.provisional(day.date) else ""
    return Told(day, square(before, day.date).says + unsettled, before.works(day.date) is day.rest)


def _doubts(before: Calendar, understood: Notice, office: Office) -> list[str]:
    """Say what should be looked at again; a notice that amends an arranged year need not be whole."""
    if understood.division:
        return [*_earlier(before, understood), *_elsewhere(understood.division, office)]
    arranges = before.provisional(date(understood.year, *MIDYEAR))
    return list(doubts(understood)) if arranges else _earlier(before, understood)


def _earlier(before: Calendar, understood: Notice) -> list[str]:
    """Say that the year has a notice already, which this one amends day by day."""
    same = [
        notice
        for notice in before.notices
        if (notice.year, notice.division) == (understood.year, understood.division)
    ]
    if not same:
        return []
    named = "、".join(notice.cited_as for notice in same)
    return [f"{understood.year}年已经载入{named}，这份通知写到的日子以这份通知为准，其余不变"]


def _elsewhere(division: str, office: Office) -> list[str]:
    """Say where no authority works in a division."""
    within = division.rstrip("0")
    if any(item.authority.division.startswith(within) for item in office.rulebook.items()):
        return []
    return [f"没有机关在行政区划代码 {division} 的范围内办理，载入以后不影响任何办件，请核对代码"]


def digest(understood: Notice) -> str:
    """Sum up what was shown, so that exactly this is loaded."""
    days = ";".join(f"{day.date}{'-' if day.rest else '+'}{day.name}" for day in understood.days)
    said = f"{understood.year}|{understood.division}|{understood.number}|{understood.issued_on}|{days}"
    return sha256(said.encode()).hexdigest()
