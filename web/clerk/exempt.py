"""The answer that a matter needs no licence any more (直接取消审批)."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from forms.exempt import AnswerForm
from web.clerk import blueprint
from web.clerk.act import answered
from web.clerk.plain import PlainPages


class AnswerPages(PlainPages[AnswerForm]):
    """The answer: what the pack says, and a note where one is needed."""

    acts = ("answer",)
    form_class = AnswerForm

    def effects(self) -> list[str]:
        """Say what the answer brings about."""
        return ["告知书写明依据和还要办理的手续，进入申请人的办件信箱。本案随即结束。"]

    def beside(self) -> dict[str, object]:
        """Say that the answer itself stands in the pack."""
        return {"explains": ["答复的内容和依据由事项包写明，下一步可以看到告知书全文。"]}


@blueprint.route("/cases/<number>/answer", methods=["GET", "POST"])
def exempt(number: str) -> ResponseReturnValue:
    """Answer that no licence is needed."""
    return answered(AnswerPages, number)
