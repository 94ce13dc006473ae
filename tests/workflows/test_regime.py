"""The ways of handling: each workflow is chosen by items or internal, with its clocks, results and letters."""

from approval.letters.kinds import KINDS as LETTERS_THERE
from workflows import WORKFLOWS
from workflows.guide import CLOCKS as NAMED
from workflows.pack_model import ItemTable
from workflows.regime import (
    CLOCKS,
    INTERNAL,
    LETTERS,
    MODES,
    NEEDED,
    ONLY,
    OPTIONAL_CLOCKS,
    RESULTS,
    WEIGHT,
)


def test_a_workflow_is_either_chosen_by_items_or_internal() -> None:
    assert set(WORKFLOWS) <= set(CLOCKS) | set(INTERNAL)
    assert not set(CLOCKS) & set(INTERNAL)
    assert set(RESULTS) == set(NEEDED) == set(OPTIONAL_CLOCKS) == set(CLOCKS)
    assert set(MODES.values()) | set(WEIGHT) <= set(CLOCKS)
    assert {flow for flows in ONLY.values() for flow in flows} <= set(CLOCKS)


def test_a_workflow_asks_for_the_clocks_that_its_table_counts() -> None:
    for name, workflow in WORKFLOWS.items():
        if name in CLOCKS:
            assert set(workflow.limits) == set(CLOCKS[name]), name


def test_every_result_has_its_letters_and_every_workflow_its_results() -> None:
    assert {one for results in RESULTS.values() for one in results} == set(LETTERS)
    assert {one for letters in LETTERS.values() for one in letters} <= set(LETTERS_THERE)


def test_what_a_workflow_needs_is_a_key_of_an_item_that_it_knows() -> None:
    assert set(ONLY) <= set(ItemTable.model_fields)
    for flow, keys in NEEDED.items():
        assert set(keys) <= set(ItemTable.model_fields)
        assert all(flow in ONLY[key] for key in keys if key in ONLY), flow
    assert set(NAMED) <= {
        name for group in (CLOCKS, OPTIONAL_CLOCKS) for clocks in group.values() for name in clocks
    }
