"""Answers for other systems, as JSON: everything that people do on pages, under ``/api/v1``.

Who asks names himself with a token (``Authorization: Bearer …``), never with a cookie, so that no page of
somebody else's can ask in his name.
"""

from __future__ import annotations

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from flask_login import AnonymousUserMixin

from web import errors
from web.api.bearer import bearer
from web.desk import SignedIn

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

OPEN = frozenset({"api.token", "api.items", "api.item", "api.situation", "api.licence"})
"""What may be asked without a token: the token itself, and what the law makes public (行政许可法 30, 40)."""


@blueprint.before_request
def identify() -> ResponseReturnValue | None:
    """Find out who asks; nobody in particular may ask only what is public."""
    person = bearer(request.headers.get("Authorization", ""))
    # What Flask-Login itself would keep here is whom a cookie names.
    g._login_user = SignedIn(person) if person else AnonymousUserMixin()  # noqa: SLF001
    if person is None and request.endpoint not in OPEN:
        return errors.signed_out()
    return None
