"""The checks of an item: all of them run, and what they rest on exists. The wrong packs tell the rest."""

from __future__ import annotations

import inspect

from workflows import item_check, regime_check, relation_check
from workflows.item_check import EVERY_FORM, EVERY_UNIT, ITEM_CHECKS, SAID_IN
from workflows.schema import BY_PATH


def test_every_check_that_is_written_is_run():
    written = {name for module in (item_check, regime_check, relation_check) for name in checks_of(module)}
    assert written - {"item_faults"} == {check.__name__ for check in ITEM_CHECKS} - {"item_longer"}
    assert "item_longer" in {check.__name__ for check in ITEM_CHECKS}


def checks_of(module):
    """Name the functions of a module that have the shape of a check."""
    return [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and list(inspect.signature(function).parameters) == ["layers", "item"]
        and inspect.signature(function).return_annotation == "Faults"
    ]


def test_the_form_can_ask_for_what_a_result_must_say():
    assert {*EVERY_FORM, *EVERY_UNIT, *SAID_IN["reply"]} <= set(BY_PATH)
