"""``approval tick``: do what has fallen due by a day; and the thread that does it while ``serve`` runs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event

import click
import structlog

from approval.core.errors import refuse
from approval.procedure.office import Office
from approval.procedure.printing import work_off
from approval.procedure.timers import TickReport
from approval.procedure.timers import tick as fall_due

TICK_EVERY = 60.0
"""Seconds between two looks at what falls due; a limit runs out at midnight, so a minute is soon enough."""

WORK_EVERY = 0.5
"""Seconds between two looks at the outbox, so that a letter is ready when its page is opened."""

log = structlog.stdlib.get_logger("jobs")


@click.command()
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="办理到哪一天为止到期的事项，默认今天。"
)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="数据文件夹。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def tick(as_of: datetime | None, data: Path | None, as_json: bool) -> None:
    """办理到期事项：依法视为受理的记入案卷，已送达且已公开的办结，待打印的文书打印。"""
    from web.config import is_set_up
    from web.desk import open_desk

    if not is_set_up(data):
        raise refuse("数据文件夹里没有数据库，没有可以办理的事项。", "", "请核对 --data 或者 APPROVAL_DATA。")
    desk = open_desk(data)
    office = desk.office()
    report = fall_due(office, as_of.date() if as_of else None)
    printed = 0
    while done := work_off(office):
        printed += done
    desk.store.close()
    click.echo(
        json.dumps(_plain(report, printed), ensure_ascii=False) if as_json else _words(report, printed)
    )
    if report.failed:
        raise SystemExit(1)


def _plain(report: TickReport, printed: int) -> dict[str, object]:
    """Give a report as plain values."""
    return {
        "as_of": report.as_of.isoformat(),
        "deemed": report.deemed,
        "closed": report.closed,
        "lapsed": report.lapsed,
        "reminded": report.reminded,
        "renewed": report.renewed,
        "expired": report.expired,
        "renewals_reminded": report.renewals_reminded,
        "ordered": report.ordered,
        "doubtful": report.doubtful,
        "failed": report.failed,
        "printed": printed,
    }


def _words(report: TickReport, printed: int) -> str:
    """Give a report in words, one line each."""
    lines = [f"截至{report.as_of.isoformat()}："]
    lines += [f"  依法视为受理：{number}" for number in report.deemed]
    lines += [f"  期限届满：{number}" for number in report.lapsed]
    lines += [f"  提醒补正：{number}" for number in report.reminded]
    lines += [f"  办结：{number}" for number in report.closed]
    lines += [f"  证照视为准予延续：{number}" for number in report.renewed]
    lines += [f"  证照有效期届满：{number}" for number in report.expired]
    lines += [f"  提醒延续的证照：{number}" for number in report.renewals_reminded]
    lines += [f"  依规则开具督办单：{number}" for number in report.ordered]
    lines += [f"  期限按暂定日历届满，须先载入放假通知：{number}" for number in report.doubtful]
    lines += [f"  未能办理：{number}（{why}）" for number, why in report.failed.items()]
    if len(lines) == 1:
        lines.append("  没有到期事项。")
    if printed:
        lines.append(f"  打印文书 {printed} 份。")
    return "\n".join(lines)


def run_jobs(office: Callable[[], Office], stop: Event) -> None:
    """Work off the outbox and do what falls due until told to stop; an error is logged and does not end it."""
    waited = TICK_EVERY
    while not stop.is_set():
        try:
            if waited >= TICK_EVERY:
                fall_due(office())
                waited = 0.0
            # One letter at a time: whoever asks to stop waits for no more than that.
            while work_off(office(), 1) and not stop.is_set():
                pass
        except Exception as error:
            log.exception("jobs_failed", error=type(error).__name__)
        waited += WORK_EVERY
        stop.wait(WORK_EVERY)
