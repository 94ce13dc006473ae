"""An item that waited begins, and nothing says how the applicant knows."""

from dataclasses import replace

from workflows.check_cast import specimen
from workflows.joint import JOINT

WORKFLOW = replace(
    JOINT,
    steps=tuple(replace(step, no_letter="") if step.act == "release" else step for step in JOINT.steps),
)
ITEM = specimen(JOINT)

NUMBER, RULE = 5, "letter:release"
PATH = (
    "2026-03-02 申请机构经办人：提交申请",
    "2026-03-02 系统：后续事项开始",
)
