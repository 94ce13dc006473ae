"""Orders of supervision (督办): for which facts they are opened by rule, and when one fact has had its order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

ORDER_DAYS = 5
"""So many working days an order leaves for its answer where nobody sets others; no rule names a number."""

LONGEST_ORDER = 60
"""The most working days that a supervisor may set."""

BASIS = "行政许可法第十条第一款、第六十条"
"""The rule on which every order rests: the superior supervises how licences are handled."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One kind of fact for which an order is opened: its word, what it says, and its rule."""

    zh: str
    says: str
    basis: str


CAUSES: Mapping[str, Cause] = {
    "overdue": Cause(
        "超过承诺时限",
        "“{clock}”的承诺期限已于{due}届满，尚未办理。",
        "优化营商环境条例第三十一条、行政许可法第六十条",
    ),
    "breach": Cause(
        "超过法定时限",
        "“{clock}”的法定期限已于{due}届满，没有依法办理。",
        BASIS,
    ),
    "deemed": Cause(
        "期限届满未处理，视为受理",
        "法定期限内没有一次性告知，也没有受理，本案已依法自{due}起视为受理。",
        "行政许可法第三十二条第一款、第七十二条",
    ),
    "second_notice": Cause(
        "企图第二次告知补正",
        "有人在一次性告知书发出以后再次办理补正告知，已被系统拒绝。",
        "行政许可法第三十二条第一款第（四）项、第七十二条第（四）项",
    ),
    "hand": Cause("监督人员督办", "", BASIS),
}
"""Each kind of fact by its key."""


UNANSWERED = "补正材料收到以后，法定期限内没有作出答复，本案已依法自{due}起视为受理。"
"""What silence after a supplement says: the notice had been given, its answer was not judged (32(1)(5))."""


def kind_of(cause: str, clock: str = "") -> str:
    """Write what an order is kept under, so that a list can find who has one already."""
    return f"{cause}:{clock}" if clock else cause


LIMITS: Mapping[str, str] = {
    "decision": "行政许可法第四十二条第一款、第七十四条第（二）项",
    "joint": "行政许可法第四十二条第二款、第七十四条第（二）项",
    "hearing": "行政许可法第四十七条第一款、第六十条",
    "answer": "行政许可法第三十二条第一款第（一）项、第六十条",
}
"""The rule that sets a limit, by its clock; the others are set by the item's own rules, or for filings too."""


def cause_of(kind: str) -> Cause:
    """Give the kind of fact that an order was opened for, with the rule of the limit that was not kept."""
    cause, _, clock = kind.partition(":")
    found = CAUSES[cause]
    return replace(found, basis=LIMITS.get(clock, BASIS)) if cause == "breach" else found


def fact_key(cause: str, clock: str = "", start: date | None = None) -> str:
    """Name one fact, so that it never has two orders: the run of a clock, or what silence did."""
    return f"{kind_of(cause, clock)}:{start.isoformat()}" if start else kind_of(cause, clock)


def ordered_already(keys: Iterable[object], cause: str, clock: str, start: date | None) -> bool:
    """Say whether a fact has its order; the one for a breach of the law does for the promise as well."""
    wanted = {fact_key(cause, clock, start)}
    if cause == "overdue":
        wanted.add(fact_key("breach", clock, start))
    return not wanted.isdisjoint(str(key) for key in keys)
