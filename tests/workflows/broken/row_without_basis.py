"""A row has lost its legal basis."""

from tests.workflows.broken import changed

WORKFLOW = changed("propose", basis=" ")

NUMBER, RULE = 5, "basis:propose"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
)
