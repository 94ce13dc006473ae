"""A long clock leads the case, so that the end of the decision limit passes under a green light."""

from dataclasses import replace

from approval.core.limit import Limit, Limits
from tests.workflows.broken import PLAIN, changed
from workflows.licence import LICENCE

LONG = Limit(60)

WORKFLOW = replace(
    changed("accept", starts=("decision", "hearing_request")),
    limits={**LICENCE.limits, "hearing_request": LONG},
)
ITEM = replace(PLAIN, limits={**PLAIN.limits, "hearing_request": Limits.same(LONG)})

NUMBER, RULE = 2, "unseen_lapse:decision"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-31 无人办理",
)
