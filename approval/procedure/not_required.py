"""An application for what needs no licence: told at once, with the rule that says so (行政许可法 32(1)(1))."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.acceptance import remedies
from approval.procedure.docket import Act, Docket

LAW = "《中华人民共和国行政许可法》第三十二条第一款第（一）项"


def not_required(person: Person, reasons: str, basis: str, what_next: str = "") -> Act:
    """Put it as an act: why no licence is needed, by which rule, and what the applicant can do instead."""
    data = {"reasons": reasons.strip(), "basis": basis.strip(), "what_next": what_next.strip()}
    return Act("not_required", person, Role.ACCEPTOR, data, words=_words)


def _words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the letter says."""
    fact = after.last["not_required"]
    filing = docket.workflow.id == "filing"
    return {
        "received_on": after.received_on.isoformat(),
        "need_says": "办理备案" if filing else "取得行政许可",
        "law": f"{LAW}（备案参照适用）" if filing else LAW,
        "reasons": str(fact.data["reasons"]),
        "basis": str(fact.data["basis"]),
        "what_next": str(fact.data["what_next"]),
        "remedies": remedies(docket),
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "not_required": lambda person, values: not_required(
        person,
        str(values.get("reasons") or ""),
        str(values.get("basis") or ""),
        str(values.get("what_next") or ""),
    ),
}
"""The act of this step, from the values of its form."""
