"""Pages for operators of care institutions: apply, follow, supplement, withdraw."""

from __future__ import annotations

from flask import Blueprint

from approval.core.vocabulary import Role
from web import desk
from web.desk import Place

blueprint = Blueprint("operator", __name__, url_prefix="/operator")
blueprint.before_request(desk.admit(Role.OPERATOR))

places = (
    Place("/operator/", "我的办件"),
    Place("/operator/licences/", "我的证照"),
    Place("/operator/start", "申请"),
    Place("/guide/", "办事指南"),
)
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""
