"""Acts are asked for by their names, through one list."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core.errors import NotFound, Refused
from approval.procedure import acts
from approval.procedure.office import Office
from web.demonstration import Play
from workflows import WORKFLOWS

DAY = date(2026, 9, 18)
BY_THE_SYSTEM = frozenset({"timer"})


def office(play: Play) -> Office:
    return play.at(DAY)


def test_an_act_is_done_by_its_name(play: Play) -> None:
    case = play.apply(DAY, complete=True)
    done = acts.do(office(play), play.cast.acceptor, case.number, case.version, "accept", {})
    assert done.stage == "under_review"


def test_an_act_that_nobody_can_ask_for_is_not_found(play: Play) -> None:
    case = play.apply(DAY, complete=True)
    for act in ("dance", "deem_accepted"):
        with pytest.raises(NotFound):
            acts.do(office(play), play.cast.acceptor, case.number, None, act, {})


def test_what_bars_an_act_on_its_page_bars_it_here(play: Play) -> None:
    case = play.apply(DAY, complete=True)
    with pytest.raises(Refused):
        acts.do(office(play), play.cast.decider, case.number, None, "grant", {})


def test_every_row_that_a_person_may_do_can_be_asked_for() -> None:
    beside = {"submit", "supplement", "add_to_supplement", "open_order"}
    asked = {
        step.act
        for workflow in WORKFLOWS.values()
        for step in workflow.steps
        if {role.value for role in step.by} - BY_THE_SYSTEM
    }
    missing = {act for act in asked - beside if act not in acts.PLANS}
    assert not {act for act in missing if f"joint.{act}" not in acts.PLANS}
