"""A filing is revoked because one officer found it still unmet."""

from dataclasses import replace

from workflows.check_cast import specimen
from workflows.filing import FILING

WORKFLOW = replace(
    FILING,
    steps=tuple(
        replace(step, guards=tuple(one for one in step.guards if one.__name__ != "rectification_failed"))
        if step.act == "revoke_record"
        else step
        for step in FILING.steps
    ),
)
ITEM = specimen(FILING)

NUMBER, RULE = 4, "lone_visit"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：备案",
    "2026-03-02 受理人：送达",
    "2026-03-02 审查人：责令整改",
    "2026-03-02 负责人：撤销备案",
)
