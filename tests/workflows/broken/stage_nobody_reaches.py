"""A stage has been kept although no act leads there."""

from dataclasses import replace

from approval.core.machine import Stage
from workflows.licence import LICENCE

WORKFLOW = replace(LICENCE, stages=(*LICENCE.stages, Stage("suspended", "中止", final=True)))

NUMBER, RULE = 1, "unreached:suspended"
PATH = ()
