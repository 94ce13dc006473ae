"""The invitation to explain (请予说明), which is never a condition and stops nothing."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.invitation import InvitationForm
from web.clerk import blueprint
from web.clerk.act import answered
from web.clerk.plain import PlainPages


class InvitationPages(PlainPages[InvitationForm]):
    """What the applicant is asked to explain."""

    acts = ("invite",)
    form_class = InvitationForm

    def effects(self) -> list[str]:
        """Say that nothing depends on it."""
        return [
            "申请人可以在网上说明，也可以不说明；不说明不能作为不予许可的理由。",
            "办理期限不停止，也不延长。请不必等待，按期限审查。",
        ]

    def beside(self) -> dict[str, object]:
        """Say what an invitation cannot do."""
        return {
            "explains": [
                "这不是补正告知：一次性告知只有一次，不能用说明函再要求补充材料。申请人说明与否由其自愿。"
            ]
        }


@blueprint.route("/cases/<number>/invitation", methods=["GET", "POST"])
def invitation(number: str) -> ResponseReturnValue:
    """Invite the applicant to explain."""
    return answered(InvitationPages, number)
