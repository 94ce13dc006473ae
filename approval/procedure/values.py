"""Reading the values of a form, whoever filled it in: texts, rows, lines, accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LONGEST_NUMBER = 18
"""How many digits the number of a row or an entry has at most."""


def account_of(value: object) -> int:
    """Read the number of an account that a form holds; 0 where nobody was chosen."""
    text = str(value if value is not None else "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def text_of(values: Mapping[str, object], name: str) -> str:
    """Read a text that a form holds."""
    return str(values.get(name) or "").strip()


def rows_of(value: object) -> list[Mapping[str, object]]:
    """Read a list of rows that a form holds."""
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return [row for row in rows if isinstance(row, Mapping)]


def lines_of(value: object) -> list[str]:
    """Read what was typed one to a line; blank lines say nothing."""
    parts = value if isinstance(value, list | tuple) else str(value or "").splitlines()
    return [str(part).strip() for part in parts if str(part).strip()]
