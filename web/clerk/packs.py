"""Going over to a new version of the rules (改按新规定办理): what it changes for the case, and why."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core.version import MOVES, RULE
from approval.procedure.docket import take_up
from approval.procedure.packs import MOVE, Change, change_of
from forms.packs import MoveForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages


class MovePages(PlainPages[MoveForm]):
    """What the new rules change for the case, and the reasons to go over to them."""

    acts = (MOVE,)
    form_class = MoveForm

    def told(self) -> Told:
        """List the reasons."""
        return [("改按新规定办理的理由", self.form.reasons.data or ""), *self.handed()]

    def warnings(self) -> list[str]:
        """Say what burdens the applicant, and that it cannot be taken back."""
        change = change_for(self.opened)
        burden = [one.says for one in change.differences if one.better is False]
        head = [f"对申请人不利的变动：{says}" for says in burden]
        return [*head, "改按新规定以后，本案不能再改回原规定。"]

    def effects(self) -> list[str]:
        """Say what the move brings about."""
        change = change_for(self.opened)
        moved = change.new_due_on is not None and change.new_due_on != change.due_on
        dates = [f"本阶段的期限届满日由{change.due_on}改为{change.new_due_on}。"] if moved else []
        return [*(one.says for one in change.differences), *dates]

    def beside(self) -> dict[str, object]:
        """Say what the law makes of the new rules."""
        change = change_for(self.opened)
        return {"explains": [f"{change.verdict.zh}（{RULE}）。", *(one.says for one in change.differences)]}


@blueprint.route("/cases/<number>/packs", methods=["GET", "POST"])
def packs(number: str) -> ResponseReturnValue:
    """Handle a case by the new version of its rules."""
    return answered(MovePages, number)


def change_for(opened: Opened) -> Change:
    """Compare the case under its own rules and under those in force today."""
    with opened.office.store.look() as tx:
        return change_of(tx, take_up(opened.office, tx, opened.number))


def movable(opened: Opened) -> bool:
    """Say whether there is a new version that the case may, or must, go over to."""
    case, day = opened.file.case, opened.file.on
    if opened.office.rulebook.version(case.pack, day) == case.pack:
        return False
    return change_for(opened).verdict in MOVES
