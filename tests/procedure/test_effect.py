"""A letter that no longer holds says so from the moment of the fact that took its effect, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from approval.core.case import Case
from approval.core.vocabulary import Effect
from approval.procedure.drift import Drift, drift
from approval.procedure.printing import print_letter
from approval.procedure.timers import tick
from approval.procedure.verification import check
from approval.store import papers
from approval.store.database import Store
from approval.store.papers import Letter
from tests.procedure.licence_town import GRANTED, Town, settled
from web.demonstration import Play

REPLACED, REVOKED = Effect.REPLACED, Effect.REVOKED


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    return settled(store, tmp_path / "files")


def test_an_extension_moves_the_day_that_the_acceptance_told(play: Play) -> None:
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 24), complete=True))
    extended = play.extend(date(2026, 10, 12), case, 5)
    letters = {letter.kind: letter for letter in letters_of(play, extended)}
    assert status(letters["acceptance"]) == (Effect.CURRENT, date(2026, 10, 12), letters["extension"].number)
    assert status(letters["extension"]) == (Effect.CURRENT, None, "")
    assert status(letters["receipt"]) == (Effect.CURRENT, None, "")


def test_whoever_verifies_a_letter_whose_day_was_moved_reads_where_the_day_stands(play: Play) -> None:
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 24), complete=True))
    extended = play.extend(date(2026, 10, 12), case, 5)
    acceptance = next(letter for letter in letters_of(play, extended) if letter.kind == "acceptance")
    office = play.at(date(2026, 10, 12), 18)
    verdict = check(office, print_letter(office, acceptance.id)).verdict
    assert verdict.holds
    assert "所告知的日期自2026年10月12日起以涧卫延〔2026〕1号为准" in verdict.checks[-1].says


def test_a_withdrawn_application_leaves_no_promise_behind(play: Play) -> None:
    accepted = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 24), complete=True))
    case = play.withdraw(date(2026, 9, 28), accepted)
    _receipt, acceptance, withdrawal = letters_of(play, case)
    assert status(acceptance) == (REVOKED, date(2026, 9, 28), withdrawal.number)


def test_a_licence_that_cases_change_keeps_one_paper_in_effect(town: Town) -> None:
    origin = town.granted(GRANTED, "town-station.register")
    record = town.licence_of(origin)
    amended = town.granted(date(2027, 3, 1), "town-station.amend", record.number, unit__name="安和护理站")
    verified = town.granted(date(2027, 9, 1), "town-station.verify", record.number)
    renewed = town.granted(date(2031, 9, 1), "town-station.renew", record.number)

    first, change, check, second = (given(town, case) for case in (origin, amended, verified, renewed))
    assert status(first) == (REPLACED, date(2027, 3, 1), change.number)
    assert status(change) == (REPLACED, date(2031, 9, 1), second.number)
    assert status(check) == (REPLACED, date(2031, 9, 1), second.number)
    assert status(second) == (Effect.CURRENT, None, "")

    ended = town.do(
        date(2032, 1, 5), town.decider, record.number, "revoke", ground="fraud", reasons="经查属实。"
    )
    [revocation] = letters_of(town, ended)
    assert status(given(town, renewed)) == (REVOKED, date(2032, 1, 5), revocation.number)
    assert status(given(town, origin)) == (REPLACED, date(2027, 3, 1), change.number)
    assert list(drift(town.at(date(2032, 2, 1)))) == []


def test_a_licence_that_expires_takes_its_paper_along_on_the_day_after_its_last(town: Town) -> None:
    case = town.granted(GRANTED, "town-station.register")
    tick(town.at(date(2031, 12, 1)))
    assert status(given(town, case)) == (REVOKED, date(2031, 10, 27), "")
    assert list(drift(town.at(date(2031, 12, 1)))) == []


def test_a_renewal_by_law_tells_the_new_last_day_in_place_of_the_certificate(town: Town) -> None:
    case = town.granted(GRANTED, "town-station.register")
    record = town.licence_of(case)
    asked = town.proposed(
        date(2031, 9, 26), town.accepted(date(2031, 9, 26), "town-station.renew", record.number)
    )
    tick(town.at(date(2031, 10, 27)))
    [notice] = letters_of(town, record)
    assert status(given(town, case)) == (REPLACED, date(2031, 10, 27), notice.number)

    granted = town.grant(date(2031, 11, 3), asked)
    [notice] = letters_of(town, record)
    assert status(notice) == (REPLACED, date(2031, 11, 3), given(town, granted).number)
    assert list(drift(town.at(date(2031, 12, 1)))) == []


def test_a_holder_who_gives_his_licence_up_holds_no_paper_in_effect(town: Town) -> None:
    origin = town.granted(GRANTED, "town-station.register")
    record = town.licence_of(origin)
    given_up = town.granted(date(2027, 5, 6), "town-station.deregister", record.number)
    [notice] = letters_of(town, record)
    assert status(given(town, origin)) == (REVOKED, date(2027, 5, 6), notice.number)
    assert status(given(town, given_up)) == (Effect.CURRENT, None, "")


def test_an_effect_that_somebody_changed_by_hand_is_named_with_what_it_should_be(town: Town) -> None:
    case = town.granted(GRANTED, "town-station.register")
    letter = given(town, case)
    with town.office.store.begin() as tx:
        papers.lose_effect(tx, letter.id, REVOKED, date(2026, 12, 1), "涧卫撤决〔2026〕9号")
    assert list(drift(town.at(date(2026, 12, 2)))) == [
        Drift(
            case.number,
            f"effect of {letter.number}",
            "revoked 2026-12-01 涧卫撤决〔2026〕9号",
            "current",
        )
    ]


def test_a_letter_that_lost_its_effect_is_the_same_letter(play: Play) -> None:
    case = play.accept(date(2026, 9, 24), play.apply(date(2026, 9, 24), complete=True))
    before = letters_of(play, case)[1]
    after = letters_of(play, play.withdraw(date(2026, 9, 28), case))[1]
    current = replace(after, effect=Effect.CURRENT, effect_on=None, effect_by="")
    assert current == before


def letters_of(place: Play | Town, case: Case) -> list[Letter]:
    """Read the letters of a case."""
    with place.office.store.look() as tx:
        return papers.letters_of(tx, case.number)


def given(town: Town, case: Case) -> Letter:
    """Read the letter by which a case gave what was asked for."""
    granting = next(entry for entry in town.load(case).entries if entry.act == "grant")
    with town.office.store.look() as tx:
        return papers.letter(tx, granting.letter)


def status(letter: Letter) -> tuple[Effect, date | None, str]:
    """Say whether a letter holds, since when not, and by which letter."""
    return letter.effect, letter.effect_on, letter.effect_by
