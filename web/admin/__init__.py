"""Pages for whoever keeps accounts and settings; they open no case."""

from __future__ import annotations

from flask import Blueprint

from approval.core.vocabulary import Role
from web.desk import Place, admit

blueprint = Blueprint("admin", __name__, url_prefix="/admin")
blueprint.before_request(admit(Role.ADMINISTRATOR))

places = (
    Place("/admin/", "系统管理"),
    Place("/admin/calendar/", "工作日历"),
    Place("/admin/accounts/", "账号"),
    Place("/admin/packs/", "事项包"),
    Place("/admin/keys/", "签章证书"),
)
"""What the navigation names; each step of this folder puts its own pages on the blueprint."""
