"""The situation guide reads answers as people type them, and names what it cannot read."""

from __future__ import annotations

import pytest

from approval.core.errors import Refused
from forms.situation import read_facts
from workflows.schema import BY_PATH


def test_answers_are_read_by_the_kind_of_their_field() -> None:
    told = read_facts(
        {"premises.owned": "yes", "institution.beds": "２００", "premises.area_m2": "80.5"}, BY_PATH
    )
    assert told == {"premises.owned": True, "institution.beds": 200, "premises.area_m2": "80.5"}


def test_a_blank_is_no_answer() -> None:
    assert read_facts({"premises.owned": ""}, BY_PATH) == {}


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("premises.ownd", "yes", "没有“premises.ownd”这一项"),
        ("institution.beds", "很多", "整数"),
        ("premises.owned", "maybe", "“是”或者“否”"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(path: str, text: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read_facts({path: text}, BY_PATH)
    assert refused.value.reasons[0].field == path
