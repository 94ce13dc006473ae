"""What proves the service of a letter."""

from __future__ import annotations

import pytest

from approval.core.delivery import PROOFS, proof_fault
from approval.core.vocabulary import ServiceMethod


def test_each_of_the_six_ways_has_its_proof():
    assert set(PROOFS) == set(ServiceMethod)


@pytest.mark.parametrize("method", ServiceMethod)
def test_a_way_with_its_proof_is_service(method: ServiceMethod):
    assert proof_fault({"method": method.value, "proof": "见回证", "consent": True}) is None


@pytest.mark.parametrize("method", ServiceMethod)
def test_a_way_without_its_proof_names_what_is_missing(method: ServiceMethod):
    refused = proof_fault({"method": method.value, "proof": " ", "consent": True})
    assert refused is not None
    assert PROOFS[method] in refused.says
    assert refused.field == "proof"


def test_only_electronic_service_needs_consent():
    refused = proof_fault({"method": "electronic", "proof": "进入信箱"})
    assert refused is not None
    assert "电子签名法第三条" in refused.basis
    assert proof_fault({"method": "post", "proof": "EMS 1"}) is None


@pytest.mark.parametrize("data", [{}, {"method": None}, {"method": "pigeon"}, {"method": ["post"]}])
def test_no_way_is_no_service(data: dict[str, object]):
    refused = proof_fault(data)
    assert refused is not None
    assert refused.field == "method"
