"""Before filing: the declaration of truth, and how letters are to be served."""

from __future__ import annotations

import pytest

from forms.submission import CONSENT, TRUTHFUL, DeclarationForm, SupplementDeclarationForm
from tests.forms.desk import sent


@pytest.mark.parametrize(("chosen", "consents"), [("yes", True), ("no", False)])
def test_whoever_declares_and_chooses_can_file(chosen: str, consents: bool):
    with sent(DeclarationForm, {"truthful": "y", "consent": chosen}) as form:
        assert form.judge()
        assert form.answers() == {TRUTHFUL: True, CONSENT: consents}


def test_without_the_declaration_of_truth_nothing_is_filed():
    with sent(DeclarationForm, {"consent": "yes"}) as form:
        assert not form.judge()
        assert "还没有声明申请材料真实" in form.truthful.errors[0]
        assert "行政许可法第三十一条" in form.truthful.errors[0]
        assert form.consent.errors == []


@pytest.mark.parametrize("chosen", ["", "maybe", "True"])
def test_consent_to_electronic_service_is_chosen_and_never_assumed(chosen: str):
    with sent(DeclarationForm, {"truthful": "y", "consent": chosen}) as form:
        assert not form.judge()
        assert "还没有选择接收文书的方式" in form.consent.errors[0]
        assert "电子签名法" in form.consent.errors[0]
        assert form.answers()[CONSENT] == ""


def test_a_supplement_is_declared_true_too():
    with sent(SupplementDeclarationForm, {"truthful": "y", "version": "3"}) as form:
        assert form.judge()
        assert form.version.data == "3"
    with sent(SupplementDeclarationForm, {}) as form:
        assert not form.judge()
        assert "第三十一条" in form.truthful.errors[0]
