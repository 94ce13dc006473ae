"""A stage has been kept although no act leads there."""

from dataclasses import replace

from approval.core.machine import Stage
from tests.workflows.broken import W1

WORKFLOW = replace(W1, stages=(*W1.stages, Stage("suspended", "中止", final=True)))

NUMBER, RULE = 1, "unreached:suspended"
PATH = ()
