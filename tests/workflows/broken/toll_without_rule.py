"""Any special procedure of the law's list stops the clock, whether a rule requires it for the item or not."""

from tests.workflows.broken import TOLLING, unguarded

WORKFLOW = unguarded("toll", "required_by_rule")
ITEM = TOLLING

NUMBER, RULE = 5, "toll_without_rule"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：开始特别程序",
)
