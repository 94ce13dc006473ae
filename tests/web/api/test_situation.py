"""Another system asks what to apply for."""

from __future__ import annotations

import pytest

from tests.web.api.client import Client
from tests.web.conftest import House


def test_the_answer_names_the_items_in_their_order(house: House) -> None:
    client = Client(house.app.test_client())
    told = client.get("/situation", query={"division": "410305", "kind": "护理站", "beds": "120"})
    assert told["steps"][0]["item"] == "nursing-station.establish"
    assert told["on"] == "2026-09-18"
    assert told["steps"][0]["reasons"][0]["basis"]


@pytest.mark.parametrize(
    ("asked", "field", "status"),
    [
        ({"division": "410305", "on": "1999-01-01"}, "division", 404),
        ({"division": "luoyang"}, "division", 422),
        ({"division": "410305", "applicant": "hotel"}, "applicant", 422),
        ({"division": "410305", "on": "tomorrow"}, "on", 422),
        ({"division": "410305", "beds": "many"}, "institution.beds", 422),
        ({"division": "410305", "beds.many": "1"}, "beds.many", 422),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(
    house: House, asked: dict[str, str], field: str, status: int
) -> None:
    told = Client(house.app.test_client()).get("/situation", query=asked, status=status)
    assert told["refused"][0]["field"] == field
