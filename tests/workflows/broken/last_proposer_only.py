"""Only the last proposer is barred from deciding, so that a return to review frees the first."""

from approval.core.errors import Reason
from approval.core.machine import Attempt
from tests.workflows.broken import changed
from workflows.licence import follows_proposal


def not_the_last_proposer(attempt: Attempt) -> Reason | None:
    same = getattr(attempt.standing.last["propose"], "by", None) == attempt.by.id
    return Reason("您拟定了意见。") if same else None


WORKFLOW = changed("refuse", guards=(not_the_last_proposer, follows_proposal))

NUMBER, RULE = 4, "proposer_decides"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 身兼各职者（审查人）：拟定审查意见",
    "2026-03-02 负责人：退回审查",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 身兼各职者（决定人）：作出不予决定",
)
