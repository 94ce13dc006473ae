"""The ways of handling: what they rest on exists. The wrong packs tell the rest."""

from workflows import WORKFLOWS
from workflows.regime_check import CLOCKS, INTERNAL, LETTERS, MODES, NEEDED, ONLY, RESULTS, WEIGHT


def test_a_workflow_is_either_chosen_by_items_or_internal() -> None:
    assert set(WORKFLOWS) <= set(CLOCKS) | set(INTERNAL)
    assert not set(CLOCKS) & set(INTERNAL)
    assert set(RESULTS) == set(NEEDED) == set(CLOCKS)
    assert set(MODES.values()) | set(WEIGHT) <= set(CLOCKS)
    assert {flow for flows in ONLY.values() for flow in flows} <= set(CLOCKS)


def test_every_result_has_its_letters_and_every_workflow_knows_its_results() -> None:
    assert {one for results in RESULTS.values() for one in results} == set(LETTERS)
