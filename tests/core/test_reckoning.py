"""``reckon``: the published example, the vectors, a second reckoner, and every refusal by name."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from approval.core.errors import Refused
from approval.core.reckoning import reckon
from approval.core.workdays import Calendar
from tests.core.day_by_day import Impossible, walk
from tests.core.histories import history
from workflows.licence import LICENCE

CALENDAR = Calendar.national()
VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "histories.json").read_text(encoding="utf-8")
)

EXAMPLE: dict[str, Any] = {
    "received_on": "2026-09-18",
    "limits": {"decision": {"days": 10, "unit": "working"}},
    "facts": [
        {"act": "notify_deficiency", "on": "2026-09-21"},
        {"act": "supplement", "on": "2026-09-23"},
        {"act": "accept", "on": "2026-09-24"},
        {"act": "toll", "on": "2026-09-28", "ground": "expert_review", "days": 3, "unit": "working"},
        {"act": "resume", "on": "2026-09-30", "ground": "expert_review"},
        {"act": "extend", "on": "2026-10-12", "days": 5},
    ],
    "as_of": "2026-10-13",
}
ANSWER: dict[str, Any] = {
    "stage": "under_review",
    "accepted_on": "2026-09-24",
    "deemed": False,
    "completeness_due_on": "2026-09-24",
    "supplement_check_due_on": "2026-10-08",
    "decision_due_on": "2026-10-26",
    "delivery_due_on": None,
    "days_used": 6,
    "days_left": 9,
    "days_tolled": 2,
    "light": "green",
    "breached": False,
    "provisional": False,
}
FIRST_ROW = {
    "date": "2026-09-24",
    "weekday": 4,
    "counts": False,
    "number": None,
    "reason": "event_day",
    "says": "受理当日,不计入",
}


def test_the_published_example_is_answered_to_the_letter():
    told = asked(EXAMPLE)
    ledger = told.pop("ledger")
    assert list(told.items()) == list(ANSWER.items()), "the keys stand in the published order"
    assert len(ledger) == 33
    assert list(ledger[0].items()) == list(FIRST_ROW.items())
    assert list(asked(EXAMPLE))[-1] == "ledger"


def test_the_example_day_by_day():
    rows = {row["date"]: row for row in asked(EXAMPLE)["ledger"]}
    assert {d: r["number"] for d, r in rows.items() if r["counts"]} == {
        "2026-09-28": 1, "2026-10-08": 2, "2026-10-09": 3, "2026-10-10": 4, "2026-10-12": 5, "2026-10-13": 6,
        "2026-10-14": 7, "2026-10-15": 8, "2026-10-16": 9, "2026-10-19": 10, "2026-10-20": 11, "2026-10-21": 12,
        "2026-10-22": 13, "2026-10-23": 14, "2026-10-26": 15,
    }  # fmt: skip
    assert [d for d, r in rows.items() if r["reason"] == "tolled"] == ["2026-09-29", "2026-09-30"]
    assert [d for d, r in rows.items() if r["reason"] == "make_up_day"] == ["2026-10-10"]
    assert all(not set(r["says"]) & set("，（）：；") for r in rows.values()), "as published, in half width"


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_the_independent_histories_come_out_the_same(vector: dict[str, Any]):
    expected = vector["expected"]
    if "error" in expected:
        with pytest.raises(Refused):
            asked(vector["input"])
        return
    told = asked(vector["input"])
    assert {key: told[key] for key in expected} == expected


def test_all_vectors_are_there():
    assert len(VECTORS) == 80
    assert len([vector for vector in VECTORS if "error" in vector["expected"]]) == 18


# --- silence (clock.md 4) -------------------------------------------------------------------------

# Received on Friday 18 Sept 2026: 20 (make-up Sunday) 21 22 23 24 are the five days.


def test_on_the_last_day_the_case_still_waits_and_on_the_day_after_silence_has_accepted_it_from_receipt():
    waiting, accepted = asked(plain("2026-09-24")), asked(plain("2026-09-25"))
    assert (waiting["stage"], waiting["accepted_on"], waiting["light"]) == ("received", None, "yellow")
    assert (accepted["stage"], accepted["accepted_on"], accepted["deemed"]) == (
        "under_review",
        "2026-09-18",
        True,
    )


def test_after_silence_the_days_already_gone_are_gone():
    told = asked(plain("2026-09-25"))
    # 20-24(5) 28-30(8) October 8-10(11) 12-16(16) 19-22(20)
    assert told["decision_due_on"] == "2026-10-22"
    assert told["days_used"] == 5
    assert told["ledger"][0]["date"] == "2026-09-18"


@pytest.mark.parametrize("act", ["notify_deficiency", "accept", "decline"])
def test_an_act_after_silence_meets_a_case_that_is_already_accepted(act: str):
    assert "视为受理" in refusal({**plain("2026-09-28"), "facts": [{"act": act, "on": "2026-09-25"}]})
    assert asked({**plain("2026-09-28"), "facts": [{"act": act, "on": "2026-09-24"}]})


def test_silence_after_a_supplement_accepts_from_the_day_it_came():
    facts = EXAMPLE["facts"][:2]
    on_time = asked({**EXAMPLE, "facts": facts, "as_of": "2026-10-08"})
    silent = asked({**EXAMPLE, "facts": facts, "as_of": "2026-10-09"})
    assert on_time["stage"] == "supplemented"
    assert (silent["stage"], silent["accepted_on"], silent["deemed"]) == ("under_review", "2026-09-23", True)


def test_silence_while_the_applicant_corrects_accepts_nothing():
    told = asked({**EXAMPLE, "facts": EXAMPLE["facts"][:1], "as_of": "2027-09-21"})
    assert told["stage"] == "awaiting_correction"
    assert (told["days_used"], told["days_left"], told["light"]) == (None, None, None)


def test_the_review_goes_on_after_silence_as_after_an_acceptance():
    facts = [{"act": "toll", "on": "2026-09-28", "ground": "hearing", "days": 2}]
    assert asked({**plain("2026-09-28"), "facts": facts})["decision_due_on"] == "2026-10-26"


# --- what the answer says of each stage (clock.md 8) ----------------------------------------------


def test_a_promise_of_the_answer_all_keys_always():
    for facts, as_of in [
        ([], "2026-09-18"),
        (EXAMPLE["facts"][:1], "2026-09-21"),
        (EXAMPLE["facts"], "2026-10-13"),
    ]:
        assert list(asked({**EXAMPLE, "facts": facts, "as_of": as_of})) == [*ANSWER, "ledger"]


def test_late_service_shows_as_a_red_light_and_service_ends_all_clocks():
    decided = [{"act": "accept", "on": "2026-03-02"}, {"act": "decide", "on": "2026-03-03"}]
    case = {"received_on": "2026-03-02", "facts": decided, "as_of": "2026-03-18"}
    late = asked(case)
    # 4 5 6(3) 9-13(8) 16(9) 17(10)
    assert (late["stage"], late["delivery_due_on"], late["light"], late["days_left"]) == (
        "decided", "2026-03-17", "red", -1,
    )  # fmt: skip
    served = asked({**case, "facts": [*decided, {"act": "serve", "on": "2026-03-18"}]})
    assert (served["stage"], served["light"], served["days_used"], served["days_left"]) == (
        "served",
        None,
        None,
        None,
    )
    assert served["delivery_due_on"] == "2026-03-17", "a due date once started keeps being shown"
    assert not served["breached"], "only the decision breaches"


@pytest.mark.parametrize(
    ("facts", "as_of", "breached"),
    [
        ([], "2026-03-30", False),
        ([], "2026-03-31", True),
        ([{"act": "decide", "on": "2026-03-30"}], "2026-06-01", False),
        ([{"act": "decide", "on": "2026-03-31"}], "2026-06-01", True),
        ([{"act": "withdraw", "on": "2026-03-30"}], "2026-06-01", False),
        ([{"act": "withdraw", "on": "2026-03-31"}], "2026-06-01", True),
    ],
)
def test_a_decision_after_its_due_date_is_a_breach_and_a_withdrawal_in_time_is_not(
    facts: list[dict[str, Any]], as_of: str, breached: bool
):
    # accepted on 2 March: twenty working days end on the 30th
    case = {
        "received_on": "2026-03-02",
        "facts": [{"act": "accept", "on": "2026-03-02"}, *facts],
        "as_of": as_of,
    }
    told = asked(case)
    assert told["decision_due_on"] == "2026-03-30"
    assert told["breached"] is breached


def test_joint_handling_has_forty_five_days_and_fifteen_more():
    facts = [{"act": "accept", "on": "2026-03-02"}, {"act": "extend", "on": "2026-03-03", "days": 15}]
    case = {"received_on": "2026-03-02", "facts": facts[:1], "as_of": "2026-03-03"}
    # March 3-6(4) 9-13(9) 16-20(14) 23-27(19) 30 31(21) April 1-3(24) 7-10(28) 13-17(33) 20-24(38) 27-30(42)
    # May 6-8(45); then 9 (make-up Saturday) 11-15(6) 18-22(11) 25-28(15)
    assert asked({**case, "joint": True})["decision_due_on"] == "2026-05-08"
    assert asked({**case, "facts": facts, "joint": True})["decision_due_on"] == "2026-05-28"
    assert "1至10" in refusal({**case, "facts": facts})


def test_a_limit_that_is_given_goes_before_that_of_joint_handling():
    limits = {"decision": {"days": 3, "basis": "plan"}}
    case = {"received_on": "2026-03-02", "joint": True, "limits": limits, "as_of": "2026-03-02"}
    assert (
        asked({**case, "facts": [{"act": "accept", "on": "2026-03-02"}]})["decision_due_on"] == "2026-03-05"
    )


def test_facts_to_come_must_be_possible_and_change_nothing():
    today = asked({**EXAMPLE, "as_of": "2026-09-29"})
    without = asked({**EXAMPLE, "facts": EXAMPLE["facts"][:4], "as_of": "2026-09-29"})
    assert today == without
    assert today["days_tolled"] == 3, "the toll is assumed to run to its last named day"
    impossible = [*EXAMPLE["facts"], {"act": "serve", "on": "2027-01-01"}]
    assert "第7项事实 serve" in refusal({**EXAMPLE, "facts": impossible, "as_of": "2026-09-29"})


def test_an_answer_without_its_ledger_is_the_same_answer():
    assert reckon(LICENCE, EXAMPLE, CALENDAR, with_ledger=False) == ANSWER


def test_dates_of_a_year_without_notice_are_provisional():
    case = {
        "received_on": "2026-12-28",
        "facts": [{"act": "accept", "on": "2026-12-28"}],
        "as_of": "2026-12-28",
    }
    assert asked(case)["provisional"] is True
    short = {**case, "limits": {name: {"days": 3} for name in ("decision", "completeness")}}
    assert asked(short)["provisional"] is False, "29, 30 and 31 December are arranged"
    assert asked({**short, "as_of": "2027-01-02"})["provisional"] is True, "the late days are not"


# --- refused (clock.md 8) -------------------------------------------------------------------------


def with_facts(*facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"received_on": "2026-03-02", "facts": list(facts), "as_of": "2026-03-20", **more}


ACCEPT = {"act": "accept", "on": "2026-03-02"}
NOTICE = {"act": "notify_deficiency", "on": "2026-03-02"}
SUPPLEMENT = {"act": "supplement", "on": "2026-03-03"}
TOLL = {"act": "toll", "on": "2026-03-03", "ground": "testing", "days": 1}
EXTEND = {"act": "extend", "on": "2026-03-03", "days": 1}


@pytest.mark.parametrize(
    ("history", "names", "rule"),
    [
        (with_facts({"act": "approve", "on": "2026-03-02"}), "第1项事实：没有“approve”", "法定期限计算规则"),
        (with_facts(ACCEPT, {**TOLL, "ground": "site_visit"}), "第2项事实：ground 不能是“site_visit”", "第四十五条"),
        (with_facts(ACCEPT, {**TOLL, "unit": "hours"}), "第2项事实：unit 不能是“hours”", "法定期限计算规则"),
        (with_facts(ACCEPT, {**TOLL, "why": "x"}), "第2项事实：toll 中没有“why”", "法定期限计算规则"),
        (with_facts({**ACCEPT, "ground": "hearing"}), "accept 中没有“ground”", "法定期限计算规则"),
        (with_facts(ACCEPT, {"act": "toll", "on": "2026-03-03", "ground": "testing"}), "缺少 days", "计算规则"),
        (with_facts({"act": "accept"}), "第1项事实：缺少 on", "法定期限计算规则"),
        (with_facts(ACCEPT, {**TOLL, "days": 0}), "days 应为", "法定期限计算规则"),
        (with_facts(ACCEPT, {**TOLL, "days": 1.0}), "days 应为", "法定期限计算规则"),
        (with_facts(ACCEPT, {**TOLL, "days": True}), "而不是“true”", "法定期限计算规则"),
        (with_facts(ACCEPT, {**TOLL, "days": 10**30}), "days 应为", "法定期限计算规则"),
        (with_facts(ACCEPT, {"act": "decide", "on": "2026-03-03", "outcome": "maybe"}), "“maybe”", "计算规则"),
        (with_facts({**NOTICE, "on": "2026-03-01"}), "第1项事实：日期 2026-03-01 早于", "法定期限计算规则"),
        (with_facts(NOTICE, {**SUPPLEMENT, "on": "2026-03-01"}), "第2项事实：日期 2026-03-01 早于", "计算规则"),
        (with_facts(as_of="2026-03-01"), "as_of 早于 received_on", "法定期限计算规则"),
        (with_facts(NOTICE, NOTICE), "第2项事实 notify_deficiency（2026-03-02）：本案已经发出过一次性告知书", "（四）项"),
        (with_facts(NOTICE, SUPPLEMENT, {**NOTICE, "on": "2026-03-04"}), "已经发出过一次性告知书", "（四）项"),
        (with_facts(NOTICE, ACCEPT), "不能办理“受理”", "第三十二条"),
        (with_facts({"act": "decide", "on": "2026-03-03"}), "第1项事实 decide（2026-03-03）", "第三十七条"),
        (with_facts({**ACCEPT, "on": "2026-03-10"}), "第1项事实 accept（2026-03-10）：期限内没有告知", "（四）项"),
        (with_facts(NOTICE, SUPPLEMENT, {**ACCEPT, "on": "2026-03-11"}), "补正后的审查期限内没有作出处理", "（五）项"),
        (with_facts(ACCEPT, {**EXTEND, "days": 11}), "延期应为1至10个工作日", "第四十二条第一款"),
        (with_facts(ACCEPT, EXTEND, EXTEND), "第3项事实 extend（2026-03-03）：本案已经延期一次", "第四十二条"),
        (with_facts(ACCEPT, {**EXTEND, "on": "2026-03-31"}), "已于2026-03-30届满", "第四十二条第一款"),
        (with_facts(ACCEPT, TOLL, TOLL), "“检测”的特别程序尚未结束", "第四十五条"),
        (with_facts(ACCEPT, {"act": "resume", "on": "2026-03-03", "ground": "testing"}), "没有正在进行的", "第四十五条"),
        (with_facts(ACCEPT, {"act": "serve", "on": "2026-03-03"}), "不能办理“送达”", "第四十四条"),
        (with_facts(ACCEPT, ACCEPT), "本案已经受理", "第三十二条"),
        (with_facts({"act": "withdraw", "on": "2026-03-02"}, ACCEPT), "不能办理“受理”", "第三十二条"),
        (with_facts({"act": "submit", "on": "2026-03-02"}), "没有“submit”", "法定期限计算规则"),
        (with_facts({"act": "deem_accepted", "on": "2026-03-02"}), "没有“deem_accepted”", "法定期限计算规则"),
        (with_facts(priority=1), "输入 中没有“priority”", "法定期限计算规则"),
        (with_facts(joint="yes"), "joint 应为", "法定期限计算规则"),
        (with_facts(limits={"publication": {"days": 1}}), "limits 中没有“publication”", "法定期限计算规则"),
        (with_facts(limits={"decision": 10}), "limits.decision 应是一个对象", "法定期限计算规则"),
        (with_facts(limits={"decision": {}}), "decision.days 应为", "法定期限计算规则"),
        (with_facts(limits={"decision": {"days": 3, "unit": "week"}}), "unit 不能是“week”", "法定期限计算规则"),
        (with_facts(limits={"decision": {"days": 3, "stop": 1}}), "limits.decision 中没有“stop”", "计算规则"),
        (with_facts(limits=[]), "limits 应是一个对象", "法定期限计算规则"),
        (with_facts(received_on="2026-02-30"), "received_on 不是一个存在的日期", "法定期限计算规则"),
        (with_facts(received_on="2026-W10-1"), "received_on 应为", "法定期限计算规则"),
        (with_facts(received_on=20260302), "received_on 应为", "法定期限计算规则"),
        (with_facts(received_on="1999-12-31"), "超出工作日历的范围", "法定期限计算规则"),
        (with_facts(received_on="9999-12-31", as_of="9999-12-31"), "超出工作日历的范围", "法定期限计算规则"),
        (with_facts(as_of="2100-01-01"), "超出工作日历的范围", "法定期限计算规则"),
        ({"as_of": "2026-03-02"}, "缺少 received_on", "法定期限计算规则"),
        ({"received_on": "2026-03-02"}, "缺少 as_of", "法定期限计算规则"),
        ({**with_facts(), "facts": {}}, "facts 应是一个列表", "法定期限计算规则"),
        ({**with_facts(), "facts": ["accept"]}, "第1项事实：应是一个对象", "法定期限计算规则"),
        ([], "JSON 对象", "法定期限计算规则"),
        (None, "JSON 对象", "法定期限计算规则"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_fact_and_the_rule(history: object, names: str, rule: str):
    said = refusal(history)
    assert names in said
    assert rule in said


def test_a_limit_of_years_in_the_last_years_of_the_calendar_is_refused_and_not_guessed():
    last = {"received_on": "2099-12-01", "as_of": "2099-12-01"}
    assert "超出工作日历的范围" in refusal(
        {**last, "limits": {"completeness": {"days": 3660, "unit": "calendar"}}}
    )
    assert "超出工作日历的范围" in refusal({**last, "limits": {"completeness": {"days": 3660}}})


def test_a_long_wrong_value_is_not_repeated_whole():
    assert len(refusal(with_facts({"act": "受" * 5000, "on": "2026-03-02"}))) < 200


# --- what must always hold ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_a_reckoner_that_walks_day_by_day_agrees(seed: int):
    """Two methods, one answer, on histories that are possible and on ones that are not."""
    dice = random.Random(seed)  # noqa: S311
    possible = 0
    for turn in range(600):
        wild = turn % 2 == 0
        told = history(dice.choice, wild=wild, span=2600)
        expected = walked(told)
        assert without_reasons(told) == expected, json.dumps(told)
        possible += expected is not None
    assert possible > 150, "most of what was compared should not be refusals"


@pytest.mark.parametrize("seed", range(100, 102))
def test_the_day_by_day_reckoner_agrees_in_years_without_a_notice(seed: int):
    dice = random.Random(seed)  # noqa: S311
    for _ in range(400):
        told = history(dice.choice, first=date(2026, 10, 1), span=600)
        assert without_reasons(told) == walked(told, CALENDAR.works), json.dumps(told)


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    return history(lambda choices: draw(st.sampled_from(choices)))


@settings(max_examples=150, deadline=None, database=None)
@given(histories(), st.integers(0, 60))
def test_the_same_facts_give_the_same_past_whatever_came_later(told: dict[str, Any], back: int):
    answer = possible(told)
    received, as_of = date.fromisoformat(told["received_on"]), date.fromisoformat(told["as_of"])
    earlier = max(received, as_of - timedelta(days=back)).isoformat()
    known_then = [fact for fact in told["facts"] if fact["on"] <= earlier]
    assert asked({**told, "as_of": earlier}) == asked({**told, "facts": known_then, "as_of": earlier})
    assert answer == asked(told), "asking twice answers the same"


@settings(max_examples=150, deadline=None, database=None)
@given(histories(), st.integers(1, 200))
def test_time_passing_without_a_new_fact_moves_no_due_date(told: dict[str, Any], later: int):
    as_of = max([told["as_of"], *(fact["on"] for fact in told["facts"])])
    now = possible({**told, "as_of": as_of})
    then = asked({**told, "as_of": (date.fromisoformat(as_of) + timedelta(days=later)).isoformat()})
    assert {key: then[key] for key in now if key.endswith("due_on") and now[key]} == {
        key: now[key] for key in now if key.endswith("due_on") and now[key]
    }


@settings(max_examples=150, deadline=None, database=None)
@given(histories())
def test_a_deemed_acceptance_takes_effect_on_a_day_of_receipt(told: dict[str, Any]):
    answer = possible(told)
    receipts = {told["received_on"], *(f["on"] for f in told["facts"] if f["act"] == "supplement")}
    assert not answer["deemed"] or answer["accepted_on"] in receipts


@settings(max_examples=150, deadline=None, database=None)
@given(histories())
def test_no_possible_history_holds_two_notices_or_two_extensions(told: dict[str, Any]):
    possible(told)
    acts = [fact["act"] for fact in told["facts"]]
    assert acts.count("notify_deficiency") <= 1
    assert acts.count("extend") <= 1
    assert acts.count("accept") <= 1


# --- how the stories are set up -------------------------------------------------------------------


def asked(told: object) -> dict[str, Any]:
    return reckon(LICENCE, told, CALENDAR)


def possible(told: dict[str, Any]) -> dict[str, Any]:
    """Answer a history, or tell hypothesis that it is not one."""
    try:
        return asked(told)
    except Refused:
        assume(False)
        raise


def refusal(told: object) -> str:
    with pytest.raises(Refused) as refused:
        asked(told)
    said = str(refused.value)
    assert "依据" in said
    assert "\n" not in said
    return said


def plain(as_of: str) -> dict[str, Any]:
    return {"received_on": "2026-09-18", "as_of": as_of}


@cache
def works(day: date) -> bool:
    """Ask a calendar that is not ours."""
    return bool(chinese_calendar.is_workday(day))


def walked(told: dict[str, Any], calendar: Callable[[date], bool] = works) -> dict[str, Any] | None:
    try:
        return walk(told, calendar)
    except Impossible:
        return None


def without_reasons(told: dict[str, Any]) -> dict[str, Any] | None:
    """Give the answer as the other reckoner does: numbers, without the sentences."""
    try:
        answer = asked(told)
    except Refused:
        return None
    answer["ledger"] = [[row["date"], row["counts"], row["number"]] for row in answer["ledger"]]
    del answer["provisional"]
    return answer
