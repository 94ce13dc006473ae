"""An opinion names its outcome and reasons; a refusal a ground of the list."""

from forms.review import OpinionForm, ReturnForm
from tests.forms.desk import sent

GROUNDS = {"planning": "不符合规划"}


def test_a_grant_needs_no_ground_and_carries_none() -> None:
    with sent(OpinionForm, {"outcome": "grant", "ground": "planning", "reasons": "符合。"}) as form:
        form.ground.choices = GROUNDS

        assert form.validate()
        assert form.chosen_ground == ""


def test_a_refusal_needs_a_ground_of_the_list() -> None:
    for ground in ("", "too-many"):
        with sent(OpinionForm, {"outcome": "refuse", "ground": ground, "reasons": "不符。"}) as form:
            form.ground.choices = GROUNDS

            assert not form.validate()
            assert "第三十八条第二款" in form.ground.errors[0]


def test_a_refusal_with_a_listed_ground_is_taken() -> None:
    with sent(OpinionForm, {"outcome": "refuse", "ground": "planning", "reasons": "不符。"}) as form:
        form.ground.choices = GROUNDS

        assert form.validate()
        assert form.chosen_ground == "planning"


def test_an_opinion_chooses_one_of_two() -> None:
    with sent(OpinionForm, {"reasons": "看看再说。"}) as form:
        form.ground.choices = GROUNDS

        assert not form.validate()
        assert form.outcome.errors[0] == "请选择拟准予还是拟不予。"


def test_a_return_says_why() -> None:
    with sent(ReturnForm, {"reasons": " "}) as form:
        assert not form.validate()
