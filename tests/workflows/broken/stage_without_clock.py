"""A supplement comes in and no clock starts, so that the authority may let it lie."""

from tests.workflows.broken import changed

WORKFLOW = changed("supplement", starts=())

NUMBER, RULE = 2, "no_clock:supplemented"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
    "2026-03-02 申请机构经办人：提交补正材料",
)
