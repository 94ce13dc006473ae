"""A termination names a ground and the facts."""

import pytest

from forms.termination import TerminationForm
from tests.forms.desk import sent

WANTED = {"ground": "institution-ended", "reasons": "已经注销登记"}


@pytest.mark.parametrize("name", WANTED)
def test_ground_and_reasons_are_asked_for(name: str) -> None:
    with sent(TerminationForm, {**WANTED, name: ""}) as form:
        form.ground.choices = {"institution-ended": "申请机构依法终止"}

        assert not form.validate()
        assert list(form.errors) == [name]
