"""A limit is kept or broken twice over: as promised, and as the law sets it, which is graver."""

from datetime import date
from pathlib import Path

import pytest

from approval.core import machine
from approval.core.errors import NotAllowed
from approval.procedure.audit import audit
from approval.procedure.docket import Docket, take_up
from approval.procedure.timeliness import Measured, clocks, open_tolls, responsible, supervises
from approval.procedure.timers import tick
from approval.store.database import Store
from tests.procedure.filing_town import settle
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)
PROMISED, LAW = date(2026, 10, 12), date(2026, 10, 26)


@pytest.mark.parametrize(
    ("day", "promise_broken", "law_broken", "promise_late", "law_late"),
    [
        (PROMISED, False, False, 0, 0),
        (date(2026, 10, 13), True, False, 1, 0),
        (LAW, True, False, 10, 0),
        (date(2026, 10, 27), True, True, 11, 1),
    ],
)
def test_a_promise_breaks_before_the_law_does(
    play: Play, day: date, promise_broken: bool, law_broken: bool, promise_late: int, law_late: int
) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    _, decision = measured(docket(play, case.number, day))

    assert (decision.promised.due_on, decision.statutory.due_on) == (PROMISED, LAW)
    assert (decision.promise_broken, decision.law_broken) == (promise_broken, law_broken)
    assert (decision.promise_late, decision.law_late) == (promise_late, law_late)


def test_a_clock_that_ended_is_measured_on_the_day_it_ended(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    completeness, decision = measured(docket(play, case.number, date(2026, 11, 30)))

    assert (completeness.running, completeness.promise_broken) == (False, False)
    assert (decision.running, decision.law_broken) == (True, True)


def test_silence_breaks_the_law_though_nothing_was_late(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))
    completeness, decision = measured(docket(play, case.number, date(2026, 9, 25)))

    assert (completeness.silent, completeness.law_broken, completeness.law_late) == (True, True, 0)
    assert (decision.silent, decision.law_broken) == (False, False)


def test_silence_after_a_supplement_is_that_of_its_check(play: Play) -> None:
    case = play.supplement(MONDAY, play.notify(MONDAY, play.apply(FRIDAY)))
    tick(play.office, date(2026, 9, 30))
    silent = {one.run.name: one.silent for one in measured(docket(play, case.number, date(2026, 9, 30)))}

    assert silent == {"completeness": False, "supplement_check": True, "decision": False}


def test_a_special_procedure_is_open_until_its_result_and_spent_after_its_named_days(play: Play) -> None:
    case = play.toll(MONDAY, play.accept(MONDAY, play.apply(FRIDAY, complete=True)), 2)

    (within,) = tolls(docket(play, case.number, date(2026, 9, 23)))
    (after,) = tolls(docket(play, case.number, date(2026, 9, 24)))
    assert (within.last_day, within.spent, after.spent) == (date(2026, 9, 23), False, True)

    play.resume(date(2026, 9, 24), case)
    assert tolls(docket(play, case.number, date(2026, 9, 24))) == []


@pytest.mark.parametrize(
    ("stage", "role"),
    [
        ("received", "受理人"),
        ("awaiting_correction", "申请人"),
        ("supplemented", "受理人"),
        ("under_review", "审查人"),
        ("awaiting_decision", "决定人"),
        ("decided", "受理人"),
        ("served", "受理人"),
        ("closed", ""),
    ],
)
def test_who_has_a_case_follows_from_the_table(play: Play, stage: str, role: str) -> None:
    assert responsible(play.office.rulebook.workflow("licence"), stage) == role


def test_only_a_supervisor_supervises(play: Play) -> None:
    supervises(play.cast.supervisor)
    with pytest.raises(NotAllowed, match="只供监督人员"):
        supervises(play.cast.decider)


def docket(play: Play, number: str, day: date) -> Docket:
    """A case taken up on a day."""
    with play.office.store.look() as tx:
        return take_up(play.at(day), tx, number)


def measured(taken: Docket) -> list[Measured]:
    """Its clocks by what is recorded."""
    return clocks(taken, machine.recorded(taken.workflow, taken.case.entries, taken.promised))


def tolls(taken: Docket):
    """Its special procedures under way."""
    return open_tolls(taken.calendar, taken.standing.current, taken.on)


def test_what_the_applicant_has_to_put_right_in_time_is_no_breach_of_the_organ(
    store: Store, tmp_path: Path
) -> None:
    town = settle(store, tmp_path / "files")
    on = date(2026, 9, 7)
    case = town.serve(on, town.act(on, town.submit(on, "town.infirmary"), "acceptor", "record"))
    unmet = town.checked(on, results=[{"about": "rooms", "found": "unmet"}])
    case = town.act(on, case, "reviewer", "follow_up_unmet", **unmet)

    read = audit(town.at(date(2026, 10, 30)), town.who["supervisor"], case.number)

    rectification = next(one for one in read.clocks if one.run.name == "rectification")
    assert (rectification.owed, rectification.law_broken, rectification.promise_broken) == (
        False,
        False,
        False,
    )
    assert rectification.law_late > 0
