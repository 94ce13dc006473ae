"""What is decided about a licence rests on a ground of the law, with facts."""

from __future__ import annotations

import pytest

from approval.core.licence import DEREGISTRATION, RECALL, REVOCATION
from forms.licence import DeregistrationForm, RecallForm, RestorationForm, RevocationForm, SuspensionForm
from tests.forms.desk import sent


def test_a_suspension_takes_months_as_people_type_them() -> None:
    with sent(SuspensionForm, {"months": "３", "reasons": "注册护士只有1名。"}) as form:
        assert form.validate()
        assert (form.months.data, form.reasons.data) == (3, "注册护士只有1名。")
        assert not form.signed_by


@pytest.mark.parametrize("months", ["0", "7", "三", ""])
def test_a_suspension_is_one_to_six_months(months: str) -> None:
    with sent(SuspensionForm, {"months": months, "reasons": "护士不足。"}) as form:
        assert not form.validate()
        assert form.months.errors


@pytest.mark.parametrize(
    ("form", "listed"),
    [(DeregistrationForm, DEREGISTRATION), (RevocationForm, REVOCATION), (RecallForm, RECALL)],
)
def test_each_end_offers_the_grounds_of_its_article_and_no_other(form, listed) -> None:
    with sent(form, {"ground": "dislike", "reasons": "不合适。", "compensation": "无。"}) as asked:
        assert [value for value, _label, *_ in asked.ground.iter_choices()] == list(listed)
        assert all("行政许可法第" in label for _value, label, *_ in asked.ground.iter_choices())
        assert not asked.validate()


def test_a_recall_says_how_the_loss_is_made_good() -> None:
    with sent(RecallForm, {"ground": "rule_changed", "reasons": "规划调整。"}) as form:
        assert not form.validate()
        assert form.compensation.errors == ["请写明补偿的内容和办法。"]


def test_a_restoration_says_why() -> None:
    with sent(RestorationForm, {"reasons": ""}) as form:
        assert not form.validate()
