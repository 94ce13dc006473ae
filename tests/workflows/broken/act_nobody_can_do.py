"""A return to review asks for what nobody can fulfil."""

from approval.core.errors import Reason
from approval.core.machine import Attempt
from tests.workflows.broken import changed


def never(_attempt: Attempt) -> Reason:
    return Reason("不能办理。")


WORKFLOW = changed("return_to_review", guards=(never,))

NUMBER, RULE = 1, "never:return_to_review"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
)
