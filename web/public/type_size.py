"""The large-type switch, kept in a cookie."""

from __future__ import annotations

from flask import redirect, request
from flask.typing import ResponseReturnValue

from web import desk
from web.public import blueprint

A_YEAR = 365 * 24 * 60 * 60


@blueprint.get("/type-size")
def type_size() -> ResponseReturnValue:
    """Set the size of type and return to the page where it was asked for."""
    response = redirect(desk.local(request.args.get("back", "")) or "/")
    if request.args.get("size") == "large":
        secure = desk.desk().config.https
        response.set_cookie("type", "large", max_age=A_YEAR, samesite="Lax", httponly=True, secure=secure)
    else:
        response.delete_cookie("type", samesite="Lax", httponly=True)
    return response
