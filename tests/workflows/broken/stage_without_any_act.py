"""A served case can neither be published nor closed."""

from dataclasses import replace

from tests.workflows.broken import W1, with_steps

WORKFLOW = with_steps(
    replace(step, sources=tuple(source for source in step.sources if source != "served"))
    for step in W1.steps
    if step.act != "close"
)

NUMBER, RULE = 1, "no_exit:served"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 负责人：作出准予决定",
    "2026-03-02 受理人：送达",
)
