"""The applicant cannot answer a notice any more, only give up."""

from tests.workflows.broken import without

WORKFLOW = without(lambda step: step.act == "supplement")

NUMBER, RULE = 1, "dead_end:awaiting_correction"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
)
