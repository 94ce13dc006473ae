"""A site visit is recorded without asking who went."""

from tests.workflows.broken import added

WORKFLOW = added("resume", act="visit", zh="现场核查", no_letter="现场核查记录存卷", guards=())

NUMBER, RULE = 4, "lone_visit"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：现场核查",
)
