"""A case as people read it: only by those who may, with what each of them can do."""

from datetime import date

import pytest

from approval.core.errors import NotAllowed, NotFound
from approval.core.vocabulary import Light
from approval.procedure.casefile import follow, open_file
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def test_the_clerk_sees_what_is_missing_and_what_can_be_done(play: Play) -> None:
    case = play.apply(FRIDAY)

    file = open_file(play.at(MONDAY), play.cast.acceptor, case.number)

    assert [defect.about for defect in file.defects] == ["unit.subjects", "floor-plan", "waste-plan"]
    assert {"notify_deficiency", "decline", "accept"} <= {step.act for step in file.acts}
    assert not file.can("propose")
    assert file.due_on == date(2026, 9, 24)


def test_after_the_notice_there_is_no_second_button(play: Play) -> None:
    case = play.notify(MONDAY, play.apply(FRIDAY))

    assert not open_file(play.at(MONDAY), play.cast.acceptor, case.number).can("notify_deficiency")


def test_the_operator_sees_his_case_and_can_withdraw_it(play: Play) -> None:
    case = play.apply(FRIDAY)

    file = open_file(play.at(MONDAY), play.cast.operator, case.number)

    assert file.can("withdraw")
    assert not file.can("accept")
    assert file.stated["institution.legal_representative"] == "周安"


@pytest.mark.parametrize("who", ["neighbour", "administrator"])
def test_others_do_not_see_it(play: Play, who: str) -> None:
    case = play.apply(FRIDAY)

    with pytest.raises(NotAllowed):
        open_file(play.at(MONDAY), getattr(play.cast, who), case.number)


def test_the_supervisor_reads_everything_and_can_do_nothing(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))

    file = open_file(play.at(date(2026, 10, 20)), play.cast.supervisor, case.number)

    assert not file.acts
    assert file.reading is not None
    assert file.reading.light is Light.RED
    assert file.statutory is not None
    assert file.statutory.light is not Light.RED


def test_as_of_a_past_day_the_case_stands_as_it_stood(play: Play) -> None:
    case = play.accept(date(2026, 9, 23), play.apply(FRIDAY, complete=True))

    then = open_file(play.at(date(2026, 9, 30)), play.cast.supervisor, case.number, date(2026, 9, 22))

    assert then.standing.stage == "received"
    assert then.due_on == date(2026, 9, 24)


def test_every_clock_that_ran_has_its_ledger(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    file = open_file(play.at(MONDAY), play.cast.supervisor, case.number)

    promised, statutory = file.ledger_of("decision"), file.ledger_of("decision", statutory=True)

    assert promised[-1].number == 10
    assert statutory[-1].number == 20
    assert file.ledger_of("completeness")[0].date == FRIDAY
    assert file.ledger_of("delivery") == []


def test_the_standards_are_shown_and_decide_nothing(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    results = open_file(play.at(MONDAY), play.cast.reviewer, case.number).standards

    assert results
    assert all(result.met for result in results)


def test_who_holds_the_receipt_follows_the_case(play: Play) -> None:
    case = play.apply(FRIDAY)

    assert follow(play.at(MONDAY), case.number, case.lookup_code).standing.stage == "received"
    with pytest.raises(NotFound):
        follow(play.at(MONDAY), case.number, "22222222")
