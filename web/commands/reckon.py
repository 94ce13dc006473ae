"""``approval reckon``: ask the legal clock "what if", or prove that the stored copies still follow from the journal.

Nothing but the core is imported to answer a history, so that asking one costs a few hundredths of a second.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import IO, Any, NoReturn, TextIO

import click

from approval.core.errors import Refused
from approval.core.reckoning import reckon as answer
from approval.core.workdays import Calendar
from workflows.licence import LICENCE

STANDARD = "JSON（RFC 8259）"


class Unreadable(ValueError):  # noqa: N818 - an answer, as a refusal is
    """Text that is not one JSON object; the message says why."""


class Refusal(click.ClickException):
    """What cannot be answered: one line on standard error, status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Print the one line."""
        write(sys.stderr, one_line(self.message))


class OneLineErrors(click.Command):
    """A command whose usage errors, too, are one line."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the options; a wrong one is a Refusal."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise Refusal(
                f"命令的写法不对：{error.format_message()}（approval reckon --help 列出全部写法）"
            ) from error


@click.command(cls=OneLineErrors)
@click.argument("file", default="-", metavar="[文件|-]")
@click.option("--lines", is_flag=True, help="逐行读 JSON 对象，逐行回答；不可能的经过答以 error。")
@click.option("--check", is_flag=True, help="核对办件中存的届满日等是否仍与流转记录一致。")
@click.option("--data", type=click.Path(path_type=Path), help="数据目录（与 --check 一同使用）。")
def reckon(file: str, lines: bool, check: bool, data: Path | None) -> None:
    """由一个 JSON 对象描述的办件经过，计算各项期限及其理由。"""
    if check:
        sys.exit(print_drift(data))
    with opened(file) as source:
        if lines:
            answer_lines(source)
        else:
            write(sys.stdout, answered(source.read(), refuse))


def answer_lines(source: Iterable[bytes]) -> None:
    """Answer each line with one line, at once, so that a process on the other end need not wait."""
    for line in source:
        write(
            sys.stdout,
            answered(line.rstrip(), lambda says: json.dumps({"error": one_line(says)}, ensure_ascii=False)),
        )


def answered(text: bytes, otherwise: Callable[[str], str]) -> str:
    """Answer one history as JSON; ``otherwise`` answers for one that cannot be read or is impossible."""
    try:
        return json.dumps(answer(LICENCE, parsed(text), Calendar.national()), ensure_ascii=False)
    except Refused as refused:
        return otherwise(str(refused))
    except Unreadable as unreadable:
        return otherwise(f"输入不能读取：{unreadable}（依据：{STANDARD}）")


def parsed(text: bytes) -> object:
    """Read JSON as the standard has it; Raises Unreadable, also where a key stands twice or a number is none."""
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=no_number)
    except UnicodeDecodeError:
        raise Unreadable("不是 UTF-8 编码的文字") from None
    except json.JSONDecodeError as error:
        raise Unreadable(f"第{error.lineno}行第{error.colno}个字符处不是 JSON") from None
    except RecursionError:
        raise Unreadable("嵌套过深") from None
    except Unreadable:
        raise
    except ValueError:
        raise Unreadable("数字过大") from None


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object whose keys each stand once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(f"“{twice[:40]}”出现了两次")
    return found


def no_number(word: str) -> NoReturn:
    """Refuse NaN and the infinities, which are no JSON."""
    raise Unreadable(f"{word} 不是 JSON 的数字")


def refuse(says: str) -> NoReturn:
    """End with the one line that says why there is no answer."""
    raise Refusal(says)


def opened(file: str) -> AbstractContextManager[IO[bytes]]:
    """Open a file, or standard input for ``-``."""
    if file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise Refusal(f"读不到文件 {file}：{error.strerror}。请核对文件名和权限。") from error


def one_line(says: str) -> str:
    """Write a sentence on one line, whatever it quotes."""
    return " ".join(says.split())


def write(stream: TextIO, line: str) -> None:
    """Write a line in UTF-8 whatever the terminal; half a surrogate pair is written as its escape."""
    stream.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    stream.flush()


def print_drift(data: Path | None) -> int:
    """Say case by case where a stored copy is not what the journal gives; give the exit code, 1 if any is."""
    from web.config import is_set_up

    if not is_set_up(data):
        raise Refusal("这里还没有安装好的数据库，没有可以核对的办件。请用 --data 指明数据目录。")
    from approval.procedure.drift import drift
    from web.desk import open_desk

    exit_code = 0
    desk = open_desk(data)
    with closing(desk.store):
        for difference in drift(desk.office()):
            exit_code = 1
            write(sys.stdout, str(difference))
    return exit_code
