"""A row may be done by a role that does not exist."""

from tests.workflows.broken import changed

WORKFLOW = changed("serve", by=("clerk",))

NUMBER, RULE = 6, "role:serve"
PATH = ()
