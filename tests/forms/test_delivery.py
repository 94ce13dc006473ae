"""Service names its method; every method but the inbox needs a proof that somebody typed."""

import pytest

from approval.core.vocabulary import ServiceMethod
from forms.delivery import ServiceForm
from tests.forms.desk import sent

BY_HAND = [method.value for method in ServiceMethod if method is not ServiceMethod.ELECTRONIC]


def test_the_inbox_proves_itself() -> None:
    with sent(ServiceForm, {"method": "electronic"}) as form:
        assert form.validate()


@pytest.mark.parametrize("method", BY_HAND)
def test_every_other_method_says_which_proof_it_needs(method: str) -> None:
    with sent(ServiceForm, {"method": method, "proof": " "}) as form:
        assert not form.validate()
        assert form.proof.errors[0].startswith("请填写送达证明：")

    with sent(
        ServiceForm, {"method": method, "proof": "邮件编号 EX123，9月30日签收", "served_on": "2026-09-30"}
    ) as form:
        assert form.validate()


def test_a_method_is_chosen_from_the_list() -> None:
    for method in ("", "pigeon"):
        with sent(ServiceForm, {"method": method, "proof": "有"}) as form:
            assert not form.validate()
            assert list(form.errors) == ["method"]


def test_the_day_of_receipt_is_asked_for_except_of_the_inbox() -> None:
    with sent(ServiceForm, {"method": "post", "proof": "邮件编号 EX123"}) as form:
        assert not form.validate()
        assert form.errors == {"served_on": ["请填写送达日期。"]}

    with sent(ServiceForm, {"method": "electronic", "served_on": "2026-09-30"}) as form:
        assert form.validate()
        assert form.day is None
