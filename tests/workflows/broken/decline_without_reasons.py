"""A non-acceptance need not say why."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("decline", "gives_reasons", source="received")

NUMBER, RULE = 5, "unreasoned_decline"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：不予受理",
)
