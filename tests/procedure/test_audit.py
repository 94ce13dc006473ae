"""One case audited on any day of its life: what was known then, and in whose hands its days went."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from approval.core.case import Case
from approval.core.errors import NotAllowed, NotFound, Refused
from approval.procedure import audit
from approval.procedure.audit import Audit
from approval.procedure.timers import tick
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def test_the_days_of_a_limit_are_divided_among_those_who_had_the_case(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    case = play.propose(date(2026, 9, 29), case)

    reviewing, deciding = at(play, case, date(2026, 10, 14)).spent

    assert (reviewing.responsible, reviewing.counted, reviewing.late) == ("审查人", 5, 0)
    assert (reviewing.first, reviewing.through) == (date(2026, 9, 22), date(2026, 9, 29))
    assert reviewing.ended_by.endswith("：拟定审查意见")
    assert (deciding.responsible, deciding.counted, deciding.late, deciding.ended_by) == ("决定人", 7, 2, "")


def test_every_counted_day_is_somebodys(play: Play) -> None:
    case = play.toll(MONDAY, play.accept(MONDAY, play.apply(FRIDAY, complete=True)), 4)
    case = play.resume(date(2026, 9, 24), case)
    case = play.propose(date(2026, 9, 30), case)
    for day in (FRIDAY + timedelta(days=n) for n in range(40)):
        opened = at(play, case, day)
        examined = opened.examined
        assert examined is not None
        assert sum(one.counted for one in opened.spent) == examined.promised.days_used
        assert sum(one.late for one in opened.spent) == examined.promise_late


def test_days_taken_out_by_law_are_shown_and_not_charged(play: Play) -> None:
    case = play.toll(MONDAY, play.accept(MONDAY, play.apply(FRIDAY, complete=True)), 2)

    (reviewing,) = at(play, case, date(2026, 9, 28)).spent

    assert (reviewing.counted, reviewing.tolled) == (2, 2)


def test_an_earlier_day_shows_what_was_known_then(play: Play) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))
    case = play.supplement(date(2026, 9, 23), case)
    case = play.accept(date(2026, 9, 24), case)

    acts = {day: [entry.act for entry in at(play, case, date(2026, 9, day)).entries] for day in (18, 21, 24)}
    assert acts == {
        18: ["submit"],
        21: ["submit", "notify_deficiency"],
        24: ["submit", "notify_deficiency", "supplement", "accept"],
    }
    then, now = at(play, case, MONDAY), at(play, case, date(2026, 9, 24))
    assert (then.stage_zh, now.stage_zh) == ("待申请人补正", "审查中")
    assert (len(then.letters), len(now.letters)) == (2, 4)
    assert len(then.papers) < len(now.papers)


def test_silence_is_not_known_before_its_limit_has_run_out(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))

    before, after = at(play, case, date(2026, 9, 24)), at(play, case, date(2026, 9, 25))

    assert (before.stage_zh, before.case.deemed) == ("已收件，待受理审查", False)
    assert (after.stage_zh, after.case.deemed) == ("审查中", True)
    assert [len(one.entries) for one in (before, after)] == [1, 2]


def test_the_ledger_of_each_limit_ends_on_its_due_date(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    opened = at(play, case, date(2026, 9, 22))
    decision = opened.clock("decision")
    assert decision is not None

    for statutory, reading in ((False, decision.promised), (True, decision.statutory)):
        assert opened.rows(decision, statutory=statutory)[-1].date == reading.due_on


def test_the_cautious_date_counts_from_the_day_the_whole_filing_came_in(play: Play) -> None:
    case = play.supplement(date(2026, 9, 23), play.notify(MONDAY, play.apply(FRIDAY)))
    opened = at(play, play.accept(date(2026, 9, 28), case), date(2026, 9, 28))

    assert opened.cautious is not None
    assert opened.cautious.start == date(2026, 9, 23)
    assert opened.cautious_on == date(2026, 10, 28)


@pytest.mark.parametrize("day", [date(2026, 9, 17), date(2026, 9, 19)])
def test_a_day_on_which_there_is_nothing_is_refused(play: Play, day: date) -> None:
    case = play.apply(FRIDAY, complete=True)

    with pytest.raises(Refused, match="这一天还没有"):
        audit.audit(play.at(FRIDAY), play.cast.supervisor, case.number, day)


def test_another_authoritys_supervisor_reads_nothing(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    other = replace(play.cast.supervisor, authority="another-pack/health")
    letter, paper = at(play, case, FRIDAY).letters[0], at(play, case, FRIDAY).papers[0]

    with pytest.raises(NotAllowed):
        audit.audit(play.at(FRIDAY), other, case.number)
    with pytest.raises(NotAllowed):
        audit.letter(play.at(FRIDAY), other, case.number, letter.id)
    with pytest.raises(NotAllowed):
        audit.paper(play.at(FRIDAY), other, case.number, paper.id)


def test_letters_and_papers_are_found_in_their_own_case_only(play: Play) -> None:
    case, other = play.apply(FRIDAY, complete=True), play.apply(FRIDAY, complete=True)
    opened, office = at(play, case, FRIDAY), play.at(FRIDAY)
    letter, paper = opened.letters[0], opened.papers[0]

    assert audit.letter(office, play.cast.supervisor, case.number, letter.id) == letter
    assert audit.paper(office, play.cast.supervisor, case.number, paper.id) == paper
    with pytest.raises(NotFound):
        audit.letter(office, play.cast.supervisor, other.number, letter.id)
    with pytest.raises(NotFound):
        audit.paper(office, play.cast.supervisor, other.number, paper.id)


def at(play: Play, case: Case, day: date) -> Audit:
    """The case as its supervisor reads it, as of a day."""
    return audit.audit(play.at(date(2026, 12, 1)), play.cast.supervisor, case.number, day)
