"""What a draft of an application on paper holds beside the answers: how and when it came in, and at whose window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from approval.core.errors import Reason, Refused
from approval.core.rectification import CHANNELS

CHANNEL, RECEIVED_ON, AUTHORITY = "filing.channel", "filing.received_on", "filing.authority"
OWN = (CHANNEL, RECEIVED_ON, AUTHORITY)
"""The values of such a draft that are no answers of the application."""


def on_paper(data: Mapping[str, object]) -> bool:
    """Say whether a draft was entered from paper."""
    return data.get(CHANNEL) in CHANNELS


def answers(data: Mapping[str, object]) -> dict[str, object]:
    """Give the answers of a draft without what belongs to its paper."""
    return {path: value for path, value in data.items() if path not in OWN}


def received_on(data: Mapping[str, object]) -> date | None:
    """Give the day on which the paper came in; None for what is filed online."""
    return date.fromisoformat(str(data[RECEIVED_ON])) if on_paper(data) else None


def not_before(on: date | None, first: date, says: str) -> None:
    """Refuse a day of receipt before what it answers."""
    if on is not None and on < first:
        raise Refused(
            Reason(
                f"收到日期不能早于{says}（{first}）。",
                "行政许可法第三十二条第一款第（五）项",
                "请按接收凭证填写收到的日期。",
                "received_on",
            )
        )
