"""``approval demo``: one case from submission to closing without a browser; and the cases of ``serve --demo``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from approval.core.case import Case
from approval.procedure.casefile import CaseFile, open_file
from approval.procedure.printing import print_letter
from approval.procedure.timers import tick
from approval.procedure.verification import register
from web.clocks import CLOCKS as NAMES
from web.config import DEMO_PASSWORD, Config
from web.demonstration import Example, Play, cast
from web.demonstration import fill as fill_cases
from web.desk import Desk
from web.session import hash_password

REGISTER, ROOTS = "register.p7m", "roots.pem"
"""What a letter is verified by away from the installation that issued it."""

Scene = tuple[str, Callable[[Case | None], Case]]
"""One line of the progress bar, and the act on the case as the scene before left it."""

CLOCKS = {**NAMES, "completeness": "受理审查"}
"""What the demonstration calls the clocks of a case."""


@click.command()
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="结果写入的文件夹。"
)
@click.option("--silent-clerk", is_flag=True, help="演示期限内没有告知、依法视为受理的情形。")
def demo(out: Path, silent_clerk: bool) -> None:
    """不用浏览器办完一件：颐安养老服务中心申请设置护理站，文书、期限台账和案卷写入文件夹。"""
    _check_empty(out)
    config = Config.read({}, data=out / "data", demo=True)
    desk = Desk.open(config)
    desk.store.migrate()
    try:
        play = _play(desk)
        case = _perform(_silent(play) if silent_clerk else _whole(play))
        _leave(play, case, out)
    finally:
        desk.store.close()


def _check_empty(out: Path) -> None:
    """Refuse a folder that holds something already: a second run must not mix with the first."""
    if out.exists() and any(out.iterdir()):
        click.echo(f"文件夹 {out} 不是空的：请换一个新的文件夹。", err=True)
        raise SystemExit(2)
    out.mkdir(parents=True, exist_ok=True)


def _play(desk: Desk) -> Play:
    """Set the stage: accounts, institutions, the example application."""
    office = desk.office()
    return Play(office, cast(office, hash_password(DEMO_PASSWORD)), Example())


def fill(config: Config) -> None:
    """Fill an empty demonstration database with accounts and cases in every stage."""
    desk = Desk.open(config)
    try:
        fill_cases(_play(desk), desk.office().today)
    finally:
        desk.store.close()


def _whole(play: Play) -> list[Scene]:
    """Take the case through a notice, an expert review over the National Day week, and an extension."""
    return [
        ("9月18日 提交申请", lambda _: play.apply(date(2026, 9, 18))),
        ("9月21日 发出一次性告知书", lambda case: play.notify(date(2026, 9, 21), _there(case))),
        ("9月23日 提交补正材料", lambda case: play.supplement(date(2026, 9, 23), _there(case))),
        ("9月24日 受理", lambda case: play.accept(date(2026, 9, 24), _there(case))),
        ("9月28日 开始专家评审", lambda case: play.toll(date(2026, 9, 28), _there(case), 5)),
        ("10月9日 收到评审结果", lambda case: play.resume(date(2026, 10, 9), _there(case))),
        ("10月16日 延长办理期限", lambda case: play.extend(date(2026, 10, 16), _there(case), 5)),
        ("10月20日 拟定审查意见", lambda case: play.propose(date(2026, 10, 20), _there(case))),
        *_ending(play, date(2026, 10, 22), date(2026, 10, 23)),
    ]


def _silent(play: Play) -> list[Scene]:
    """Let the clerk do nothing: five working days later the law has accepted the case from its receipt."""
    return [
        ("9月18日 提交申请", lambda _: play.apply(date(2026, 9, 18), complete=True)),
        ("9月28日 期限已过，依法视为受理", lambda case: _deemed(play, date(2026, 9, 28), _there(case))),
        ("9月29日 拟定审查意见", lambda case: play.propose(date(2026, 9, 29), _there(case))),
        *_ending(play, date(2026, 9, 30), date(2026, 10, 8)),
    ]


def _ending(play: Play, decided_on: date, served_on: date) -> list[Scene]:
    """Decide, serve, publish and close."""
    return [
        (f"{_day(decided_on)} 作出准予决定", lambda case: play.decide(decided_on, _there(case))),
        (f"{_day(served_on)} 送达", lambda case: play.serve(served_on, _there(case))),
        (f"{_day(served_on)} 公开", lambda case: play.publish(served_on, _there(case))),
        (f"{_day(served_on)} 办结", lambda case: play.close(served_on, _there(case))),
    ]


def _deemed(play: Play, day: date, case: Case) -> Case:
    """Let the timer record the silence."""
    office = play.at(day)
    tick(office)
    return open_file(office, play.cast.supervisor, case.number).case


def _there(case: Case | None) -> Case:
    """Give the case that the scene before made."""
    if case is None:
        raise ValueError("the first scene makes the case")
    return case


def _day(day: date) -> str:
    """Write a day as the progress bar shows it."""
    return f"{day.month}月{day.day}日"


def _perform(scenes: list[Scene]) -> Case:
    """Play the scenes one after the other, with a progress bar."""
    case: Case | None = None
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=len(scenes))
        for says, act in scenes:
            progress.update(task, description=says)
            case = act(case)
            progress.advance(task)
    return _there(case)


def _leave(play: Play, case: Case, out: Path) -> None:
    """Write the letters, the ledger and the journal, and print the due dates."""
    office = play.at(case.entries[-1].effective_on, 18)
    file = open_file(office, play.cast.supervisor, case.number)
    names = _letters(play, file, out / "letters")
    _ledgers(file, out / "ledger.csv")
    _journal(file, out / "journal.json")
    (out / REGISTER).write_bytes(register(office, datetime.now(UTC)))
    (out / ROOTS).write_bytes(office.press.keys.roots())
    click.echo(f"办件编号 {case.number}，查询码 {case.lookup_code}")
    for line in _dates(file):
        click.echo(line)
    click.echo(f"文书 {len(names)} 份：{out / 'letters'}")
    click.echo(f"期限台账：{out / 'ledger.csv'}")
    click.echo(f"案卷：{out / 'journal.json'}")
    click.echo("文书已用演示印章签章，离线验真：")
    click.echo(
        f"approval letter verify --register {out / REGISTER} --roots {out / ROOTS} {out / 'letters' / names[0]}"
    )


def _letters(play: Play, file: CaseFile, folder: Path) -> list[str]:
    """Print and sign every letter of the case on its own day, numbered in their order."""
    folder.mkdir(parents=True)
    names = []
    for place, letter in enumerate(file.letters, start=1):
        name = f"{place:02d}-{letter.kind}-{letter.number}.pdf"
        (folder / name).write_bytes(print_letter(play.at(letter.created_on, 17), letter.id))
        names.append(name)
    return names


def _ledgers(file: CaseFile, path: Path) -> None:
    """Write the ledger of every clock that ran, a row a day."""
    with path.open("w", encoding="utf-8-sig", newline="") as sheet:
        rows = csv.writer(sheet)
        rows.writerow(["clock", "date", "weekday", "counts", "number", "reason", "says"])
        for name in file.standing.runs:
            for row in file.ledger_of(name):
                rows.writerow(
                    [name, row.date, row.weekday, row.counts, row.number or "", row.reason.value, row.says]
                )


def _journal(file: CaseFile, path: Path) -> None:
    """Write the facts of the case with their chain of hashes."""
    facts = [
        {
            "seq": entry.seq,
            "act": entry.act,
            "effective_on": entry.effective_on.isoformat(),
            "recorded_at": entry.recorded_at.isoformat(),
            "by": entry.by_name,
            "by_id": entry.by,
            "role": entry.role,
            "data": dict(entry.data),
            "letter": entry.letter,
            "personal_digest": entry.personal_digest,
            "previous": entry.previous,
            "hash": entry.hash,
        }
        for entry in file.case.entries
    ]
    kept = {"case_number": file.case.number, "stage": file.standing.stage, "facts": facts}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _dates(file: CaseFile) -> list[str]:
    """List each clock: from which day it ran, when it was due, when it ended."""
    lines = []
    for name, run in file.standing.runs.items():
        ended = f"，{run.ended_on}结束" if run.ended_on else ""
        lines.append(f"{CLOCKS[name]}：自{run.start}起算，期限届满日 {file.due_of(name)}{ended}")
    return lines
