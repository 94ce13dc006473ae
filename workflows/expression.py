"""Read an expression of a pack: its types against the form's fields, and what it compares.

The evaluator (CEL) finds a misspelt field only when it meets it. This reader knows the part of CEL that
packs are written in and finds it when the pack is loaded: fields, numbers, texts, ``true`` and ``false``,
``! - + * / % < <= > >= == != in && || ?:``, lists, parentheses and ``double()``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import NoReturn

from approval.core.completeness import LARGEST
from approval.core.material import Field

LONGEST = 600
DEEPEST = 25
MOST = 10**18
"""What is made of a form's numbers stays below this: whole numbers of CEL end at 2**63."""

TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+\.\d+|\d+)
    | (?P<text>"[^"\\\n]*"|'[^'\\\n]*')
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
    | (?P<sign>\|\||&&|<=|>=|==|!=|[-+*/%!<>?:()\[\],])
    )""",
    re.VERBOSE,
)
NUMBERS = ("int", "decimal")
ZH = {"int": "整数", "decimal": "小数", "bool": "是/否", "text": "文字", "list": "列表"}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class Misread(ValueError):  # noqa: N818 - it says what is wrong, as Refused does
    """An expression that cannot be used; ``says`` is the fault and ``remedy`` what to do, in Chinese."""

    def __init__(self, says: str, remedy: str = "", column: int = 0) -> None:
        super().__init__(f"{says}{remedy}")
        self.says = says
        self.remedy = remedy
        self.column = column


@dataclass(frozen=True, slots=True)
class Threshold:
    """A comparison with a fixed number, turned so that the number stands on the right."""

    sign: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """One typed part of an expression; ``bound`` is the largest size that a number of it can have."""

    type: str
    bound: int = 0
    literal: Decimal | str | None = None
    choices: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression asks: the type of its answer, its fields in order, and its thresholds."""

    type: str
    fields: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    numbers: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression with the column at which it stands."""

    kind: str
    text: str
    column: int


def read(text: str, schema: Mapping[str, Field]) -> Reading:
    """Read a whole expression; raises Misread."""
    if len(text) > LONGEST:
        raise Misread(f"表达式太长（{len(text)}个字符）。", f"请拆成几条，每条不超过{LONGEST}个字符。")
    reader = Reader(tokens(text), schema)
    part = reader.choice()
    reader.expect_end()
    return Reading(
        part.type, tuple(dict.fromkeys(reader.fields)), tuple(reader.thresholds), frozenset(reader.numbers)
    )


def tokens(text: str) -> list[Token]:
    """Cut an expression into its words; raises Misread at the first that is none."""
    found: list[Token] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            column = len(text) - len(rest) + 1
            raise Misread(f"表达式第{column}个字符“{rest[0]}”不能识别。", sign_remedy(rest[0]), column)
        kind = str(match.lastgroup)
        found.append(Token(kind, match.group(kind), match.start(kind) + 1))
        at = match.end()
    return found


def sign_remedy(sign: str) -> str:
    """Say what to write instead of a sign that CEL does not have."""
    known = {"=": "相等请写 ==。", "&": "“并且”请写 &&。", "|": "“或者”请写 ||。", ".": "小数请写成 0.5。"}
    half = {"“": '"', "”": '"', "（": "(", "）": ")", "，": ",", "！": "!", "≥": ">=", "≤": "<="}
    return known.get(sign) or (f"请改用半角的 {half[sign]} 。" if sign in half else "请改用半角的运算符。")


def nearest(name: str, names: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """Give the sentence that names the nearest of the known names, or lists a few of them."""
    close = get_close_matches(name, list(names), n=1, cutoff=0.5)
    if close:
        return f"是否应为“{close[0]}”？"
    some = "、".join(list(names)[:12])
    return f"可用的有：{some}。" if some else ""


@dataclass(slots=True)
class Reader:
    """A recursive descent over the words of one expression."""

    words: list[Token]
    schema: Mapping[str, Field]
    at: int = 0
    depth: int = 0
    fields: list[str] = field(default_factory=list)
    thresholds: list[Threshold] = field(default_factory=list)
    numbers: set[Decimal] = field(default_factory=set)

    @property
    def now(self) -> Token:
        """Give the word to be read next."""
        return self.words[self.at] if self.at < len(self.words) else Token("end", "", 0)

    def take(self, *signs: str) -> str:
        """Step over one of the signs and give it; empty where something else stands."""
        if self.now.kind in ("sign", "name") and self.now.text in signs:
            self.at += 1
            return self.words[self.at - 1].text
        return ""

    def expect(self, sign: str) -> None:
        """Step over a sign that must stand here."""
        if not self.take(sign):
            self.fail(f"这里应当是“{sign}”")

    def expect_end(self) -> None:
        """Refuse words after the end of the expression."""
        if self.now.kind != "end":
            self.fail("表达式到这里应当结束")

    def fail(self, says: str, remedy: str = "请检查括号、运算符是否成对、完整。") -> NoReturn:
        """Refuse the expression at the word to be read."""
        token = self.now
        where = f"表达式第{token.column}个字符“{token.text}”处：" if token.text else "表达式没有写完："
        raise Misread(f"{where}{says}。", remedy, token.column)

    def choice(self) -> Part:
        """Read ``test ? one : other`` or what binds tighter."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("括号嵌套太深", "请拆成几条简单的规则。")
        test = self.joined("||", lambda: self.joined("&&", self.comparison))
        if self.take("?"):
            self.want(test, "bool", "“?”前面")
            one = self.choice()
            self.expect(":")
            test = self.either(one, self.choice())
        self.depth -= 1
        return test

    def either(self, one: Part, other: Part) -> Part:
        """Join the two answers of a choice."""
        if one.type != other.type:
            self.fail(f"“:”两边一个是{ZH[one.type]}，一个是{ZH[other.type]}", "两边请写同一种取值。")
        return Part(one.type, max(one.bound, other.bound))

    def joined(self, sign: str, part: Callable[[], Part]) -> Part:
        """Read parts joined by ``&&`` or ``||``."""
        first = part()
        while self.take(sign):
            self.want(first, "bool", f"“{sign}”前面")
            self.want(part(), "bool", f"“{sign}”后面")
        return first

    def comparison(self) -> Part:
        """Read one comparison; CEL would chain them, people never mean it."""
        left = self.total()
        sign = self.take("<=", ">=", "==", "!=", "<", ">", "in")
        if not sign:
            return left
        right = self.total()
        if sign == "in":
            self.member(left, right)
        else:
            self.compare(left, sign, right)
        if self.now.text in MIRRORED:
            self.fail("不能连续比较", "请写成 a < b && b < c。")
        return Part("bool")

    def compare(self, left: Part, sign: str, right: Part) -> None:
        """Check the two sides of a comparison and keep a threshold."""
        numeric = left.type in NUMBERS and right.type in NUMBERS
        if not numeric and left.type != right.type:
            self.fail(f"{ZH[left.type]}与{ZH[right.type]}不能比较", "请核对字段的类型。")
        if not numeric and sign not in ("==", "!="):
            self.fail(f"{ZH[left.type]}不能比较大小", "文字和是/否只能用 == 或 !=。")
        self.known_choice(left, right)
        self.known_choice(right, left)
        if isinstance(right.literal, Decimal):
            self.thresholds.append(Threshold(sign, right.literal))
        elif isinstance(left.literal, Decimal):
            self.thresholds.append(Threshold(MIRRORED[sign], left.literal))

    def known_choice(self, asked: Part, answer: Part) -> None:
        """Refuse a text that the field's list of answers does not hold."""
        if asked.choices and isinstance(answer.literal, str) and answer.literal not in asked.choices:
            self.fail(f"“{asked.of}”没有“{answer.literal}”这一选项", nearest(answer.literal, asked.choices))

    def member(self, left: Part, right: Part) -> None:
        """Check ``x in [...]``."""
        if right.type != "list":
            self.fail("in 后面应当是列表", '请写成 x in ["甲", "乙"]。')
        if right.of != left.type:
            self.fail(f"{ZH[left.type]}不会在{ZH[right.of]}的列表里", "请核对字段的类型。")
        for literal in right.choices:
            self.known_choice(left, Part("text", literal=literal))

    def total(self) -> Part:
        """Read sums and differences."""
        left = self.product()
        while sign := self.take("+", "-"):
            right = self.product()
            self.same_numbers(left, sign, right)
            left = self.bounded(left.type, left.bound + right.bound)
        return left

    def product(self) -> Part:
        """Read products and quotients; only a fixed number other than 0 may divide."""
        left = self.unary()
        while sign := self.take("*", "/", "%"):
            right = self.unary()
            self.same_numbers(left, sign, right)
            if sign != "*" and (not isinstance(right.literal, Decimal) or right.literal == 0):
                self.fail("除数应当是不为0的固定数字", "请改写，例如 beds / 100。")
            if sign == "%" and left.type != "int":
                self.fail("只有整数可以取余数", "请改用整数字段。")
            left = self.bounded(
                left.type, left.bound * right.bound if sign == "*" else self.shrunk(left, right)
            )
        return left

    def shrunk(self, left: Part, right: Part) -> int:
        """Give the bound of a quotient: a divisor below 1 makes it larger."""
        divisor = abs(right.literal) if isinstance(right.literal, Decimal) else Decimal(1)
        return left.bound if divisor >= 1 else int(left.bound / divisor) + 1

    def bounded(self, kind: str, bound: int) -> Part:
        """Make a number part; refuse one that could leave what the evaluator counts with."""
        if bound > MOST:
            self.fail("算出的数可能过大", "请减少相乘的次数。")
        return Part(kind, bound)

    def same_numbers(self, left: Part, sign: str, right: Part) -> None:
        """Refuse to calculate with anything but two numbers of one kind, as the evaluator does."""
        if left.type not in NUMBERS or right.type not in NUMBERS:
            self.fail(f"{ZH[left.type]}与{ZH[right.type]}之间不能用“{sign}”", "只有数字可以计算。")
        if left.type != right.type:
            self.fail("整数与小数不能直接计算", "请把整数写成 100.0，或写成 double(字段)。")

    def unary(self) -> Part:
        """Read ``!`` and ``-``."""
        if self.take("!"):
            part = self.nested(self.unary)
            self.want(part, "bool", "“!”后面")
            return Part("bool")
        if self.take("-"):
            part = self.nested(self.unary)
            if part.type not in NUMBERS:
                self.fail(f"{ZH[part.type]}前面不能用“-”", "只有数字可以取负。")
            literal = -part.literal if isinstance(part.literal, Decimal) else None
            return Part(part.type, part.bound, literal)
        return self.primary()

    def nested(self, read_part: Callable[[], Part]) -> Part:
        """Read one level deeper, so that a row of signs cannot go on for ever."""
        self.depth += 1
        if self.depth > DEEPEST:
            self.fail("运算符嵌套太深", "请拆成几条简单的规则。")
        part = read_part()
        self.depth -= 1
        return part

    def primary(self) -> Part:
        """Read a number, a text, a field, a list or what stands in parentheses."""
        token = self.now
        if self.take("("):
            part = self.choice()
            self.expect(")")
            return part
        if self.take("["):
            return self.list_of()
        self.at += 1
        if token.kind == "number":
            return self.number(token.text)
        if token.kind == "text":
            return Part("text", literal=token.text[1:-1])
        if token.kind == "name":
            return self.named(token.text)
        self.at -= 1
        return self.fail("这里应当是字段、数字或文字")

    def number(self, text: str) -> Part:
        """Make the part of a number as written."""
        value = Decimal(text)
        if value > LARGEST:
            self.fail(f"数字 {text} 太大", "请核对数字。")
        self.numbers.add(value)
        return Part("decimal" if "." in text else "int", int(value) + 1, value)

    def named(self, name: str) -> Part:
        """Make the part of a field, of true and false, or of ``double(...)``."""
        if name in ("true", "false"):
            return Part("bool")
        if self.take("("):
            return self.called(name)
        asked = self.schema.get(name)
        if asked is None:
            raise Misread(f"没有“{name}”这个字段。", nearest(name, self.schema))
        self.fields.append(name)
        kind = {"choice": "text"}.get(asked.type, asked.type)
        return Part(kind, LARGEST if kind in NUMBERS else 0, choices=asked.choices, of=asked.path)

    def called(self, name: str) -> Part:
        """Make the part of ``double(...)``, the only function of packs."""
        if name != "double":
            raise Misread(f"没有“{name}()”这个函数。", "可用的函数只有 double()。")
        part = self.choice()
        if part.type != "int":
            self.fail("double() 里应当是整数", "小数不必再转换。")
        self.expect(")")
        return Part("decimal", part.bound)

    def list_of(self) -> Part:
        """Read a list of fixed texts or fixed whole numbers."""
        parts = [self.primary()]
        while self.take(","):
            parts.append(self.primary())
        self.expect("]")
        kinds = {part.type for part in parts}
        if len(kinds) > 1 or any(part.literal is None for part in parts):
            self.fail("列表里应当是同一种固定的取值", '请写成 ["甲", "乙"] 或 [1, 2]。')
        texts = tuple(part.literal for part in parts if isinstance(part.literal, str))
        return Part("list", choices=texts, of=kinds.pop())

    def want(self, part: Part, kind: str, where: str) -> None:
        """Refuse a part of another type than the place asks for."""
        if part.type != kind:
            self.fail(f"{where}应当是{ZH[kind]}，现在是{ZH[part.type]}", "请写成比较，例如 beds >= 100。")
