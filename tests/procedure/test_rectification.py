"""Records put right by two people: told to the applicant where a date moves, refused where it would undo the law."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approval.core import clock, machine
from approval.core.case import Case
from approval.core.errors import NotAllowed, Refused
from approval.core.journal import Entry
from approval.core.rectification import CONFIRM, ON, RECTIFY, rectifiable
from approval.procedure import acts, drift, rectification, timers
from approval.procedure.casefile import open_file
from approval.procedure.docket import Docket, docket_of
from approval.store import cases, papers
from tests.core.test_rectification import journals, put_right
from tests.procedure.test_window import file_on_paper
from web.demonstration import Play
from workflows import Rulebook

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)
WEDNESDAY = date(2026, 9, 16)


def ask(
    play: Play, case: Case, seq: int, value: str, name: str = ON, on: date = MONDAY, who: Any = None
) -> Case:
    told = {"seq": str(seq), "name": name, "value": value, "why": "邮件签收记录载明的日期不同"}
    return acts.do(play.at(on), who or play.cast.acceptor, case.number, None, "rectify", told)


def confirm(play: Play, case: Case, on: date = MONDAY, who: Any = None) -> Case:
    told = {"seq": str(case.entries[-1].seq)}
    return acts.do(play.at(on), who or play.cast.decider, case.number, None, "confirm_rectification", told)


def letters(play: Play, number: str) -> list[papers.Letter]:
    with play.office.store.look() as tx:
        return papers.letters_of(tx, number)


# --- two people -----------------------------------------------------------------------------------


def test_the_day_of_receipt_is_put_right_and_every_date_follows(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    assert case.due_on == date(2026, 9, 24)

    asked = ask(play, case, 1, "2026-09-16")
    assert asked.due_on == date(2026, 9, 24), "nothing moves before the second person"
    done = confirm(play, asked)

    assert done.due_on == date(2026, 9, 22)
    with play.office.store.look() as tx:
        kept = cases.load(tx, case.number)
        assert cases.verify(tx, case.number).sound
    assert kept.received_on == WEDNESDAY
    assert kept.entries[0] == case.entries[0], "the old entry stays"
    assert open_file(play.at(MONDAY), play.cast.acceptor, case.number).standing.received_on == WEDNESDAY


def test_the_applicant_is_told_every_date_that_changed(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    confirm(play, ask(play, case, 1, "2026-09-16"))

    letter = letters(play, case.number)[-1]
    body = str(letter.words["body"])
    assert letter.kind == "rectification"
    for said in (
        "原记为2026年9月18日",
        "更正为2026年9月16日",
        "收到申请的日期",
        "最迟答复日",
        "2026年9月22日",
    ):
        assert said in body


def test_where_no_date_changes_nobody_is_written_to(play: Play) -> None:
    case = play.accept(FRIDAY, file_on_paper(play, FRIDAY, on=FRIDAY, consent=True))
    tolled = play.resume(date(2026, 9, 23), play.toll(MONDAY, case, 3))
    before = len(letters(play, case.number))

    asked = ask(
        play,
        tolled,
        tolled.version,
        "专家评审意见：方案可行",
        "result",
        date(2026, 9, 23),
        play.cast.reviewer,
    )
    confirm(play, asked, date(2026, 9, 23))

    assert len(letters(play, case.number)) == before


def test_whoever_asked_does_not_confirm(play: Play) -> None:
    asked = ask(play, file_on_paper(play, FRIDAY, on=FRIDAY), 1, "2026-09-16")

    with pytest.raises(NotAllowed, match="不能由您自己核对"):
        confirm(play, asked, who=play.cast.acceptor)


def test_only_the_role_that_entered_it_asks(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)

    with pytest.raises(NotAllowed, match="只能由受理人提出更正"):
        ask(play, case, 1, "2026-09-16", who=play.cast.decider)


def test_an_applicant_neither_asks_nor_confirms(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    with pytest.raises(NotAllowed):
        ask(play, case, 1, "2026-09-16", who=play.cast.operator)
    with pytest.raises(NotAllowed):
        confirm(play, ask(play, case, 1, "2026-09-16"), who=play.cast.operator)


def test_what_is_confirmed_is_not_confirmed_again(play: Play) -> None:
    done = confirm(play, ask(play, file_on_paper(play, FRIDAY, on=FRIDAY), 1, "2026-09-16"))

    with pytest.raises(Refused, match="没有等待核对"):
        acts.do(play.at(MONDAY), play.cast.decider, done.number, None, "confirm_rectification", {"seq": "2"})


def test_the_sorting_copies_follow(play: Play) -> None:
    case = confirm(play, ask(play, file_on_paper(play, FRIDAY, on=FRIDAY), 1, "2026-09-16"))
    confirm(play, ask(play, case, 1, "2026-09-17"))

    assert list(drift.drift(play.at(MONDAY))) == []


# --- the service of a decision --------------------------------------------------------------------


def test_a_service_entered_on_a_wrong_day_is_put_right_after_the_case_is_closed(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    case = play.decide(date(2026, 9, 23), play.propose(date(2026, 9, 22), play.accept(MONDAY, case)))
    served = acts.do(
        play.at(date(2026, 9, 29)), play.cast.acceptor, case.number, case.version, "serve",
        {"method": "post", "post_number": "EMS1", "served_on": "2026-09-25"},
    )  # fmt: skip
    closed = play.close(date(2026, 9, 30), play.publish(date(2026, 9, 29), served))
    seq = next(entry.seq for entry in closed.entries if entry.act == "serve")

    done = confirm(play, ask(play, closed, seq, "2026-09-28", on=date(2026, 10, 8)), date(2026, 10, 8))

    reply = next(letter for letter in letters(play, case.number) if letter.kind == "reply_grant")
    assert reply.served_on == date(2026, 9, 28)
    assert (done.stage, done.ended_on) == ("closed", date(2026, 9, 30)), "the case ended when it ended"
    assert list(drift.drift(play.at(date(2026, 10, 8)))) == []


# --- what the law has decided ---------------------------------------------------------------------


def test_silence_stays_silence(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    timers.tick(play.at(date(2026, 9, 25)), date(2026, 9, 25))

    with pytest.raises(Refused, match="不能使已经发生的“视为受理”不再成立"):
        ask(play, case, 1, "2026-09-21", on=date(2026, 9, 25))
    with play.office.store.look() as tx:
        attempts = cases.refused_attempts(tx, case_number=case.number)
        assert cases.load(tx, case.number).deemed
    assert [one.act for one in attempts] == ["rectify"], "the supervisor sees that somebody tried"


def test_silence_itself_is_put_right_by_nobody(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    timers.tick(play.at(date(2026, 9, 25)), date(2026, 9, 25))

    with pytest.raises(Refused, match="系统依法定期限记录"):
        ask(play, case, 2, "2026-09-21", on=date(2026, 9, 25))


def test_an_earlier_receipt_makes_the_deemed_acceptance_earlier(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)
    timers.tick(play.at(date(2026, 9, 25)), date(2026, 9, 25))

    done = confirm(play, ask(play, case, 1, "2026-09-16", on=date(2026, 9, 25)), date(2026, 9, 25))

    assert done.deemed
    assert done.accepted_on == WEDNESDAY


def test_a_receipt_so_early_that_silence_has_accepted_the_case_does_so(play: Play) -> None:
    case = file_on_paper(play, FRIDAY, on=FRIDAY)

    confirm(play, ask(play, case, 1, "2026-09-10"))
    timers.tick(play.at(date(2026, 9, 22)), date(2026, 9, 22))

    with play.office.store.look() as tx:
        after = cases.load(tx, case.number)
    assert (after.stage, after.deemed, after.accepted_on) == ("under_review", True, date(2026, 9, 10))


def test_a_day_by_which_the_notice_would_have_come_too_late_is_no_matter_of_the_record(play: Play) -> None:
    case = play.notify(date(2026, 9, 22), file_on_paper(play, FRIDAY, on=FRIDAY, consent=True))

    with pytest.raises(Refused, match="作出时已经依法视为受理"):
        ask(play, case, 1, "2026-09-10", on=date(2026, 9, 22))


def test_no_second_notice_can_come_of_it(play: Play) -> None:
    case = play.notify(MONDAY, file_on_paper(play, FRIDAY, on=FRIDAY, consent=True))
    with pytest.raises(Refused, match="只能一次告知"):
        ask(play, case, 2, "再加一项", "defects")

    done = confirm(play, ask(play, case, 1, "2026-09-17"))
    with pytest.raises(Refused, match="不能再次告知"):
        play.notify(MONDAY, done)


@pytest.mark.parametrize(
    ("value", "says"),
    [("2026-09-22", "不能晚于“发出一次性告知书”"), ("2026-12-01", "今天以后"), ("明天", "不是日期")],
)
def test_a_day_that_cannot_be_is_refused_in_words(play: Play, value: str, says: str) -> None:
    case = play.notify(MONDAY, file_on_paper(play, FRIDAY, on=FRIDAY, consent=True))

    with pytest.raises(Refused, match=says):
        ask(play, case, 1, value, on=date(2026, 9, 23))


# --- properties, without a database ---------------------------------------------------------------


def opened(rules: Rulebook, facts: list[Entry], on: date) -> Docket:
    """Open a docket of a journal that no store holds."""
    item = rules.item("jianxi-2017", "nursing-station.establish")
    case = Case(
        1, "1", "", item.pack, item.id, "licence", item.authority.id, item.division, 1, "", "", "", 1,
        "", len(facts), facts[0].effective_on, entries=tuple(facts),
    )  # fmt: skip
    return docket_of(_NoStore(rules), case, on)  # type: ignore[arg-type]


class _NoStore:
    """An office that can fold a case and do nothing else."""

    def __init__(self, rules: Rulebook) -> None:
        self.rulebook = rules

    def calendar(self, division: str) -> Any:
        from approval.core.workdays import Calendar

        return Calendar.national().for_division(division)


@settings(max_examples=300, deadline=None, database=None)
@given(data=st.data())
def test_what_is_let_through_never_undoes_silence_and_never_makes_an_act_come_too_late(
    rules: Rulebook, data: st.DataObject
) -> None:
    facts = data.draw(journals())
    today = max(one.effective_on for one in facts) + timedelta(data.draw(st.integers(5, 30)))
    docket = opened(rules, facts, today)
    seq = data.draw(st.sampled_from([one.seq for one in facts if ON in rectifiable(one)]))
    value = facts[seq - 1].effective_on + timedelta(data.draw(st.integers(-15, 15)))
    if rectification.fault(docket, seq, ON, value.isoformat()):
        return
    before = machine.recorded(docket.workflow, facts, docket.promised)
    right = put_right(facts, seq, ON, value.isoformat())
    after = machine.recorded(docket.workflow, right, docket.promised)

    assert after.stage == before.stage
    assert after.deemed == before.deemed
    if before.deemed and before.accepted_on and after.accepted_on:
        assert after.accepted_on <= before.accepted_on, "never to the applicant's disadvantage"
    assert {act: n for act, n in after.times.items() if act not in (RECTIFY, CONFIRM)} == before.times
    for name in ("completeness", "supplement_check"):
        run = after.run(name)
        if run is not None and run.ended_on is not None and not after.deemed:
            due = clock.due_on(docket.calendar, docket.statutory(run))
            assert run.ended_on <= due, "no recorded act stands after silence had taken effect"
