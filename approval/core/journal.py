"""The journal of a case: dated facts, each chained by a hash to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

GENESIS = "0" * 64
"""What the first entry of a case names as the hash before it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: what took effect on which day, when we recorded it, who did it, which letter it caused.

    ``effective_on`` is a date in Asia/Shanghai, ``recorded_at`` an instant in UTC.
    ``data`` holds plain JSON values without personal ones; ``personal_digest`` is the salted
    SHA-256 of the personal values that stand outside the hashed entry, or empty.
    """

    case_number: str
    seq: int
    act: str
    effective_on: date
    recorded_at: datetime
    by: int
    by_name: str
    role: str
    data: Mapping[str, object]
    letter: str = ""
    personal_digest: str = ""
    previous: str = GENESIS
    hash: str = ""

    @property
    def on(self) -> date:
        """Give the effective day under the name that the fold reads."""
        return self.effective_on


def canonical(value: object) -> str:
    """Write plain JSON values in the one form that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(entry: Entry) -> str:
    """Compute the SHA-256 over an entry and the hash before it, as 64 hexadecimal digits.

    The person's name is a personal value: the hash holds the person's id only.
    """
    hashed = [
        entry.case_number,
        entry.seq,
        entry.act,
        entry.effective_on.isoformat(),
        entry.recorded_at.isoformat(timespec="microseconds"),
        entry.by,
        entry.role,
        entry.data,
        entry.letter,
        entry.personal_digest,
        entry.previous,
    ]
    return hashlib.sha256(canonical(hashed).encode()).hexdigest()


def personal_digest(salt: bytes, values: Mapping[str, object]) -> str:
    """Compute the salted SHA-256 of values that stand outside an entry, as 64 hexadecimal digits."""
    return hashlib.sha256(salt + canonical(values).encode()).hexdigest()


def first_break(entries: Iterable[Entry]) -> int | None:
    """Give the number of the first entry whose chain does not hold, or None where all hold."""
    previous = GENESIS
    for expected, entry in enumerate(entries, start=1):
        if entry.seq != expected or entry.previous != previous or entry.hash != digest(entry):
            return expected
        previous = entry.hash
    return None
