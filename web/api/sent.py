"""What another system sends: one JSON object, of values that every database keeps and every page can show."""

from __future__ import annotations

import math
from collections.abc import Iterator

from flask import request

from approval.core.errors import Reason, Refused

DEEPEST = 8
"""How deep lists and objects may lie in each other; the rows of a form lie three deep."""

LONGEST = 10_000
"""How many characters one text may have; whoever has more to say files a paper."""

LARGEST = 10**18
"""No count of people, beds or days comes near it, and each database holds it."""


def sent() -> dict[str, object]:
    """Read the JSON object that was sent; raises Refused for anything else and for values that nobody can keep."""
    try:
        given = request.get_json(silent=True)
    except RecursionError:
        raise Refused(_too_deep()) from None
    if not isinstance(given, dict):
        raise Refused(Reason("请求的内容不是 JSON 对象。", "", "请以 application/json 发送一个对象。"))
    reasons = list(_faults(given, "", 0))
    if reasons:
        raise Refused(*reasons)
    return given


def _faults(value: object, name: str, depth: int) -> Iterator[Reason]:
    """Find what cannot be kept, each under the name at the top of the object that it belongs to."""
    if depth > DEEPEST:
        yield _too_deep(name)
    elif isinstance(value, dict):
        for key, inner in value.items():
            own = name or str(key)[:80].encode(errors="replace").decode()
            yield from _text_faults(key, own)
            yield from _faults(inner, own, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _faults(inner, name, depth + 1)
    elif isinstance(value, str):
        yield from _text_faults(value, name)
    elif isinstance(value, int | float) and not (math.isfinite(value) and abs(value) <= LARGEST):
        yield Reason("数字太大，或者不是数字。", "", "请核对数字。", name)


def _text_faults(text: str, name: str) -> Iterator[Reason]:
    """Say why a text cannot be kept: a NUL, half a character, or longer than a page."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        yield Reason("文字里有不能保存的字符。", "", "请删去空字符和不成对的代理字符。", name)
    if len(text) > LONGEST:
        yield Reason(
            f"文字最多{LONGEST}个字，现在有{len(text)}个字。", "", "请压缩；内容多的，请作为材料上传。", name
        )


def _too_deep(name: str = "") -> Reason:
    """Say that lists and objects lie too deep in each other."""
    return Reason("列表或对象嵌套太深。", "", f"请照表单的样子书写，最多{DEEPEST}层。", name)
