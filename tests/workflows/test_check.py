"""The prover: W1 and its faults, and that nothing that could happen is left out of the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core import machine
from approval.core.errors import Reason, Refused
from approval.core.item import SpecialProcedure
from approval.core.limit import Limit, Limits
from approval.core.machine import Attempt, Standing, Workflow
from approval.core.person import TIMER
from approval.core.vocabulary import Unit
from tests.rules import shipped
from tests.workflows.broken import PLAIN, TOLLING, W1, beside, changed, with_steps, without
from workflows import WORKFLOWS
from workflows.check import Proof, check, label, proofs, prove, shape, told
from workflows.check_cast import CAST, HERE, HOME, OTHERWISE, specimen, ways
from workflows.check_search import BEGINS, Search
from workflows.check_state import Place, Told, calendars
from workflows.check_table import outlasts
from workflows.licence import LICENCE

BROKEN = sorted(path.stem for path in (Path(__file__).parent / "broken").glob("[a-z]*.py"))


# --- what is shipped --------------------------------------------------------------------------------


def test_every_workflow_is_proved_under_every_item() -> None:
    proofs = check(WORKFLOWS, shipped().items())
    used = {label(item) for item in shipped().items() if not item.guide_only}
    assert {proof.item for proof in proofs} >= used
    assert [failure.says for proof in proofs for failure in proof.failures] == []
    assert all(proof.states for proof in proofs)
    assert {proof.workflow for proof in proofs} == WORKFLOWS.keys()
    assert sum(proof.states for proof in proofs if not proof.same_as) > 20_000


def test_w1_without_the_duty_to_publish_keeps_every_property() -> None:
    unpublished = (
        replace(step, starts=("delivery",)) if step.act == "grant" else replace(step, guards=())
        if step.act == "close" else step
        for step in W1.steps
    )  # fmt: skip
    proof = prove(with_steps(unpublished), TOLLING)
    assert proof.holds, [failure.says for failure in proof.failures]


# --- tables that are wrong on purpose ---------------------------------------------------------------


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_answered_with_the_shortest_path_that_shows_it(name: str) -> None:
    broken = the(name)
    proof = prove(broken.WORKFLOW, getattr(broken, "ITEM", PLAIN), part=getattr(broken, "PART", False))
    failure = next(one for one in proof.failures if one.rule == broken.RULE)
    assert failure.number == broken.NUMBER
    assert tuple(path_of(broken.WORKFLOW, failure)) == broken.PATH
    assert not proof.holds


def test_each_of_the_six_properties_has_a_table_that_breaks_it() -> None:
    assert {the(name).NUMBER for name in BROKEN} == {1, 2, 3, 4, 5, 6}


def test_the_unbroken_table_shows_none_of_these_faults() -> None:
    rules = {failure.rule for failure in prove(LICENCE, PLAIN).failures}
    assert rules.isdisjoint({the(name).RULE for name in BROKEN})


def test_a_failure_is_told_with_its_property_and_where_each_step_leads() -> None:
    broken = the("incomplete_declined")
    failure = next(one for one in prove(broken.WORKFLOW, PLAIN).failures if one.rule == broken.RULE)
    assert list(told(broken.WORKFLOW, failure)) == [
        "性质3不成立：没有一次性告知，就以材料不齐为由不予受理。",
        "  1. 2026-03-02 申请机构经办人：提交申请 → 已收件，待受理审查",
        "  2. 2026-03-02 受理人：不予受理 → 不予受理",
    ]


# --- nothing is left out ----------------------------------------------------------------------------


@settings(settings.get_profile("costly"), max_examples=30)
@given(st.randoms(use_true_random=False), st.booleans())
def test_no_case_that_goes_its_own_way_leaves_what_the_search_has_seen(chance: Random, settled: bool) -> None:
    for place in wander(chance, settled):
        assert SEARCH.key(place) in FOUND.places


def test_an_act_that_becomes_possible_only_after_two_returns_is_still_found() -> None:
    def returned_twice(attempt: Attempt) -> Reason | None:
        return None if attempt.standing.times.get("return_to_review", 0) > 1 else Reason("尚未退回两次。")

    patient = changed("grant", guards=(returned_twice,))
    granted = next(
        path
        for number, path in Search(patient, PLAIN).run().rows.items()
        if patient.steps[number].act == "grant"
    )
    assert [event.act for event in granted].count("return_to_review") == 2


def test_an_act_that_waits_five_working_days_after_another_is_still_found() -> None:
    def waited(attempt: Attempt) -> Reason | None:
        proposed = attempt.standing.last["propose"]
        return None if attempt.calendar.count(proposed.on, attempt.on) >= 5 else Reason("尚未满五个工作日。")

    slow = changed("grant", guards=(waited,))
    found = Search(slow, PLAIN).run()
    granted = next(path for number, path in found.rows.items() if slow.steps[number].act == "grant")
    assert granted[-1].on >= granted[-2].on + timedelta(days=7)


def test_a_guard_that_fails_is_a_fault_and_not_a_refusal() -> None:
    def asks_for_what_is_not_there(attempt: Attempt) -> Reason | None:
        return Reason(str(attempt.data["never_given"]))

    proof = prove(changed("close", guards=(asks_for_what_is_not_there,)), PLAIN)
    assert "fails:close" in {failure.rule for failure in proof.failures}


def test_silence_is_seen_on_receipt_and_after_a_supplement_and_not_while_nobody_knows_the_calendar() -> None:
    deemed = [number for number, step in enumerate(WALKED.steps) if step.act == "deem_accepted"]
    assert [FOUND.rows[number][-1].on for number in deemed] == [date(2026, 3, 10), date(2026, 3, 10)]
    assert any(place.standing.doubtful for place in FOUND.places.values())


def test_a_withdrawal_is_no_way_to_the_end_of_a_case() -> None:
    stuck = without(lambda step: step.act in ("serve", "close"))
    failures = {failure.rule for failure in prove(stuck, PLAIN).failures}
    assert {"no_exit:decided", "unreached:served", "unreached:closed"} <= failures


# --- items ------------------------------------------------------------------------------------------


def test_items_that_differ_in_words_alone_share_a_proof() -> None:
    one, other = replace(PLAIN, id="one"), replace(PLAIN, id="other", name="别名", basis=("law",))
    *_specimens, first, second = listed(W1, one, other)
    assert (first.same_as, second.same_as) == ("", label(one))
    assert second.states == first.states


def test_what_a_guard_reads_of_an_item_tells_items_apart() -> None:
    def has_a_code(attempt: Attempt) -> Reason | None:
        return None if attempt.item.code else Reason("事项没有编码。")

    coded = changed("publish", guards=(has_a_code,))
    without_code, with_code = replace(PLAIN, id="one"), replace(PLAIN, id="other", code="000123")
    *_specimens, first, second = listed(coded, without_code, with_code)
    assert second.same_as == ""
    assert "never:publish" in {failure.rule for failure in first.failures}
    assert "never:publish" not in {failure.rule for failure in second.failures}


def test_items_of_other_limits_or_procedures_are_searched_themselves() -> None:
    longer = replace(PLAIN, limits={**PLAIN.limits, "decision": Limits(Limit(20), Limit(19))})
    assumed = replace(PLAIN, special_procedures=(SpecialProcedure("testing", "检测", ("assumption",), 5),))
    assert len({shape(LICENCE, item) for item in (PLAIN, longer, assumed, TOLLING, specimen(LICENCE))}) == 5


def test_an_item_without_a_limit_that_the_workflow_starts_is_told() -> None:
    lacking = replace(PLAIN, limits={name: pair for name, pair in PLAIN.limits.items() if name != "delivery"})
    assert "limit:delivery" in {failure.rule for failure in prove(LICENCE, lacking).failures}


def test_a_promise_in_other_days_is_compared_on_every_day_of_a_year() -> None:
    assert outlasts(Limits(Limit(10), Limit(10))) is None
    assert outlasts(Limits(Limit(10), Limit(10, Unit.CALENDAR))) is None
    assert outlasts(Limits(Limit(20, Unit.CALENDAR), Limit(15))) == date(2026, 1, 1)


# --- fixtures ---------------------------------------------------------------------------------------

WALKED = with_steps((*W1.steps, *beside("visit", "invite", "explain")))
"""What the wanderers walk: the way of a case with what stands beside its review, but for a hearing."""

SEARCH = Search(WALKED, TOLLING)
FOUND = SEARCH.run()


def the(name: str) -> ModuleType:
    """Import a broken table."""
    return import_module(f"tests.workflows.broken.{name}")


def path_of(workflow: Workflow, failure: object) -> Iterator[str]:
    """Tell the steps of a failure's path: day, who and act."""
    for event in failure.path:  # type: ignore[attr-defined]
        yield f"{event.on} {event.who}：{event.zh}" if event.who else f"{event.on} {event.zh}"


