"""Who was dishonest may not apply again for a time; a running bar is shown, and only by one that runs can be declined."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.case import Case
from approval.core.errors import Refused
from approval.procedure import acceptance, bars
from approval.store import cases, papers, registers
from approval.store.registers import Bar
from tests.procedure.altered import Altered
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def decline(play: Play, case: Case, ground: str, day: date = MONDAY) -> Case:
    return acceptance.decline(
        play.at(day), play.cast.acceptor, case.number, case.version,
        reasons="提交的护士执业证书经核实系伪造", ground=ground,
    )  # fmt: skip


def running(play: Play, case: Case) -> list[Bar]:
    with play.office.store.look() as tx:
        return bars.running(tx, case)


def test_false_materials_bar_the_same_licence_for_a_year_from_the_decision(play: Play) -> None:
    first = decline(play, play.apply(FRIDAY), "false_materials")
    again = play.apply(date(2027, 3, 1))

    (bar,) = running(play, again)
    assert (bar.case_number, bar.since, bar.until) == (first.number, MONDAY, date(2027, 9, 21))
    assert "第七十八条" in bar.basis


def test_submitting_is_never_barred(play: Play) -> None:
    decline(play, play.apply(FRIDAY), "false_materials")

    assert play.apply(date(2026, 9, 22)).stage == "received"


def test_the_decision_tells_the_applicant_until_when(play: Play) -> None:
    case = decline(play, play.apply(FRIDAY), "concealed")

    with play.office.store.look() as tx:
        body = str(papers.letters_of(tx, case.number)[-1].words["body"])
    assert "自本决定作出之日起至2027年9月21日不得再次申请该项许可" in body


def test_a_running_bar_is_a_reason_to_decline_and_the_letter_names_its_decision(play: Play) -> None:
    first = decline(play, play.apply(FRIDAY), "false_materials")
    again = play.apply(date(2026, 12, 1))

    declined = decline(play, again, "barred_one_year", date(2026, 12, 2))

    with play.office.store.look() as tx:
        body = str(papers.letters_of(tx, declined.number)[-1].words["body"])
    assert declined.stage == "declined"
    assert first.number in body
    assert "自2026年9月21日至2027年9月21日不得再次申请" in body


@pytest.mark.parametrize("ground", ["barred_one_year", "barred_three_years"])
def test_without_a_running_bar_there_is_nothing_to_decline_by_and_the_attempt_is_kept(
    play: Play, ground: str
) -> None:
    case = play.apply(FRIDAY)

    with pytest.raises(Refused, match="没有处在这一条规定的禁止申请期内"):
        decline(play, case, ground)
    with play.office.store.look() as tx:
        assert [one.act for one in cases.refused_attempts(tx, case_number=case.number)] == ["decline"]
        assert cases.load(tx, case.number).stage == "received"


def test_the_bar_of_one_article_is_no_bar_of_the_other(play: Play) -> None:
    decline(play, play.apply(FRIDAY), "false_materials")
    again = play.apply(date(2026, 12, 1))

    with pytest.raises(Refused, match="没有处在"):
        decline(play, again, "barred_three_years", date(2026, 12, 1))


def test_a_year_later_nothing_bars_any_more(play: Play) -> None:
    decline(play, play.apply(FRIDAY), "false_materials")

    assert running(play, play.apply(date(2027, 9, 21)))
    assert not running(play, play.apply(date(2027, 9, 22)))


def test_another_institution_is_not_barred(play: Play) -> None:
    decline(play, play.apply(FRIDAY), "false_materials")

    assert not running(play, play.apply(date(2026, 12, 1), who=play.cast.neighbour))


def test_unmet_items_of_a_notice_bar_nobody(play: Play) -> None:
    case = play.supplement(date(2026, 9, 23), play.notify(MONDAY, play.apply(FRIDAY)))
    about = next(iter(case.entries[1].data["defects"]))["about"]  # type: ignore[call-overload]
    acceptance.decline(
        play.at(date(2026, 9, 24)), play.cast.acceptor, case.number, case.version,
        reasons="仍未提交", unmet=[about],
    )  # fmt: skip

    assert not running(play, play.apply(date(2026, 10, 8)))


def test_what_touches_neither_health_nor_safety_bars_nobody(play: Play) -> None:
    rules = Altered(play.office.rulebook, strict=False)
    plain = replace(play, office=replace(play.office, rulebook=rules))
    case = decline(plain, plain.apply(FRIDAY), "false_materials")

    assert not running(plain, plain.apply(date(2026, 12, 1)))
    with plain.office.store.look() as tx:
        assert registers.bar_of(tx, case.number) is None


def refused(play: Play, ground: str) -> Case:
    """A case refused on a ground of its own pack's list."""
    case = play.accept(FRIDAY, play.apply(FRIDAY, complete=True))
    return play.decide(MONDAY, play.propose(MONDAY, case, ground))


def test_a_refusal_for_false_materials_bars_too_by_the_packs_own_ground(play: Play) -> None:
    case = refused(play, "false-materials")

    with play.office.store.look() as tx:
        bar = registers.bar_of(tx, case.number)
        body = str(papers.letters_of(tx, case.number)[-1].words["body"])
    assert bar is not None
    assert (bar.since, bar.until) == (MONDAY, date(2027, 9, 21))
    assert "第七十八条" in bar.basis
    assert "自本决定作出之日起至2027年9月21日不得再次申请该项许可" in body


def test_a_refusal_on_another_ground_bars_nobody(play: Play) -> None:
    case = refused(play, "below-standard")

    with play.office.store.look() as tx:
        assert registers.bar_of(tx, case.number) is None
        assert "不得再次申请" not in str(papers.letters_of(tx, case.number)[-1].words["body"])


def test_three_years_from_the_last_day_of_february_end_on_the_last_day_of_february() -> None:
    assert bars.years_after(date(2028, 2, 29), 3) == date(2031, 2, 28)
    assert bars.years_after(date(2026, 9, 21), 1) == date(2027, 9, 21)
