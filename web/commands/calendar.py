"""``approval calendar``: ask the working-day calendar, read a holiday notice, load one.

The main command hands in a Desk as the context's object; without one the built-in notices answer, and
nothing can be loaded.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn, Protocol

import click

from approval.core.holiday_notice import NoticeUnreadable, doubts, read
from approval.core.vocabulary import Unit
from approval.core.workdays import FIRST, LAST, Calendar, CalendarRange, NamedDay, Notice

ONE_DAY = timedelta(days=1)
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DIVISION = re.compile(r"\d{6}", re.ASCII)


class Desk(Protocol):
    """What the commands need of a running product; ``data`` None is its usual folder."""

    def calendar(self, data: Path | None, division: str) -> Calendar:
        """Give a division's calendar with the notices loaded there; "" is the whole country."""

    def load(self, notice: Notice, data: Path | None, by: str) -> Sequence[str]:
        """Store the notice, recompute the open cases, and tell in Chinese, a line each, what moved.

        Raises Refused where it may not be loaded.
        """


class Refusal(click.ClickException):
    """Input that cannot be answered: one line on standard error, status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the one line."""
        click.echo(" ".join(self.message.split()), file=file, err=file is None)


class OneLineErrors(click.Group):
    """A group whose usage errors, too, are one line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a wrong option or argument is a Refusal."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise Refusal(
                f"命令的写法不对：{error.format_message()}（{ctx.command_path} --help 列出全部写法）"
            ) from error


@click.group(cls=OneLineErrors, invoke_without_command=False)
def calendar() -> None:
    """查询工作日历，读取、录入放假通知。"""


@calendar.command()
@click.option("--from", "begins", metavar="日期", help="起算的当日，不计入，如 2026-09-18。")
@click.option("--days", "days", metavar="天数", help="期限天数，至少 1。")
@click.option(
    "--unit", default=Unit.WORKING.value, show_default=True, help="working 工作日，calendar 自然日。"
)
@click.option("--division", default="", metavar="代码", help="行政区划代码，按该地的日历计算。")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录，计入其中已录入的通知。")
@click.option("--lines", is_flag=True, help="从标准输入逐行读“日期 天数”，逐行给出届满日。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def due(
    desk: Desk | None,
    begins: str | None,
    days: str | None,
    unit: str,
    division: str,
    data: Path | None,
    lines: bool,
    as_json: bool,
) -> None:
    """期限何时届满。"""
    reckoned = _limits(_calendar(desk, data, division), _unit(unit))
    shown = _due_as_json if as_json else _due_as_text
    if lines:
        _answer_lines(lambda line: (_due_as_json if as_json else _due_as_date)(*_reckon_line(reckoned, line)))
        return
    click.echo(shown(*reckoned(_date(begins, "--from"), _number(days, "--days"))))


@calendar.command()
@click.option("--year", "year", metavar="年份", help="显示全年。")
@click.option("--from", "begins", metavar="日期", help="从哪一天起，与 --to 一同使用。")
@click.option("--to", "ends", metavar="日期", help="到哪一天止。")
@click.option("--division", default="", metavar="代码", help="行政区划代码，按该地的日历显示。")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录，计入其中已录入的通知。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
@click.pass_obj
def show(
    desk: Desk | None,
    year: str | None,
    begins: str | None,
    ends: str | None,
    division: str,
    data: Path | None,
    as_json: bool,
) -> None:
    """逐日显示是否计入及其理由。"""
    workdays = _calendar(desk, data, division)
    first, last = _stretch(year, begins, ends)
    if as_json:
        click.echo(_json([_day_as_json(workdays, day) for day in _each(first, last)]))
        return
    for day in _each(first, last):
        click.echo(f"{day}  {workdays.says(day)}")
    working = workdays.count(first, last) + workdays.works(first)
    click.echo(f"共{(last - first).days + 1}天，其中工作日{working}天")


@calendar.command(name="read")
@click.argument("file", metavar="文件")
@click.option("--year", "year", metavar="年份", help="通知安排的是哪一年。")
@click.option("--division", default="", metavar="代码", help="地方通知适用的行政区划代码。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def read_notice(file: str, year: str | None, division: str, as_json: bool) -> None:
    """读出通知原文所说的每一天，不录入；文件为 - 时读标准输入。"""
    notice = _understood(_text(file), _year(year), division=_division(division))
    if as_json:
        click.echo(_json([{"date": day.date.isoformat(), "rest": day.rest} for day in notice.days]))
        return
    for day in notice.days:
        click.echo(_day_as_text(day))


@calendar.command(name="import")
@click.argument("file", metavar="文件")
@click.option("--year", "year", metavar="年份", help="通知安排的是哪一年。")
@click.option("--number", default="", metavar="文号", help="文号；原文中有的可以不填。")
@click.option("--issued-on", "issued_on", metavar="日期", help="发文日期；原文中有的可以不填。")
@click.option("--source", default="", metavar="出处", help="通知的网址或其他出处。")
@click.option("--division", default="", metavar="代码", help="地方通知适用的行政区划代码；全国的不填。")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录。")
@click.option("--by", default="命令行", show_default=True, metavar="姓名", help="由谁录入，记入日志。")
@click.option("--yes", is_flag=True, help="已经核对，不再询问。")
@click.pass_obj
def import_notice(
    desk: Desk | None,
    file: str,
    year: str | None,
    number: str,
    issued_on: str | None,
    source: str,
    division: str,
    data: Path | None,
    by: str,
    yes: bool,
) -> None:
    """录入放假通知：先逐日显示读出的内容，确认后才录入。"""
    if desk is None:
        raise Refusal("这里没有可以录入的数据目录")
    if file == "-" and not yes:
        raise Refusal("从标准输入读取通知时无法再询问，请先用 read 核对，再加 --yes 录入")
    now = _calendar(desk, data, "")
    notice = _understood(
        _text(file),
        _year(year),
        number=number,
        issued_on=_date(issued_on, "--issued-on") if issued_on else None,
        source=source,
        division=_division(division),
        amends=now,
    )
    _must_have_source(notice)
    _show_before_loading(notice, now.for_division(notice.division))
    if not yes:
        _ask()
    _load(desk, notice, data, by)


def _load(desk: Desk, notice: Notice, data: Path | None, by: str) -> None:
    moved = desk.load(notice, data, by)
    click.echo(f"已录入：{notice.year}年放假通知（{notice.cited_as}）")
    for line in moved:
        click.echo(line)


def _ask() -> None:
    try:
        agreed = click.confirm("以上内容与通知原文一致，录入吗？", default=False)
    except click.Abort:
        agreed = False
    if not agreed:
        raise Refusal("没有录入")


def _must_have_source(notice: Notice) -> None:
    if not notice.number:
        raise Refusal("原文中没有文号，请用 --number 填写")
    if notice.issued_on is None:
        raise Refusal("原文中没有发文日期，请用 --issued-on 填写")


def _show_before_loading(notice: Notice, now: Calendar) -> None:
    click.echo(f"{notice.title or '放假通知'}（{notice.number}，{notice.issued_on}）")
    for day in notice.days:
        click.echo(_day_as_text(day) + ("" if now.works(day.date) is not day.rest else "  ※ 与现有日历不同"))
    arranges_the_year = not notice.division and now.provisional(date(notice.year, 7, 1))
    for doubt in doubts(notice) if arranges_the_year else ():
        click.echo(f"请核对：{doubt}")


def _understood(text: str, year: int, **given: Any) -> Notice:
    try:
        return read(text, year, **given)
    except NoticeUnreadable as error:
        raise Refusal(str(error)) from error


def _text(file: str) -> str:
    """Read a text in the encodings that Chinese editors save in."""
    raw = _bytes(file)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(f"{file}不是文本文件，请另存为 UTF-8 编码的纯文本")


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Refusal(f"读不到文件{file}，请核对文件名和权限") from error


Reckoned = tuple[date, bool]


def _limits(workdays: Calendar, unit: Unit) -> Callable[[date, int], Reckoned]:
    """Give what reckons a due date in this unit, and whether it is provisional."""

    def working(begins: date, days: int) -> Reckoned:
        due_on = workdays.add(begins, days)
        return due_on, workdays.any_provisional(begins, due_on)

    def in_calendar_days(begins: date, days: int) -> Reckoned:
        last = _plus(begins, days)
        due_on = workdays.on_or_after(last)
        return due_on, workdays.any_provisional(last - ONE_DAY, due_on)

    return _in_range(working if unit is Unit.WORKING else in_calendar_days)


def _in_range(reckon: Callable[[date, int], Reckoned]) -> Callable[[date, int], Reckoned]:
    def reckoned(begins: date, days: int) -> Reckoned:
        try:
            return reckon(begins, days)
        except CalendarRange as error:
            raise Refusal(str(error)) from error

    return reckoned


def _plus(begins: date, days: int) -> date:
    if not FIRST <= begins <= LAST:
        raise CalendarRange(begins)
    if days > (LAST - begins).days:
        raise CalendarRange
    return begins + timedelta(days=days)


def _reckon_line(reckoned: Callable[[date, int], Reckoned], line: str) -> Reckoned:
    words = line.split()
    if len(words) != 2:
        raise Refusal("每行应当是“日期 天数”，如 2026-09-18 10")
    return reckoned(_date(words[0], "日期"), _number(words[1], "天数"))


def _answer_lines(answer: Callable[[str], str]) -> None:
    """Answer every line of standard input; a line that cannot be read is answered by its error."""
    for line in sys.stdin.buffer:
        try:
            click.echo(answer(line.decode("utf-8", "replace")))
        except Refusal as refusal:
            click.echo(f"error: {refusal.message}")


def _due_as_date(due_on: date, _provisional: bool) -> str:
    return due_on.isoformat()


def _due_as_text(due_on: date, provisional: bool) -> str:
    return f"{due_on}（暂定：所涉年份的放假通知尚未发布或录入）" if provisional else due_on.isoformat()


def _due_as_json(due_on: date, provisional: bool) -> str:
    return _json({"due_on": due_on.isoformat(), "provisional": provisional})


def _day_as_text(day: NamedDay) -> str:
    weekday = "一二三四五六日"[day.date.weekday()]
    return f"{day.date}（周{weekday}）  {'放假' if day.rest else '上班'}  {day.name}".rstrip()


def _day_as_json(workdays: Calendar, day: date) -> dict[str, object]:
    named = workdays.named(day)
    return {
        "date": day.isoformat(),
        "weekday": day.isoweekday(),
        "works": workdays.works(day),
        "provisional": workdays.provisional(day),
        "reason": workdays.reason(day).value,
        "name": named.name if named else None,
        "says": workdays.says(day),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _calendar(desk: Desk | None, data: Path | None, division: str) -> Calendar:
    code = _division(division)
    if desk is not None:
        return desk.calendar(data, code)
    if data is not None:
        raise Refusal("这里不能读取数据目录，请去掉 --data")
    return Calendar.national().for_division(code)


def _stretch(year: str | None, begins: str | None, ends: str | None) -> tuple[date, date]:
    if year is not None and begins is None and ends is None:
        return date(_year(year), 1, 1), date(_year(year), 12, 31)
    if year is not None or begins is None or ends is None:
        _refuse("请用 --year 指明年份，或者用 --from 和 --to 指明起止日期")
    first, last = _in_calendar(_date(begins, "--from")), _in_calendar(_date(ends, "--to"))
    if last < first:
        _refuse("--to 不能早于 --from")
    return first, last


def _in_calendar(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise Refusal(str(CalendarRange(day)))
    return day


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _refuse(why: str) -> NoReturn:
    raise Refusal(why)


def _date(text: str | None, option: str) -> date:
    if text is None:
        raise Refusal(f"缺少 {option}，日期如 2026-09-18")
    try:
        if ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise Refusal(f"{option}：没有{text}这一天") from None
    raise Refusal(f"{option}：“{text}”不是日期，应如 2026-09-18")


def _number(text: str | None, option: str) -> int:
    if text is None:
        raise Refusal(f"缺少 {option}，天数至少为 1")
    if not re.fullmatch(r"0*[1-9]\d{0,5}", text, re.ASCII):
        raise Refusal(f"{option}：“{text}”不是天数，应为不小于 1 的整数")
    return int(text)


def _year(text: str | None) -> int:
    if text is None:
        raise Refusal("缺少 --year，年份如 2027")
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or not FIRST.year <= int(text) <= LAST.year:
        raise Refusal(f"--year：“{text}”不是{FIRST.year}至{LAST.year}之间的年份")
    return int(text)


def _unit(text: str) -> Unit:
    for unit in Unit:
        if unit.value == text:
            return unit
    raise Refusal(f"--unit：“{text}”不是计算单位，应为 {'、'.join(unit.value for unit in Unit)}")


def _division(text: str) -> str:
    if text and not DIVISION.fullmatch(text):
        raise Refusal(f"--division：“{text}”不是行政区划代码，应为 6 位数字")
    return text
