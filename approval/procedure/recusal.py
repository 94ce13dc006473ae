"""Recusal of an officer with an interest, and the reassignment of the case (行政许可法 5, 48; 回避)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from approval.core.errors import Reason, Refused
from approval.core.person import Person
from approval.core.vocabulary import CLERKS, Role
from approval.procedure.docket import Act, Docket
from approval.procedure.officers import clerk_role, named
from approval.procedure.values import account_of, text_of
from approval.store.database import Tx


def recusal(person: Person, reasons: str) -> Act:
    """Put a recusal: the person does no further act in the case."""
    return Act("recuse", person, clerk_role(person), {"reasons": reasons})


def reassignment(person: Person, to: int, role: str, reasons: str) -> Act:
    """Put the reassignment of one role in a case to another officer of the authority."""
    data = {"to": to, "role": role, "reasons": reasons}
    return Act("reassign", person, Role.DECIDER, data, completed=_to_somebody)


def _to_somebody(tx: Tx, docket: Docket, act: Act) -> Act:
    """Read to whom the case goes; refuse somebody who does not hold the role."""
    to = named(tx, docket, account_of(act.data["to"]), "to")
    if act.data["role"] not in to.roles & CLERKS:
        raise Refused(
            Reason(
                f"{to.name}没有所选的角色，不能改派给他办理这个环节。",
                "审查与决定分离（行政许可法第三十七条、第三十八条）",
                "请选择持有该角色的人员。",
                "to",
            )
        )
    return replace(act, personal={"to": to.name})


PLANS: Mapping[str, Callable[[Person, Mapping[str, object]], Act]] = {
    "recuse": lambda person, values: recusal(person, text_of(values, "reasons")),
    "reassign": lambda person, values: reassignment(
        person, account_of(values.get("to")), text_of(values, "role"), text_of(values, "reasons")
    ),
}
"""The acts of this step, from the values of their forms."""
