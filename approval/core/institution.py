"""The care institutions that apply."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Institution:
    """One institution: who applies, under which code, and where.

    ``credit_code`` is the 统一社会信用代码 (GB 32100-2015), ``division`` a 6-digit GB/T 2260 code,
    ``beds`` the number of beds that its own establishment names; ``id`` is 0 until it is stored.
    """

    id: int
    name: str
    credit_code: str
    kind: str
    division: str
    address: str = ""
    legal_representative: str = ""
    phone: str = ""
    beds: int = 0
    nonprofit: bool = True
