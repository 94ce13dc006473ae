"""A case: what it copies from its journal, and where it stands in a list."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from approval.core.case import SUMMARY_FIELDS, Case, Summary
from tests.core.test_journal import chain

CASE = Case(
    id=5,
    number="410305202603020000017",
    lookup_code="ABCD2345",
    pack="town-2026",
    item="nursing_station",
    workflow="licence",
    authority="town-2026/health",
    division="410305",
    institution=7,
    institution_name="颐安养老服务中心",
    unit_name="颐安护理站",
    kind="nursing_station",
    applicant=1,
    stage="received",
    version=1,
    received_on=date(2026, 3, 2),
    clock="completeness",
    due_on=date(2026, 3, 9),
)


def test_a_case_has_every_copy_that_a_summary_has():
    assert set(SUMMARY_FIELDS) <= {field.name for field in fields(Case)}
    assert CASE.summary == Summary("received", "completeness", date(2026, 3, 9))
    assert CASE.summary.fields()["due_on"] == date(2026, 3, 9)


def test_further_facts_raise_the_version_and_bring_their_copies():
    facts = chain(2)
    accepted = Summary("under_review", "decision", date(2026, 3, 30), accepted_on=date(2026, 3, 3))
    after = replace(CASE, entries=(facts[0],)).advanced(accepted, facts[1])
    assert (after.version, after.entries, after.summary) == (2, tuple(facts), accepted)
    assert CASE.version == 1, "the case that was read stays what it was"


def test_a_case_is_open_until_it_has_ended():
    assert CASE.open
    assert not replace(CASE, ended_on=date(2026, 3, 9)).open


def test_a_case_stands_in_a_list_by_its_due_date_and_then_by_its_id():
    assert CASE.place == (date(2026, 3, 9), 5)


def test_a_case_that_a_rule_puts_first_stands_before_the_rest_on_the_worklist():
    first, second = replace(CASE, priority=1), replace(CASE, priority=2)
    assert first.desk_place == (1, date(2026, 3, 9), 5)
    assert first.desk_place < second.desk_place < CASE.desk_place
