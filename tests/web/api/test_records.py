"""Other systems read licences, subsidies after a grant and orders of supervision, and act on them by the same forms."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core.person import Person
from approval.procedure.timers import tick
from tests.procedure.licence_town import GRANTED
from tests.web.api.client import Client
from tests.web.licensed import FRIDAY, County, county
from web.session import hash_password

__all__ = ["county"]


def client(county: County, person: Person) -> Client:
    """A system that acts for somebody."""
    from approval.store import people

    with county.town.office.store.begin() as tx:
        people.set_password(tx, person.id, hash_password("demo-2026"))
    http = county.app.test_client()
    answer = Client(http).post("/token", {"sign_in_name": person.sign_in_name, "password": "demo-2026"})
    return Client(http, answer["token"])


def test_a_grant_tells_what_may_be_claimed_with_the_amount_and_the_clause(county: County) -> None:
    case = county.town.granted(GRANTED, "town-station.register")
    told = client(county.on(GRANTED), county.town.operator).get(f"/cases/{case.number}")
    [hint] = told["hints"]
    assert (hint["met"], hint["amount"], hint["unit"]) == (True, 360000, "元")
    assert "四（一）" in hint["basis"]
    assert told["licence"] == county.town.licence_of(case).number


def test_before_the_grant_nothing_is_promised(county: County) -> None:
    case = county.town.accepted(GRANTED, "town-station.register")
    assert client(county.on(GRANTED), county.town.operator).get(f"/cases/{case.number}")["hints"] == []


def test_a_licence_is_read_without_a_token_and_names_nobody(county: County) -> None:
    record = county.town.licensed()
    told = Client(county.on(GRANTED).app.test_client()).get(f"/licences/{record.number}")
    assert (told["stage"], told["valid_until"], told["renew_by"]) == ("active", "2031-10-26", "2031-09-26")
    assert told["holds"]["unit.name"] == "安和养老院护理站"
    assert "郑洁" not in str(told)


def test_what_concerns_the_holder_alone_is_told_to_nobody_else(county: County) -> None:
    record = county.town.licensed()
    tick(county.town.at(date(2031, 9, 1)))
    assert "remind_renewal" in [entry.act for entry in county.town.load(record).entries]
    told = Client(county.on(date(2031, 9, 1)).app.test_client()).get(f"/licences/{record.number}")
    assert [fact["act"] for fact in told["facts"]] == ["issue"]


def test_nobody_finds_out_among_the_licences_which_cases_there_are(county: County) -> None:
    case = county.town.accepted(GRANTED, "town-station.register")
    anybody = Client(county.on(GRANTED).app.test_client())
    assert anybody.get(f"/licences/{case.number}", status=404) == anybody.get("/licences/nowhere", status=404)


def test_a_holder_lists_his_licences_and_begins_a_renewal(county: County) -> None:
    record = county.town.licensed()
    operator = client(county.on(date(2031, 9, 1)), county.town.operator)
    [held] = operator.get("/licences")["licences"]
    assert held["number"] == record.number
    begun = {"pack": "licence-town", "item": "town-station.renew", "institution": county.town.institution}
    operator.post("/drafts", begun, status=422)
    draft = operator.post("/drafts", {**begun, "licence": record.number}, status=201)
    operator.patch(f"/drafts/{draft['draft']}", {"values": {"declaration.truthful": True}})
    case = operator.post(f"/drafts/{draft['draft']}/submit", {}, status=201)
    assert case["about"] == record.number


def test_a_decider_suspends_a_licence_through_the_same_form(county: County) -> None:
    record = county.town.licensed()
    decider = client(county.on(date(2027, 11, 1)), county.town.decider)
    decider.act(record.number, "suspend", status=422, months=9, reasons="护士不足。")
    told = decider.act(record.number, "suspend", months=3, reasons="护士不足。")
    assert told["stage"] == "suspended"


def test_an_order_is_opened_answered_and_closed(county: County) -> None:
    case = county.town.accepted(FRIDAY, "town-station.register")
    supervisor, reviewer = client(county, county.town.supervisor), client(county, county.town.reviewer)
    order = supervisor.post(f"/cases/{case.number}/orders", {"says": "请说明进展。", "days": 3}, status=201)
    assert (order["about"], order["due_on"], order["by_rule"]) == (case.number, "2026-09-22", False)
    assert [one["number"] for one in reviewer.get("/orders")["orders"]] == [order["number"]]
    reviewer.act(order["number"], "answer_order", says="正在核对。")
    assert supervisor.act(order["number"], "close_order")["stage"] == "closed"
    assert reviewer.get("/orders")["orders"] == []


@pytest.mark.parametrize("sent", [{}, {"says": ""}, {"says": "请说明。", "days": 0}])
def test_an_order_that_its_page_would_refuse_is_refused(county: County, sent: dict[str, object]) -> None:
    case = county.town.accepted(FRIDAY, "town-station.register")
    client(county, county.town.supervisor).post(f"/cases/{case.number}/orders", sent, status=422)


def test_an_applicant_sees_no_orders(county: County) -> None:
    client(county, county.town.operator).get("/orders", status=403)
