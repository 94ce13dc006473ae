"""The application that follows from a case: begun with its facts and papers."""

from __future__ import annotations

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from approval.procedure import follow_on as procedure
from web import desk
from web.operator import blueprint


@blueprint.post("/cases/<number>/follow-on")
def follow_on(number: str) -> ResponseReturnValue:
    """Begin the application, and go on to its list of tasks."""
    desk.offer(url_for("operator.case", number=number), "返回本案")
    draft = procedure.begin(desk.office(), desk.person(), number)
    return redirect(url_for("operator.tasks", draft=draft.id))
