"""A row starts a clock that does not exist."""

from tests.workflows.broken import changed

WORKFLOW = changed("accept", starts=("decison",))

NUMBER, RULE = 6, "clock:decison"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
)
