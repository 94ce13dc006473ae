"""The checks of an item: all of them run, and what they rest on exists. The wrong packs tell the rest."""

from __future__ import annotations

import inspect

from approval.letters.kinds import KINDS as LETTERS
from workflows import WORKFLOWS as READY
from workflows import item_check
from workflows.item_check import CLOCKS, EVERY_FORM, ITEM_CHECKS, RESULTS, SAID_IN, WORKFLOWS, repeated
from workflows.schema import BY_PATH


def test_every_check_that_is_written_is_run():
    written = {
        name
        for name, function in inspect.getmembers(item_check, inspect.isfunction)
        if function.__module__ == item_check.__name__
        and list(inspect.signature(function).parameters) == ["layers", "item"]
        and inspect.signature(function).return_annotation == "Faults"
    }
    assert written - {"item_faults"} == {check.__name__ for check in ITEM_CHECKS} - {"item_longer"}
    assert "item_longer" in {check.__name__ for check in ITEM_CHECKS}


def test_a_workflow_that_packs_can_choose_is_there_with_its_clocks():
    assert set(CLOCKS) == set(READY)
    assert set(CLOCKS) <= set(WORKFLOWS)
    assert all({"completeness", "decision", "delivery"} <= set(clocks) for clocks in CLOCKS.values())


def test_the_results_that_are_ready_have_their_letters():
    assert set(RESULTS["reply"]) <= set(LETTERS)


def test_the_form_can_ask_for_what_a_result_must_say():
    assert {*EVERY_FORM, *SAID_IN["reply"]} <= set(BY_PATH)


def test_what_stands_twice_is_named_once():
    assert repeated(["a", "b", "a", "a"]) == ["a"]
    assert repeated([]) == []
