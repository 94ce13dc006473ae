"""The limit of a decided case may still be extended."""

from tests.workflows.broken import added

WORKFLOW = added("extend", sources=("decided",), guards=())

NUMBER, RULE = 3, "untimely_change"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 负责人：作出准予决定",
    "2026-03-02 负责人：延长办理期限",
)
