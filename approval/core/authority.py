"""The organs that act, and where their decisions can be challenged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authority:
    """One organ: its name, its document word, and the remedies' addressees.

    ``reconsideration`` is the people's government of its level (行政复议法 24),
    ``court`` the court of its place (行政诉讼法 14, 18),
    ``reconsideration_online`` the channel that a letter served online must name (行政复议法 22).
    """

    id: str
    name: str
    letter_word: str
    reconsideration: str
    court: str
    division: str
    reconsideration_online: str = ""
    address: str = ""
    phone: str = ""
