"""The authority promises more days than the law leaves it."""

from dataclasses import replace

from approval.core.limit import Limit, Limits
from tests.workflows.broken import PLAIN, W1

WORKFLOW = W1
ITEM = replace(PLAIN, limits={**PLAIN.limits, "decision": Limits(Limit(20), Limit(25))})

NUMBER, RULE = 6, "promise:decision"
PATH = ()
