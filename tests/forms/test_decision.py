"""A decision asks nothing: it follows the proposal."""

from forms.decision import DecisionForm
from tests.forms.desk import sent


def test_a_decision_types_nothing() -> None:
    with sent(DecisionForm, {"outcome": "refuse"}) as form:
        assert form.validate()
        assert form.data == {}
