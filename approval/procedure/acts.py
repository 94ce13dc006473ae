"""Every act that a person can ask for, by its name: how it is made from values, and how it is done.

A page, the interface for programs and a command ask for acts through this one list, so that all of them
ask the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType

from approval.core.case import Case
from approval.core.errors import NotFound, Reason
from approval.core.person import Person
from approval.procedure import (
    acceptance,
    closing,
    commitment,
    correction,
    decision,
    deficiency,
    delivery,
    exempt,
    extension,
    filing,
    follow_up,
    hearing,
    interested_party,
    invitation,
    joint,
    licence,
    not_required,
    packs,
    rectification,
    recusal,
    referral,
    review,
    supervision,
    termination,
    tolling,
    visit,
)
from approval.procedure.docket import Act, perform
from approval.procedure.office import Office
from approval.store import cases

Plan = Callable[[Person, Mapping[str, object]], Act]
"""Makes an act of a person from the values of its form."""

STEPS: tuple[ModuleType, ...] = (
    acceptance, deficiency, tolling, extension, review, decision, delivery, closing,
    visit, invitation, interested_party, hearing, termination, recusal,
    not_required, referral, correction, rectification, packs,
    filing, commitment, exempt, follow_up, joint, licence, supervision,
)  # fmt: skip
"""The modules whose ``PLANS`` are collected, in the order of the law."""

PLANS: Mapping[str, Plan] = {act: plan for step in STEPS for act, plan in step.PLANS.items()}
"""Each act with what makes it."""


def plan(person: Person, act: str, values: Mapping[str, object]) -> Act:
    """Make an act from the values of its form; raises NotFound for one that nobody can ask for."""
    if act not in PLANS:
        raise NotFound(Reason(f"没有“{act}”这一操作。", "", "请核对操作的名称。"))
    return PLANS[act](person, values)


def do(
    office: Office, person: Person, number: str, version: int | None, act: str, values: Mapping[str, object]
) -> Case:
    """Do an act of one case with these values; raises what bars it."""
    return perform(office, number, version, plan(person, asked_of(office, number, act), values))


def asked_of(office: Office, number: str, act: str) -> str:
    """Name the plan and the form of an act in one case: joint handling asks otherwise for two of them."""
    if f"{joint.WORKFLOW}.{act}" not in PLANS:
        return act
    with office.store.look() as tx:
        found = cases.load(tx, number)
    return f"{joint.WORKFLOW}.{act}" if found.workflow == joint.WORKFLOW else act
