"""A row names a kind of letter that does not exist."""

from tests.workflows.broken import changed

WORKFLOW = changed("serve", letter="proof_of_servcie")

NUMBER, RULE = 6, "letter:proof_of_servcie"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 负责人：作出准予决定",
    "2026-03-02 受理人：送达",
)
