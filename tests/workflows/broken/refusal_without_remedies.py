"""A refusal is sent with the letter of an extension, which tells no remedies."""

from tests.workflows.broken import changed

WORKFLOW = changed("refuse", letter="extension")

NUMBER, RULE = 5, "remedies:refuse"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 负责人：作出不予决定",
)
