"""Going over to new rules asks for the reasons."""

from forms.packs import MoveForm
from tests.forms.desk import sent


def test_a_move_says_why() -> None:
    with sent(MoveForm, {"reasons": " "}) as form:
        assert not form.validate()
        assert list(form.errors) == ["reasons"]


def test_reasons_go_on_to_the_act() -> None:
    with sent(MoveForm, {"reasons": "新的方案已经施行。"}) as form:
        assert form.validate()
        assert form.values()["reasons"] == "新的方案已经施行。"
