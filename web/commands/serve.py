"""``approval serve``: the product in one process, with its database, its pages and its timers."""

from __future__ import annotations

import errno
import fcntl
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import NoReturn

import click
from flask import Flask
from waitress.server import create_server

from approval.letters import fonts
from approval.letters.keys_folder import KEYS_FILE
from approval.procedure.office import Office
from approval.store import papers, people
from approval.store.database import Store
from web import logs
from web.config import Config, SettingError

THREADS = 8
TAKEN_IN = 4
"""How many times the largest request is taken in, only to be told in words that it is too large."""

STOP_WITHIN = 10
"""Seconds that the timers' thread has to finish what it is at."""


@click.command()
@click.option("--demo", is_flag=True, help="演示环境：虚构的账号和办件，登录页列出演示账号。")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口；0 为任选。"
)
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹，所有内容都写在里面。"
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="以这一天为今天（演示用）。")
def serve(demo: bool, port: int, host: str, data: Path | None, today: datetime | None) -> None:
    """启动服务，就绪后显示网址；按 Ctrl+C 停止。"""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    with _listening(host, port) as listener:
        address = f"http://{_shown(host)}:{listener.getsockname()[1]}"
        config = _config(data, demo=demo, today=today.date() if today else None, address=address)
        tempfile.tempdir = str(_made(config.data / "tmp"))
        logs.start(config.log)
        prepare(config)
        run(config, listener, lambda: click.echo(address))


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """End in good order when told to."""
    raise SystemExit(0)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port before anything else is done; a taken one is told in one line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            # Bound is not yet taken: two may bind where neither listens.
            listener.listen(1024)
        except OSError as error:
            _fail(_why_not(error, host, port))
        yield listener


def _why_not(error: OSError, host: str, port: int) -> str:
    """Say why a port cannot be had."""
    if error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被占用：请先停止占用它的程序，或者用 --port 换一个端口。"
    if error.errno == errno.EACCES:
        return f"没有权限使用端口 {port}：请用 --port 换一个 1024 以上的端口。"
    return f"不能在 {host}:{port} 上监听：请核对 --host 和 --port。"


def _fail(line: str) -> NoReturn:
    """Say one line and end with 2."""
    click.echo(line, err=True)
    raise SystemExit(2)


def _config(data: Path | None, *, demo: bool, today: date | None, address: str) -> Config:
    """Read the settings; the address people reach us at is this one unless another is set."""
    try:
        config = Config.read(data=data, demo=demo, today=today, fallback_base_url=address)
    except SettingError as wrong:
        _fail(str(wrong))
    except OSError as error:
        _fail(
            f"数据文件夹不能使用：{error.strerror}（{error.filename}）。请用 --data 指定一个可以写入的文件夹。"
        )
    return config


def _shown(host: str) -> str:
    """Give a host as addresses write it; one that means every interface is reached as this machine."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _made(folder: Path) -> Path:
    """Make a folder where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def prepare(config: Config) -> None:
    """Bring the database up to date; an empty one of a demonstration is filled."""
    for problem in fonts.check():
        click.echo(problem, err=True)
    with _alone(config.data):
        store = Store.open(config.database_url)
        try:
            store.migrate()
            with store.look() as tx:
                anybody, demonstrators = bool(people.every_account(tx)), bool(people.demo_accounts(tx))
                signed = papers.any_signed(tx)
        finally:
            store.close()
        if config.demo and not anybody:
            _fill(config)
    _warn(config, anybody=anybody, demonstrators=demonstrators)
    if signed and not (config.keys / KEYS_FILE).exists():
        click.echo(
            f"注意：已有签章的文书，但是密钥文件夹 {config.keys} 是空的。系统将另建演示证书，"
            "此前签发的文书按新的根证书不能通过核对。请停止服务，从备份恢复密钥文件夹后再启动。",
            err=True,
        )


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Let others that start on the same folder wait; the system lifts the lock of whoever is killed."""
    with (data / "starting.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _warn(config: Config, *, anybody: bool, demonstrators: bool) -> None:
    """Keep demonstrations out of data in use, and say where real use goes on with demonstration accounts."""
    if config.demo and anybody and not demonstrators:
        _fail(
            f"{config.data} 里已有正式账号，不能在上面启动演示：演示会添加密码公开的账号和虚构的办件。"
            "请用 --data 另外指定一个文件夹。"
        )
    if demonstrators and not config.demo:
        click.echo("注意：数据里有密码公开的演示账号。正式使用前，请换一个空的数据文件夹。", err=True)


def _fill(config: Config) -> None:
    """Fill an empty demonstration; on SQLite beside it, so that one broken off half-way is never taken for whole."""
    from web.commands.demo import fill

    sqlite = "sqlite:///"
    if not config.database_url.startswith(sqlite):
        fill(config)
        return
    place = Path(config.database_url.removeprefix(sqlite))
    aside = place.with_name(f"{place.name}.filling")
    _clear(aside)
    beside = replace(config, database_url=f"{sqlite}{aside}")
    store = Store.open(beside.database_url)
    try:
        store.migrate()
    finally:
        store.close()
    fill(beside)
    aside.replace(place)


def _clear(database: Path) -> None:
    """Take away what a start that was broken off has left."""
    for path in database.parent.glob(f"{database.name}*"):
        path.unlink()


def run(config: Config, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve pages and run timers until told to stop; all is closed when this returns."""
    from web.app import create_app

    app = create_app(config)
    server = create_server(
        app,
        sockets=[listener],
        threads=THREADS,
        ident="",
        max_request_body_size=TAKEN_IN * config.max_request,
    )
    try:
        with _timers(app):
            ready()
            server.run()
    finally:
        server.close()
        app.extensions["desk"].store.close()


@contextmanager
def _timers(app: Flask) -> Iterator[None]:
    """Run what falls due and what waits in the outbox beside the pages."""
    from web.commands.tick import run_jobs

    office: Callable[[], Office] = app.extensions["desk"].office
    stop = Event()
    thread = Thread(target=run_jobs, args=(office, stop), name="timers", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(STOP_WITHIN)
