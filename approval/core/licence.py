"""The record of a licence (证后): for how long it holds, when it is to be renewed, what it says now.

Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from approval.core.journal import Entry

RENEWAL_DAYS = 30
"""A renewal is asked for so many days before the licence expires (50(1)); calendar days, which favours the holder."""

REMIND_DAYS = 60
"""So long before the last day the holder is reminded, which leaves him a month to ask."""

HELD = (
    "institution.name",
    "institution.nonprofit",
    "unit.name",
    "unit.kind",
    "unit.address",
    "unit.added_address",
    "unit.subjects",
    "unit.beds",
    "unit.served_people",
)
"""What a licence says, by the fields of the application; it names no person."""

CHANGING = ("issue", "amend", "renew", "replace", "verify", "deem_renewed")
"""The acts that may change what a licence says."""

DECISIONS = ("suspend", "deregister", "revoke", "recall")
"""The decisions about a licence whose letter has to reach its holder (44)."""

ON_SERVICE = ("suspend", "revoke", "recall")
"""Those of them that take effect on service, as their letters say."""

REVOCATION: Mapping[str, tuple[str, str]] = {
    "abuse": ("行政机关工作人员滥用职权、玩忽职守作出准予行政许可决定", "第六十九条第一款第（一）项"),
    "no_authority": ("超越法定职权作出准予行政许可决定", "第六十九条第一款第（二）项"),
    "procedure": ("违反法定程序作出准予行政许可决定", "第六十九条第一款第（三）项"),
    "unqualified": ("对不具备申请资格或者不符合法定条件的申请人准予行政许可", "第六十九条第一款第（四）项"),
    "other": ("依法可以撤销行政许可的其他情形", "第六十九条第一款第（五）项"),
    "fraud": ("被许可人以欺骗、贿赂等不正当手段取得行政许可", "第六十九条第二款"),
}
"""The grounds on which a licence is revoked (撤销), with their articles."""

RECALL: Mapping[str, tuple[str, str]] = {
    "rule_changed": ("行政许可所依据的法律、法规、规章修改或者废止", "第八条第二款"),
    "facts_changed": ("准予行政许可所依据的客观情况发生重大变化", "第八条第二款"),
}
"""The grounds on which a licence is recalled (撤回) for the public good, with their articles."""

DEREGISTRATION: Mapping[str, tuple[str, str]] = {
    "expired": ("行政许可有效期届满未延续", "第七十条第（一）项"),
    "holder_ended": ("法人或者其他组织依法终止", "第七十条第（三）项"),
    "taken_back": ("行政许可依法被撤销、撤回，或者行政许可证件依法被吊销", "第七十条第（四）项"),
    "given_up": ("被许可人歇业或者不再从事该项活动，申请注销", "第七十条第（六）项"),
    "force_majeure": ("因不可抗力导致行政许可事项无法实施", "第七十条第（五）项"),
    "other": ("法律、法规规定的应当注销行政许可的其他情形", "第七十条第（六）项"),
}
"""The grounds on which a licence is deregistered (注销), with their articles."""


def months_after(day: date, months: int) -> date:
    """Give the day so many months later, the month's last where it has none of that number (民法典 202)."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def renewal_by(until: date) -> date:
    """Give the last day on which a renewal is asked for in time (50(1))."""
    return until - timedelta(days=RENEWAL_DAYS)


def remind_from(until: date) -> date:
    """Give the day from which the holder is reminded that a last day comes."""
    return until - timedelta(days=REMIND_DAYS)


@dataclass(frozen=True, slots=True)
class Licence:
    """What a licence says now, as its journal has brought it about.

    ``certificate`` and ``number`` name the paper in the holder's hands; ``since`` is the day of the grant;
    ``until`` and ``verify_by`` are the last days of validity and for verification, None where no rule sets
    one; ``case`` is the number of the case that it came from.
    """

    certificate: str
    number: str
    since: date
    case: str
    until: date | None = None
    verify_by: date | None = None
    holds: Mapping[str, object] = field(default_factory=dict)


def licence(entries: Sequence[Entry]) -> Licence:
    """Read a licence from its journal: each change takes the place of what stood before."""
    values: dict[str, object] = {}
    holds: dict[str, object] = {}
    for entry in entries:
        if entry.act not in CHANGING:
            continue
        values |= {name: value for name, value in entry.data.items() if value not in (None, "")}
        changed = entry.data.get("holds")
        holds |= changed if isinstance(changed, Mapping) else {}
    first = entries[0]
    return Licence(
        str(values.get("certificate") or ""),
        str(values.get("number") or ""),
        first.effective_on,
        str(first.data.get("case") or ""),
        _day(values.get("validity_until")),
        _day(values.get("verification_until")),
        holds,
    )


def held(stated: Mapping[str, object]) -> dict[str, object]:
    """Choose from what an application states what a licence says."""
    return {path: stated[path] for path in HELD if stated.get(path) not in (None, "")}


def _day(value: object) -> date | None:
    """Read an ISO date, or none."""
    return date.fromisoformat(str(value)) if value else None
