"""Read one pack file: its TOML, its shape, and the line of everything in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from approval.core.errors import Reason, Refused
from workflows.expression import nearest
from workflows.pack_model import ItemTable, PackTable
from workflows.pack_text import Path as Place
from workflows.pack_text import line_of, lines_of

LARGEST_FILE = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a pack: the file and line, what is wrong, and what to do."""

    file: str
    line: int
    says: str
    remedy: str = ""

    def __str__(self) -> str:
        """Give the fault on one line, as ``packs check`` prints it."""
        return f"{self.file}:{self.line}: {self.says}{self.remedy}"


class PackRefused(Refused):
    """Packs that cannot be used; ``faults`` names each with its file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        """Carry all faults, in the order of the files."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__(*(Reason(f"{f.file}:{f.line}: {f.says}", "", f.remedy) for f in self.faults))

    def __str__(self) -> str:
        """Give one line for each fault."""
        return "\n".join(map(str, self.faults))


@dataclass(frozen=True)
class Sheet:
    """One pack file as read: its name, text and shape."""

    file: str
    text: str
    table: PackTable

    @cached_property
    def lines(self) -> dict[Place, int]:
        """Find the lines only when an error needs one."""
        return lines_of(self.text)

    @property
    def id(self) -> str:
        """Give the pack's id."""
        return self.table.pack.id

    def fault(self, place: Place, says: str, remedy: str = "") -> Fault:
        """Make a fault at the line of a place."""
        return Fault(self.file, line_of(self.lines, place), says, remedy)

    def item(self, item_id: str) -> tuple[int, ItemTable] | None:
        """Find an item of this file with its place in the list."""
        return next(((n, item) for n, item in enumerate(self.table.item) if item.id == item_id), None)


def read_sheet(path: Path) -> Sheet:
    """Read one pack file; raises PackRefused with every fault of its shape."""
    return sheet_of(path.name, read_text(path))


@lru_cache(maxsize=64)
def sheet_of(file: str, text: str) -> Sheet:
    """Read a pack's text; one that stays as it is need not be read again when another file changes."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackRefused([toml_fault(file, text, error)]) from error
    except RecursionError as error:
        raise PackRefused(
            [Fault(file, 1, "列表或表格嵌套太深。", "请按 docs/packs.md 的格式书写。")]
        ) from error
    try:
        return Sheet(file, text, PackTable.model_validate(data))
    except ValidationError as error:
        lines = lines_of(text)
        raise PackRefused([shape_fault(file, lines, one) for one in error.errors()]) from error


def read_text(path: Path) -> str:
    """Read a pack's text; raises PackRefused where it is none."""
    content = path.read_bytes()
    if len(content) > LARGEST_FILE:
        raise PackRefused([Fault(path.name, 1, "文件超过2MB。", "请核对是否放错了文件。")])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackRefused(
            [Fault(path.name, line, "文件不是 UTF-8 编码。", "请另存为 UTF-8 编码后再装入。")]
        ) from error


def toml_fault(file: str, text: str, error: tomllib.TOMLDecodeError) -> Fault:
    """Put a syntax error of TOML into words."""
    found = re.search(r"at line (\d+)", str(error))
    line = int(found[1]) if found else max(1, text.count("\n"))
    known = {
        "Cannot overwrite": "同一个键写了两次。",
        "Cannot declare": "同一个表格写了两次。",
        "Invalid value": "取值的写法不对，文字要加引号，日期写成 2017-11-01。",
        "Expected '='": "键的后面缺少等号。",
        "Unclosed": "括号或引号没有闭合。",
        "Unterminated": "引号没有闭合。",
        "Illegal character": "有不能出现的字符，多半是引号没有闭合。",
    }
    detail = next((zh for words, zh in known.items() if words in str(error)), "这一行不符合 TOML 的写法。")
    return Fault(file, line, detail, "请检查这一行和上一行。")


def shape_fault(file: str, lines: dict[Place, int], error: ErrorDetails) -> Fault:
    """Put a fault of shape into words, with the line of the nearest key."""
    place = tuple(part for part in error["loc"] if part != "[key]")
    says, remedy = shape_words(place, error)
    return Fault(file, line_of(lines, place), says, remedy)


