"""Closing (办结) of a case that is served and, where granted, published."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from approval.core.case import Case
from approval.core.vocabulary import Role
from approval.procedure import closing as procedure
from approval.procedure.docket import Act
from forms.closing import ClosingForm
from web.clerk import blueprint
from web.clerk.act import ActPages, answered


class ClosingPages(ActPages[ClosingForm]):
    """Closing: nothing is asked."""

    acts = ("close",)
    form_class = ClosingForm

    def planned(self) -> Act:
        """Make the closing."""
        return Act("close", self.opened.person, Role.ACCEPTOR)

    def do(self, version: int) -> Case:
        """Close."""
        return procedure.close(self.opened.office, self.opened.person, self.opened.number, version)

    def effects(self) -> list[str]:
        """Say what closing brings about."""
        return ["案卷归档，本案不能再办理其他事项。文书、经过和期限计算仍可查阅。"]


@blueprint.route("/cases/<number>/closing", methods=["GET", "POST"])
def closing(number: str) -> ResponseReturnValue:
    """Close the case."""
    return answered(ClosingPages, number)
