"""Pages for the institution that applies."""

from __future__ import annotations

from flask import Blueprint

from approval.core.vocabulary import Role
from web.desk import Place, admit

blueprint = Blueprint("operator", __name__, url_prefix="/operator")
blueprint.before_request(admit(Role.OPERATOR))

places = (Place("/operator/", "我的申请"),)
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""
