"""What new rules are for one case: better, worse, abolished, or nothing to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from approval.core.item import Item
from approval.core.limit import Limit, Limits
from approval.core.material import Ground, Material, Standard
from approval.core.version import Verdict, differences, verdict
from approval.core.vocabulary import Unit
from tests.rules import shipped
from workflows.rules import compiled

OLD = shipped().item("jianxi-2017", "nursing-station.establish")
FACTS: dict[str, object] = {"premises": {"owned": True, "area_m2": 50}, "institution": {"beds": 80}}
FIRE = Material(
    "fire", "消防验收文件", "copy", ("pdf",), "applicant", compiled("premises.area_m2 > 100.0"), ("plan",)
)


def limited(clock: str, days: int, unit: Unit = Unit.WORKING) -> Item:
    limits = dict(OLD.limits) | {clock: Limits(OLD.limits["decision"].statutory, Limit(days, unit, "plan"))}
    return replace(OLD, limits=limits)


def judged(new: Item | None, *, old: Item = OLD, late: bool = False) -> Verdict:
    found = differences(old, new, FACTS) if new else ()
    return verdict(old, new, found, late=late)


def test_rules_that_say_the_same_move_nothing() -> None:
    assert judged(replace(OLD, pack="jianxi-2026")) is Verdict.SAME


@pytest.mark.parametrize(
    ("days", "unit", "expected"),
    [
        (9, Unit.WORKING, "better"),
        (11, Unit.WORKING, "worse"),
        (13, Unit.CALENDAR, "better"),
        (15, Unit.CALENDAR, "worse"),
    ],
)
def test_a_shorter_promise_favours_the_applicant(days: int, unit: Unit, expected: str) -> None:
    assert judged(limited("decision", days, unit)).value == expected


def test_a_longer_time_to_correct_favours_the_applicant() -> None:
    old = limited("correction", 10)
    new = limited("correction", 20)
    assert judged(new, old=old) is Verdict.BETTER
    assert judged(old, old=new) is Verdict.WORSE


def test_a_paper_that_the_case_does_not_need_burdens_nobody() -> None:
    new = replace(OLD, materials=(*OLD.materials, FIRE))
    assert judged(new) is Verdict.SAME
    large = differences(OLD, new, {**FACTS, "premises": {"area_m2": 120, "owned": True}})
    assert [(one.says, one.better) for one in large] == [("增加材料《消防验收文件》。", False)]


def test_a_paper_that_may_be_needed_counts_as_needed() -> None:
    new = replace(OLD, materials=(*OLD.materials, FIRE))
    assert [one.better for one in differences(OLD, new, {})] == [False]


def test_a_further_ground_of_refusal_burdens_and_a_ground_less_favours() -> None:
    more = replace(OLD, grounds=(*OLD.grounds, Ground("new", "超出数量", ("plan",))))
    assert judged(more) is Verdict.WORSE
    assert judged(OLD, old=more) is Verdict.BETTER


def test_a_standard_counts_by_what_it_makes_of_this_case() -> None:
    small, large = (
        replace(
            OLD,
            standards=(
                *OLD.standards,
                Standard("beds", f"床位不少于{n}张", compiled(f"beds >= {n}"), ("plan",)),
            ),
        )
        for n in (50, 100)
    )
    assert judged(small) is Verdict.SAME
    assert judged(large) is Verdict.WORSE
    assert judged(OLD, old=large) is Verdict.BETTER


def test_silence_that_declines_burdens() -> None:
    assert judged(replace(OLD, correction_declines=True)) is Verdict.WORSE


def test_one_burden_outweighs_every_ease() -> None:
    new = replace(limited("decision", 5), correction_declines=True)
    assert judged(new) is Verdict.WORSE


def test_a_case_that_the_organ_let_run_late_keeps_the_old_rules_only_against_worse_ones() -> None:
    assert judged(limited("decision", 15), late=True) is Verdict.LATE
    assert judged(limited("decision", 5), late=True) is Verdict.BETTER


def test_an_item_that_is_gone_or_lighter_is_abolished_and_a_heavier_one_waits() -> None:
    assert judged(None) is Verdict.ABOLISHED
    filing = replace(OLD, workflow="filing")
    assert judged(filing) is Verdict.ABOLISHED
    assert judged(OLD, old=filing) is Verdict.HEAVIER
