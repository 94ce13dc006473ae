"""Pages for everybody, without signing in."""

from __future__ import annotations

from flask import Blueprint

from web.desk import Place

blueprint = Blueprint("public", __name__)

places = (
    Place("/", "首页"),
    Place("/situation", "该办什么"),
    Place("/guide/", "办事指南"),
    Place("/progress", "办理进度"),
    Place("/register", "准予公开"),
    Place("/licences/", "证照查询"),
    Place("/verify", "文书验真"),
)
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""
