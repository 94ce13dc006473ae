"""Pages for whoever watches over the officers: read-only, but for orders of supervision, which are his own."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from approval.core.errors import NotAllowed, Reason
from approval.core.vocabulary import Role
from web import desk
from web.desk import Place

blueprint = Blueprint("supervisor", __name__, url_prefix="/supervisor")
blueprint.before_request(desk.admit(Role.SUPERVISOR))

places = (
    Place("/supervisor/", "时限监督"),
    Place("/supervisor/orders/", "督办单"),
    Place("/supervisor/attempts", "被拒绝的操作"),
)
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""

WRITING = ("POST", "PUT", "PATCH", "DELETE")


@blueprint.route("/", methods=WRITING)
@blueprint.route("/<path:anything>", methods=WRITING)
def act(**_anything: str) -> ResponseReturnValue:
    """Refuse whatever would change a case: who supervises acts on none, he only orders others to."""
    raise NotAllowed(
        Reason(
            f"监督人员只查看、不办理案件，“{request.path}”没有执行任何操作。",
            "GB/T 22239-2019《网络安全等级保护基本要求》权限分离",
            "需要办理的，请交由受理人、审查人或者决定人；发现问题的，请按监督程序督促。",
        )
    )
