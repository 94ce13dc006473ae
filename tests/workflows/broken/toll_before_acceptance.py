"""A special procedure may be opened before the case is accepted."""

from tests.workflows.broken import TOLLING, added

WORKFLOW = added("toll", sources=("received",))
ITEM = TOLLING

NUMBER, RULE = 3, "untimely_change"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 审查人：开始特别程序",
)
