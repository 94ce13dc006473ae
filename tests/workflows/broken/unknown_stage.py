"""A row leads to a stage that does not exist."""

from tests.workflows.broken import changed

WORKFLOW = changed("accept", to="in_review")

NUMBER, RULE = 6, "stage:in_review"
PATH = ()
