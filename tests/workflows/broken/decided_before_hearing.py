"""A decision does not wait for the hearing that was asked for."""

from tests.workflows.broken import beside, unguarded, with_steps

HEARING = (
    "inform_hearing", "request_hearing", "waive_hearing", "lapse_hearing_right", "summon_hearing", "hear",
)  # fmt: skip
WORKFLOW = with_steps((*unguarded("grant", "hearing_done").steps, *beside(*HEARING)))

NUMBER, RULE = 3, "decided_before_hearing"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：受理",
    "2026-03-02 审查人：拟定审查意见",
    "2026-03-02 审查人：告知听证权利",
    "2026-03-02 负责人：作出准予决定",
)