def shape_words(place: Place, error: ErrorDetails) -> tuple[str, str]:
    """Say what is wrong with the shape and what to do."""
    name = dotted(place)
    limits: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return f"没有“{place[-1]}”这个键。", nearest(str(place[-1]), keys_at(place[:-1]))
        case "missing":
            return missing_words(place)
        case "literal_error":
            return f"“{name}”不能是“{error['input']}”。", nearest(str(error["input"]), expected(limits))
        case "string_pattern_mismatch":
            return f"“{name}”的写法不对：“{error['input']}”。", PATTERNS.get(str(limits.get("pattern")), "")
        case "too_short" | "string_too_short":
            return f"“{name}”是空的。", EMPTY.get(str(place[-1]), "请填写内容。")
        case "greater_than_equal" | "less_than_equal":
            bound = limits.get("ge", limits.get("le"))
            return (
                f"“{name}”的数字 {error['input']} 超出范围。",
                f"{'至少' if 'ge' in limits else '最多'}为 {bound}。",
            )
        case "string_too_long":
            return f"“{name}”太长。", "请缩短。"
        case _:
            return f"“{name}”的取值类型不对。", TYPES.get(error["type"], "请按 docs/packs.md 的格式书写。")


EMPTY = {"basis": "请写出依据的编号；确实没有来源的写 assumption。"}
PATTERNS = {
    r"^\d{6}$": "行政区划代码是6位数字（GB/T 2260），例如 410305。",
    r"^[a-z0-9]+([.-][a-z0-9]+)*$": "编号只用小写字母、数字、连字符和点，例如 nursing-station.establish。",
    r"\S": "请填写内容。",
}
TYPES = {
    "string_type": "应当是文字，请加上引号。",
    "int_type": "应当是整数，不加引号。",
    "bool_type": "应当是 true 或 false，不加引号。",
    "date_type": "应当是日期，写成 2017-11-01，不加引号。",
    "list_type": '应当是列表，写成 ["甲", "乙"]。',
    "model_type": "应当是一个表格，写成 { 键 = 取值 }。",
    "dict_type": "应当是一个表格。",
}


def missing_words(place: Place) -> tuple[str, str]:
    """Say that a key is missing; a missing basis has its own words."""
    key = str(place[-1])
    where = dotted(place[:-1])
    if key == "basis":
        return f"“{where}”没有写依据（basis）。", "请写出来源的编号；确实没有来源的写 assumption。"
    if place == ("pack",):
        return "文件没有 [pack] 这一节。", "请在开头写明 id、division、name、effective_from。"
    return f"“{where}”缺少“{key}”。", "请补上这个键。"


def dotted(place: Place) -> str:
    """Name a place as a person would: 第1个 for the first of a list."""
    words = [f"第{part + 1}个" if isinstance(part, int) else str(part) for part in place]
    return ".".join(words) or "文件"


def expected(limits: Mapping[str, Any]) -> list[str]:
    """Take the possible values out of a fault's context."""
    return re.findall(r"'([^']*)'", str(limits.get("expected", "")))


def keys_at(place: Place) -> list[str]:
    """Name the keys that a table of the pack's shape knows."""
    kind: Any = PackTable
    for part in place:
        kind = inside(kind, part)
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def inside(kind: Any, part: str | int) -> Any:
    """Step into a key of a table, an entry of a list or a value of a mapping."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return bare(field.annotation) if field else None
    arguments = get_args(kind)
    return bare(arguments[-1]) if arguments else None


def bare(kind: Any) -> Any:
    """Take off what wraps a type: Annotated, and None beside it."""
    if get_origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return bare(next(one for one in get_args(kind) if one is not type(None)))
    return kind


def overlap(one: PackTable, other: PackTable) -> bool:
    """Say whether two packs hold on some same day."""
    first, second = one.pack, other.pack
    return first.effective_from <= (second.effective_to or date.max) and second.effective_from <= (
        first.effective_to or date.max
    )
