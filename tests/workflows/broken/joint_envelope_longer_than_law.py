"""Sixty working days are promised for joint handling, for which the law gives forty-five."""

from dataclasses import replace

from approval.core.limit import JOINT_DECISION, Limit, Limits
from workflows.check_cast import specimen
from workflows.joint import JOINT

WORKFLOW = JOINT
MODEL = specimen(JOINT)
ITEM = replace(MODEL, limits={**MODEL.limits, "joint": Limits(JOINT_DECISION, Limit(60))})

NUMBER, RULE = 6, "promise:joint"
PATH = ()
