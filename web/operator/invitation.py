"""Explaining, with an invitation or without one: of the applicant's own will, at any time of the review."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.invitation import ExplanationForm
from web.operator import blueprint
from web.operator.plain import Asked, plain

EXPLAINING = Asked(
    "explain",
    ExplanationForm,
    explains=("是否说明由您决定。不说明的，机关根据已有的申请材料继续审查，办理期限不停止、也不延长。",),
    effects=("您的说明存入案卷，由审查人和决定人阅读。", "说明不是补正，不需要提交材料清单以外的材料。"),
    button="提交说明",
)


@blueprint.route("/cases/<number>/explanation", methods=["GET", "POST"])
def explanation(number: str) -> ResponseReturnValue:
    """Explain something."""
    return plain(number, EXPLAINING)
