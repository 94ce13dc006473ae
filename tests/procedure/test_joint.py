"""Joint handling: one application, one receipt, one notice, departments on their own, one hand-out."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from approval.core.errors import NotAllowed, OutOfOrder, Refused, Stale
from approval.core.material import Defect
from approval.core.vocabulary import Role
from approval.core.workdays import Calendar
from approval.procedure import acceptance, acts, closing, deficiency, joint_delivery, joint_extension, recusal
from approval.procedure.docket import docket_of, perform
from approval.procedure.joint_overview import overview
from approval.procedure.timers import on_day, tick
from approval.store import cases, papers
from approval.store.database import Store
from tests.procedure.joint_town import DEPARTMENTS, FOOD, HOME, SCOPE, STATION, Town, settle_town

FRIDAY = date(2026, 9, 4)
MONDAY, TUESDAY, LAST = date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 11)
AFTER = date(2026, 9, 12)
"""The five working days of the notice end on Friday the 11th."""


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    """The county with its people; nothing has been filed."""
    return settle_town(store, tmp_path / "files")


# --- one intake ------------------------------------------------------------------------------------


def test_one_application_opens_a_case_in_each_department_but_for_the_item_that_waits(town: Town) -> None:
    whole = town.submit(FRIDAY)

    assert [case.item for case in town.parts(whole.number)] == [HOME, STATION, SCOPE]
    assert town.letters(whole.number) == ["joint_receipt"]
    assert [town.letters(case.number) for case in town.parts(whole.number)] == [[], [], []]


def test_the_receipt_says_which_items_wait_and_from_when_they_count(town: Town) -> None:
    number = town.submit(FRIDAY).number

    with town.office.store.look() as tx:
        words = papers.letters_of(tx, number)[0].words
    assert "视为该事项申请材料的收到之日" in str(words["body"])
    waits = {part["name"]: part["waits_for"] for part in words["values"]["parts"]}
    assert waits == {
        "养老机构备案": [],
        "护理站设置审批": [],
        "经营范围变更登记": [],
        "食品经营许可": ["经营范围变更登记"],
    }


def test_a_shared_material_and_a_shared_answer_reach_each_part_that_needs_it(town: Town) -> None:
    number = town.submit(FRIDAY).number

    filed = {}
    with town.office.store.look() as tx:
        for case in town.parts(number):
            filed[case.item] = {paper.material for paper in papers.papers_of_case(tx, case.number)}
            told = cases.personal(tx, case.id)[1]
            assert told == {"institution.contact": "李敏"}
    assert filed == {HOME: {"commitment"}, STATION: {"certificate", "floor-plan"}, SCOPE: {"certificate"}}


def test_straight_through(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(MONDAY, number, STATION)
    town.accept(TUESDAY, number, SCOPE)
    town.record(TUESDAY, number)
    assert town.journal(number) == [("submit", "09-04"), ("begin", "09-07"), ("proceed", "09-08")]
    # Forty-five working days after 7 September: 中秋 and 国庆 rest, three days of weekends are worked.
    assert town.due(TUESDAY, number, "joint") == date(2026, 11, 13)
    town.decide(date(2026, 9, 10), number, STATION)
    town.decide(date(2026, 9, 14), number, SCOPE)
    town.accept(date(2026, 9, 15), number, FOOD)
    town.decide(date(2026, 9, 16), number, FOOD)
    assert town.case(number).stage == "decided"
    assert town.due(date(2026, 9, 16), number, "delivery") == date(2026, 9, 30)
    town.hand_out(date(2026, 9, 17), number)

    assert town.journal(number)[3:] == [
        ("release", "09-14"),
        ("complete", "09-16"),
        ("hand_out", "09-17"),
        ("close", "09-17"),
    ]
    assert town.letters(number) == ["joint_receipt", "proof_of_service"]
    assert {case.item: town.letters(case.number) for case in town.parts(number)} == {
        HOME: ["filing_receipt"],
        STATION: ["acceptance", "reply_grant"],
        SCOPE: ["acceptance", "decision_grant"],
        FOOD: ["acceptance", "decision_grant"],
    }
    assert {case.stage for case in town.parts(number)} == {"served"}


# --- the one notice --------------------------------------------------------------------------------


def test_the_window_tells_once_what_each_department_marked_and_the_rest_is_accepted_that_day(
    town: Town,
) -> None:
    number = town.submit(FRIDAY, lacking=["certificate", "floor-plan"]).number
    town.mark(MONDAY, number, STATION)
    town.notify(TUESDAY, number)

    assert town.journal(town.part(number, STATION).number)[-1] == ("notify_deficiency", "09-08")
    # Market supervision marked nothing, although a paper lacks: it has no defect to mark.
    assert town.journal(town.part(number, SCOPE).number)[-1] == ("accept", "09-08")
    assert town.letters(town.part(number, SCOPE).number) == ["acceptance"]
    assert town.part(number, HOME).stage == "received"
    assert town.letters(number) == ["joint_receipt", "joint_deficiency"]
    assert ("begin", "09-08") in town.journal(number)


def test_what_two_departments_lack_is_told_once_and_answered_once(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    for item in (STATION, SCOPE):
        town.mark(MONDAY, number, item)
    town.notify(TUESDAY, number)
    told = deficiency.notice_items(town.case(number).entries[-1])
    assert [row["about"] for row in told] == ["certificate"]
    assert told[0]["organs"] == ["并联县卫生健康局", "并联县市场监督管理局"]

    town.supplement(date(2026, 9, 9), number, ["certificate"])

    for item in (STATION, SCOPE):
        assert town.journal(town.part(number, item).number)[-1] == ("supplement", "09-09")
        assert town.accept(date(2026, 9, 10), number, item).stage == "under_review"
    assert town.letters(number)[-1] == "supplement_receipt"


def test_nobody_sends_a_second_notice(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)
    town.notify(MONDAY, number)

    with pytest.raises(OutOfOrder, match="只能一次告知"):
        town.notify(TUESDAY, number)
    station = town.part(number, STATION)
    defect = Defect("floor-plan", "material", "平面图不清楚。", "规则", "请换。", False)
    with pytest.raises(Refused):
        deficiency.notify(town.at(TUESDAY), town.clerk("health"), station.number, station.version, [defect])


def test_who_recused_himself_from_a_part_does_nothing_in_it_from_the_window(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    # The same person once checked filings at the department.
    before = replace(town.clerk("window"), authority=town.clerk("health").authority)
    perform(
        town.at(MONDAY), town.part(number, STATION).number, None, recusal.recusal(before, "申请人是近亲属。")
    )
    town.mark(MONDAY, number, STATION)

    with pytest.raises(NotAllowed, match="已对本案回避"):
        town.notify(TUESDAY, number)
    assert "notify_deficiency" not in [act for act, _ in town.journal(number)]
    assert town.part(number, SCOPE).stage == "received"


def test_of_two_presses_at_once_one_is_done(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)
    at_once(lambda: town.notify(TUESDAY, number))
    assert [act for act, _ in town.journal(number)].count("notify_deficiency") == 1
    assert town.letters(number).count("joint_deficiency") == 1
    assert town.letters(town.part(number, SCOPE).number) == ["acceptance"]


def test_of_two_hand_outs_at_once_one_is_done(town: Town) -> None:
    number = town.submit(FRIDAY).number
    for item in (STATION, SCOPE):
        town.accept(MONDAY, number, item)
    town.record(MONDAY, number)
    for item in (STATION, SCOPE):
        town.decide(TUESDAY, number, item, "refuse")
    at_once(lambda: town.hand_out(date(2026, 9, 9), number))
    assert [act for act, _ in town.journal(number)].count("hand_out") == 1
    assert town.letters(number).count("proof_of_service") == 1
    for part in town.parts(number):
        assert [act for act, _ in town.journal(part.number)].count("serve") == 1


def at_once(press: Callable[[], object]) -> None:
    """Let four people press at the same moment; the others are refused in words."""
    together = Barrier(4)

    def go(_who: int) -> bool:
        together.wait()
        try:
            press()
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(go, range(4))) == 1


def test_a_department_alone_cannot_tell_the_applicant(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    station = town.part(number, STATION)
    defect = Defect("certificate", "material", "没有提交。", "规则", "请提交。")

    with pytest.raises(Refused, match="综合窗口"):
        deficiency.notify(town.at(MONDAY), town.clerk("health"), station.number, station.version, [defect])


def test_the_window_adds_nothing_of_its_own(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)
    defect = Defect("floor-plan", "material", "没有盖章。", "规则", "请盖章。")
    case = town.case(number)

    with pytest.raises(Refused):
        deficiency.notify(town.at(MONDAY), town.clerk("window"), number, case.version, [defect])
    assert town.case(number).version == case.version
    assert town.part(number, SCOPE).stage == "received"


def test_the_last_marks_before_the_notice_hold(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)
    seen = town.whole(MONDAY, number).marked
    town.mark(MONDAY, number, STATION, [])
    town.mark(MONDAY, number, SCOPE)
    case = town.case(number)

    values = {"marked": seen}
    with pytest.raises(Stale, match="修改了标注"):
        acts.do(town.at(MONDAY), town.clerk("window"), number, case.version, "notify_deficiency", values)
    town.notify(MONDAY, number)
    assert town.part(number, STATION).stage == "under_review"
    assert town.part(number, SCOPE).stage == "awaiting_correction"


def test_after_the_supplement_only_what_was_told_can_turn_a_part_down(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)
    town.notify(MONDAY, number)
    town.supplement(TUESDAY, number, ["floor-plan"])
    station = town.part(number, STATION)
    clerk = town.clerk("health")

    with pytest.raises(Refused, match="没有列出"):
        acceptance.decline(
            town.at(TUESDAY), clerk, station.number, station.version, reasons="缺", unmet=["food-safety"]
        )
    acceptance.decline(
        town.at(TUESDAY), clerk, station.number, station.version, reasons="仍缺", unmet=["certificate"]
    )
    assert town.part(number, STATION).stage == "declined"


# --- silence ------------------------------------------------------------------------------------------


def test_silence_of_the_window_accepts_every_submitted_licence_from_receipt_and_records_no_filing(
    town: Town,
) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)

    tick(town.at(AFTER))

    for item in (STATION, SCOPE):
        assert town.journal(town.part(number, item).number)[-1] == ("deem_accepted", "09-04")
    assert town.part(number, HOME).stage == "received"
    assert not any(case.item == FOOD for case in town.parts(number))
    assert ("begin", "09-04") in town.journal(number)
    assert town.case(number).stage == "under_way"
    with pytest.raises(Refused):
        town.notify(AFTER, number)


def test_nothing_lapses_on_the_last_day(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)

    tick(town.at(LAST))
    town.notify(LAST, number)

    assert town.part(number, STATION).stage == "awaiting_correction"


def test_silence_that_is_found_late_moves_the_envelope_back_to_the_day_of_receipt(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(TUESDAY, number, SCOPE)
    assert town.due(TUESDAY, number, "joint") == date(2026, 11, 16)

    tick(town.at(AFTER))

    assert town.due(AFTER, number, "joint") == date(2026, 11, 12)


def test_a_notice_after_the_limit_meets_parts_that_are_accepted(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["certificate"]).number
    town.mark(MONDAY, number, STATION)

    with pytest.raises(Refused, match="视为受理"):
        town.notify(AFTER, number)


def test_a_marked_filing_can_still_be_told_late_because_no_silence_decides_it(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["commitment"]).number
    town.mark(MONDAY, number, HOME)
    tick(town.at(AFTER))

    town.notify(date(2026, 9, 14), number)

    assert town.part(number, HOME).stage == "awaiting_correction"
    assert town.part(number, STATION).stage == "under_review"


def test_no_silence_touches_an_item_that_waits(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(MONDAY, number, SCOPE)
    for days in range(1, 40):
        tick(town.at(FRIDAY + timedelta(days=days)))
    assert FOOD not in {case.item for case in town.parts(number)}

    on = date(2026, 10, 14)
    town.decide(on, number, SCOPE)

    food = town.part(number, FOOD)
    assert (food.received_on, food.stage, food.due_on) == (on, "received", date(2026, 10, 21))
    assert town.docket(on, number).standing.stage == "under_way"


# --- items that wait ------------------------------------------------------------------------------------


def test_an_item_that_waited_has_its_own_five_days_and_its_own_notice(town: Town) -> None:
    number = town.submit(FRIDAY, lacking=["food-safety"]).number
    town.accept(MONDAY, number, SCOPE)
    town.decide(MONDAY, number, SCOPE)
    food = town.part(number, FOOD)
    with town.office.store.look() as tx:
        found = deficiency.propose(town.docket(MONDAY, food.number).item, food, cases.personal(tx, food.id))

    told = deficiency.notify(town.at(TUESDAY), town.clerk("market"), food.number, food.version, found)

    assert told.stage == "awaiting_correction"
    draft = deficiency.open_supplement(town.at(TUESDAY), town.operator, food.number)
    town.upload(town.at(TUESDAY), draft.id, ["food-safety"])
    deficiency.supplement(town.at(TUESDAY), town.operator, draft.id)
    assert town.part(number, FOOD).stage == "supplemented"


def test_what_waits_for_a_refused_item_falls_away_and_the_others_go_on(town: Town) -> None:
    number = town.submit(FRIDAY).number
    for item in (STATION, SCOPE):
        town.accept(MONDAY, number, item)
    town.record(MONDAY, number)
    town.decide(TUESDAY, number, SCOPE, "refuse")

    assert ("drop", "09-08") in town.journal(number)
    assert town.case(number).stage == "under_way"
    town.decide(TUESDAY, number, STATION)
    assert town.case(number).stage == "decided"
    town.hand_out(TUESDAY, number)
    assert {case.item: case.stage for case in town.parts(number)} == {
        HOME: "served",
        STATION: "served",
        SCOPE: "served",
    }


# --- handing out -------------------------------------------------------------------------------------------


def test_a_department_does_not_serve_by_itself(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(MONDAY, number, STATION)
    town.decide(MONDAY, number, STATION)

    with pytest.raises(Refused, match="统一送达"):
        town.act(MONDAY, number, STATION, "serve", Role.ACCEPTOR, method="electronic")


def test_one_letter_goes_first_when_it_is_asked_for_or_its_own_limit_is_near(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(MONDAY, number, STATION)
    station = town.decide(MONDAY, number, STATION)
    window = town.clerk("window")

    def first(day: date, why: str) -> None:
        joint_delivery.hand_out_one(
            town.at(day), window, number, town.case(number).version,
            part=station.number, why=why, method="electronic",
        )  # fmt: skip

    with pytest.raises(Refused, match="请选择"):
        first(TUESDAY, "")
    with pytest.raises(Refused, match="还没有临近"):
        first(TUESDAY, "limit")
    first(date(2026, 9, 17), "limit")
    assert town.part(number, STATION).stage == "served"
    assert town.letters(number)[-1] == "proof_of_service"


def test_letters_that_went_out_one_by_one_leave_nothing_to_hand_out(town: Town) -> None:
    number = town.submit(FRIDAY).number
    for item in (STATION, SCOPE):
        town.accept(MONDAY, number, item)
        town.decide(MONDAY, number, item, "grant" if item == STATION else "refuse")
    town.record(MONDAY, number)
    for item in (STATION, SCOPE, HOME):
        joint_delivery.hand_out_one(
            town.at(TUESDAY), town.clerk("window"), number, town.case(number).version,
            part=town.part(number, item).number, why="asked", method="electronic",
        )  # fmt: skip

    assert town.case(number).stage == "closed"
    assert town.journal(number)[-2:] == [("hand_out", "09-08"), ("close", "09-08")]


# --- the envelope ---------------------------------------------------------------------------------------------


def test_the_envelope_is_extended_once_by_the_government(town: Town) -> None:
    number = town.submit(FRIDAY).number
    for item in (STATION, SCOPE):
        town.accept(MONDAY, number, item)
    paper = {"name": "批准.pdf", "sha256": "0" * 64, "size": 10, "media_type": "application/pdf", "pages": 1}
    said = {"days": 15, "reasons": "需要核实", "approved_by": "副县长杨明", "approved_on": MONDAY}

    def extend(**changed: object) -> None:
        values = {**said, "paper": paper, **changed}
        joint_extension.extend(
            town.at(TUESDAY), town.clerk("window", Role.DECIDER), number, town.case(number).version,
            **values,  # type: ignore[arg-type]
        )  # fmt: skip

    for missing in ({"approved_by": ""}, {"approved_on": None}, {"paper": None}, {"days": 16}):
        with pytest.raises(Refused):
            extend(**missing)
    with pytest.raises(Refused, match="批准的日期不能在今天以后"):
        extend(approved_on=date(2026, 9, 9))
    extend()
    assert town.due(TUESDAY, number, "joint") == date(2026, 12, 4)
    assert town.due(TUESDAY, town.part(number, STATION).number, "decision") == date(2026, 10, 10)
    assert town.letters(number)[-1] == "joint_extension"
    with pytest.raises(Refused, match="已经延期一次"):
        extend()


# --- withdrawal -----------------------------------------------------------------------------------------------


def test_all_is_withdrawn_at_once_until_something_is_decided(town: Town) -> None:
    number = town.submit(FRIDAY).number
    town.accept(MONDAY, number, STATION)
    town.withdraw(MONDAY, number)
    assert {case.stage for case in (town.case(number), *town.parts(number))} == {"withdrawn"}

    other = town.submit(FRIDAY).number
    town.accept(MONDAY, other, STATION)
    town.decide(MONDAY, other, STATION)
    with pytest.raises(Refused, match="逐项撤回"):
        town.withdraw(TUESDAY, other)
    assert town.part(other, SCOPE).stage == "received"
    closing.withdraw(
        town.at(TUESDAY), town.operator, town.part(other, SCOPE).number, town.part(other, SCOPE).version
    )
    assert ("drop", "09-08") in town.journal(other)


# --- who reads what --------------------------------------------------------------------------------------------


def test_every_department_reads_the_whole_and_opens_its_own_part(town: Town) -> None:
    number = town.submit(FRIDAY).number

    found = overview(town.at(MONDAY), town.clerk("civil"), number)
    assert [line.opens for line in found.lines] == [True, False, False, False]
    with pytest.raises(Refused):
        overview(town.at(MONDAY), replace(town.clerk("civil"), authority="elsewhere/civil"), number)


# --- whatever happens, in whatever order -------------------------------------------------------------------------

STEPS: list[tuple[str, str | int]] = [
    *[(act, item) for item in (STATION, SCOPE) for act in ("mark", "accept", "accept", "grant", "refuse")],
    *[(act, FOOD) for act in ("accept", "grant")],
    *[("mark", HOME), ("record", HOME), ("unmark", SCOPE), ("withdraw one", SCOPE), ("decline", STATION)],
    *[(act, "") for act in ("notify", "notify", "supplement", "supplement", "hand_out", "tick")],
    *[("days", days) for days in (1, 1, 2, 3, 4, 6, 8)],
]
"""What may happen next; what happens often in life stands more than once."""

ACTS = st.sampled_from(STEPS)
LACKING = st.lists(st.sampled_from(["certificate", "floor-plan", "food-safety", "commitment"]), unique=True)


def attempt(town: Town, number: str, day: date, act: str, item: str) -> None:
    """Try an act; what the rules bar is answered with a refusal and changes nothing."""
    office = town.at(day)
    if act == "tick":
        tick(office)
    elif act == "notify":
        town.notify(day, number)
    elif act == "supplement":
        town.supplement(day, number, ["certificate"])
    elif act == "hand_out":
        town.hand_out(day, number)
    elif item not in {case.item for case in town.parts(number)}:
        return
    elif act == "withdraw one":
        case = town.part(number, item)
        closing.withdraw(office, town.operator, case.number, case.version)
    elif act in ("mark", "unmark"):
        town.mark(day, number, item, [] if act == "unmark" else None)
    elif act == "accept":
        town.accept(day, number, item)
    elif act == "decline":
        case = town.part(number, item)
        unmet = ["certificate"]
        clerk = town.clerk(DEPARTMENTS[item])
        acceptance.decline(office, clerk, case.number, case.version, reasons="仍缺", unmet=unmet)
    elif act == "record":
        town.record(day, number)
    else:
        town.decide(day, number, item, act)


def holds(town: Town, number: str, day: date) -> None:
    """Say what must hold of a joint application on every day, whatever was done."""
    whole = town.case(number)
    told = [entry for entry in whole.entries if entry.act == "notify_deficiency"]
    assert len(told) <= 1
    accepted = []
    for case in town.parts(number):
        docket = docket_of(town.at(day), case, day)
        did = [entry.act for entry in case.entries]
        notices = [entry for entry in case.entries if entry.act == "notify_deficiency"]
        assert len(notices) <= 1
        # A submitted part is told by the window alone.
        assert all(entry.data.get("joint") == number for entry in notices)
        assert did.count("accept") + did.count("deem_accepted") <= 1
        if "decline" in did:
            assert notices, "declined without a notice"
            assert did.index("notify_deficiency") < did.index("supplement") < did.index("decline")
        for decided in ("grant", "refuse"):
            assert decided not in did or {"accept", "deem_accepted"} & set(did)
        if case.entries[0].data["released"]:
            scope = town.part(number, SCOPE)
            granted = next(entry for entry in scope.entries if entry.act == "grant")
            assert case.received_on == granted.effective_on
            assert case.entries[0].effective_on == granted.effective_on
        if docket.standing.accepted_on:
            accepted.append(docket.standing.accepted_on)
    if FOOD in {case.item for case in town.parts(number)}:
        assert any(entry.act == "grant" for entry in town.part(number, SCOPE).entries)


def settled(town: Town, number: str, day: date) -> None:
    """Once the timers have run, every submitted licence part past its limit is accepted or declined, and the
    envelope counts from the first acceptance.
    """
    calendar = Calendar.national()
    accepted = []
    for case in town.parts(number):
        standing = docket_of(town.at(day), case, day).standing
        if case.workflow == "licence" and standing.stage in ("received", "supplemented"):
            start = standing.last["supplement"].on if standing.stage == "supplemented" else case.received_on
            assert calendar.count(start, day) <= 5, f"{case.item} past its limit and not judged"
        if standing.accepted_on:
            accepted.append(standing.accepted_on)
    run = town.docket(day, number).standing.run("joint")
    assert (run is not None) == bool(accepted) or town.case(number).stage == "withdrawn"
    if run is not None:
        assert run.start == min(accepted)
        assert town.due(day, number, "joint") == calendar.add(min(accepted), 45)


@given(script=st.lists(ACTS, min_size=8, max_size=30), lacking=LACKING)
@settings(
    settings.get_profile("costly"),
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_in_any_order_one_notice_lawful_ends_and_the_right_envelope(
    migrated_sqlite: Path,
    tmp_path: Path,
    may_open_databases: None,
    script: list[tuple[str, str | int]],
    lacking: list[str],
) -> None:
    path = tmp_path / f"{uuid4().hex}.sqlite3"
    shutil.copy(migrated_sqlite, path)
    store = Store.open(f"sqlite:///{path}")
    try:
        play_out(settle_town(store, tmp_path / "files"), script, lacking)
    finally:
        store.close()
        path.unlink()


def play_out(town: Town, script: list[tuple[str, str | int]], lacking: list[str]) -> None:
    """Let everybody act in this order, and ask after each act what must hold."""
    day = FRIDAY
    number = town.submit(day, lacking=lacking).number
    for act, about in script:
        if act == "days":
            day += timedelta(days=int(about))
        else:
            with suppress(Refused):
                attempt(town, number, day, act, str(about))
        holds(town, number, day)
    tick(on_day(town.office, day))
    holds(town, number, day)
    settled(town, number, day)
