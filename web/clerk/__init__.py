"""Pages for the officer who handles a case."""

from __future__ import annotations

from flask import Blueprint

from approval.core.vocabulary import CLERKS
from web.desk import Place, admit

blueprint = Blueprint("clerk", __name__, url_prefix="/clerk")
blueprint.before_request(admit(*CLERKS))

places = (Place("/clerk/", "工作台"), Place("/clerk/licences/", "证照"), Place("/clerk/orders/", "督办单"))
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""
