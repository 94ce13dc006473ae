"""Rules of a pack as compiled expressions: checked when the pack is loaded, quick when a page asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

import cel

from approval.core.completeness import answer, number_of, whole_number
from approval.core.material import Field
from workflows import expression
from workflows.expression import Misread, Threshold
from workflows.schema import BY_PATH


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled expression; implements ``approval.core.material.Rule``.

    ``fields`` are the fields of the form that it needs, ``names`` what it calls them; ``thresholds`` are
    its comparisons with fixed numbers, ``numbers`` all numbers that stand in it.
    """

    text: str
    fields: tuple[str, ...]
    names: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    numbers: frozenset[Decimal]
    program: cel.Program = field(compare=False)

    def holds(self, facts: Mapping[str, object]) -> bool | None:
        """Say whether the rule holds; None when a field it needs is not stated, before evaluation."""
        answers = {path: typed(BY_PATH[path], facts) for path in self.names}
        if any(value is None for value in answers.values()):
            return None
        return bool(self.program.execute(nested(answers)))


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A compiled expression that gives a number; implements ``approval.core.material.Amount``."""

    text: str
    fields: tuple[str, ...]
    names: tuple[str, ...]
    numbers: frozenset[Decimal]
    program: cel.Program = field(compare=False)

    def of(self, facts: Mapping[str, object]) -> Decimal | None:
        """Give the number; None when a field it needs is not stated."""
        answers = {path: typed(BY_PATH[path], facts) for path in self.names}
        if any(value is None for value in answers.values()):
            return None
        return Decimal(str(self.program.execute(nested(answers))))


@lru_cache(maxsize=4096)
def compiled(text: str) -> Compiled:
    """Compile an expression that must answer yes or no; raises Misread."""
    reading = expression.read(text, BY_PATH)
    if reading.type != "bool":
        kind = expression.ZH[reading.type]
        raise Misread(f"表达式的结果是{kind}，应当是“是”或“否”。", "请写成比较，例如 beds >= 100。")
    return Compiled(
        text, fields_of(reading), reading.fields, reading.thresholds, reading.numbers, program_of(text)
    )


@lru_cache(maxsize=1024)
def reckoned(text: str) -> Reckoned:
    """Compile an expression that must give a number; raises Misread."""
    reading = expression.read(text, BY_PATH)
    if reading.type not in expression.NUMBERS:
        kind = expression.ZH[reading.type]
        raise Misread(f"表达式的结果是{kind}，应当是数字。", "请写成金额，例如 3000 * institution.beds。")
    return Reckoned(text, fields_of(reading), reading.fields, reading.numbers, program_of(text))


def fields_of(reading: expression.Reading) -> tuple[str, ...]:
    """Name the fields of the form that an expression needs, aliases resolved."""
    return tuple(dict.fromkeys(BY_PATH[name].alias_of or name for name in reading.fields))


def program_of(text: str) -> cel.Program:
    """Compile an expression that the reader has understood; raises Misread where the evaluator does not."""
    try:
        return cel.compile(text)
    except ValueError as error:
        raise Misread("表达式不符合 CEL 的写法。", str(error).splitlines()[0]) from error


def typed(asked: Field, facts: Mapping[str, object]) -> object:
    """Give a field's answer in the evaluator's own type; None where it is not stated or unreadable.

    Whole numbers stay whole and measures become floating, whatever the form or the journal made of
    them: the evaluator takes 1000 and 1000.0 for different kinds.
    """
    value = answer(asked, facts)
    return None if value is None else READ[asked.type](value)


def measure(value: object) -> float | None:
    """Read a measure."""
    number = number_of(value)
    return None if number is None else float(number)


def yes_or_no(value: object) -> bool | None:
    """Read a yes or no."""
    return value if isinstance(value, bool) else None


def words(value: object) -> str | None:
    """Read a text."""
    return value if isinstance(value, str) else None


READ: Mapping[str, Callable[[object], object]] = {
    "int": whole_number,
    "decimal": measure,
    "bool": yes_or_no,
    "text": words,
    "choice": words,
}


def nested(answers: Mapping[str, object]) -> dict[str, object]:
    """Lay dotted paths out as the nested mappings that the evaluator reads."""
    tree: dict[str, object] = {}
    for path, value in answers.items():
        *folders, name = path.split(".")
        place = tree
        for folder in folders:
            deeper = place.setdefault(folder, {})
            assert isinstance(deeper, dict)  # noqa: S101 - no field's path is the folder of another
            place = deeper
        place[name] = value
    return tree
