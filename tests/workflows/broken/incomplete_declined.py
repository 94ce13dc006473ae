"""What is incomplete may be declined on receipt."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("decline", "declines_lawfully", source="received")

NUMBER, RULE = 3, "declined_without_notice"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：不予受理",
)
