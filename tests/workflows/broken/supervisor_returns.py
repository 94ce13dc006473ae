"""A supervisor may return a case to review."""

from approval.core.vocabulary import Role
from tests.workflows.broken import changed

WORKFLOW = changed("return_to_review", by=(Role.DECIDER, Role.SUPERVISOR))

NUMBER, RULE = 4, "overseer_acts"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 监督人员：退回审查",
)
