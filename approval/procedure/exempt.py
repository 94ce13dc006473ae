"""The answer to an application for what needs no licence any more (直接取消审批): at once, with its basis."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from approval.core.case import Case
from approval.core.item import ASSUMPTION, Item, Told
from approval.core.machine import Standing
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure.acceptance import remedies
from approval.procedure.docket import Act, Docket, perform
from approval.procedure.office import Office


def answer(office: Office, person: Person, number: str, version: int, note: str = "") -> Case:
    """Answer that no licence is needed, and by which rule (行政许可法 32(1)(1))."""
    return perform(office, number, version, answering(person, note))


def answering(person: Person, note: str = "") -> Act:
    """Put the answer as an act, for its preview and for its issue."""
    data = {"note": note} if note else {}
    return Act("answer", person, Role.ACCEPTOR, data, words=_words)


def _words(docket: Docket, after: Standing) -> dict[str, object]:
    """Give what the answer says: that nothing is needed, by which rule, and what is left to be done."""
    item = docket.item
    told = told_of(item)
    return {
        "received_on": after.received_on.isoformat(),
        "says": told.says,
        "basis": [item.cite(basis) for basis in told.basis if basis != ASSUMPTION or len(told.basis) == 1],
        "follow_on_says": item.follow_on,
        "note": str(after.last["answer"].data.get("note") or told.note),
        "remedies": remedies(docket),
    }


def told_of(item: Item) -> Told:
    """Give the answer that the pack gives; without one, that of the item's own rules."""
    return item.answer or Told(f"“{item.name}”的审批已经取消，不需要申请", item.basis)


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "answer": lambda person, values: answering(person, str(values.get("note") or "").strip()),
}
"""The act of this step, from the values of its form."""
