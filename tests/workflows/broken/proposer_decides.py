"""Whoever proposed may grant."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("grant", "separate_persons")

NUMBER, RULE = 4, "proposer_decides"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 身兼各职者（审查人）：拟定审查意见",
    "2026-03-02 身兼各职者（决定人）：作出准予决定",
)
