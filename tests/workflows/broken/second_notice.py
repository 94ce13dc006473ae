"""A supplement can be answered with another notice."""

from tests.workflows.broken import added

WORKFLOW = added("notify_deficiency", sources=("supplemented",), ends=("supplement_check",))

NUMBER, RULE = 3, "second_notice"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
    "2026-03-02 申请机构经办人：提交补正材料",
    "2026-03-02 受理人：发出一次性告知书",
)
