"""An application that is another authority's: refused acceptance at once, the right one named (行政许可法 32(1)(2))."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.acceptance import remedies
from approval.procedure.docket import Act, Docket

LAW = "《中华人民共和国行政许可法》第三十二条第一款第（二）项"
SAYS = "申请事项依法不属于本机关职权范围"


def refer(person: Person, right_authority: str, reasons: str, basis: str) -> Act:
    """Put it as an act: which authority it belongs to, why, and by which rule."""
    data = {
        "right_authority": right_authority.strip(),
        "reasons": reasons.strip(),
        "basis": basis.strip(),
    }
    return Act("refer", person, Role.ACCEPTOR, data, words=_words)


def _words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the letter of non-acceptance says."""
    fact = after.last["refer"]
    return {
        "received_on": after.received_on.isoformat(),
        "basis": f"{LAW}（备案参照适用）" if docket.workflow.id == "filing" else LAW,
        "reasons": [str(fact.data["reasons"])],
        "grounds": [{"says": SAYS, "basis": str(fact.data["basis"])}],
        "right_authority": str(fact.data["right_authority"]),
        "remedies": remedies(docket),
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "refer": lambda person, values: refer(
        person,
        str(values.get("right_authority") or ""),
        str(values.get("reasons") or ""),
        str(values.get("basis") or ""),
    ),
}
"""The act of this step, from the values of its form."""
