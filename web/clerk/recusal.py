"""Recusal (回避) of an officer, and the reassignment of the case (改派)."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.recusal import ReassignmentForm, RecusalForm
from web.clerk import blueprint
from web.clerk.act import Told, answered
from web.clerk.plain import PlainPages
from web.clerk.visit import officers


class RecusalPages(PlainPages[RecusalForm]):
    """Why the officer stands aside."""

    acts = ("recuse",)
    form_class = RecusalForm

    def warnings(self) -> list[str]:
        """Say that it is for good."""
        return ["回避以后，您不能再办理本案的任何一步，也不能撤回回避。"]

    def effects(self) -> list[str]:
        """Say who goes on."""
        return ["由本机关其他有权的人员办理，决定人可以改派。办理期限继续计算。"]

    def beside(self) -> dict[str, object]:
        """Say when to stand aside."""
        return {"explains": ["与申请人或者本事项有直接利害关系，可能影响公正办理的，应当回避。"]}


class ReassignmentPages(PlainPages[ReassignmentForm]):
    """Who goes on, in which role."""

    acts = ("reassign",)
    form_class = ReassignmentForm

    def prepare(self) -> None:
        """Offer the officers who have not recused themselves."""
        self.form.to.choices = {"": "请选择", **officers(self.opened)}

    def told(self) -> Told:
        """List what was filled in, the officer by name."""
        names = officers(self.opened)
        return [
            (label, names.get(text, text) if label == self.form.to.label.text else text)
            for label, text in super().told()
        ]

    def effects(self) -> list[str]:
        """Say what a reassignment brings about."""
        return ["本案这一环节在接办人的工作台上列为“等我办理”，不再列入其他人的。办理期限继续计算。"]


@blueprint.route("/cases/<number>/recusal", methods=["GET", "POST"])
def recusal(number: str) -> ResponseReturnValue:
    """Stand aside from a case."""
    return answered(RecusalPages, number)


@blueprint.route("/cases/<number>/reassignment", methods=["GET", "POST"])
def reassignment(number: str) -> ResponseReturnValue:
    """Reassign a case."""
    return answered(ReassignmentPages, number)
