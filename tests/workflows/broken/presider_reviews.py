"""A hearing is presided by whoever is there."""

from dataclasses import replace

from approval.core.vocabulary import Role
from tests.workflows.broken import row, unguarded, with_steps

HEARD = replace(
    row("resume"), sources=("under_review",), act="hear", zh="举行听证", by=(Role.REVIEWER,), no_letter="听证笔录存卷",
    guards=(),
)  # fmt: skip
WORKFLOW = with_steps((*unguarded("propose", "no_presider").steps, HEARD))

NUMBER, RULE = 4, "presider_reviews"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：举行听证",
    "2026-03-02 审查人：拟定审查意见",
)
