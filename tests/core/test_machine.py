"""The workflow table, the fold of a journal through it, and the one way to ask for an act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from approval.core import machine
from approval.core.clock import Toll, due_on
from approval.core.errors import NotAllowed, OutOfOrder, Refused
from approval.core.limit import NATIONAL, Limit, Limits
from approval.core.machine import Limiting, Standing, fire, fold, recorded, replay
from approval.core.vocabulary import Role, TollingGround, Unit
from tests.core.made_up import (
    ACCEPTOR,
    CALENDAR,
    DECIDER,
    OPERATOR,
    REVIEWER,
    WHO,
    Happened,
    attempt,
    happened,
    standing,
)
from workflows.licence import LICENCE

SUBMITTED = happened("submit", "2026-03-02")
NOTIFIED = happened("notify_deficiency", "2026-03-03")
SUPPLEMENTED = happened("supplement", "2026-03-05")
ACCEPTED = happened("accept", "2026-03-04")
PROPOSED = happened("propose", "2026-03-09")
GRANTED = happened("grant", "2026-03-10")


# --- the fold -------------------------------------------------------------------------------------


def test_the_stage_follows_from_the_facts_and_from_nothing_else():
    told = [SUBMITTED, ACCEPTED, PROPOSED, GRANTED, happened("serve", "2026-03-11")]
    stages = [standing("2026-03-20", *told[:n]).stage for n in range(2, 6)]
    assert stages == ["under_review", "awaiting_decision", "decided", "served"]


def test_the_clocks_start_and_end_with_the_acts():
    now = standing(
        "2026-03-11", SUBMITTED, NOTIFIED, SUPPLEMENTED, happened("accept", "2026-03-06"), PROPOSED, GRANTED
    )
    assert {name: (run.start.day, run.ended_on and run.ended_on.day) for name, run in now.runs.items()} == {
        "completeness": (2, 3),
        "supplement_check": (5, 6),
        "decision": (6, 10),
        "delivery": (10, None),
    }
    assert now.running == "delivery"
    assert now.runs["decision"].closes_tolls


def test_no_clock_runs_while_the_applicant_corrects():
    assert standing("2026-05-01", SUBMITTED, NOTIFIED).current is None


def test_silence_takes_effect_on_receipt_and_waits_to_be_recorded():
    # 3 to 6 March are four days, Monday the 9th is the fifth
    on_time, silent = standing("2026-03-09", SUBMITTED), standing("2026-03-10", SUBMITTED)
    assert (on_time.stage, on_time.pending) == ("received", ())
    assert (silent.stage, silent.accepted_on, silent.deemed) == ("under_review", date(2026, 3, 2), True)
    assert [step.act for step in silent.pending] == ["deem_accepted"]
    assert silent.runs["decision"].start == date(2026, 3, 2)


def test_silence_after_a_supplement_takes_effect_on_the_day_it_came():
    silent = standing("2026-03-13", SUBMITTED, NOTIFIED, SUPPLEMENTED)
    assert (silent.accepted_on, silent.deemed) == (date(2026, 3, 5), True)
    assert silent.pending[0].lapse_of == "supplement_check"


def test_recorded_silence_is_not_pending_again_and_reads_the_same():
    pending = standing("2026-03-20", SUBMITTED)
    told = standing("2026-03-20", SUBMITTED, happened("deem_accepted", "2026-03-02"))
    assert told.pending == ()
    assert (told.stage, told.accepted_on, told.deemed) == (pending.stage, pending.accepted_on, pending.deemed)
    assert told.runs == pending.runs


def test_recorded_silence_had_not_happened_before_its_limit_ran_out():
    told = standing("2026-03-09", SUBMITTED, happened("deem_accepted", "2026-03-02"))
    assert told.stage == "received"


def test_a_day_in_the_past_knows_no_later_fact():
    told = standing("2026-03-03", SUBMITTED, ACCEPTED, PROPOSED)
    assert (told.stage, told.accepted_on, told.times) == ("received", None, {"submit": 1})


def test_a_promise_shorter_than_the_law_deems_no_case_accepted():
    promised = {**NATIONAL, "completeness": Limit(2)}
    at_promise = fold(LICENCE, [SUBMITTED], promised, CALENDAR, date(2026, 3, 5), statutory=NATIONAL)
    after_law = fold(LICENCE, [SUBMITTED], promised, CALENDAR, date(2026, 3, 10), statutory=NATIONAL)
    assert at_promise.stage == "received", "the promise is broken, the law is not: a notice is still in time"
    assert due_on(CALENDAR, at_promise.runs["completeness"]) == date(2026, 3, 4), (
        "the light follows the promise"
    )
    assert after_law.deemed
    deemed = [SUBMITTED, happened("deem_accepted", "2026-03-02")]
    assert fold(LICENCE, deemed, promised, CALENDAR, date(2026, 3, 9), statutory=NATIONAL).stage == "received"
    assert fold(LICENCE, deemed, promised, CALENDAR, date(2026, 3, 10), statutory=NATIONAL).deemed


def test_silence_is_in_doubt_while_its_due_date_rests_on_a_provisional_year():
    received = happened("submit", "2026-12-30")
    # 31(1) 2027: 4(2) 5(3) 6(4) 7(5)
    assert not standing("2027-01-07", received).doubtful
    in_doubt = standing("2027-01-08", received)
    assert in_doubt.doubtful
    assert (in_doubt.stage, in_doubt.pending) == ("received", ())


def test_a_fact_that_the_table_does_not_know_in_its_stage_is_out_of_order():
    with pytest.raises(OutOfOrder):
        standing("2026-03-10", SUBMITTED, PROPOSED)


def test_the_fold_of_recorded_facts_alone_finds_no_silence():
    assert recorded(LICENCE, [SUBMITTED], NATIONAL).stage == "received"


def test_tolls_results_and_extensions_are_read_from_their_facts():
    letter = {"kind": "tolling", "number": "某卫函〔2026〕5号", "digest": "0" * 64}
    now = standing(
        "2026-03-12",
        SUBMITTED,
        ACCEPTED,
        happened("toll", "2026-03-05", days=4, unit="calendar", letter=letter),
        happened("resume", "2026-03-06"),
        happened("extend", "2026-03-09", days=5),
    )
    run = now.runs["decision"]
    assert run.extended_by == 5
    assert run.tolls == (
        Toll(
            TollingGround.EXPERT_REVIEW,
            date(2026, 3, 5),
            4,
            Unit.CALENDAR,
            date(2026, 3, 6),
            "某卫函〔2026〕5号",
        ),
    )


def test_a_case_remembers_everyone_who_ever_did_an_act():
    other = replace(REVIEWER, id=33)
    now = standing(
        "2026-03-12",
        SUBMITTED,
        ACCEPTED,
        PROPOSED,
        happened("return_to_review", "2026-03-10"),
        happened("propose", "2026-03-11", other),
    )
    assert now.doers["propose"] == {REVIEWER.id, 33}
    assert now.times["propose"] == 2


def test_a_copy_of_a_standing_does_not_change_with_it():
    before = standing("2026-03-04", SUBMITTED, ACCEPTED)
    after = before.copy()
    machine.apply(LICENCE, after, LICENCE.table["under_review", "propose"], PROPOSED, NATIONAL)
    assert (before.stage, "propose" in before.times, "propose" in before.doers) == (
        "under_review",
        False,
        False,
    )


def test_limits_are_taken_as_promised_or_as_the_law_sets_them():
    pairs = {"decision": Limits(Limit(20), Limit(10))}
    assert Limiting.promised(pairs).limits == {"decision": Limit(10)}
    assert Limiting.statutory(pairs).limits == {"decision": Limit(20)}


def test_a_history_without_a_first_fact_is_no_history():
    with pytest.raises(ValueError, match="first fact"):
        replay(LICENCE, [], NATIONAL, CALENDAR, date(2026, 3, 2))


# --- the one way to ask ---------------------------------------------------------------------------


def test_an_allowed_act_gives_its_row_and_changes_nothing():
    asked = attempt("accept", "2026-03-04", SUBMITTED)
    step = fire(LICENCE, asked)
    assert (step.act, step.to, step.letter) == ("accept", "under_review", "acceptance")
    assert asked.standing.stage == "received"


def test_an_act_that_no_workflow_has_is_refused_by_name():
    with pytest.raises(OutOfOrder, match="teleport"):
        fire(LICENCE, replace(attempt("accept", "2026-03-04", SUBMITTED), act="teleport"))


def test_an_act_out_of_order_is_told_where_the_case_is_and_what_is_possible():
    with pytest.raises(OutOfOrder) as refused:
        fire(LICENCE, attempt("serve", "2026-03-04", SUBMITTED))
    (reason,) = refused.value.reasons
    assert reason.says == "本案处于“已收件，待受理审查”环节，不能办理“送达”。"
    assert reason.basis == "行政许可法第四十四条"
    assert "受理" in reason.remedy
    assert "视为受理" not in reason.remedy, "nobody can do what the law does"


def test_an_act_on_an_ended_case_is_told_that_it_has_ended():
    with pytest.raises(OutOfOrder, match="已经结束"):
        fire(LICENCE, attempt("accept", "2026-03-04", SUBMITTED, happened("withdraw", "2026-03-03")))


def test_every_reason_that_bars_an_act_is_given_at_once():
    with pytest.raises(Refused) as refused:
        fire(LICENCE, attempt("decline", "2026-03-04", SUBMITTED, reasons=" "))
    assert [reason.field for reason in refused.value.reasons] == ["ground", "reasons"]


def test_who_may_not_act_is_told_so_before_anything_about_the_case():
    with pytest.raises(NotAllowed):
        fire(LICENCE, attempt("serve", "2026-03-04", SUBMITTED, by=OPERATOR))


def test_a_role_that_the_person_does_not_hold_is_refused():
    with pytest.raises(NotAllowed):
        fire(LICENCE, attempt("accept", "2026-03-04", SUBMITTED, by=REVIEWER, role=Role.ACCEPTOR))


def test_silence_cannot_be_fired_before_the_law_has_decided():
    early = replace(
        attempt("deem_accepted", "2026-03-09", SUBMITTED), standing=recorded(LICENCE, [SUBMITTED], NATIONAL)
    )
    with pytest.raises(Refused, match="尚未届满"):
        fire(LICENCE, early)
    assert fire(LICENCE, replace(early, on=date(2026, 3, 10))).to == "under_review"


def test_silence_cannot_be_fired_on_a_provisional_due_date():
    received = happened("submit", "2026-12-30")
    doubtful = replace(
        attempt("deem_accepted", "2027-02-01", received), standing=recorded(LICENCE, [received], NATIONAL)
    )
    with pytest.raises(Refused, match="暂定"):
        fire(LICENCE, doubtful)


# --- the machine and the table are one ------------------------------------------------------------


ACTS = sorted(LICENCE.by_act)
STAGES = [stage.id for stage in LICENCE.stages]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("act", ACTS)
def test_the_machine_knows_a_row_exactly_where_the_table_has_it(stage: str, act: str):
    rows = [step for step in LICENCE.steps if step.act == act and stage in step.sources]
    assert len(rows) <= 1, "two rows for one act in one stage would make the order of the table matter"
    transitions = LICENCE.machine.events[act].transitions.get(stage, [])
    assert [(one.source, one.dest) for one in transitions] == [(stage, row.to or None) for row in rows]
    assert LICENCE.table.get((stage, act)) == (rows[0] if rows else None)


def test_the_machine_holds_no_act_and_no_stage_of_its_own():
    assert set(LICENCE.machine.events) == set(ACTS)
    assert set(LICENCE.machine.states) == set(STAGES)


@settings(max_examples=200, deadline=None, database=None)
@given(st.lists(st.sampled_from(ACTS), max_size=12))
@example(acts=["rectify", "confirm_rectification"])
def test_on_any_path_the_machine_and_the_fold_come_to_the_same_stage_and_one_notice_at_most(acts: list[str]):
    """Guards aside, whatever ``fire`` lets through the fold can follow, to the stage that it named."""
    facts = [SUBMITTED]
    for act in acts:
        asked = attempt(act, "2026-03-02", *facts)
        try:
            step = fire(LICENCE, asked)
        except Refused:
            continue
        facts.append(replace(happened(act, "2026-03-02"), seq=len(facts) + 1))
        reached = standing("2026-03-02", *facts).stage
        assert reached == (step.to or asked.standing.stage) == asked.stage
    done = [fact.act for fact in facts]
    assert done.count("notify_deficiency") <= 1
    assert done.count("extend") <= 1
    assert done.count("accept") + done.count("deem_accepted") <= 1
    assert not {"grant", "refuse"} & set(done) or {"accept", "deem_accepted"} & set(done)


@settings(max_examples=150, deadline=None, database=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(ACTS), st.sampled_from([ACCEPTOR.id, REVIEWER.id, DECIDER.id])), max_size=14
    )
)
def test_on_no_path_does_one_person_propose_and_decide(tried: list[tuple[str, int]]):
    everyone = frozenset({Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER})
    facts = [SUBMITTED, happened("accept", "2026-03-02")]
    for act, who in tried:
        person = replace(WHO[act], id=who, roles=everyone) if WHO[act].clerk else WHO[act]
        person = replace(person, authority=ACCEPTOR.authority, head=True) if WHO[act].clerk else person
        try:
            fire(LICENCE, attempt(act, "2026-03-02", *facts, by=person))
        except Refused:
            continue
        facts.append(happened(act, "2026-03-02", person))
    proposed = {fact.by for fact in facts if fact.act == "propose"}
    decided = {fact.by for fact in facts if fact.act in ("grant", "refuse")}
    assert not proposed & decided


def test_the_replay_of_a_question_and_the_fold_of_a_journal_agree():
    facts: list[Happened] = [
        SUBMITTED,
        NOTIFIED,
        SUPPLEMENTED,
        happened("accept", "2026-03-06"),
        happened("toll", "2026-03-09"),
        happened("extend", "2026-03-10"),
        PROPOSED,
    ]
    facts = [*facts[:-1], happened("propose", "2026-03-11")]
    for through in range(2, 20):
        on = date(2026, 3, through)
        known = [fact for fact in facts if fact.on <= on]
        asked, folded = (
            replay(LICENCE, known, NATIONAL, CALENDAR, on),
            fold(LICENCE, facts, NATIONAL, CALENDAR, on),
        )
        assert comparable(asked) == comparable(folded)


def comparable(now: Standing) -> tuple[object, ...]:
    return now.stage, now.runs, now.accepted_on, now.deemed, now.times, now.running
