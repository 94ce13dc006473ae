"""A proposal starts a clock of its own, under whose green light the decision limit runs out."""

from dataclasses import replace

from approval.core.limit import Limit, Limits
from tests.workflows.broken import PLAIN, changed
from workflows.licence import LICENCE

ANOTHER = Limit(15)

WORKFLOW = replace(
    changed("propose", starts=("hearing_request",)),
    limits={**LICENCE.limits, "hearing_request": ANOTHER},
)
ITEM = replace(PLAIN, limits={**PLAIN.limits, "hearing_request": Limits.same(ANOTHER)})

NUMBER, RULE = 2, "unseen_lapse:decision"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-10 视为受理",
    "2026-03-31 审查人：拟定审查意见",
)
