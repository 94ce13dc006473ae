"""Orders of supervision: opened by hand and by rule, once for one fact, answered by officers, closed from above."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.core.person import Person
from approval.core.vocabulary import Role
from approval.procedure import deficiency, supervision
from approval.procedure.timers import tick
from approval.store import cases, papers, people
from approval.store.database import Store
from tests.procedure.licence_town import HEALTH, Town, settled

FRIDAY = date(2026, 9, 18)
DEFECT = {"about": "floor-plan", "kind": "material", "says": "缺平面图", "basis": "规定", "remedy": "请提交"}


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    return settled(store, tmp_path / "files")


def causes(town: Town, case: Case) -> list[str]:
    return [order.kind for order in town.orders_of(case)]


def ordered(town: Town, day: date = FRIDAY) -> Case:
    """Open an order by hand about a case just accepted."""
    case = town.accepted(day, "town-station.register")
    return supervision.open_order(town.at(day), town.supervisor, case.number, says="请说明进展。", days=3)


# --- by hand ------------------------------------------------------------------------------------------


def test_a_supervisor_opens_an_order_with_its_own_limit_and_its_letter(town: Town) -> None:
    order = ordered(town)
    assert (order.stage, order.clock, order.due_on) == ("opened", "order", date(2026, 9, 22)), (
        "Sunday the 20th is worked"
    )
    with town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, order.number)
    assert (letter.kind, letter.number) == ("supervision_order", "证卫督〔2026〕1号")
    assert letter.words["recipient"] == "证照县卫生健康局审查人"
    assert "请说明进展" in str(letter.words["body"])


def test_an_order_tells_the_clock_that_runs_and_what_did_not_count(town: Town) -> None:
    case = town.accepted(FRIDAY, "town-station.register")
    late = date(2026, 11, 20)
    order = supervision.open_order(town.at(late), town.supervisor, case.number, says="请说明进展。")
    with town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, order.number)
    ledger = letter.words["values"]["ledger"]
    assert (ledger["zh"], ledger["from"]) == ("作出决定", FRIDAY.isoformat())
    assert {"from": "2026-10-01", "to": "2026-10-07", "says": "国庆节放假"} in ledger["uncounted"]
    assert "至2026年11月20日已经超过法定期限" in ledger["state_says"]
    assert ledger["state_says"] in letter.words["body"]


def test_the_case_itself_is_not_touched(town: Town) -> None:
    case = town.accepted(FRIDAY, "town-station.register")
    supervision.open_order(town.at(FRIDAY), town.supervisor, case.number, says="请说明。")
    assert town.load(case) == case


def test_officers_acknowledge_and_answer_and_the_supervisor_closes(town: Town) -> None:
    order = ordered(town)
    order = town.do(FRIDAY, town.reviewer, order.number, "acknowledge")
    order = town.do(FRIDAY, town.decider, order.number, "answer_order", says="材料多。", done="已安排专人。")
    assert order.stage == "answered"
    order = town.do(FRIDAY, town.supervisor, order.number, "close_order", says="已核实。")
    assert (order.stage, order.ended_on) == ("closed", FRIDAY)


def test_an_answer_that_does_not_do_goes_back_with_a_new_limit(town: Town) -> None:
    order = ordered(town)
    town.do(FRIDAY, town.acceptor, order.number, "answer_order", says="正在办理。", done="")
    again = town.do(
        date(2026, 9, 21), town.supervisor, order.number, "reopen_order", says="没有说明原因。", days=2
    )
    assert (again.stage, again.due_on) == ("opened", date(2026, 9, 23))


def test_an_answer_says_something(town: Town) -> None:
    order = ordered(town)
    with pytest.raises(Refused, match="没有写明办理情况"):
        town.do(FRIDAY, town.acceptor, order.number, "answer_order", says=" ", done="")


def test_no_officer_closes_an_order_and_no_supervisor_answers_it(town: Town) -> None:
    order = ordered(town)
    with pytest.raises(Refused, match="只能由监督人员"):
        town.do(FRIDAY, town.decider, order.number, "close_order", says="好。")
    with pytest.raises(Refused):
        town.do(FRIDAY, town.supervisor, order.number, "answer_order", says="好。", done="")


def test_a_supervisor_of_elsewhere_neither_opens_nor_closes(town: Town) -> None:
    stranger = Person(99, "外人", frozenset({Role.SUPERVISOR}), "elsewhere/health")
    order = ordered(town)
    with pytest.raises(NotAllowed):
        supervision.open_order(town.at(FRIDAY), stranger, order.about, says="请说明。")


def test_the_applicant_does_not_see_an_order(town: Town) -> None:
    from approval.procedure.casefile import open_file

    order = ordered(town)
    with pytest.raises(NotAllowed):
        open_file(town.at(FRIDAY), town.operator, order.number)


# --- by rule ------------------------------------------------------------------------------------------


def test_silence_that_accepts_a_case_opens_an_order_in_the_name_of_the_supervisor_on_duty(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    tick(town.at(date(2026, 9, 28)))
    [order] = town.orders_of(case)
    opened = order.entries[0]
    assert (order.kind, opened.role, opened.data["supervisor_name"]) == ("deemed", "timer", "赵监督")
    assert str(opened.data["says"]).endswith("起视为受理。")


def test_a_limit_that_ran_out_before_a_holiday_is_over_on_the_holiday(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    tick(town.at(date(2026, 9, 25)))
    [order] = town.orders_of(case)
    with town.office.store.look() as tx:
        [letter] = papers.letters_of(tx, order.number)
    assert letter.words["values"]["ledger"]["state_says"] == "至2026年9月25日期限已经届满"


def test_silence_after_a_supplement_is_told_as_what_it_is(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    town.do(FRIDAY, town.acceptor, case.number, "notify_deficiency", defects=[DEFECT])
    answered = town.at(date(2026, 9, 21))
    draft = deficiency.open_supplement(answered, town.operator, case.number)
    with answered.store.begin() as tx:
        data = {**draft.data, "unit.address": "证照县示例路2号"}
        draft = papers.save_draft(tx, replace(draft, data=data), answered.now)
    deficiency.supplement(answered, town.operator, draft.id)

    tick(town.at(date(2026, 10, 12)))

    [order] = [one for one in town.orders_of(case) if one.kind == "deemed"]
    says = str(order.entries[0].data["says"])
    assert says == "补正材料收到以后，法定期限内没有作出答复，本案已依法自2026年9月21日起视为受理。"


def test_a_case_past_the_law_has_one_order_for_it_however_often_the_timers_run(town: Town) -> None:
    case = town.accepted(FRIDAY, "town-station.register")
    assert case.due_on == date(2026, 10, 22)
    assert tick(town.at(case.due_on)).ordered == []
    first = tick(town.at(date(2026, 10, 26)))
    assert causes(town, case) == ["breach:decision"]
    assert first.ordered == [town.orders_of(case)[0].number]
    for day in (date(2026, 10, 26), date(2026, 10, 27), date(2026, 12, 1)):
        assert tick(town.at(day)).ordered == []


def test_closing_an_order_does_not_open_it_again_for_the_same_fact(town: Town) -> None:
    case = town.accepted(FRIDAY, "town-station.register")
    tick(town.at(date(2026, 10, 26)))
    [order] = town.orders_of(case)
    town.do(date(2026, 10, 26), town.reviewer, order.number, "answer_order", says="人手不足。", done="")
    town.do(date(2026, 10, 26), town.supervisor, order.number, "close_order", says="知道了。")
    assert tick(town.at(date(2026, 10, 27))).ordered == []


def test_another_clock_of_the_case_is_another_fact(town: Town) -> None:
    case = town.proposed(FRIDAY, town.accepted(FRIDAY, "town-station.register"))
    tick(town.at(date(2026, 10, 26)))
    town.grant(date(2026, 10, 27), case)
    tick(town.at(date(2026, 11, 30)))
    assert sorted(causes(town, case)) == ["breach:decision", "breach:delivery", "breach:publication"]


def test_an_act_that_comes_late_has_its_order_though_no_timer_ran(town: Town) -> None:
    case = town.proposed(FRIDAY, town.accepted(FRIDAY, "town-station.register"))
    granted = town.grant(date(2026, 10, 30), case)
    assert causes(town, granted) == ["breach:decision"]
    assert tick(town.at(date(2026, 10, 30))).ordered == []


def test_a_filing_past_its_limit_opens_an_order_and_nothing_is_recorded_by_itself(town: Town) -> None:
    case = town.file(FRIDAY, "town-clinic.file", unit__kind="诊所")
    tick(town.at(date(2026, 11, 2)))
    assert "breach:recording" in causes(town, case)
    assert town.load(case).stage == "received"


def test_the_applicants_own_limit_is_no_officers_fault(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    notified = town.do(FRIDAY, town.acceptor, case.number, "notify_deficiency", defects=[DEFECT])
    tick(town.at(date(2027, 3, 1)))
    assert causes(town, notified) == []


def test_a_refused_second_notice_opens_one_order(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    town.do(FRIDAY, town.acceptor, case.number, "notify_deficiency", defects=[DEFECT])
    for _twice in range(2):
        with contextlib.suppress(Refused):
            town.do(FRIDAY, town.acceptor, case.number, "notify_deficiency", defects=[DEFECT])
    assert causes(town, case) == ["second_notice"]
    with town.office.store.look() as tx:
        assert len(cases.refused_attempts(tx, case.number)) == 2, "each attempt stays in the register"


def test_nobody_but_an_officer_of_the_case_makes_an_order_by_trying(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    town.do(FRIDAY, town.acceptor, case.number, "notify_deficiency", defects=[DEFECT])
    elsewhere = replace(town.acceptor, authority="town-2017/civil")
    for person in (town.operator, elsewhere):
        with contextlib.suppress(Refused):
            town.do(FRIDAY, person, case.number, "notify_deficiency", defects=[DEFECT])
    assert causes(town, case) == []


def test_a_first_notice_that_was_refused_for_another_reason_opens_none(town: Town) -> None:
    case = town.file(FRIDAY, "town-station.register")
    with contextlib.suppress(Refused):
        town.do(FRIDAY, town.acceptor, case.number, "notify_deficiency", defects=[])
    assert causes(town, case) == []


def test_an_order_past_its_own_limit_is_red_and_opens_no_order_about_itself(town: Town) -> None:
    order = ordered(town)
    assert tick(town.at(date(2026, 9, 30))).ordered == []
    docket = town.docket(date(2026, 9, 30), order)
    assert docket.summary(docket.standing).due_on == date(2026, 9, 22)


def test_without_a_supervisor_the_order_is_opened_all_the_same(town: Town) -> None:
    with town.office.store.begin() as tx:
        people.set_active(tx, town.supervisor.id, active=False)
        assert people.supervisor_on_duty(tx, HEALTH) is None
    case = town.file(FRIDAY, "town-station.register")
    tick(town.at(date(2026, 9, 28)))
    [order] = town.orders_of(case)
    assert order.entries[0].data["supervisor_name"] == ""
