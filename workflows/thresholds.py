"""以上、以下、以内 include the number, 超过、不满 do not: whether a rule says what its words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from workflows.expression import Threshold

NUMBER = r"(\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+)"
BEFORE = {
    "不少于": "upper", "不低于": "upper", "不小于": "upper", "至少": "upper", "不满": "upper", "不足": "upper",
    "少于": "upper", "低于": "upper", "小于": "upper",
    "不超过": "lower", "不多于": "lower", "不高于": "lower", "不大于": "lower", "超过": "lower", "多于": "lower",
    "高于": "lower", "大于": "lower",
}  # fmt: skip
AFTER = {"以上": "upper", "以下": "lower", "以内": "lower"}
"""To which side of the border the number itself belongs."""

PREFIXED = re.compile(f"({'|'.join(sorted(BEFORE, key=len, reverse=True))})\\s*{NUMBER}")
SUFFIXED = re.compile(f"{NUMBER}\\s*[^\\d\\s,，。;；、()（）]{{0,6}}?({'|'.join(AFTER)})")
ARITHMETIC = frozenset(map(Decimal, (0, 1, 2, 12)))
SIDES = {">=": "upper", "<": "upper", "<=": "lower", ">": "lower"}
OPERATORS = {"upper": ">= 或 <", "lower": "<= 或 >"}
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Border:
    """A number in words, and the side of the border that it belongs to."""

    number: Decimal
    side: str
    word: str


def borders(text: str) -> list[Border]:
    """Find the numbers of a sentence that a border word stands at."""
    found = [Border(value(m[2]), BEFORE[m[1]], m[1]) for m in PREFIXED.finditer(text)]
    return found + [Border(value(m[1]), AFTER[m[2]], m[2]) for m in SUFFIXED.finditer(text)]


def value(written: str) -> Decimal:
    """Read a number written in digits or in Chinese."""
    if written[0].isdigit():
        return Decimal(written)
    total, section, digit = 0, 0, 0
    for char in written:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section, digit = section + (digit or 1) * PLACES[char], 0
    return Decimal(total + section + digit)


def wrong_side(text: str, thresholds: Iterable[Threshold]) -> tuple[Border, Threshold] | None:
    """Find a comparison that puts the number on the other side than the words do."""
    spoken = borders(text)
    for threshold in thresholds:
        said = [border for border in spoken if border.number == threshold.number]
        side = SIDES.get(threshold.sign)
        if side and said and all(border.side != side for border in said):
            return said[0], threshold
    return None


def unmentioned(text: str, numbers: frozenset[Decimal]) -> Border | None:
    """Find a number of the sentence where none of its numbers stands in the expression at all."""
    spoken = borders(text)
    if not spoken or not numbers or any(border.number in numbers for border in spoken):
        return None
    return spoken[0]


def words_contradicted(
    says: str, cited: str, thresholds: Iterable[Threshold], numbers: frozenset[Decimal]
) -> Iterator[tuple[str, str]]:
    """Give what a rule's comparisons contradict in its own words and in those it cites, each with what to do."""
    wrong = wrong_side(f"{says}。{cited}", thresholds)
    if wrong:
        border, threshold = wrong
        yield (
            f"文字写的是“{border.word}”{border.number}，表达式却用了“{threshold.sign} {threshold.number}”。",
            f"以上、以下、以内含本数，超过、不满不含；请用 {OPERATORS[border.side]}。",
        )
    missing = unmentioned(says, numbers)
    if missing:
        yield f"文字里的数 {missing.number} 没有出现在表达式里。", "请核对文字和表达式是否是同一条标准。"


def invented(numbers: frozenset[Decimal], text: str) -> Decimal | None:
    """Find a figure of a sum that the words never name; 0, 1, 2 and 12 stand for nothing but arithmetic."""
    named = {value(found) for found in re.findall(NUMBER, text)}
    return next((one for one in sorted(numbers) if one not in named and one not in ARITHMETIC), None)
