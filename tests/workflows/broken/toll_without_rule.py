"""Any special procedure of the law's list stops the clock, whether a rule requires it for the item or not."""

from dataclasses import replace

from approval.core.item import SpecialProcedure
from tests.workflows.broken import PLAIN, unguarded

WORKFLOW = unguarded("toll", "required_by_rule")
ITEM = replace(
    PLAIN,
    special_procedures=tuple(
        SpecialProcedure(ground, "特别程序", ("rule",), 5) for ground in ("expert_review", "hearing")
    ),
)

NUMBER, RULE = 5, "toll_without_rule"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：开始特别程序",
)
