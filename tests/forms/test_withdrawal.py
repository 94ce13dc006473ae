"""Withdrawing needs no reason; one that is given must be printable."""

from __future__ import annotations

import pytest

from forms.withdrawal import LONGEST, WithdrawalForm
from tests.forms.desk import sent


@pytest.mark.parametrize("reasons", ["", "  ", "另行选址。", "第一行\r\n第二行", "字" * LONGEST])
def test_an_application_can_be_withdrawn_with_or_without_reasons(reasons: str):
    with sent(WithdrawalForm, {"reasons": reasons}) as form:
        assert form.validate()
        assert form.judge()


def test_reasons_that_are_too_long_are_told_how_long_they_are():
    with sent(WithdrawalForm, {"reasons": "字" * (LONGEST + 1)}) as form:
        form.validate()
        assert not form.judge()
        assert form.reasons.errors == ["理由最多500个字，现在有501个字，请压缩。"]


def test_a_sign_that_no_letter_can_print_is_named():
    with sent(WithdrawalForm, {"reasons": "另行选址\U0001f600"}) as form:
        form.validate()
        assert not form.judge()
        assert "“\U0001f600”" in form.reasons.errors[0]
