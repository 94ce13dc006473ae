"""The one path of every act: whole or not at all, and refused attempts are kept."""

from dataclasses import replace
from datetime import date

import pytest

from approval.core.errors import NotAllowed, NotFound, Refused, Stale
from approval.procedure import acceptance, closing, rectification, recusal
from approval.procedure.docket import Act, perform, settle
from approval.store import cases, jobs, papers
from web.demonstration import Play

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def test_a_refused_act_leaves_no_fact_no_letter_and_no_number(play: Play) -> None:
    case = play.apply(FRIDAY)
    with pytest.raises(Refused):
        acceptance.decline(play.at(MONDAY), play.cast.acceptor, case.number, case.version, reasons="不齐全")

    declined_after_all = acceptance.decline(
        play.at(MONDAY),
        play.cast.acceptor,
        case.number,
        case.version,
        reasons="租赁合同经核实系伪造。",
        ground="false_materials",
    )

    with play.office.store.look() as tx:
        letter = papers.letters_of(tx, case.number)[-1]
    assert declined_after_all.version == 2
    assert letter.number.endswith("〔2026〕1号")


def test_who_tried_what_and_which_rule_barred_it_is_kept(play: Play) -> None:
    case = play.apply(FRIDAY)
    with pytest.raises(Refused):
        acceptance.accept(play.at(MONDAY), play.cast.reviewer, case.number, case.version)

    with play.office.store.look() as tx:
        (attempt,) = cases.refused_attempts(tx, case.number)
    assert (attempt.act, attempt.by) == ("accept", play.cast.reviewer.id)
    assert "只能由受理人办理" in attempt.reasons[0]["says"]


def test_a_letter_waits_on_the_outbox_of_the_same_transaction(play: Play) -> None:
    play.apply(FRIDAY)

    with play.office.store.begin() as tx:
        waiting = jobs.claim(tx, play.at(MONDAY).now)
    assert [job.kind for job in waiting] == ["render"]


def test_the_journal_names_the_letter_and_binds_its_words(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))

    mention = case.entries[-1].data["letter"]
    assert mention["kind"] == "acceptance"
    assert mention["number"] == "涧卫受〔2026〕1号"
    assert len(mention["digest"]) == 64


def test_the_chain_of_a_case_holds(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))

    with play.office.store.look() as tx:
        report = cases.verify(tx, case.number)
    assert report.broken_at is None
    assert report.facts == 2


def test_a_stale_page_is_told_what_happened_meanwhile(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    play.accept(MONDAY, case)

    with pytest.raises(Stale) as refused:
        acceptance.accept(play.at(MONDAY), play.cast.acceptor, case.number, case.version)

    assert "王芳" in refused.value.reasons[0].says
    assert "受理" in refused.value.reasons[0].says


def test_who_may_not_read_a_case_is_told_nothing_of_it(play: Play) -> None:
    case = play.accept(MONDAY, play.apply(FRIDAY, complete=True))
    elsewhere = replace(play.cast.decider, authority="jianxi-2017/civil")
    for person in (play.cast.neighbour, elsewhere, play.cast.administrator):
        tries: list[Act] = [
            closing.withdrawal(person, "不办了"),
            rectification.rectify(person, 1, "on", "2026-09-01", "误"),
            recusal.reassignment(person, 1, "acceptor", "休假"),
        ]
        for tried in tries:
            for version in (0, case.version, 99):
                with pytest.raises(NotAllowed) as refused:
                    perform(play.at(MONDAY), case.number, version, tried)
                assert len(refused.value.reasons) == 1
                assert play.cast.acceptor.name not in str(refused.value)
    with play.office.store.look() as tx:
        assert len(cases.refused_attempts(tx, case.number)) == 27, "each attempt stays in the register"


def test_silence_found_by_an_act_does_not_make_the_page_stale(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)

    withdrawn = play.withdraw(date(2026, 9, 28), case)

    assert [entry.act for entry in withdrawn.entries] == ["submit", "deem_accepted", "withdraw"]


def test_settling_twice_writes_once(play: Play) -> None:
    case = play.apply(FRIDAY, complete=True)
    late = play.at(date(2026, 9, 28))

    assert settle(late, case.number) == 1
    assert settle(late, case.number) == 0


def test_there_is_no_act_on_a_case_that_is_not_there(play: Play) -> None:
    with pytest.raises(NotFound):
        acceptance.accept(play.at(MONDAY), play.cast.acceptor, "410305202609180000099", 1)
