"""The applicant's right to a hearing: asked for, or done without (行政许可法 47)."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.hearing import RequestForm, WaiverForm
from web.operator import blueprint
from web.operator.plain import Asked, plain

REQUESTING = Asked(
    "request_hearing",
    RequestForm,
    explains=("听证不收取费用。机关应当在收到申请后组织听证，并在举行的7个工作日前通知时间、地点。",),
    effects=(
        "机关根据听证笔录作出决定。听证所需时间依法扣除的，另行书面告知您。",
        "听证申请提出以后，机关在听证举行以前不能作出决定。",
    ),
    button="申请听证",
)
WAIVING = Asked(
    "waive_hearing",
    WaiverForm,
    explains=("放弃以后，机关可以不经听证作出决定；放弃不能撤回。",),
    effects=("您不再就本申请要求听证。您仍然可以在网上说明，也可以对决定申请行政复议或者提起行政诉讼。",),
    button="放弃听证",
)


@blueprint.route("/cases/<number>/hearing-request", methods=["GET", "POST"])
def hearing_request(number: str) -> ResponseReturnValue:
    """Ask for a hearing."""
    return plain(number, REQUESTING)


@blueprint.route("/cases/<number>/hearing-waiver", methods=["GET", "POST"])
def hearing_waiver(number: str) -> ResponseReturnValue:
    """Do without a hearing."""
    return plain(number, WAIVING)
