"""``approval letter verify``: is this file a letter, whole, and in effect? Offline, or with the register of the day."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import click

from approval.core.errors import Reason, Refused, refuse

if TYPE_CHECKING:
    from approval.letters.register import Register
    from approval.letters.verify_verdict import Seen, Verdict

HOLDS, REFUTED, UNKNOWN = 0, 1, 2
"""The exit codes: all holds; something does not; it could not be found out."""

MARKS = {True: "●", False: "■", None: "▲"}
WORDS = {True: "成立", False: "不成立", None: "未能核对"}

FROM_THE_LETTER = "letter"
REGISTER = "register.p7m"
PATIENCE = 20
"""Seconds to wait for the register, beyond what it takes at the slowest pace."""

SLOWEST = 16 * 1024
"""Bytes a second that a register must come with."""

PIECE = 64 * 1024

READING = 120
"""Seconds that reading a file may take which no register vouches for."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a register that is taken in."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What the verdict rests on: trusted roots, and a register in DER, if there is one."""

    roots: bytes
    register: bytes | None


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="文件.pdf")
@click.option(
    "--register", "kept", type=click.Path(path_type=Path), help="下载的文书状态登记册（register.p7m）。"
)
@click.option(
    "--online",
    is_flag=False,
    flag_value=FROM_THE_LETTER,
    metavar="[网址]",
    help="现在取登记册：从文书上印的验真网址，或者从给出的网址。写在文件名之后。",
)
@click.option("--roots", "roots_file", type=click.Path(path_type=Path), help="信任的根证书（PEM）。")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录：用本系统自己的根证书和登记册。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 回答。")
def verify(
    file: Path,
    kept: Path | None,
    online: str | None,
    roots_file: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """核对一份文书：签章、文件、文字、文号、效力。

    五项全部成立，返回0；有一项不成立，返回1；不能核对，返回2。
    """
    try:
        if kept and online:
            raise refuse("--register 和 --online 只能用一个。", "", "已经下载登记册的，用 --register。")
        pdf = read_file(file)
        trust = given(kept, roots_file, data) if kept or online or roots_file else own(data)
        verdict = judged(pdf, trust, online)
    except Refused as refused:
        said(refused.reasons, as_json)
        sys.exit(UNKNOWN)
    told(verdict, as_json)
    sys.exit(HOLDS if verdict.holds else REFUTED if verdict.refuted else UNKNOWN)


# --- what is asked ---------------------------------------------------------------------------------


def read_file(path: Path) -> bytes:
    """Read a file. Raises Refused."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise refuse(f"读不到文件 {path}：{error.strerror}。", "", "请核对文件名和权限。") from error


def given(kept: Path | None, roots_file: Path | None, data: Path | None) -> Trust:
    """Take the register from a file, and the roots from one or from the installation here. Raises Refused."""
    from web.config import is_set_up

    if roots_file is not None:
        roots = read_file(roots_file)
    elif is_set_up(data):
        from web.config import Config
        from web.desk import Desk

        desk = Desk.open(Config.read(data=data))
        with closing(desk.store):
            roots = desk.office().press.keys.roots()
    else:
        raise refuse(
            "没有给出信任的根证书，不能核对。",
            "",
            "请从发文机关取得 roots.pem，用 --roots 指明；不要采用与文书一同寄来的根证书。",
        )
    return Trust(roots, read_file(kept) if kept else None)


def own(data: Path | None) -> Trust:
    """Take roots and register of the installation on this machine. Raises Refused where there is none."""
    from web.config import is_set_up

    if not is_set_up(data):
        raise refuse(
            "没有可以依据的登记册和根证书，不能核对。",
            "",
            "请用 --register 和 --roots 指明下载的文件，或者用 --data 指明本系统的数据目录。",
        )
    from approval.procedure.verification import register
    from web.desk import open_desk

    desk = open_desk(data)
    with closing(desk.store):
        office = desk.office()
        return Trust(office.press.keys.roots(), register(office, datetime.now(UTC)))


def judged(pdf: bytes, trust: Trust, online: str | None) -> Verdict:
    """Verify a file. Raises Refused for what is no PDF, and for a register or roots that cannot be used."""
    from approval.letters.verify_verdict import judge

    if b"BEGIN CERTIFICATE" not in trust.roots:
        raise refuse("根证书文件中没有证书。", "", "请核对 --roots 指明的文件，它应当是PEM格式。")
    if online == FROM_THE_LETTER:
        seen = looked_at(pdf, trust.roots, None)
        # An address that nobody vouches for may be anybody's, and whoever asks there tells him so.
        data = fetched(address_of(seen.words, online)) if seen.signature.holds else None
        return judge(seen, believed(data, trust.roots), at=datetime.now(UTC))
    data = fetched(address_of({}, online)) if online else trust.register
    known = believed(data, trust.roots)
    return judge(looked_at(pdf, trust.roots, known), known, at=datetime.now(UTC))


