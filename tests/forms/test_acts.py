"""Plain values of another system become the same forms that pages use, with the same faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from approval.core.errors import NotFound, Refused
from forms.acts import FORMS, filled, flat


@pytest.fixture(autouse=True)
def within_a_request() -> Iterator[None]:
    """Forms read their language and their settings from the application."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "forms"
    with app.test_request_context(method="POST"):
        yield


def test_every_act_of_a_person_has_a_form_and_a_plan() -> None:
    from approval.procedure.acts import PLANS

    assert FORMS.keys() == PLANS.keys()


def test_values_are_laid_out_as_a_form_sends_them() -> None:
    sent = {
        "outcome": "grant",
        "agreed": True,
        "other": False,
        "days": 5,
        "rows": [{"says": "缺少"}],
        "ids": ["a", "b"],
    }
    assert list(flat(sent)) == [
        ("outcome", "grant"), ("agreed", "yes"), ("days", "5"), ("rows-0-says", "缺少"), ("ids", "a"), ("ids", "b"),
    ]  # fmt: skip


@pytest.mark.parametrize("odd", [{"a": 1}, [["a"]], [{"says": {"a": 1}}], [{"says": [["a"]]}]])
def test_an_object_where_a_text_belongs_is_no_text(odd: object) -> None:
    with pytest.raises(Refused) as refused:
        filled("propose", {"outcome": "grant", "reasons": odd})
    assert refused.value.reasons[0].field.startswith("reasons")


def test_what_is_left_out_is_told_at_its_field() -> None:
    with pytest.raises(Refused) as refused:
        filled("propose", {"outcome": "grant"})
    assert [reason.field for reason in refused.value.reasons] == ["reasons"]


NOT_HANDED_OVER = {"handed_to": None, "handed_relation": "receiver", "handed_with": None}


def test_a_choice_that_depends_on_the_case_is_left_to_the_rule_book() -> None:
    form = filled("toll", {"ground": "expert_review", "days": 5, "reasons": "选址评审"})
    assert form.values() == {"ground": "expert_review", "days": 5, "reasons": "选址评审", **NOT_HANDED_OVER}


def test_a_row_of_a_list_has_its_own_faults() -> None:
    with pytest.raises(Refused) as refused:
        filled("notify_deficiency", {"rows": [{"about": "floor-plan", "kind": "material", "says": ""}]})
    assert {reason.field for reason in refused.value.reasons} == {"rows"}


def test_an_act_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(NotFound, match="没有“dance”这一操作"):
        filled("dance", {})
