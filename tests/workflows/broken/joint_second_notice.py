"""The window of joint handling may tell what is lacking once more, after the answer."""

from dataclasses import replace

from workflows.check_cast import specimen
from workflows.joint import JOINT

AGAIN = replace(
    next(step for step in JOINT.steps if step.act == "notify_deficiency"),
    sources=("supplemented",),
    guards=(),
)
WORKFLOW = replace(JOINT, steps=(*JOINT.steps, AGAIN))
ITEM = specimen(JOINT)

NUMBER, RULE = 3, "second_notice"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 受理人：发出一次性告知书",
    "2026-03-02 申请机构经办人：提交补正材料",
    "2026-03-02 受理人：发出一次性告知书",
)
