"""A party is named with what is at stake; a statement is answered."""

from datetime import date

import pytest

from forms.interested_party import InformationForm, StatementForm
from tests.forms.desk import sent

NOTICE = {"party": "业主委员会", "interest": "共用电梯", "proof": "当面签收"}
STATEMENT = {"party": "业主委员会", "says": "不同意", "regard": "部分采纳"}


def test_a_whole_notice_is_taken() -> None:
    with sent(InformationForm, {**NOTICE, "say_by": "2026-10-12"}) as form:
        assert form.validate()
        assert form.values() == {**NOTICE, "say_by": date(2026, 10, 12)}


@pytest.mark.parametrize("name", NOTICE)
def test_a_notice_lacks_nothing(name: str) -> None:
    with sent(InformationForm, {**NOTICE, name: " "}) as form:
        assert not form.validate()
        assert list(form.errors) == [name]


@pytest.mark.parametrize("name", STATEMENT)
def test_a_statement_is_written_down_and_answered(name: str) -> None:
    with sent(StatementForm, {**STATEMENT, name: ""}) as form:
        assert not form.validate()
        assert list(form.errors) == [name]
