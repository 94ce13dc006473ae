"""No licence is needed by a rule, not by opinion."""

from forms.not_required import NotRequiredForm
from tests.forms.desk import sent

WANTED = {"reasons": "诊所实行备案管理", "basis": "《诊所备案管理暂行办法》第二条"}


def test_reasons_and_their_rule_are_enough() -> None:
    with sent(NotRequiredForm, WANTED) as form:
        assert form.validate()
        assert form.values() == {**WANTED, "what_next": None}


def test_without_a_rule_nothing_is_told() -> None:
    with sent(NotRequiredForm, {**WANTED, "basis": " "}) as form:
        assert not form.validate()
        assert "没有依据的" in form.basis.errors[0]
