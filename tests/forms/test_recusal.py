"""A recusal says why; a reassignment says which role, to whom and why."""

import pytest

from forms.recusal import ReassignmentForm, RecusalForm
from tests.forms.desk import sent

WANTED = {"role": "reviewer", "to": "3", "reasons": "回避"}


def test_a_recusal_says_why() -> None:
    with sent(RecusalForm, {"reasons": " "}) as form:
        assert not form.validate()
        assert form.reasons.errors == ["请写明回避的理由。"]


@pytest.mark.parametrize("name", WANTED)
def test_a_reassignment_lacks_nothing(name: str) -> None:
    with sent(ReassignmentForm, {**WANTED, name: ""}) as form:
        form.to.choices = {"": "请选择", "3": "周宁"}

        assert not form.validate()
        assert list(form.errors) == [name]


def test_supervisors_and_operators_are_no_roles_of_a_case() -> None:
    with sent(ReassignmentForm, {**WANTED, "role": "supervisor"}) as form:
        form.to.choices = {"3": "周宁"}

        assert not form.validate()
        assert "role" in form.errors
