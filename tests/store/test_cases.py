"""A case is its facts: they are appended by one person at a time and never changed."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError

from approval.core.case import Summary
from approval.core.errors import NotFound, Refused, Stale
from approval.core.journal import first_break
from approval.store import cases, jobs, numbers, people
from approval.store.database import Store, Tx
from tests.store.filing import (
    HEALTH,
    NOON,
    RECEIVED,
    Town,
    accept,
    fact,
    file_case,
    new_case,
    notify,
)


def test_a_case_is_read_as_it_was_written(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        accepted = accept(tx, filed, town.wang)
    with store.look() as tx:
        assert cases.load(tx, filed.number) == accepted
    assert (accepted.stage, accepted.version, accepted.due_on) == ("under_review", 2, date(2026, 10, 16))
    assert [(e.seq, e.act, e.by_name) for e in accepted.entries] == [
        (1, "submit", "赵敏"),
        (2, "accept", "王芳"),
    ]
    assert first_break(accepted.entries) is None


def test_facts_come_back_in_the_form_that_was_hashed(store: Store, town: Town) -> None:
    beijing = datetime(2026, 9, 21, 12, 5, 0, 7, tzinfo=timezone(timedelta(hours=8)))
    odd = replace(
        fact("accept", town.wang), recorded_at=beijing, data={"days": {10: "十", 9: "九"}, "of": ("a", "b")}
    )
    with store.begin() as tx:
        written = cases.append(tx, file_case(tx, town), [odd], summary=Summary("under_review"))
    with store.look() as tx:
        read = cases.load(tx, written.number)
    assert read == written
    assert read.entries[1].data == {"days": {"9": "九", "10": "十"}, "of": ["a", "b"]}
    assert read.entries[1].recorded_at == datetime(2026, 9, 21, 4, 5, 0, 7, tzinfo=UTC)
    assert first_break(read.entries) is None


def test_several_facts_are_appended_as_one_act(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        both = [fact("accept", town.wang), fact("visit", town.li)]
        done = cases.append(tx, filed, both, summary=Summary("under_review"))
    with store.look() as tx:
        assert [entry.act for entry in cases.load(tx, done.number).entries] == ["submit", "accept", "visit"]
    assert done.version == 3


def test_an_act_is_two_statements_and_three_with_personal_values(
    store: Store, town: Town, statements: list[str]
) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        statements.clear()
        accepted = accept(tx, filed, town.wang)
        assert [words.split()[0] for words in statements] == ["UPDATE", "INSERT"]
        statements.clear()
        cases.append(
            tx,
            accepted,
            [fact("visit", town.li)],
            summary=accepted.summary,
            personal={3: {"visitor": "李强"}},
        )
        assert [words.split()[0] for words in statements] == ["UPDATE", "INSERT", "INSERT"]
        statements.clear()
        cases.load(tx, filed.number)
        assert [words.split()[0] for words in statements] == ["SELECT"]


def test_a_second_notice_is_refused_with_the_rule(store: Store, town: Town) -> None:
    with store.begin() as tx:
        notified = notify(tx, file_case(tx, town), town.wang)
    with pytest.raises(Refused) as refused, store.begin() as tx:
        notify(tx, cases.load(tx, notified.number), town.li)
    assert "行政许可法第三十二条第一款第（四）项" in refused.value.reasons[0].basis
    assert not isinstance(refused.value, Stale)
    with store.look() as tx:
        assert cases.load(tx, notified.number) == notified


def test_of_two_clerks_who_notify_at_once_one_succeeds_and_the_other_is_told(
    store: Store, town: Town
) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
    both_have_read = threading.Barrier(2)

    def notify_as_read(by: str) -> Exception | None:
        with store.look() as tx:
            seen = cases.load(tx, filed.number)
        both_have_read.wait(timeout=10)
        try:
            with store.begin() as tx:
                notify(tx, seen, town.wang if by == "wang" else town.li)
        except Stale as stale:
            return stale
        return None

    with ThreadPoolExecutor(2) as clerks:
        outcomes = list(clerks.map(notify_as_read, ["wang", "li"]))
    [told] = [outcome for outcome in outcomes if outcome is not None]
    winner = "王芳" if outcomes[0] is None else "李强"
    assert f"本案已由{winner}于2026年9月21日12:05办理“一次性告知”" in str(told)
    with store.look() as tx:
        assert [entry.act for entry in cases.load(tx, filed.number).entries] == [
            "submit",
            "notify_deficiency",
        ]


def test_two_notices_in_one_act_are_refused_too(store: Store, town: Town) -> None:
    twice = [fact("notify_deficiency", town.wang), fact("notify_deficiency", town.wang)]
    with pytest.raises(Refused, match="一次性告知"), store.begin() as tx:
        cases.append(tx, file_case(tx, town), twice, summary=Summary("awaiting_correction"))


def test_who_is_late_hears_everything_that_happened_meanwhile(store: Store, town: Town) -> None:
    with store.begin() as tx:
        seen = file_case(tx, town)
    with store.begin() as tx:
        accepted = accept(tx, seen, town.wang)
        cases.append(tx, accepted, [fact("visit", town.li)], summary=accepted.summary)
    with pytest.raises(Stale) as stale, store.begin() as tx:
        accept(tx, seen, town.li)
    assert [reason.says for reason in stale.value.reasons] == [
        "您打开页面后，本案已由王芳于2026年9月21日12:05办理“受理”。",
        "您打开页面后，本案已由李强于2026年9月21日12:05办理其他操作。",
    ]
    assert all(reason.basis and reason.remedy for reason in stale.value.reasons)


def test_an_act_that_fails_leaves_nothing(store: Store, town: Town) -> None:
    with pytest.raises(RuntimeError, match="power cut"), store.begin() as tx:
        everything_and_then_a_power_cut(tx, town)
    with store.begin() as tx:
        assert numbers.draw(tx, HEALTH, "涧卫", 2026) == 1
        assert jobs.claim(tx, NOON) == []
        assert cases.due_before(tx, date(2027, 1, 1)) == []


def everything_and_then_a_power_cut(tx: Tx, town: Town) -> None:
    """Do all that an act does, but for the end of it."""
    numbers.draw(tx, HEALTH, "涧卫", 2026)
    file_case(tx, town)
    jobs.put(tx, "render", "a-letter", {"letter": "a-letter"}, NOON)
    raise RuntimeError("power cut")


def test_a_case_number_is_given_once(store: Store, town: Town) -> None:
    with store.begin() as tx:
        file_case(tx, town)
    with pytest.raises(Refused, match="办件编号已经使用"), store.begin() as tx:
        file_case(tx, town)


def test_facts_are_not_appended_to_a_case_read_without_its_journal(store: Store, town: Town) -> None:
    with store.begin() as tx:
        file_case(tx, town)
        [listed] = cases.due_before(tx, date(2027, 1, 1))
        with pytest.raises(ValueError, match="loaded with its journal"):
            accept(tx, listed, town.wang)


def test_personal_values_belong_to_a_fact_that_is_appended(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        with pytest.raises(ValueError, match=r"\[1\]"):
            cases.append(
                tx, filed, [fact("accept", town.wang)], summary=filed.summary, personal={1: {"phone": "0379"}}
            )


def test_who_acts_must_be_somebody(store: Store, town: Town) -> None:
    nobody = replace(town.wang, id=4711)
    with pytest.raises(IntegrityError), store.begin() as tx:
        accept(tx, file_case(tx, town), nobody)


def test_the_journal_shows_the_name_that_the_account_bears(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        tx.connection.exec_driver_sql("UPDATE accounts SET name = '赵敏敏' WHERE name = '赵敏'")
    with store.look() as tx:
        assert cases.load(tx, filed.number).entries[0].by_name == "赵敏敏"
        assert cases.verify(tx, filed.number).sound


def test_the_sorting_copies_can_be_rewritten_without_a_fact(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        moved = replace(filed.summary, due_on=date(2026, 9, 25))
        assert cases.refresh(tx, filed, moved)
    with store.begin() as tx:
        read = cases.load(tx, filed.number)
        assert (read.due_on, read.version) == (date(2026, 9, 25), 1)
        accept(tx, read, town.wang)
        assert not cases.refresh(tx, read, moved)


def test_the_holder_of_a_receipt_finds_the_case(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
    with store.look() as tx:
        assert cases.by_lookup(tx, filed.number, " k7m2q9xw ") == filed


@pytest.mark.parametrize(
    ("number", "code"), [("41030520260918000001X", "K7M2Q9XW"), (None, "K7M2Q9XX"), (None, "查询")]
)
def test_a_wrong_code_and_a_wrong_number_are_answered_alike(
    store: Store, town: Town, number: str | None, code: str
) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
    with pytest.raises(NotFound, match="没有找到该办件。"), store.look() as tx:
        cases.by_lookup(tx, number or filed.number, code)


def test_a_refused_attempt_is_kept_for_the_supervisor(store: Store, town: Town) -> None:
    reasons = [{"says": "本案已经一次性告知过。", "basis": "行政许可法第三十二条"}]
    with store.begin() as tx:
        filed = file_case(tx, town)
        other = cases.add(tx, new_case(town, 2, authority="other/health"), fact("submit", town.operator))
        for number in (filed.number, other.number):
            cases.refused_attempt(tx, number, "notify_deficiency", town.li.id, "acceptor", NOON, reasons)
    with store.look() as tx:
        [kept] = cases.refused_attempts(tx, authority=HEALTH)
        assert cases.refused_attempts(tx, filed.number) == [kept]
    assert (kept.case_number, kept.act, kept.by_name, kept.at) == (
        filed.number,
        "notify_deficiency",
        "李强",
        NOON,
    )
    assert kept.reasons == reasons


def test_an_attempt_on_no_case_at_all_is_kept(store: Store, town: Town) -> None:
    with store.begin() as tx:
        cases.refused_attempt(
            tx, "4711", "accept", town.li.id, "acceptor", NOON, [{"says": "没有找到该办件。"}]
        )
    with store.look() as tx:
        assert [kept.by for kept in cases.refused_attempts(tx, "4711")] == [town.li.id]


def test_the_timer_is_an_account_of_its_own(store: Store, town: Town) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        silence = replace(fact("deem_accepted", town.wang, RECEIVED), by=0, role="timer")
        cases.append(tx, filed, [silence], summary=Summary("under_review", accepted_on=RECEIVED, deemed=True))
        assert people.account(tx, 0) is None
    with store.look() as tx:
        read = cases.load(tx, filed.number)
    assert (read.entries[1].by_name, read.deemed, read.accepted_on) == ("系统", True, RECEIVED)


def test_a_day_of_receipt_that_was_put_right_is_the_cases_day_and_moves_no_fact(
    store: Store, town: Town
) -> None:
    with store.begin() as tx:
        filed = file_case(tx, town)
        cases.received(tx, filed, date(2026, 9, 16))
    with store.look() as tx:
        read = cases.load(tx, filed.number)
    assert read.received_on == date(2026, 9, 16)
    assert read.entries == filed.entries
