"""A decider may grant what has only been received."""

from tests.workflows.broken import added

WORKFLOW = added("grant", sources=("received",), ends=("completeness", "decision"), guards=())

NUMBER, RULE = 3, "decision_without_acceptance"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 负责人：作出准予决定",
)
