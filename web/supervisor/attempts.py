"""What somebody tried and the rules barred: who, when, in which case, and by which rule."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from approval.procedure import board
from web import desk
from web.supervisor import blueprint


@blueprint.get("/attempts")
def attempts() -> ResponseReturnValue:
    """List the refused attempts, newest first."""
    office = desk.office()
    before = request.args.get("before", "")
    page, after = board.attempts(office, desk.person(), desk.number(before))
    return render_template(
        "supervisor/attempts.html",
        attempts=page,
        words=act_words(),
        first_page=url_for("supervisor.attempts") if before else "",
        next_page=url_for("supervisor.attempts", before=after) if after else "",
    )


def act_words() -> dict[str, str]:
    """Give the Chinese word of each act of all workflows."""
    rulebook = desk.office().rulebook
    workflows = {item.workflow for item in rulebook.items()}
    return {act: step.zh for name in workflows for act, step in rulebook.workflow(name).by_act.items()}
