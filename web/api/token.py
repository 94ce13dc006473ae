"""Signing in for other systems: a name and a password for a token."""

from __future__ import annotations

from flask import current_app, jsonify
from flask.typing import ResponseReturnValue

from web import desk, session
from web.api import blueprint
from web.api.bearer import LIFETIME, issue
from web.api.sent import sent


@blueprint.post("/token")
def token() -> ResponseReturnValue:
    """Give a token; raises Refused where name and password do not fit, or the name is locked."""
    given = sent()
    name, password = str(given.get("sign_in_name") or ""), str(given.get("password") or "")
    failures = current_app.extensions["failures"]
    person = session.check(desk.office().store, failures, name, password, desk.office().now)
    roles = sorted(role.value for role in person.roles)
    return jsonify(
        token=issue(person), expires_in=int(LIFETIME.total_seconds()), name=person.name, roles=roles
    )
