"""Whatever another system sends is read or refused in words; nothing of it breaks the product."""

from __future__ import annotations

import pytest

from tests.web.api.client import Programs
from tests.web.conftest import ANSWERS, House
from web.api.sent import DEEPEST, LONGEST


@pytest.fixture
def programs(house: House) -> Programs:
    return Programs(house)


BROKEN = {
    "no object": b"[1]",
    "a bare text": b'"abc"',
    "no JSON": b"{",
    "nothing": b"",
    "deeper than Python reads": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deeper than any form": b'{"a":' + b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2) + b"}",
    "half a character": rb'{"sign_in_name":"\ud800","password":"x"}',
    "half a character as a name": rb'{"\ud800":"x"}',
    "a NUL": rb'{"sign_in_name":"a\u0000b","password":"x"}',
    "a number without end": b'{"sign_in_name":1e999,"password":NaN}',
    "a number of 5000 digits": b'{"password":' + b"9" * 5000 + b"}",
    "a text of a megabyte": b'{"sign_in_name":"' + b"x" * 1_000_000 + b'"}',
}


PATHS = ("/token", "/drafts", "/cases/410305202609170000011/acts/accept", "/cases/1/orders")


def test_what_nobody_can_keep_is_refused_in_words(programs: Programs) -> None:
    asking = programs.of("supervisor")
    headers = {"Authorization": f"Bearer {asking.token}"}
    for what, content in BROKEN.items():
        for path in PATHS:
            answer = asking.http.post(
                "/api/v1" + path, data=content, content_type="application/json", headers=headers
            )
            assert answer.status_code == 422, f"{what} to {path}: {answer.get_data(as_text=True)}"
            assert answer.get_json()["refused"][0]["says"]


def test_the_name_of_what_cannot_be_kept_is_told(programs: Programs) -> None:
    told = programs.of("operator").post("/drafts", {"item": "长" * (LONGEST + 1)}, status=422)
    assert told["refused"][0]["field"] == "item"


def test_an_answer_is_a_text_a_number_or_a_yes_or_no(programs: Programs, house: House) -> None:
    operator = programs.of("operator")
    home = operator.get("/institutions")["institutions"][0]["id"]
    begun = {"pack": "jianxi-2017", "item": "nursing-station.establish", "institution": home}
    draft = operator.post("/drafts", {**begun, "values": {"unit.beds": 0}}, status=201)["draft"]
    for odd in ({"a": 1}, [1], [[]]):
        told = operator.patch(f"/drafts/{draft}", {"values": {"unit.name": odd}}, status=422)
        assert told["refused"][0]["field"] == "unit.name"
    assert operator.get(f"/drafts/{draft}")["values"] == {"unit.beds": 0}
    told = operator.post("/drafts", {**begun, "institution": True}, status=403)
    assert told["refused"][0]["field"] == "institution"


def test_an_account_or_an_entry_of_5000_digits_is_nobody_s(programs: Programs, house: House) -> None:
    number = house.submitted().number
    for act, values in (
        ("confirm_rectification", {"seq": "9" * 5000}),
        ("reassign", {"to": "9" * 5000, "role": "acceptor", "reasons": "休假"}),
        ("rectify", {"seq": "9" * 5000, "name": "on", "value": "2026-09-01", "why": "误"}),
    ):
        programs.of("decider").act(number, act, status=422, **values)


def test_a_whole_application_is_taken_as_before(programs: Programs) -> None:
    operator = programs.of("operator")
    home = operator.get("/institutions")["institutions"][0]["id"]
    begun = {"pack": "jianxi-2017", "item": "nursing-station.establish", "institution": home}
    asked = {
        field["path"]
        for part in operator.get("/items/jianxi-2017/nursing-station.establish")["form"]
        for field in part["fields"]
    }
    values = {path: value for path, value in ANSWERS.items() if path in asked}
    assert operator.post("/drafts", {**begun, "values": values}, status=201)["values"] == values
