"""A refusal may be proposed on any ground."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("propose", "proposal_complete")

NUMBER, RULE = 5, "groundless_refusal"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 负责人：作出不予决定",
)
