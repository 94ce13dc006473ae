"""Reviewers may ask for more material by the same letter under another name."""

from approval.core.vocabulary import Role
from tests.workflows.broken import added

WORKFLOW = added(
    "notify_deficiency", act="ask_for_more", zh="要求补充材料", sources=("under_review",), to="",
    by=(Role.REVIEWER,), ends=(), guards=(),
)  # fmt: skip

NUMBER, RULE = 3, "second_notice"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：要求补充材料",
    "2026-03-02 审查人：要求补充材料",
)
