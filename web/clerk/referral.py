"""Referral (不属职权): non-acceptance that names the right authority."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.referral import ReferralForm
from web.clerk import blueprint
from web.clerk.act import answered
from web.clerk.not_required import late
from web.clerk.plain import PlainPages


class ReferralPages(PlainPages[ReferralForm]):
    """Which authority it is, why, by which rule."""

    acts = ("refer",)
    form_class = ReferralForm

    def warnings(self) -> list[str]:
        """Point out that it should have been decided at once."""
        return late(self.opened)

    def effects(self) -> list[str]:
        """Say what it brings about."""
        return [
            "本案随即结束，不能恢复；申请人向有权的机关另行申请。",
            "决定书写明有权处理的机关、理由、依据和救济途径，进入申请人的办件信箱。",
            "属于一门受理的其他部门办理的，不是不属职权，请按联合办理转告该部门。",
        ]


@blueprint.route("/cases/<number>/referral", methods=["GET", "POST"])
def referral(number: str) -> ResponseReturnValue:
    """Refer the applicant to the right authority."""
    return answered(ReferralPages, number)
