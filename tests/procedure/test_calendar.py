"""A holiday notice is loaded: dates move, everyone is told, and what silence has done is looked at by people."""

from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.core.holiday_notice import read
from approval.core.workdays import NamedDay, Notice
from approval.procedure.calendar import load_notice
from approval.procedure.casefile import open_file
from approval.procedure.office import Office
from approval.procedure.timers import tick
from approval.store import cases, registers
from web.demonstration import Play

NEW_YEAR = "元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月10日（周日）上班。"
SUBMITTED, ACCEPTED, LOADED = date(2026, 12, 18), date(2026, 12, 21), date(2026, 12, 23)
FRIDAY = date(2026, 9, 18)


def test_loading_a_notice_moves_a_provisional_date_and_says_so_in_the_journal(play: Play) -> None:
    case = under_decision(play)
    assert (case.due_on, case.provisional) == (date(2027, 1, 5), True)

    loaded = load_notice(play.at(LOADED), play.cast.administrator, notice_2027())

    moved = kept(play, case)
    assert [(one.number, one.old, one.new) for one in loaded.moved] == [
        (case.number, date(2027, 1, 5), date(2027, 1, 6))
    ]
    assert (moved.due_on, moved.provisional) == (date(2027, 1, 6), False)
    told = moved.entries[-1]
    assert (told.act, told.effective_on, told.role) == ("move_date", LOADED, "timer")
    assert told.data == {
        "clock": "decision",
        "old_due_on": "2027-01-05",
        "due_on": "2027-01-06",
        "notice": "国办发明电〔2026〕8号",
    }


def test_a_date_that_stays_is_no_longer_provisional_and_nothing_is_written(play: Play) -> None:
    case = under_decision(play)

    loaded = load_notice(play.at(LOADED), play.cast.administrator, notice_2027("1月1日（周五）放假。"))

    after = kept(play, case)
    assert (loaded.moved, loaded.confirmed) == ((), (case.number,))
    assert (after.due_on, after.provisional, after.version) == (case.due_on, False, case.version)


def test_the_next_act_counts_by_the_new_calendar(play: Play) -> None:
    case = under_decision(play)
    office = play.at(LOADED)
    load_notice(office, play.cast.administrator, notice_2027())

    assert office.calendar(case.division).works(date(2027, 1, 4)) is False
    assert office.calendar(case.division).provisional(date(2027, 1, 4)) is False


def test_a_notice_of_another_division_moves_nothing_here(play: Play) -> None:
    case = under_decision(play)

    loaded = load_notice(play.at(LOADED), play.cast.administrator, notice_2027(division="110000"))

    assert loaded.moved == ()
    assert kept(play, case).due_on == case.due_on


def test_a_closed_case_is_left_alone(play: Play) -> None:
    case = play.withdraw(LOADED, under_decision(play))

    loaded = load_notice(play.at(LOADED), play.cast.administrator, notice_2027())

    assert (loaded.moved, loaded.confirmed) == ((), ())
    assert kept(play, case).version == case.version


def test_where_silence_was_recorded_on_a_day_that_is_now_wrong_a_person_has_to_look(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))
    before = kept(play, case)
    assert before.deemed

    loaded = load_notice(play.at(date(2026, 9, 28)), play.cast.administrator, typhoon(date(2026, 9, 24)))

    assert loaded.to_rectify == (case.number,)
    deemed = next(entry for entry in kept(play, case).entries if entry.act == "deem_accepted")
    assert deemed == before.entries[1], "what was recorded is not rewritten"


def test_a_notice_loaded_later_does_not_undo_a_silence_that_was_recorded(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))

    monday = play.at(date(2026, 9, 28))
    load_notice(monday, play.cast.administrator, typhoon(date(2026, 9, 24), date(2026, 9, 28)))

    file = open_file(monday, play.cast.acceptor, case.number)
    assert file.standing.stage == "under_review"
    assert file.standing.accepted_on == FRIDAY


def test_silence_that_still_lapsed_on_its_day_is_not_listed(play: Play) -> None:
    play.apply(FRIDAY, complete=True)
    tick(play.office, date(2026, 9, 25))

    loaded = load_notice(play.at(date(2026, 9, 28)), play.cast.administrator, typhoon(date(2026, 9, 30)))

    assert loaded.to_rectify == ()
    assert len(loaded.moved) == 1


def test_silence_waits_for_the_notice_and_then_takes_its_effect(play: Play) -> None:
    case = play.apply(date(2026, 12, 29), complete=True)
    assert kept(play, case).due_on == date(2027, 1, 6)
    assert tick(play.office, date(2027, 1, 8)).doubtful == [case.number]

    load_notice(play.at(date(2027, 1, 8)), play.cast.administrator, notice_2027())

    assert kept(play, case).due_on == date(2027, 1, 7)
    assert tick(play.office, date(2027, 1, 8)).deemed == [case.number]


def test_the_same_notice_is_not_loaded_twice(play: Play) -> None:
    case = under_decision(play)
    load_notice(play.at(LOADED), play.cast.administrator, notice_2027())
    version = kept(play, case).version

    with pytest.raises(Refused, match="已经载入"):
        load_notice(play.at(LOADED), play.cast.administrator, notice_2027())

    assert kept(play, case).version == version
    assert len(notices(play.office)) == 1


@pytest.mark.parametrize("who", ["operator", "acceptor", "reviewer", "decider", "supervisor"])
def test_only_an_administrator_loads_a_notice(play: Play, who: str) -> None:
    case = under_decision(play)

    with pytest.raises(Refused, match="只能由系统管理员载入"):
        load_notice(play.at(LOADED), getattr(play.cast, who), notice_2027())

    assert notices(play.office) == []
    assert kept(play, case).due_on == case.due_on


def test_it_is_kept_who_loaded_what_and_when(play: Play) -> None:
    office = play.at(LOADED)
    load_notice(office, play.cast.administrator, notice_2027())

    with office.store.look() as tx:
        (loading,) = registers.loadings(tx)
    assert (loading.notice.year, loading.notice.number) == (2027, "国办发明电〔2026〕8号")
    assert (loading.by_name, loading.at) == (play.cast.administrator.name, office.now)


# What the stories begin with


def under_decision(play: Play) -> Case:
    """A case whose ten working days run over the new year."""
    return play.accept(ACCEPTED, play.apply(SUBMITTED, complete=True))


def notice_2027(text: str = NEW_YEAR, division: str = "") -> Notice:
    """A notice for 2027, read from its text."""
    number, issued_on = "国办发明电〔2026〕8号", date(2026, 12, 22)
    return read(text, 2027, number=number, issued_on=issued_on, source="公报", division=division)


def typhoon(*off: date) -> Notice:
    """A later notice of the county's own that gives a few days off."""
    days = tuple(NamedDay(day, True, "防台风") for day in off)
    return Notice(2026, "涧政〔2026〕3号", "停工通知", off[0], "公报", "410305", days)


def kept(play: Play, case: Case) -> Case:
    """The case as it is stored."""
    with play.office.store.look() as tx:
        return cases.load(tx, case.number)


def notices(office: Office) -> list[Notice]:
    """The notices that are stored."""
    with office.store.look() as tx:
        return registers.notices(tx)
