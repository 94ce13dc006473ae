"""Joint handling for applicants: one application with its items, each with its light and its date."""

from __future__ import annotations

from approval.core.case import Case
from approval.procedure.casefile import CaseFile
from approval.procedure.joint_overview import Overview, joined
from web import desk


def whole_of(file: CaseFile) -> Overview | None:
    """Give the joint application that a case is or is part of; None for any other."""
    return joined(desk.office(), desk.person(), file.case)


def answered_at(case: Case) -> str:
    """Give the number of the case in which a notice is answered: the whole's, where the window told it."""
    told = next((entry for entry in case.entries if entry.act == "notify_deficiency"), None)
    return case.joint if told is not None and told.data.get("joint") else case.number
