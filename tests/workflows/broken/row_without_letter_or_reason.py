"""A row neither sends a letter nor says why it sends none."""

from tests.workflows.broken import changed

WORKFLOW = changed("accept", letter="")

NUMBER, RULE = 5, "letter:accept"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
)
