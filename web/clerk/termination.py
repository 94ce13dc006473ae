"""Termination (终止办理) on a ground that the pack lists."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.termination import TerminationForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.plain import PlainPages


class TerminationPages(PlainPages[TerminationForm]):
    """Why the case cannot go on."""

    acts = ("terminate",)
    form_class = TerminationForm

    def prepare(self) -> None:
        """Offer the item's grounds with their rules."""
        self.form.ground.choices = self.grounds()

    def grounds(self) -> dict[str, str]:
        """Give the item's grounds in words, each with its rule."""
        item = self.opened.file.item
        return {
            ground.id: f"{ground.says}。依据：{item.cites(ground.basis)}"
            for ground in item.termination_grounds
        }

    def told(self) -> Told:
        """List ground and reasons."""
        grounds = self.grounds()
        told = [
            ("终止的情形", grounds.get(self.form.ground.data or "", "")),
            ("事实和理由", self.form.reasons.data or ""),
            *self.handed(),
        ]
        return [pair for pair in told if pair[1]]

    def warnings(self) -> list[str]:
        """Say that it cannot be taken back."""
        return ["终止以后本案结束，不能恢复。能够作出准予或者不予决定的，应当作出决定。"]

    def effects(self) -> list[str]:
        """Say what a termination brings about."""
        return [
            "各项期限同时终止。终止办理告知书写明理由和救济途径，申请人可以申请行政复议或者提起行政诉讼。"
        ]

    def beside(self) -> dict[str, object]:
        """Say that the list is closed, and where it is empty."""
        if self.opened.file.item.termination_grounds:
            return {
                "explains": [
                    "只有事项包列明的情形可以终止。材料不全、逾期未说明、准备不予许可，都不是终止的理由。"
                ]
            }
        return {"explains": ["本事项的规则没有列出可以终止的情形，不能终止，应当依法作出决定。"]}


@blueprint.route("/cases/<number>/termination", methods=["GET", "POST"])
def termination(number: str) -> ResponseReturnValue:
    """Terminate a case."""
    return answered(TerminationPages, number)
