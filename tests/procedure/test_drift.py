"""The sorting copies follow from the journal, and a copy that does not is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from approval.core.case import Case
from approval.procedure import drift as drifts
from approval.procedure.drift import Drift, drift
from approval.procedure.timers import tick
from approval.store import cases
from web.demonstration import Play

FRIDAY = date(2026, 9, 18)
ACCEPTED, DECIDED, SERVED = date(2026, 9, 24), date(2026, 9, 29), date(2026, 9, 30)


def test_after_every_kind_of_act_nothing_has_drifted(play: Play) -> None:
    noticed = play.notify(date(2026, 9, 21), play.apply(FRIDAY))
    supplemented = play.supplement(date(2026, 9, 23), noticed)
    tolled = play.toll(date(2026, 9, 28), play.accept(ACCEPTED, supplemented), 3)
    play.extend(date(2026, 10, 12), play.resume(SERVED, tolled), 5)
    play.withdraw(date(2026, 9, 21), play.apply(FRIDAY))
    play.apply(FRIDAY, complete=True)
    closed(play)
    tick(play.office, date(2026, 10, 13))

    assert found(play, date(2026, 10, 13)) == []
    assert found(play, date(2027, 5, 1)) == [], "whenever it is asked"


def test_silence_that_nobody_has_recorded_yet_is_no_drift(play: Play) -> None:
    play.apply(FRIDAY, complete=True)

    assert found(play, date(2026, 12, 1)) == []


def test_a_copy_that_somebody_changed_by_hand_is_named_with_what_it_should_be(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    tamper(play, case, due_on=date(2027, 1, 1), deemed=True)

    assert found(play, ACCEPTED) == [
        Drift(case.number, "due_on", date(2027, 1, 1), case.due_on),
        Drift(case.number, "deemed", True, False),
    ]
    assert str(found(play, ACCEPTED)[0]) == (
        f"{case.number} due_on：库中为 2027-01-01，由流转记录得出 {case.due_on}"
    )


def test_a_copy_that_is_missing_is_told_as_empty(play: Play) -> None:
    case = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    tamper(play, case, due_on=None)

    assert "库中为 （空）" in str(found(play, ACCEPTED)[0])


def test_ended_cases_are_compared_too(play: Play) -> None:
    case = closed(play)
    tamper(play, case, outcome="refuse")

    assert found(play, date(2026, 12, 1)) == [Drift(case.number, "outcome", "refuse", "grant")]


def test_a_journal_that_the_workflow_cannot_follow_is_named(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    strange = replace(case.entries[0], act="serve")
    with play.office.store.begin() as tx:
        stored = cases.load(tx, case.number)
        cases.append(tx, stored, [strange], summary=stored.summary)

    assert found(play, FRIDAY) == [Drift(case.number, "journal", "received", None)]


def test_every_page_of_cases_is_read(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drifts, "PAGE", 2)
    every = [play.apply(FRIDAY, complete=True) for _ in range(5)]
    for case in every:
        tamper(play, case, stage="under_review")

    assert [one.number for one in found(play, FRIDAY)] == [case.number for case in every]


# --- how the stories are set up -------------------------------------------------------------------


def found(play: Play, day: date) -> list[Drift]:
    return list(drift(play.at(day)))


def closed(play: Play) -> Case:
    """Take a case to its end."""
    accepted = play.accept(ACCEPTED, play.apply(ACCEPTED, complete=True))
    served = play.serve(SERVED, play.decide(DECIDED, play.propose(DECIDED, accepted)))
    return play.close(SERVED, play.publish(SERVED, served))


def tamper(play: Play, case: Case, **copies: object) -> None:
    """Change sorting copies behind the journal's back."""
    with play.office.store.begin() as tx:
        stored = cases.load(tx, case.number)
        assert cases.refresh(tx, stored, replace(stored.summary, **copies))
