"""Termination: a case that cannot go on, on a ground of the pack's closed list (行政许可法 70 by analogy)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.delivery import NOBODY, Signed
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.acceptance import remedies
from approval.procedure.delivery import handed_over, signed_for
from approval.procedure.docket import Act, Docket
from approval.procedure.values import text_of


def termination(person: Person, ground: str, reasons: str, handed_to: Signed = NOBODY) -> Act:
    """Put a termination: the ground, and what shows that it is given; all clocks end."""
    data = {"ground": ground, "reasons": reasons, **handed_over(handed_to)}
    return Act("terminate", person, Role.DECIDER, data, signed_for(handed_to), _words)


def _words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the letter says: the listed ground, the reasons, the remedies."""
    item, data = docket.item, after.last["terminate"].data
    chosen = next(ground for ground in item.termination_grounds if ground.id == data["ground"])
    return {
        "applied_on": after.received_on.isoformat(),
        "accepted_on": after.accepted_on.isoformat() if after.accepted_on else "",
        "ground": {"says": chosen.says, "basis": item.cites(chosen.basis)},
        "reasons": str(data["reasons"]),
        "remedies": remedies(docket),
    }


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "terminate": lambda person, values: termination(
        person, text_of(values, "ground"), text_of(values, "reasons"), Signed.read(values)
    ),
}
"""The act of this step, from the values of its form."""
