"""Whoever refers an applicant says to whom, why and by which rule."""

import pytest

from forms.referral import ReferralForm
from tests.forms.desk import sent

WANTED = {
    "right_authority": "洛阳市卫生健康委员会",
    "reasons": "由市级审批",
    "basis": "《医疗机构管理条例》第十一条",
}


def test_all_three_are_taken() -> None:
    with sent(ReferralForm, WANTED) as form:
        assert form.validate()


@pytest.mark.parametrize("name", WANTED)
def test_each_of_them_is_asked_for(name: str) -> None:
    with sent(ReferralForm, {**WANTED, name: ""}) as form:
        assert not form.validate()
        assert list(form.errors) == [name]