def listed(workflow: Workflow, *items: object) -> list[Proof]:
    """Prove a workflow under some items."""
    return list(proofs(workflow, items))  # type: ignore[arg-type]


def wander(chance: Random, settled: bool) -> Iterator[Place]:
    """Take one case some way at random, as production does: facts, the fold of them, and acts that are allowed."""
    facts: list[Told] = []
    on = BEGINS
    for _event in range(14):
        standing = folded(facts, on, settled)
        yield Place(standing, on, settled, demo=False)
        possible = [told for told in attempts(standing, on, settled) if told]
        if possible and (not facts or chance.random() < 0.7):
            facts.append(chance.choice(possible))
        elif facts:
            on += timedelta(days=chance.choice([1, 2, 3, 5, 9]))


def folded(facts: list[Told], on: date, settled: bool) -> Standing:
    """Fold the facts by the day, and record the silence that they leave, as the timer does."""
    if not facts:
        return Standing(WALKED.initial, on)
    promised = {name: pair.promised for name, pair in TOLLING.limits.items()}
    statutory = {name: pair.statutory for name, pair in TOLLING.limits.items()}
    calendar = calendars()[settled]
    standing = machine.fold(WALKED, facts, promised, calendar, on, statutory=statutory)
    for step in standing.pending:
        run = standing.runs[step.lapse_of]
        assert run.ended_on is not None
        on_day = step.lapses_on(run.start, run.ended_on)
        facts.append(Told(step.act, on_day, TIMER.id, {"lapsed_on": str(run.ended_on)}, -1))
    if not standing.pending:
        return standing
    return machine.fold(WALKED, facts, promised, calendar, on, statutory=statutory)


def attempts(standing: Standing, on: date, settled: bool) -> Iterator[Told]:
    """Give every fact that somebody could add now."""
    for step in WALKED.acts_from(standing.stage):
        for person in CAST:
            for role in person.roles:
                for way in ways(TOLLING).get(step.act, OTHERWISE):
                    attempt = Attempt(
                        step.act, on, person, role, TOLLING, standing, calendars()[settled],
                        way.told(on, calendars()[settled]), HOME, HERE
                    )  # fmt: skip
                    if allowed(attempt):
                        yield Told(step.act, on, person.id, attempt.data, way.number, way.dated)


def allowed(attempt: Attempt) -> bool:
    """Say whether production would let it."""
    try:
        machine.fire(WALKED, attempt)
    except Refused:
        return False
    return True
