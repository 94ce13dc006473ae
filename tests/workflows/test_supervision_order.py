"""W7: an order is opened in one's own area, acknowledged, answered in words, closed or sent back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from approval.core import clock
from approval.core.person import TIMER, Person
from tests.core.made_up import (
    ACCEPTOR,
    ADMINISTRATOR,
    CALENDAR,
    DECIDER,
    OPERATOR,
    REVIEWER,
    SUPERVISOR,
    Happened,
)
from tests.workflows.tables import Table
from workflows.supervision_order import BASIS, SUPERVISION_ORDER

W7 = Table(
    SUPERVISION_ORDER,
    {
        "open_order": SUPERVISOR, "acknowledge": ACCEPTOR, "answer_order": REVIEWER,
        "close_order": SUPERVISOR, "reopen_order": SUPERVISOR,
    },
    {"answer_order": {"says": "材料已经补齐，明日作出决定"}},
)  # fmt: skip
ELSEWHERE = replace(SUPERVISOR, authority="town-2026/civil_affairs")

OPENED = [W7.fact("open_order", "2026-03-02")]
"""Opened on a Monday: five working days end on Monday, 9 March."""

ACKNOWLEDGED = [*OPENED, W7.fact("acknowledge", "2026-03-03")]
ANSWERED = [*ACKNOWLEDGED, W7.fact("answer_order", "2026-03-04")]
REOPENED = [*ANSWERED, W7.fact("reopen_order", "2026-03-05")]
CLOSED = [*ANSWERED, W7.fact("close_order", "2026-03-05")]


def test_an_order_goes_from_opening_to_closing() -> None:
    rows = [
        W7.allowed("open_order", "2026-03-02"),
        W7.allowed("acknowledge", "2026-03-03", *OPENED),
        W7.allowed("answer_order", "2026-03-04", *ACKNOWLEDGED),
        W7.allowed("close_order", "2026-03-05", *ANSWERED),
    ]

    assert [row.to for row in rows] == ["opened", "acknowledged", "answered", "closed"]
    assert rows[0].letter == "supervision_order"
    assert all(row.basis == BASIS for row in rows)


def test_whoever_answers_at_once_need_not_acknowledge_first() -> None:
    assert W7.allowed("answer_order", "2026-03-03", *OPENED).to == "answered"


def test_the_system_opens_an_order_by_rule() -> None:
    assert W7.allowed("open_order", "2026-03-02", by=TIMER).to == "opened"


@pytest.mark.parametrize(
    ("act", "told"), [("open_order", []), ("close_order", ANSWERED), ("reopen_order", ANSWERED)]
)
def test_a_supervisor_orders_only_in_his_own_area(act: str, told: list[Happened]) -> None:
    no = W7.refused(act, "2026-03-05", *told, by=ELSEWHERE)

    assert no.says == "本案不在您的监督范围内。"
    assert no.basis == "行政许可法第十条、第六十条"
    assert W7.allowed(act, "2026-03-05", *told, by=SUPERVISOR)


@pytest.mark.parametrize("by", [ACCEPTOR, REVIEWER, DECIDER])
def test_any_officer_of_the_authority_acknowledges_and_answers(by: Person) -> None:
    assert W7.allowed("acknowledge", "2026-03-03", *OPENED, by=by)
    assert W7.allowed("answer_order", "2026-03-03", *OPENED, by=by)

    stranger = replace(by, authority="town-2026/civil_affairs")
    assert "本案不属于您所在机关办理" in W7.not_yours("answer_order", "2026-03-03", *OPENED, by=stranger).says


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_an_answer_says_what_was_found_and_done(blank: str | None) -> None:
    no = W7.refused("answer_order", "2026-03-04", *ACKNOWLEDGED, says=blank)

    assert (no.says, no.basis, no.field) == ("没有写明办理情况。", BASIS, "says")


@pytest.mark.parametrize(
    ("act", "told", "by"),
    [
        ("open_order", [], ACCEPTOR),
        ("open_order", [], ADMINISTRATOR),
        ("acknowledge", OPENED, SUPERVISOR),
        ("answer_order", ACKNOWLEDGED, SUPERVISOR),
        ("answer_order", ACKNOWLEDGED, OPERATOR),
        ("close_order", ANSWERED, DECIDER),
        ("close_order", ANSWERED, TIMER),
        ("reopen_order", ANSWERED, ACCEPTOR),
    ],
)
def test_nobody_answers_his_own_order_and_nobody_closes_the_one_he_answered(
    act: str, told: list[Happened], by: Person
) -> None:
    assert "您的角色不能办理" in W7.not_yours(act, "2026-03-05", *told, by=by).says


def test_nothing_is_closed_that_was_not_answered_and_nothing_twice() -> None:
    for told in (OPENED, ACKNOWLEDGED, REOPENED):
        assert "不能办理“办结督办单”" in W7.not_now("close_order", "2026-03-06", *told).says
    assert W7.not_now("close_order", "2026-03-06", *CLOSED).says == "本督办单已经办结。"


def test_an_answer_that_is_not_enough_goes_back_with_a_limit_of_its_own() -> None:
    first = W7.standing("2026-03-02", *OPENED).runs["order"]
    again = W7.standing("2026-03-05", *REOPENED)

    assert clock.due_on(CALENDAR, first) == date(2026, 3, 9)
    assert again.stage == "opened"
    assert clock.due_on(CALENDAR, again.runs["order"]) == date(2026, 3, 12)
    assert W7.allowed("answer_order", "2026-03-06", *REOPENED).to == "answered"


def test_a_limit_that_the_supervisor_names_takes_the_place_of_the_five_days() -> None:
    named = W7.fact("open_order", "2026-03-02", order_until="2026-03-04")

    assert clock.due_on(CALENDAR, W7.standing("2026-03-02", named).runs["order"]) == date(2026, 3, 4)


def test_the_limit_runs_until_the_order_is_closed_and_its_lapse_closes_nothing() -> None:
    assert W7.standing("2026-03-04", *ANSWERED).is_running("order")
    assert not W7.standing("2026-03-05", *CLOSED).is_running("order")
    late = W7.standing("2026-06-01", *OPENED)
    assert (late.stage, late.pending) == ("opened", ())
