"""A case under review may be accepted again, and its clock starts anew."""

from tests.workflows.broken import added

WORKFLOW = added("accept", sources=("under_review",), ends=(), guards=())

NUMBER, RULE = 3, "second_acceptance"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 受理人：受理",
)
