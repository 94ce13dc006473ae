"""The board: which cases are late or nearly so, gravest first, with the counts as a picture above."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.procedure import board as boards
from approval.procedure.board import Board, Line, Show
from approval.procedure.timeliness import Measured
from web import desk
from web.clocks import CLOCKS
from web.filters import light_words, zh_date
from web.supervisor import blueprint

BAR = 1000
"""How many units wide the picture is drawn; the page stretches it."""

TITLES: Mapping[Show, str] = {
    Show.ALL: "全部在办",
    Show.BREACHED: "法定时限已过",
    Show.OVERDUE: "承诺时限已过（含法定时限已过）",
    Show.SOON: "3 个工作日内到期",
    Show.NORMAL: "正常",
    Show.IDLE: "没有期限在计算",
    Show.TOLLED: "正在进行特别程序",
    Show.DEEMED: "视为受理（含已结束）",
}

EMPTY: Mapping[Show, str] = {
    Show.ALL: "机构提交申请以后，办件在这里按期限届满日先后列出。",
    Show.BREACHED: "法定期限届满的次日仍未办理的，会列在这里。",
    Show.OVERDUE: "承诺期限届满的次日仍未办理的，会列在这里。",
    Show.SOON: "离承诺期限届满只剩 3 个工作日以内的，会列在这里。",
    Show.NORMAL: "离承诺期限届满还有 3 个工作日以上的，会列在这里。",
    Show.IDLE: "等待申请人补正，或者已经送达、等待办结的，会列在这里。",
    Show.TOLLED: "书面告知特别程序所需时间以后，结果收到以前，会列在这里。",
    Show.DEEMED: "法定期限内没有告知补正也没有受理、依法视为受理的，会列在这里，办结以后仍然保留。",
}

COLUMNS = (
    "办件编号", "申请机构", "拟设单位", "事项", "环节", "责任岗位", "在计算的期限", "承诺届满日", "法定届满日",
    "时限", "视为受理", "此前逾期的期限", "特别程序",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One count of the picture: a stretch of the bar, and a link to the cases."""

    show: Show
    shape: str
    colour: str
    title: str
    count: int
    begins: float = 0
    width: float = 0


@blueprint.get("/")
def board() -> ResponseReturnValue:
    """Show the board, or what a search finds."""
    office, person = desk.office(), desk.person()
    show, words = _show(), request.args.get("q", "").strip()[:100]
    page = boards.board(office, person, show, request.args.get("after", ""))
    lines = boards.found(office, person, words) if words else page.lines
    return render_template(
        "supervisor/board.html",
        organ=office.rulebook.authority(person.authority).name,
        board=page,
        tiles=tiles(page),
        lines=lines,
        words=words,
        show=show,
        shows=Show,
        titles=TITLES,
        empty_says=EMPTY[show],
        count=len(lines) if words else _count(page, show),
        clocks=CLOCKS,
        first_page=url_for("supervisor.board", show=show.value or None) if "after" in request.args else "",
        next_page=url_for("supervisor.board", show=show.value or None, after=page.after)
        if page.after and not words
        else "",
    )


@blueprint.get("/board.csv")
def board_csv() -> ResponseReturnValue:
    """Give the same list as a table for spreadsheets, with a mark by which they know UTF-8."""
    office, person, show = desk.office(), desk.person(), _show()
    name = f"supervision-{show.value or 'all'}-{office.today:%Y%m%d}.csv"
    return Response(
        "\ufeff" + _table(boards.every(office, person, show)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename={name}"},
    )


def _show() -> Show:
    """Read the filter of the address; all cases where it asks for nothing that is listed."""
    asked = request.args.get("show", "")
    return Show(asked) if asked in list(Show) else Show.ALL


def _count(page: Board, show: Show) -> int | None:
    """Give how many cases a filter picks, where that is counted."""
    counts = page.counts
    return {
        Show.ALL: counts.open,
        Show.BREACHED: counts.breached,
        Show.OVERDUE: counts.overdue,
        Show.SOON: counts.soon,
        Show.NORMAL: counts.later,
        Show.IDLE: counts.idle,
        Show.TOLLED: page.tolled,
    }.get(show)


def tiles(page: Board) -> list[Tile]:
    """Lay the counts out as stretches of one bar, gravest first."""
    counts = page.counts
    kinds = (
        (Show.BREACHED, "■", "grave", "法定时限已过", counts.breached),
        (Show.OVERDUE, "■", "red", "仅承诺时限已过", counts.overdue - counts.breached),
        (Show.SOON, "▲", "yellow", "3 个工作日内到期", counts.soon),
        (Show.NORMAL, "●", "green", "正常", counts.later),
        (Show.IDLE, "○", "idle", "没有期限在计算", counts.idle),
    )
    laid: list[Tile] = []
    begins = 0.0
    for show, shape, colour, title, count in kinds:
        width = BAR * count / counts.open if counts.open else 0.0
        laid.append(Tile(show, shape, colour, title, count, round(begins, 1), round(width, 1)))
        begins += width
    return laid


def _table(lines: Iterable[Line]) -> str:
    """Write lines as comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(line)] for line in lines)
    return text.getvalue()


def _row(line: Line) -> list[str]:
    """Give what the table says of one case."""
    case, now = line.case, line.now
    return [
        case.number,
        case.institution_name,
        case.unit_name,
        line.item.name,
        line.stage_zh,
        line.waits_for,
        CLOCKS[now.run.name] if now else "",
        (zh_date(now.promised.due_on) + ("（暂定）" if now.promised.provisional else "")) if now else "",
        zh_date(now.statutory.due_on) if now else "",
        _timely(now) if now else "",
        "是" if case.deemed else "",
        "；".join(f"{CLOCKS[late.run.name]}{kept(late)}" for late in line.late),
        "；".join(f"{open_.toll.ground.zh}自{zh_date(open_.toll.noticed_on)}" for open_ in line.tolls),
    ]


def _timely(now: Measured) -> str:
    """Say how a running clock stands by both limits."""
    says = light_words(now.promised.light, now.promised.days_left).says
    return f"{says}，法定时限已过" if now.law_broken else says


@blueprint.app_template_filter("kept")
def kept(one: Measured) -> str:
    """Say whether a limit was kept: by the promise, and by the law, which is the graver fact."""
    if one.silent:
        return "期限届满未作处理，依法视为受理"
    if not one.owed:
        return "当事人的期限，" + ("已过" if one.law_late else "正在计算" if one.running else "在期限内")
    if one.law_broken:
        return f"超过法定期限{_by(one.law_late)}"
    if one.promise_broken:
        return f"超过承诺期限{_by(one.promise_late)}，未超过法定期限"
    return "正在计算，尚未届满" if one.running else "在承诺期限内"


def _by(days: int) -> str:
    """Say by how many working days."""
    return f" {days} 个工作日" if days else "（其后尚无工作日）"


def _cell(text: str) -> str:
    """Keep spreadsheets from reading a name as a formula, and a number as a measure.

    Chinese ones take the full-width signs too, and look for them behind blanks.
    """
    return f"\t{text}" if text.lstrip()[:1] in tuple("=+-@＝＋－＠") or text.isdigit() else text
