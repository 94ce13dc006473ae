"""Who does not correct in time is turned away, whether he was reminded or not."""

from dataclasses import replace

from approval.core.limit import Limit, Limits
from tests.workflows.broken import PLAIN, beside, row, with_steps
from tests.workflows.broken import W1 as BASE

LAPSE = replace(row("lapse_correction"), lapse_needs=(), guards=())
WORKFLOW = with_steps((*BASE.steps, *beside("remind_correction"), LAPSE))
ITEM = replace(PLAIN, limits={**PLAIN.limits, "correction": Limits.same(Limit(10))})

NUMBER, RULE = 3, "declined_by_lapse"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
    "2026-03-02 系统：逾期未补正不予受理",
)