def believed(data: bytes | None, roots: bytes) -> Register | None:
    """Read a register. Raises Refused for one that nobody vouches for."""
    from approval.letters.register import RegisterFaultError
    from approval.letters.register import read as read_register

    try:
        return read_register(data, roots) if data is not None else None
    except RegisterFaultError as fault:
        raise Refused(Reason(fault.says, "", fault.remedy)) from fault


def looked_at(pdf: bytes, roots: bytes, known: Register | None) -> Seen:
    """Look at a file; at one that no register vouches for from afar, for it may be made to harm its reader."""
    from approval.letters.verify import read
    from approval.letters.verify_apart import read_apart
    from approval.letters.verify_verdict import UnreadableError

    of_ours = known is not None and sha256(pdf).hexdigest() in {one.sha256 for one in known.letters}
    try:
        return read(pdf, roots) if of_ours else read_apart(pdf, roots, READING)
    except UnreadableError as unreadable:
        raise refuse(str(unreadable), "", "请核对文件名；纸质文书请凭验真码在验真页面核对。") from unreadable


def address_of(words: Mapping[str, Any], online: str) -> str:
    """Give where the register is to be had; that on a letter is its own assertion, which the roots put to the test."""
    base = str(words.get("verify_url", "")) if online == FROM_THE_LETTER else online
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise refuse(
            f"“{base}”不是可以取得登记册的网址。",
            "",
            "请在 --online 之后写明验真网址，例如 https://approval.example.cn/verify，并把它写在文件名之后。",
        )
    return base if base.endswith(".p7m") else f"{base.rstrip('/')}/{REGISTER}"


class _SameKind(HTTPRedirectHandler):
    """Follows the web and nothing else."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """Follow to another web address only."""
        return (
            super().redirect_request(req, fp, code, msg, headers, newurl)
            if newurl.startswith(("http://", "https://"))
            else None
        )


def fetched(address: str) -> bytes:
    """Fetch the register. Raises Refused; what comes is believed only as far as the roots vouch for it."""
    try:
        with build_opener(_SameKind).open(address, timeout=PATIENCE) as answer:
            data = _read(answer)
    except (URLError, HTTPException, OSError, ValueError) as error:
        why = getattr(error, "reason", None) or error
        raise refuse(
            f"从 {address} 取不到登记册：{why}。", "", "请检查网络；已经下载登记册的，用 --register 指明。"
        ) from error
    if len(data) > LARGEST:
        raise refuse(f"{address} 的内容太大，不是登记册。", "", "请核对网址。")
    return data


def _read(answer: HTTPResponse) -> bytes:
    """Read an answer, as far as a register may reach. Raises TimeoutError for one that comes too slowly."""
    data, until = bytearray(), monotonic() + PATIENCE
    while len(data) <= LARGEST and (piece := answer.read1(PIECE)):
        data += piece
        # As fast as a register of thousands of letters must come, and no faster.
        if monotonic() > until + len(data) / SLOWEST:
            raise TimeoutError("对方发送太慢")
    return bytes(data)


# --- what is answered ------------------------------------------------------------------------------


def told(verdict: Verdict, as_json: bool) -> None:
    """Print a verdict."""
    from approval.letters.verify_verdict import NAMES

    if as_json:
        write_json(verdict.as_json())
        return
    said_of_it: Mapping[str, str] = verdict.letter
    if "number" in said_of_it:
        write(f"{said_of_it['number']} 《{said_of_it['title']}》 {said_of_it['organ']}")
    remedies: set[str] = set()
    for check in verdict.checks:
        remedy = "" if check.remedy in remedies else check.remedy
        write(f"{MARKS[check.holds]} {NAMES[check.check]} {WORDS[check.holds]}：{check.says}{remedy}")
        remedies.add(check.remedy)
    if "demo" in said_of_it:
        write(f"{said_of_it['demo']}。")
    if verdict.holds:
        write("这份文书真实、完整，现行有效。")
    else:
        write("这份文书没有通过核对。" if verdict.refuted else "有的项目未能核对，不能得出结论。")


def said(reasons: tuple[Reason, ...], as_json: bool) -> None:
    """Print why nothing could be verified."""
    if as_json:
        plain = [{"says": reason.says, "remedy": reason.remedy} for reason in reasons]
        write_json({"holds": False, "checks": [], "refused": plain})
        return
    for reason in reasons:
        write(str(reason), err=True)


def write_json(plain: Mapping[str, object]) -> None:
    """Print plain values for a program."""
    for line in json.dumps(plain, ensure_ascii=False, indent=2).split("\n"):
        write(line)


def write(line: str, *, err: bool = False) -> None:
    """Print a line that may come out of a forged file: nothing of it steers the terminal or adds a line."""
    click.echo("".join(sign if sign.isprintable() else "�" for sign in line), err=err)
