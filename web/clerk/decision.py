"""The decision (决定): granted or refused as proposed, never by the one who proposed it."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.vocabulary import Outcome
from approval.procedure import decision as procedure
from approval.procedure.docket import Act
from forms.decision import DecisionForm
from web.clerk import blueprint
from web.clerk.act import ActPages, answered
from web.clerk.facts import standards
from web.clerk.opened import Opened
from web.clerk.review import proposal


class DecisionPages(ActPages[DecisionForm]):
    """The decision follows the proposal; whoever disagrees sends it back to review."""

    acts = ("grant", "refuse")
    form_class = DecisionForm

    def planned(self) -> Act:
        """Make the decision as it was proposed."""
        if outcome(self.opened) == Outcome.REFUSED:
            return procedure.refusing(self.opened.person)
        return procedure.granting(self.opened.person)

    def do(self, version: int) -> Case:
        """Decide."""
        decide = procedure.refuse if outcome(self.opened) == Outcome.REFUSED else procedure.grant
        return decide(self.opened.office, self.opened.person, self.opened.number, version)

    def effects(self) -> list[str]:
        """Say what the decision brings about."""
        days = self.opened.file.item.limits["delivery"].promised.says
        served = (
            f"批复编号盖章，应当在{days}内送达申请人（行政许可法第四十四条）。决定作出以后不能在系统中撤回。"
        )
        if outcome(self.opened) == Outcome.REFUSED:
            return [served, "决定书写明理由和救济途径：申请人可以申请行政复议或者提起行政诉讼。"]
        return [served, "准予的决定应当公开（行政许可法第四十条）。正在进行的特别程序到今天为止。"]

    def beside(self) -> dict[str, object]:
        """Give the opinion and the standards."""
        return {
            "proposal": proposal(self.opened),
            "standards": standards(self.opened.file),
            "may_return": True,
        }


def outcome(opened: Opened) -> str:
    """Give what was proposed last."""
    last = opened.docket.standing.last.get("propose")
    return str(last.data.get("outcome") or "") if last else ""


@blueprint.route("/cases/<number>/decision", methods=["GET", "POST"])
def decision(number: str) -> ResponseReturnValue:
    """Decide as proposed."""
    return answered(DecisionPages, number)
