"""Who signs a commitment says his name and capacity, and that he means it."""

from __future__ import annotations

import pytest

from forms.commitment import CommitmentForm
from tests.forms.desk import sent

WHOLE = {"signed_by": "周明", "signed_as": "legal_representative", "agreed": "yes"}


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"signed_by": " "}, "signed_by", "请填写签署人姓名"),
        ({"signed_by": "周" * 41}, "signed_by", "不超过40字"),
        ({"signed_by": "周\u200b明"}, "signed_by", "无法印出"),
        ({"signed_as": ""}, "signed_as", "签署人的身份"),
        ({"agreed": ""}, "agreed", "愿意承诺的，请勾选"),
    ],
    ids=["no name", "a long name", "a name nobody can print", "no capacity", "not agreed"],
)
def test_what_is_missing_is_asked_for_at_its_field(changed: dict[str, str], field: str, says: str) -> None:
    given = {name: value for name, value in {**WHOLE, **changed}.items() if value}
    with sent(CommitmentForm, given) as form:
        assert not form.validate()
        assert any(says in str(error) for error in form[field].errors)


def test_a_whole_signature_is_taken() -> None:
    with sent(CommitmentForm, WHOLE) as form:
        assert form.validate()
        assert form.values() == {"signed_by": "周明", "signed_as": "legal_representative", "agreed": True}
