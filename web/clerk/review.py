"""Review (审查): the reviewer drafts the opinion; the decider may send it back."""

from __future__ import annotations

from collections.abc import Mapping

from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.journal import Entry
from approval.core.vocabulary import Outcome, Role
from approval.procedure import review as procedure
from approval.procedure.docket import Act
from forms.review import OpinionForm, ReturnForm
from web.clerk import blueprint
from web.clerk.act import ActPages, Told, answered
from web.clerk.facts import standards
from web.clerk.opened import Opened

OUTCOMES: Mapping[str, str] = {Outcome.GRANTED.value: "拟准予", Outcome.REFUSED.value: "拟不予"}


class ReviewPages(ActPages[OpinionForm]):
    """The opinion: grant, or refuse on a ground of the closed list, with reasons."""

    acts = ("propose",)
    form_class = OpinionForm
    question = "clerk/review.html"

    def fill(self) -> None:
        """Start again from the reviewer's own last opinion, where it was sent back."""
        before = self.opened.docket.standing.last.get("propose")
        if before is not None:
            self.form.outcome.data = str(before.data.get("outcome") or "")
            self.form.ground.data = str(before.data.get("ground") or "")
            self.form.reasons.data = str(before.data.get("reasons") or "")

    def prepare(self) -> None:
        """Offer the item's grounds."""
        self.form.ground.choices = {ground.id: ground.says for ground in self.opened.file.item.grounds}

    def planned(self) -> Act:
        """Make the proposal."""
        data = {
            "outcome": self.form.outcome.data,
            "reasons": self.form.reasons.data,
            "ground": self.form.chosen_ground,
        }
        return Act("propose", self.opened.person, Role.REVIEWER, data)

    def do(self, version: int) -> Case:
        """Propose."""
        return procedure.propose(
            self.opened.office, self.opened.person, self.opened.number, version,
            outcome=self.form.outcome.data or "", reasons=self.form.reasons.data or "", ground=self.form.chosen_ground,
        )  # fmt: skip

    def told(self) -> Told:
        """List outcome, ground and reasons."""
        grounds = {ground.id: ground.says for ground in self.opened.file.item.grounds}
        told = [
            ("审查意见", OUTCOMES.get(self.form.outcome.data or "", "")),
            ("不予的理由", grounds.get(self.form.chosen_ground, "")),
            ("事实和理由", self.form.reasons.data or ""),
        ]
        return [pair for pair in told if pair[1]]

    def effects(self) -> list[str]:
        """Say what a proposal brings about."""
        return ["意见转给决定人。您拟定了意见，就不能对本案作出决定。办理期限继续计算。"]

    def beside(self) -> dict[str, object]:
        """Give the standards, the grounds with their rules, and why the last opinion was sent back."""
        item = self.opened.file.item
        return {
            "standards": standards(self.opened.file),
            "grounds": [(ground, item.cites(ground.basis)) for ground in item.grounds],
            "returned": returned(self.opened),
        }


def returned(opened: Opened) -> Entry | None:
    """Give the return of the last opinion, where one was sent back and none has followed."""
    turns = [entry for entry in opened.file.case.entries if entry.act in ("propose", "return_to_review")]
    return turns[-1] if turns and turns[-1].act == "return_to_review" else None


class ReturnPages(ActPages[ReturnForm]):
    """The return of an opinion to review, with reasons."""

    acts = ("return_to_review",)
    form_class = ReturnForm
    question = "clerk/return.html"

    def planned(self) -> Act:
        """Make the return."""
        return Act("return_to_review", self.opened.person, Role.DECIDER, {"reasons": self.form.reasons.data})

    def do(self, version: int) -> Case:
        """Send the opinion back."""
        return procedure.return_to_review(
            self.opened.office,
            self.opened.person,
            self.opened.number,
            version,
            reasons=self.form.reasons.data or "",
        )

    def told(self) -> Told:
        """List the reasons."""
        return [("退回的理由", self.form.reasons.data or "")]

    def effects(self) -> list[str]:
        """Say what a return brings about."""
        return ["本案回到审查环节，由审查人重新拟定意见。办理期限不停止，继续计算。"]

    def beside(self) -> dict[str, object]:
        """Give the opinion that goes back."""
        return {"proposal": proposal(self.opened)}


def proposal(opened: Opened) -> dict[str, object] | None:
    """Lay out the opinion that waits for a decision: who, when, what, on which ground, why."""
    entry = next((entry for entry in reversed(opened.file.case.entries) if entry.act == "propose"), None)
    if entry is None:
        return None
    item = opened.file.item
    ground = next((ground for ground in item.grounds if ground.id == entry.data.get("ground")), None)
    return {
        "by_name": entry.by_name,
        "on": entry.effective_on,
        "outcome": OUTCOMES.get(str(entry.data.get("outcome")), ""),
        "ground": ground.says if ground else "",
        "basis": item.cites(ground.basis) if ground else "",
        "reasons": str(entry.data.get("reasons") or ""),
    }


@blueprint.route("/cases/<number>/review", methods=["GET", "POST"])
def review(number: str) -> ResponseReturnValue:
    """Draft the opinion."""
    return answered(ReviewPages, number)


@blueprint.route("/cases/<number>/return", methods=["GET", "POST"])
def return_to_review(number: str) -> ResponseReturnValue:
    """Send the opinion back to review."""
    return answered(ReturnPages, number)
