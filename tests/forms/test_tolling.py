"""A special procedure names its ground, its days and why; its result says what came out."""

import pytest

from forms.tolling import ResultForm, TollingForm
from tests.forms.desk import sent

WANTED = {"ground": "expert_review", "days": "5", "reasons": "专家评审布局。"}
GROUNDS = {"expert_review": "专家评审"}


def test_a_whole_notice_is_taken() -> None:
    with sent(TollingForm, WANTED) as form:
        form.ground.choices = GROUNDS

        assert form.validate()
        assert form.days.data == 5


def test_full_width_digits_are_digits() -> None:
    with sent(TollingForm, {**WANTED, "days": " １０ "}) as form:
        form.ground.choices = GROUNDS

        assert form.validate()
        assert form.days.data == 10


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "请用数字填写所需的工作日数，例如 5。"),
        ("五", "“五”不是整数天数，请只填写数字，例如 5。"),
        ("2.5", "“2.5”不是整数天数，请只填写数字，例如 5。"),
        ("-3", "“-3”不是整数天数，请只填写数字，例如 5。"),
        ("99999", "“99999”不是整数天数，请只填写数字，例如 5。"),
        ("0", "所需时间应为1至365个工作日。"),
        ("366", "所需时间应为1至365个工作日。"),
    ],
)
def test_days_that_cannot_be_are_named(typed: str, says: str) -> None:
    with sent(TollingForm, {**WANTED, "days": typed}) as form:
        form.ground.choices = GROUNDS

        assert not form.validate()
        assert form.days.errors[0] == says


def test_a_ground_that_is_not_offered_is_not_taken() -> None:
    with sent(TollingForm, {**WANTED, "ground": "hearing"}) as form:
        form.ground.choices = GROUNDS

        assert not form.validate()
        assert list(form.errors) == ["ground"]


def test_a_result_says_what_came_out() -> None:
    with sent(ResultForm, {"ground": "expert_review", "result": " "}) as form:
        form.ground.choices = GROUNDS

        assert not form.validate()
        assert form.result.errors[0] == "请写明结果。"
