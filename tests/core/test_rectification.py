"""A wrong record put right: the old entry stays, the clock reads the right value, and nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core import clock
from approval.core.journal import Entry
from approval.core.limit import NATIONAL
from approval.core.machine import Standing, recorded
from approval.core.rectification import (
    CONFIRM,
    ON,
    RECTIFY,
    VALUES,
    asked,
    open_ones,
    rectifiable,
    rectified,
    stands,
    value_fault,
)
from approval.core.workdays import Calendar
from workflows.licence import LICENCE

CALENDAR = Calendar.national()
FRIDAY = date(2026, 9, 18)
DEFECTS = [{"about": "site_plan", "says": "缺少平面图", "remedy": "请提交平面图"}]

ROLES = {
    "submit": "acceptor", "supplement": "acceptor", "notify_deficiency": "acceptor", "accept": "acceptor",
    "serve": "acceptor", "close": "timer", "publish": "acceptor", "deem_accepted": "timer",
    "toll": "reviewer", "resume": "reviewer", "propose": "reviewer", "extend": "decider", "grant": "decider",
}  # fmt: skip
"""Who enters each act in these stories."""

DATA: Mapping[str, Mapping[str, Any]] = {
    "submit": {"channel": "post"},
    "supplement": {"channel": "window"},
    "notify_deficiency": {"defects": DEFECTS},
    "toll": {"ground": "expert_review", "days": 8},
    "resume": {"ground": "expert_review", "result": "同意"},
    "extend": {"days": 6},
    "serve": {"method": "post", "proof": "签收"},
}
"""What each act says in these stories."""


# --- stories --------------------------------------------------------------------------------------


def test_the_clock_reads_the_right_day_of_receipt_and_the_old_entry_stays():
    facts = journal(("submit", FRIDAY))
    right = put_right(facts, 1, ON, "2026-09-16")

    assert fold(facts).received_on == FRIDAY
    assert fold(right).received_on == date(2026, 9, 16)
    assert fold(right).runs["completeness"].start == date(2026, 9, 16)
    assert right[0] == facts[0], "the entry itself is what it was"


def test_what_nobody_has_confirmed_changes_nothing():
    facts = journal(("submit", FRIDAY))
    only_asked = [
        *facts,
        entry(2, RECTIFY, FRIDAY, "acceptor", seq=1, name=ON, value="2026-09-16", why="笔误"),
    ]

    assert fold(only_asked).received_on == FRIDAY
    assert [one.entry for one in open_ones(only_asked)] == [1]


def test_a_later_rectification_of_the_same_value_takes_the_place_of_one_that_waits():
    facts = journal(("submit", FRIDAY))
    twice = ask(ask(facts, 1, ON, "2026-09-16"), 1, ON, "2026-09-17")

    assert [one.value for one in open_ones(twice)] == ["2026-09-17"]
    assert len(asked(twice)) == 2


def test_a_value_can_be_put_right_again():
    facts = put_right(put_right(journal(("submit", FRIDAY)), 1, ON, "2026-09-16"), 1, ON, "2026-09-17")

    assert fold(facts).received_on == date(2026, 9, 17)
    assert stands(facts, 1, ON) == "2026-09-17"


def test_what_was_deemed_from_the_day_of_receipt_goes_along_to_the_earlier_day():
    facts = journal(("submit", FRIDAY), silence("deem_accepted", FRIDAY, date(2026, 9, 24)))
    standing = fold(put_right(facts, 1, ON, "2026-09-16"))

    assert standing.deemed
    assert standing.accepted_on == date(2026, 9, 16)
    assert standing.runs["decision"].start == date(2026, 9, 16), "the days already gone are gone"


def test_silence_after_a_supplement_does_not_follow_the_submission():
    facts = journal(
        ("submit", FRIDAY), ("notify_deficiency", FRIDAY), ("supplement", FRIDAY),
        silence("deem_accepted", FRIDAY, date(2026, 9, 24)),
    )  # fmt: skip
    standing = fold(put_right(facts, 1, ON, "2026-09-16"))

    assert standing.received_on == date(2026, 9, 16)
    assert standing.accepted_on == FRIDAY, "silence counted from the supplement"


def test_the_systems_own_closing_waits_for_a_service_that_came_later():
    facts = journal(
        *GRANTED,
        ("serve", date(2026, 10, 20)),
        ("publish", date(2026, 10, 20)),
        ("close", date(2026, 10, 20)),
    )
    served = next(one for one in facts if one.act == "serve")
    right = rectified(put_right(facts, served.seq, ON, "2026-10-23"))

    assert [one.effective_on for one in right if one.act in ("serve", "close")] == [date(2026, 10, 23)] * 2


def test_the_result_of_a_special_procedure_that_came_in_earlier_brings_the_due_date_forward():
    facts = journal(
        ("submit", FRIDAY), ("accept", FRIDAY), ("toll", date(2026, 9, 21)), ("resume", date(2026, 9, 30))
    )
    before, after = fold(facts), fold(put_right(facts, 4, ON, "2026-09-23"))

    assert due(before) > due(after)
    assert after.runs["decision"].tolls[0].resumed_on == date(2026, 9, 23)


@pytest.mark.parametrize(
    ("act", "data", "name"),
    [
        ("submit", {"channel": "online"}, ON),
        ("serve", {"method": "electronic", "proof": "进入信箱"}, ON),
        ("serve", {"method": "electronic", "proof": "进入信箱"}, "proof"),
    ],
)
def test_what_the_system_itself_timed_is_not_put_right(act: str, data: dict[str, object], name: str):
    one = replace(entry(1, act, FRIDAY, "acceptor"), data=data)

    assert name not in rectifiable(one)
    assert "系统" in said(value_fault([one], 1, name, "2026-09-16", FRIDAY))


@pytest.mark.parametrize("act", sorted({step.act for step in LICENCE.steps} - set(VALUES)))
def test_no_other_act_holds_anything_that_can_be_put_right(act: str):
    one = entry(1, act, FRIDAY, ROLES.get(act, "acceptor"))

    assert rectifiable(one) == {}
    assert value_fault([one], 1, ON, "2026-09-16", FRIDAY) is not None


def test_a_notice_says_why_it_cannot_be_put_right():
    facts = journal(("submit", FRIDAY), ("notify_deficiency", FRIDAY))

    assert "只能一次告知" in said(value_fault(facts, 2, "defects", "再加一项", FRIDAY))


@pytest.mark.parametrize(
    ("seq", "name", "value", "says"),
    [
        (9, ON, "2026-09-16", "没有这一条"),
        (1, "channel", "online", "不能以更正改变"),
        (1, ON, "", "没有填写"),
        (1, ON, "明天", "不是日期"),
        (1, ON, "2026-09-18", "相同"),
        (1, ON, "20260918", "不是日期"),
        (1, ON, "2026-W38-5", "不是日期"),
        (1, ON, "1900-01-01", "2004年7月1日"),
        (1, ON, "2099-01-01", "今天以后"),
        (3, "days", "9", "只能更正为比8少"),
        (3, "days", "0", "不小于1"),
        (3, "days", "两天", "不小于1"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_in_words(seq: int, name: str, value: str, says: str):
    facts = journal(("submit", FRIDAY), ("accept", FRIDAY), ("toll", date(2026, 9, 21)))

    assert says in said(value_fault(facts, seq, name, value, date(2026, 9, 30)))


def test_fewer_days_of_a_special_procedure_can_be_put_right():
    facts = journal(("submit", FRIDAY), ("accept", FRIDAY), ("toll", date(2026, 9, 21)))

    assert value_fault(facts, 3, "days", "3", date(2026, 9, 30)) is None
    assert fold(put_right(facts, 3, "days", "3")).runs["decision"].tolls[0].days == 3


# --- properties -----------------------------------------------------------------------------------

GRANTED = (
    ("submit", FRIDAY), ("accept", date(2026, 9, 21)), ("propose", date(2026, 10, 9)),
    ("grant", date(2026, 10, 12)),
)  # fmt: skip

days = st.integers(0, 4).map(timedelta)
texts = st.text("0123456789-年月 abc是否", max_size=12)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """Draw the journal of a filing on paper, as far as it has come."""
    on = date(2026, 3, 2) + timedelta(draw(st.integers(0, 200)))
    told: list[Any] = [("submit", on)]

    def then(*acts: str) -> None:
        nonlocal on
        for act in acts:
            on += draw(days)
            told.append((act, on))

    if draw(st.booleans()):
        then("notify_deficiency", "supplement")
    if draw(st.booleans()):
        start = told[-1][1]
        name = "completeness" if len(told) == 1 else "supplement_check"
        last = clock.due_on(CALENDAR, clock.Run(name, start, NATIONAL[name]))
        told.append(silence("deem_accepted", start, last))
        on = last + timedelta(1)
    else:
        then("accept")
    for acts in (("toll",), ("resume",), ("extend",), ("propose", "grant", "serve"), ("publish", "close")):
        if not draw(st.booleans()):
            break
        then(*acts)
    return journal(*told)


@st.composite
def changes(draw: st.DrawFn, facts: Sequence[Entry]) -> tuple[int, str, str]:
    """Draw what somebody wants to put right: mostly what can be, sometimes what cannot."""
    seq = draw(st.integers(1, len(facts) + 1))
    names = [*(rectifiable(facts[seq - 1]) if seq <= len(facts) else ()), ON, "days", "defects", "outcome"]
    near = facts[min(seq, len(facts)) - 1].effective_on + timedelta(draw(st.integers(-9, 9)))
    value = draw(st.sampled_from([near.isoformat(), str(draw(st.integers(0, 30))), draw(texts)]))
    return seq, draw(st.sampled_from(names)), value


@settings(max_examples=300, deadline=None, database=None)
@given(st.data())
def test_no_rectification_rewrites_the_journal_adds_a_notice_or_undoes_silence(data: st.DataObject):
    facts = data.draw(journals())
    seq, name, value = data.draw(changes(facts))
    kept = deepcopy(facts)
    if value_fault(facts, seq, name, value, date(2027, 1, 1)):
        return
    right = put_right(facts, seq, name, value)
    before, after = fold(facts), fold(right)

    assert facts == kept, "the entries are what they were"
    assert right[: len(facts)] == kept
    assert after.stage == before.stage
    assert after.deemed == before.deemed
    acts = {act: times for act, times in after.times.items() if act not in (RECTIFY, CONFIRM)}
    assert acts == before.times
    assert after.times.get("notify_deficiency", 0) <= 1
    assert before.last.get("notify_deficiency") == after.last.get("notify_deficiency")


@settings(max_examples=300, deadline=None, database=None)
@given(st.data())
def test_even_what_slips_past_every_guard_touches_nothing_outside_the_list(data: st.DataObject):
    """A rectification entry is data: whatever it names, the fold takes only what the list allows."""
    facts = data.draw(journals())
    seq, name, value = data.draw(changes(facts))
    allowed = rectifiable(facts[seq - 1]) if seq <= len(facts) else {}
    if name in allowed:
        return
    assert list(rectified(put_right(facts, seq, name, value)))[: len(facts)] == facts


@settings(max_examples=300, deadline=None, database=None)
@given(st.data())
def test_the_clock_reads_as_if_the_value_had_been_right_from_the_beginning(data: st.DataObject):
    facts = data.draw(journals())
    seq, name, value = data.draw(changes(facts))
    if value_fault(facts, seq, name, value, date(2027, 1, 1)):
        return
    silent = any(one.act == "deem_accepted" for one in facts)
    if silent and facts[seq - 1].act in ("submit", "supplement"):
        return  # what goes along with a filing has stories of its own
    after = fold(put_right(facts, seq, name, value))
    from_the_beginning = fold([*facts[: seq - 1], corrected(facts[seq - 1], name, value), *facts[seq:]])

    assert after.runs == from_the_beginning.runs
    assert after.received_on == from_the_beginning.received_on
    assert after.accepted_on == from_the_beginning.accepted_on


# --- fixtures -------------------------------------------------------------------------------------


def entry(place: int, act: str, on: date, role: str, /, **data: Any) -> Entry:
    """Enter a fact."""
    at = datetime.combine(on, time(2), UTC)
    return Entry(
        "1", place, act, on, at, {"timer": 0}.get(role, len(role)), role, role, {**DATA.get(act, {}), **data}
    )


def silence(act: str, on: date, last: date) -> tuple[str, date, dict[str, str]]:
    """Let a limit run out."""
    return act, on, {"lapsed_on": last.isoformat()}


def journal(*told: Any) -> list[Entry]:
    """Enter facts one after the other."""
    return [
        entry(seq, act, on, ROLES[act], **(more[0] if more else {}))
        for seq, (act, on, *more) in enumerate(told, start=1)
    ]


def ask(facts: Sequence[Entry], seq: int, name: str, value: str) -> list[Entry]:
    """Ask for a rectification."""
    on = facts[-1].effective_on
    return [
        *facts,
        entry(len(facts) + 1, RECTIFY, on, "acceptor", seq=seq, name=name, value=value, why="笔误"),
    ]


def put_right(facts: Sequence[Entry], seq: int, name: str, value: str) -> list[Entry]:
    """Put a value right: asked by one, confirmed by another."""
    wanted = ask(facts, seq, name, value)
    return [*wanted, entry(len(wanted) + 1, CONFIRM, facts[-1].effective_on, "decider", seq=len(wanted))]


def corrected(one: Entry, name: str, value: str) -> Entry:
    """Give an entry as it would have been."""
    if name == ON:
        return replace(one, effective_on=date.fromisoformat(value))
    return replace(one, data={**one.data, name: int(value) if name == "days" else value})


def fold(facts: Sequence[Entry]) -> Standing:
    """Fold what is recorded."""
    return recorded(LICENCE, facts, NATIONAL)


def due(standing: Standing) -> date:
    """Give the due date of the decision."""
    return clock.due_on(CALENDAR, standing.runs["decision"])


def said(reason: object) -> str:
    """Give the words of a reason; a story that expects one fails without it."""
    assert reason is not None
    return str(reason)
