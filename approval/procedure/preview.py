"""What a letter would say, before the act that issues it: the same words, no number drawn, nothing written."""

from __future__ import annotations

from collections.abc import Mapping

from approval.core import machine
from approval.core.decision import letter_of
from approval.letters.compose import compose
from approval.procedure.docket import Act, attempt, common, draft_entry, take_up
from approval.procedure.office import Office

NO_NUMBER = "预览，未编号"


def asked(office: Office, number: str, act: Act) -> None:
    """Ask the rule-book for an act that has no letter, and change nothing; raises what bars it."""
    with office.store.look() as tx:
        docket = take_up(office, tx, number)
        act = act.on(tx, docket)
    machine.fire(docket.workflow, attempt(docket, act))


def letter(office: Office, number: str, act: Act) -> Mapping[str, object]:
    """Give the words of the letter that an act would issue now.

    Raises Refused (also NotAllowed, OutOfOrder) where the act would be refused, so that a preview never
    promises what the issue would not keep.
    """
    with office.store.look() as tx:
        docket = take_up(office, tx, number)
        act = act.on(tx, docket)
    step = machine.fire(docket.workflow, attempt(docket, act))
    after = docket.standing.copy()
    machine.apply(docket.workflow, after, step, draft_entry(docket, act), docket.promised)
    if not step.letter or act.words is None:
        raise ValueError(f"{act.name} issues no letter")
    kind = letter_of(step.letter, docket.item.result)
    values = {**common(docket, kind), **act.words(docket, after)}
    return compose(kind, {**values, "number": NO_NUMBER, "preview": True})
