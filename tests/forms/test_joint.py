"""What the window and the departments fill in for joint handling."""

import pytest

from forms.joint import HandOutOneForm, JointExtensionForm, MarkForm
from tests.forms.desk import sent

EXTENDED = {
    "days": "15",
    "reasons": "需要核实。",
    "approved_by": "副县长杨明",
    "approved_on": "2026-11-03",
    "paper": "signed",
}


def test_an_extension_names_who_of_the_government_approved_it_when_and_by_which_paper() -> None:
    with sent(JointExtensionForm, EXTENDED) as form:
        assert form.validate(), form.errors
        assert form.values()["approved_on"].isoformat() == "2026-11-03"
        assert "scan" not in form.values()


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ("approved_by", "approved_by"),
        ("approved_on", "approved_on"),
        ("paper", "scan"),
        ("reasons", "reasons"),
    ],
)
def test_what_is_missing_is_asked_for_where_it_is_given(missing: str, field: str) -> None:
    with sent(JointExtensionForm, {**EXTENDED, missing: ""}) as form:
        assert not form.validate()
        assert list(form.errors) == [field]


@pytest.mark.parametrize("days", ["0", "16"])
def test_one_to_fifteen_days_are_taken(days: str) -> None:
    with sent(JointExtensionForm, {**EXTENDED, "days": days}) as form:
        assert not form.validate()
        assert list(form.errors) == ["days"]


def test_one_letter_goes_first_with_a_reason() -> None:
    with sent(HandOutOneForm, {"part": "1", "method": "electronic"}) as form:
        form.part.choices = {"1": "护理站设置审批"}
        assert not form.validate()
        assert list(form.errors) == ["why"]


def test_marks_are_handed_to_nobody() -> None:
    with sent(MarkForm, {}) as form:
        assert form.values() == {"defects": [], "struck": []}
