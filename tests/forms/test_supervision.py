"""Orders of supervision: what is wanted, by when, and what is answered."""

from __future__ import annotations

import pytest

from forms.supervision import AnswerForm, OrderClosingForm, OrderForm, OrderReturnForm
from tests.forms.desk import sent


def test_an_order_says_what_is_wanted_and_leaves_five_working_days_unless_others_are_set() -> None:
    with sent(OrderForm, {"says": "请说明迟延的原因。", "days": "3"}) as form:
        assert form.judge()
        assert form.values() == {"says": "请说明迟延的原因。", "days": 3}
        assert OrderForm(formdata=None).days.data == 5


@pytest.mark.parametrize(
    ("says", "days"), [("", "5"), ("请说明。", "0"), ("请说明。", "61"), ("请说明。", "几天")]
)
def test_an_order_without_a_matter_or_with_no_sensible_limit_is_refused(says: str, days: str) -> None:
    with sent(OrderForm, {"says": says, "days": days}) as form:
        assert not form.judge()


def test_what_no_letter_can_print_is_told_where_it_is_typed() -> None:
    with sent(OrderForm, {"says": "请说明\U0001f600。", "days": "5"}) as form:
        assert not form.judge()
        assert "无法印出" in form.says.errors[0]


def test_an_answer_gives_the_reasons_and_may_name_measures() -> None:
    with sent(AnswerForm, {"says": "材料多，已安排专人。"}) as form:
        assert form.validate()
    with sent(AnswerForm, {"done": "改派"}) as form:
        assert not form.validate()


def test_closing_needs_no_words_and_a_return_does() -> None:
    with sent(OrderClosingForm, {}) as form:
        assert form.validate()
    with sent(OrderReturnForm, {"days": "5"}) as form:
        assert not form.validate()
