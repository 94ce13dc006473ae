"""Pages for whoever watches over the officers, read-only."""

from __future__ import annotations

from flask import Blueprint

from approval.core.vocabulary import Role
from web.desk import Place, admit

blueprint = Blueprint("supervisor", __name__, url_prefix="/supervisor")
blueprint.before_request(admit(Role.SUPERVISOR))

places = (Place("/supervisor/", "时限监督"),)
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""
