"""After a supplement a filing may be declined for what the notice did not list."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("decline", "declines_only_unmet", source="supplemented")

NUMBER, RULE = 3, "declined_for_unlisted"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
    "2026-03-02 申请机构经办人：提交补正材料",
    "2026-03-02 受理人：不予受理",
)
