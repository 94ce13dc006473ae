"""A withdrawal leaves the decision clock running."""

from tests.workflows.broken import changed

WORKFLOW = changed("withdraw", ends=("completeness", "supplement_check"))

NUMBER, RULE = 2, "outlived:decision"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 申请机构经办人：撤回申请",
)
