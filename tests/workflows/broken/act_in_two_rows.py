"""The same act stands twice in one stage, once without its guards."""

from tests.workflows.broken import added

WORKFLOW = added("accept", sources=("received",), guards=())

NUMBER, RULE = 6, "double:received:accept"
PATH = ("2026-03-02 申请机构经办人：提交申请",)
