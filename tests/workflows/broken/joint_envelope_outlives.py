"""A withdrawal of the whole leaves the envelope of joint handling running."""

from dataclasses import replace

from workflows.check_cast import specimen
from workflows.joint import JOINT

WORKFLOW = replace(
    JOINT,
    steps=tuple(
        replace(step, ends=("completeness", "supplement_check", "correction"))
        if step.act == "withdraw"
        else step
        for step in JOINT.steps
    ),
)
ITEM = specimen(JOINT)

NUMBER, RULE = 2, "outlived:joint"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 系统：联合办理开始",
    "2026-03-02 申请机构经办人：撤回申请",
)
