"""The worklist: the authority's open cases, due first, each with its light and what it waits for."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.core.case import DeskPlace
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.office import Office
from approval.store import cases
from approval.store.database import Tx
from web import desk
from web.clerk import blueprint
from web.clerk.due import BY_WORKFLOW, by_stage
from web.clerk.lines import LIGHTS, WHO, Found, Line, Wanted, every, found, listed
from web.filters import light_words, zh_date

COLUMNS = (
    "办件编号",
    "申请机构",
    "拟设单位",
    "事项",
    "环节",
    "时限",
    "期限届满日",
    "法定期限届满日",
    "现在要办",
    "由谁办理",
)


@blueprint.get("/")
def worklist() -> ResponseReturnValue:
    """Show the list."""
    office, person, wanted = desk.office(), desk.person(), _wanted()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        counts = cases.count_by_stage(tx, person.authority)
        page = _found(tx, office, person, wanted)
    return render_template(
        "clerk/worklist.html",
        wanted=wanted,
        receives=Role.ACCEPTOR in person.roles,
        found=page,
        stages=_stages(office, person, counts),
        total=sum(counts.values()),
        who=WHO,
        lights=LIGHTS,
        next_page=_address(wanted, page.after) if page.after else "",
        first_page=_address(wanted) if "after" in request.args else "",
        link=lambda **changes: _address(replace(wanted, words="", **changes)),
        export=_export(wanted),
    )


@blueprint.get("/worklist.csv")
def worklist_csv() -> ResponseReturnValue:
    """Give the same list as a table for spreadsheets, with a mark by which they know UTF-8."""
    office, person, wanted = desk.office(), desk.person(), _wanted()
    with office.store.look() as tx:
        office.calendars.refresh(tx)
        lines = (
            found(tx, office, person, wanted.words).lines
            if wanted.words
            else list(every(tx, office, person, wanted))
        )
    text = "\ufeff" + _table(lines)
    name = f"worklist-{office.today:%Y%m%d}.csv"
    return Response(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _wanted() -> Wanted:
    """Read the filters of the address; what is not listed asks for nothing."""
    given = request.args
    return Wanted(
        stage=_listed(given.get("stage", ""), by_stage()),
        who=_listed(given.get("who", ""), WHO),
        light=_listed(given.get("light", ""), LIGHTS),
        words=given.get("q", "").strip()[:100],
    )


def _listed(value: str, allowed: Mapping[str, object]) -> str:
    """Give a value that is on a list, or nothing."""
    return value if value in allowed else ""


def _address(wanted: Wanted, after: DeskPlace | None = None) -> str:
    """Give the address of a list; with ``after`` of the page that begins there."""
    query = wanted.query()
    if after is not None:
        desk, due, case_id = after
        query["after"] = f"{desk}.{due.isoformat() if due else ''}.{case_id}"
    return _with_query(url_for("clerk.worklist"), query)


def _export(wanted: Wanted) -> str:
    """Give the address of the same list as a table."""
    return _with_query(url_for("clerk.worklist_csv"), wanted.query())


def _with_query(address: str, query: Mapping[str, str]) -> str:
    """Put a query to an address."""
    return f"{address}?{urlencode(query)}" if query else address


def _after() -> DeskPlace | None:
    """Read where the page begins; the first page where it cannot be read."""
    try:
        desk, day, case_id = request.args.get("after", "").split(".")
        return int(desk), (date.fromisoformat(day) if day else None), int(case_id)
    except ValueError:
        return None


def _found(tx: Tx, office: Office, person: Person, wanted: Wanted) -> Found:
    """Search, or list a page."""
    if wanted.words:
        return found(tx, office, person, wanted.words)
    return listed(tx, office, person, wanted, _after())


def _stages(office: Office, person: Person, counts: Mapping[str, int]) -> list[tuple[str, str, int]]:
    """List the stages of what the authority handles, with their words and how many cases stand in each."""
    handled = {item.workflow for item in office.rulebook.items() if item.authority.id == person.authority}
    words: dict[str, set[str]] = {}
    for name in BY_WORKFLOW:
        if name in handled:
            for stage in office.rulebook.workflow(name).stages:
                words.setdefault(stage.id, set()).add(stage.zh)
    listed = by_stage(name for name in BY_WORKFLOW if name in handled) or by_stage()
    return [(stage, shared(words.get(stage, {stage})), counts.get(stage, 0)) for stage in listed]


def shared(names: Collection[str]) -> str:
    """Name a stage of several workflows by what their names have in common."""
    first = sorted(names)[0]
    return first if len(names) == 1 else first.partition("，")[0]


def _table(lines: Iterable[Line]) -> str:
    """Write the lines as comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(line)] for line in lines)
    return text.getvalue()


def _row(line: Line) -> list[str]:
    """Give what the table says of one case."""
    reading = line.reading
    return [
        line.case.number,
        line.case.institution_name,
        line.case.unit_name,
        line.item.name,
        line.stage_zh,
        light_words(reading.light, reading.days_left).says if reading else "",
        zh_date(reading.due_on if reading else None)
        + ("（暂定）" if reading and reading.provisional else ""),
        zh_date(line.statutory_on),
        line.due.says,
        line.due.who if not line.ended else "",
    ]


def _cell(text: str) -> str:
    """Keep spreadsheets from reading a name as a formula, and a number as a measure.

    Chinese ones take the full-width signs too, and look for them behind blanks.
    """
    return f"\t{text}" if text.lstrip()[:1] in tuple("=+-@＝＋－＠") or text.isdigit() else text
