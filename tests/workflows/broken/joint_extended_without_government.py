"""The envelope of joint handling is extended by the window's own decider."""

from dataclasses import replace

from workflows.check_cast import specimen
from workflows.joint import JOINT

WORKFLOW = replace(
    JOINT,
    steps=tuple(
        replace(step, guards=tuple(one for one in step.guards if one.__name__ != "approved_by_government"))
        if step.act == "extend"
        else step
        for step in JOINT.steps
    ),
)
ITEM = specimen(JOINT)

NUMBER, RULE = 4, "unapproved_extension"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 系统：联合办理开始",
    "2026-03-02 负责人：延长联合办理期限",
)
