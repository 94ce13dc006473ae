"""Whoever names the right value of a record confirms it too."""

from dataclasses import replace

from tests.workflows.broken import W1, beside, row, with_steps

STAGES = tuple(stage for stage in row("rectify").sources if stage in W1.by_stage)
WORKFLOW = with_steps(
    (
        *W1.steps,
        *(replace(step, sources=STAGES) for step in beside("rectify")),
        replace(row("confirm_rectification"), sources=STAGES, guards=()),
    )
)

NUMBER, RULE = 4, "rectifier_confirms"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 申请机构经办人：更正记录",
    "2026-03-02 申请机构经办人：核对更正",
)
