"""A department of joint handling tells the applicant of its defects itself, beside the window's one notice."""

from tests.workflows.broken import unguarded

WORKFLOW = unguarded("notify_deficiency", "told_by_window")
PART = True

NUMBER, RULE = 3, "told_beside_window"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
)
