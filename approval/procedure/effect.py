"""Which letters still hold: what the journals say of them, copied where lists and the register read it."""

from __future__ import annotations

from collections.abc import Iterator

from approval.core import effect
from approval.core.case import Case
from approval.core.effect import IN_CASE, ON_LICENCE, Losses
from approval.core.journal import Entry
from approval.core.machine import Step
from approval.procedure.docket import Docket
from approval.store import cases, papers, records
from approval.store.database import Tx
from approval.store.papers import Status
from approval.store.records import LICENCE


def after(tx: Tx, _docket: Docket, case: Case, _step: Step, fact: Entry) -> None:
    """Note, in the transaction of a fact, which letters it leaves without effect."""
    if case.workflow == LICENCE and fact.act in ON_LICENCE:
        touched = [case, *(cases.load(tx, number) for number in effect.named(case.entries))]
    elif fact.act in IN_CASE:
        touched = [case]
    else:
        return
    for one in touched:
        for wrong, right in drifted(tx, one):
            papers.lose_effect(tx, wrong.id, right.effect, right.effect_on, right.effect_by)


def drifted(tx: Tx, case: Case) -> Iterator[tuple[Status, Status]]:
    """Give the letters of a case that do not stand as the journals say: as they stand, and as they should."""
    lost = losses(tx, case)
    for stands in papers.statuses(tx, case.number):
        loss = lost.get(stands.id)
        should = Status(stands.id, stands.number, *((loss.effect, loss.by, loss.on) if loss else ()))
        if stands != should:
            yield stands, should


def losses(tx: Tx, case: Case) -> Losses:
    """Work out from the journals what the letters of a case have lost: from its own, and from its licences'."""
    return effect.first(effect.within(case.entries), *(_by(tx, one) for one in _licences(tx, case)))


def _licences(tx: Tx, case: Case) -> list[Case]:
    """Give the licences that a case has brought about or changed; a licence itself."""
    if case.workflow == LICENCE:
        return [case]
    found = [one for one in records.about(tx, case.number) if one.workflow == LICENCE]
    if case.about:
        about = cases.load(tx, case.about)
        found += [about] if about.workflow == LICENCE else []
    return found


def _by(tx: Tx, licence: Case) -> Losses:
    """Work out what letters have lost by the facts of one licence."""
    journals = {number: cases.load(tx, number).entries for number in effect.named(licence.entries)}
    return effect.of_licence(licence.entries, journals)
