"""Random histories, possible and impossible, for the properties of the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

Pick = Callable[[Sequence[Any]], Any]
"""How to choose: ``random.choice``, or a draw of hypothesis."""

GAPS = (0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10, 13, 20, 35)
SOON = (0, 0, 1, 1, 2, 2, 3, 4, 5, 8)
DAYS = (1, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30)
GROUNDS = ("expert_review", "hearing", "testing")
EVERY_ACT = (
    "notify_deficiency", "supplement", "accept", "decline", "toll", "resume", "extend", "decide", "serve",
    "withdraw",
)  # fmt: skip
NEXT = {
    "received": ("notify_deficiency",) * 4 + ("accept",) * 7 + ("decline", "withdraw"),
    "awaiting_correction": ("supplement",) * 9 + ("withdraw",),
    "supplemented": ("accept",) * 9 + ("decline", "withdraw"),
    "under_review": ("toll",) * 8 + ("resume",) * 6 + ("extend",) * 3 + ("decide",) * 3 + ("withdraw",),
    "decided": ("serve",),
}
LEADS_TO = {
    "notify_deficiency": "awaiting_correction", "supplement": "supplemented", "accept": "under_review",
    "decline": "declined", "withdraw": "withdrawn", "decide": "decided", "serve": "served",
}  # fmt: skip


def history(
    pick: Pick, *, wild: bool = False, first: date = date(2019, 1, 1), span: int = 3300
) -> dict[str, Any]:
    """Make a history that reads well; a ``wild`` one strays from the order of acts now and then."""
    received = day = first + timedelta(days=pick(range(span)))
    asked: dict[str, Any] = {"received_on": day.isoformat(), "limits": limits(pick)}
    if pick((False, False, True)):
        asked["joint"] = True
    facts: list[dict[str, Any]] = []
    stage = "received"
    for _ in range(pick(range(13))):
        if stage not in NEXT and not wild:
            break
        stray = stage not in NEXT or (wild and pick(range(12)) == 0)
        act = pick(EVERY_ACT) if stray else pick(NEXT[stage])
        day += timedelta(days=pick(SOON if stage in ("received", "supplemented") else GAPS))
        facts.append(fact(pick, act, day, open_grounds(facts)))
        stage = LEADS_TO.get(act, stage)
    back = min(pick((0, 0, 0, 0, 3, 9)), (day - received).days)
    as_of = day + timedelta(days=pick(GAPS) - back)
    return {**asked, "facts": facts, "as_of": max(as_of, received).isoformat()}


def limits(pick: Pick) -> dict[str, Any]:
    """Leave most limits national, and make some short, long, or of calendar days."""
    given: dict[str, Any] = {}
    for name in ("completeness", "supplement_check", "decision", "decision", "delivery"):
        if pick((False, False, True)) or (name == "decision" and pick((False, True))):
            given[name] = {"days": pick(DAYS), "unit": pick(("working", "working", "calendar"))}
    return given


def fact(pick: Pick, act: str, day: date, still_open: set[str]) -> dict[str, Any]:
    """Give one fact its day and its values, mostly such as the clock allows."""
    told: dict[str, Any] = {"act": act, "on": day.isoformat()}
    fitting = sorted(still_open if act == "resume" else set(GROUNDS) - still_open)
    if act in ("toll", "resume"):
        told["ground"] = pick(fitting * 5 + list(GROUNDS))
    if act == "toll":
        told |= {"days": pick(DAYS), "unit": pick(("working", "working", "calendar"))}
    if act == "extend":
        told["days"] = pick((1, 3, 5, 5, 8, 10, 10, 11, 15, 16))
    if act == "decide" and pick((False, True)):
        told["outcome"] = pick(("grant", "refuse"))
    return told


def open_grounds(facts: Sequence[dict[str, Any]]) -> set[str]:
    """Name the special procedures whose result is still out."""
    still_open: set[str] = set()
    for told in facts:
        if told["act"] == "toll":
            still_open.add(told["ground"])
        if told["act"] == "resume":
            still_open.discard(told["ground"])
    return still_open
