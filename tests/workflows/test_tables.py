"""All tables as the rule-book writes them: their stages, and what every row owes."""

from __future__ import annotations

import pytest

from approval.core.machine import Step
from approval.core.vocabulary import Role
from workflows import WORKFLOWS

STAGES = {
    "licence": "received awaiting_correction supplemented under_review awaiting_decision decided served",
    "filing": "received awaiting_correction supplemented recorded served rectifying followed_up",
    "commitment": "informed committed decided served rectifying followed_up",
    "exempt": "submitted",
    "joint": "received awaiting_correction supplemented under_way decided handed_out",
    "licence_record": "active suspended expired",
    "supervision_order": "opened acknowledged answered",
}
"""The stages on the way, after the draft in which everything begins."""

ENDS = {
    "licence": "closed declined referred withdrawn terminated",
    "filing": "closed declined referred withdrawn revoked",
    "commitment": "closed revoked withdrawn terminated",
    "exempt": "answered withdrawn",
    "joint": "closed withdrawn",
    "licence_record": "deregistered revoked recalled",
    "supervision_order": "closed",
}
"""The stages in which it ends."""

TABLES = sorted(WORKFLOWS)
ROWS = [
    pytest.param(step, id=f"{name}-{step.act}-{step.sources[0]}")
    for name in TABLES
    for step in WORKFLOWS[name].steps
]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_stages_of_the_rule_book_and_no_other(name: str) -> None:
    table = WORKFLOWS[name]
    assert table.initial == "draft"
    assert {stage.id for stage in table.stages if not stage.final} == {"draft", *STAGES[name].split()}
    assert {stage.id for stage in table.stages if stage.final} == set(ENDS[name].split())


@pytest.mark.parametrize("name", TABLES)
def test_every_stage_is_reached_and_only_an_end_is_never_left(name: str) -> None:
    table = WORKFLOWS[name]
    assert {"draft"} | {step.to for step in table.steps if step.to} == set(table.by_stage)
    for stage in table.stages:
        leaves = [step.act for step in table.acts_from(stage.id) if step.to and step.to != stage.id]
        assert stage.final == (not leaves), stage.id
        assert stage.final != bool(stage.waits_for), stage.id


@pytest.mark.parametrize("step", ROWS)
def test_every_row_has_a_rule_somebody_to_do_it_and_a_letter_or_a_reason_why_none(step: Step) -> None:
    assert step.basis.strip()
    assert step.zh.strip()
    assert step.by
    assert bool(step.letter.strip()) != bool(step.no_letter.strip())


@pytest.mark.parametrize("name", TABLES)
def test_only_the_timer_records_what_time_brings_about(name: str) -> None:
    for step in WORKFLOWS[name].lapses.values():
        assert step.by == (Role.TIMER,), step.act


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"supervision_order"}))
def test_a_supervisor_moves_nothing_but_his_own_orders(name: str) -> None:
    assert not [step.act for step in WORKFLOWS[name].steps if Role.SUPERVISOR in step.by]


def test_a_new_table_is_written_into_the_rule_book_first() -> None:
    assert set(STAGES) == set(ENDS) == set(WORKFLOWS)
