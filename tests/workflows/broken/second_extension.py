"""Nobody asks the clock whether it has been extended."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("extend", "changes_clock_lawfully")

NUMBER, RULE = 3, "second_extension"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 负责人：延长办理期限",
    "2026-03-02 负责人：延长办理期限",
)
