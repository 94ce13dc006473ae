"""No licence needed (无需许可): told at once."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.not_required import NotRequiredForm
from web.clerk import blueprint
from web.clerk.act import answered
from web.clerk.opened import Opened
from web.clerk.plain import PlainPages


class NotRequiredPages(PlainPages[NotRequiredForm]):
    """Why no licence is needed, by which rule, what to do instead."""

    acts = ("not_required",)
    form_class = NotRequiredForm

    def warnings(self) -> list[str]:
        """Point out that it should have been told at once."""
        return late(self.opened)

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return [
            "本案随即办结，不再计算任何期限。",
            "告知书写明理由、依据和救济途径，进入申请人的办件信箱。",
            "以后发现确需许可的，申请人应当另行申请；本次告知不能作为不利于申请人的理由。",
        ]


def late(opened: Opened) -> list[str]:
    """Warn that what has to be told at once is told on a later day (即时)."""
    received, today = opened.file.case.received_on, opened.file.on
    days = opened.docket.calendar.count(received, today)
    if not days:
        return []
    return [f"这一处理依法应当即时作出，收到申请已过{days}个工作日，将记入案卷。"]


@blueprint.route("/cases/<number>/not-required", methods=["GET", "POST"])
def not_required(number: str) -> ResponseReturnValue:
    """Tell that no licence is needed."""
    return answered(NotRequiredPages, number)
