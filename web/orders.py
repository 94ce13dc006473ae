"""How pages tell an order of supervision: what was ordered, answered and concluded, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from approval.procedure.supervision import OrderFile
from web.filters import zh_date


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of an order: who did what on which day, and what he said."""

    zh: str
    who: str
    on: date
    says: tuple[str, ...]


def lines(file: OrderFile) -> list[Line]:
    """Tell the facts of an order, the first one first."""
    return [
        Line(
            file.words.get(entry.act, entry.act),
            entry.by_name or "系统",
            entry.effective_on,
            _says(entry.data),
        )
        for entry in file.order.entries
    ]


def _says(data: Mapping[str, object]) -> tuple[str, ...]:
    """Give what somebody said with a fact."""
    until = data.get("order_until")
    return tuple(
        text
        for text in (
            str(data.get("says") or ""),
            f"措施：{data['done']}" if data.get("done") else "",
            f"答复期限：{zh_date(date.fromisoformat(str(until)))}" if until else "",
        )
        if text
    )


def around(file: OrderFile) -> dict[str, object]:
    """Give what every page of an order shows."""
    return {"file": file, "order": file.order, "lines": lines(file)}
