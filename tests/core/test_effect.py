"""Which letters still hold follows from the facts: what a later one says otherwise, gives anew, or takes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from approval.core import effect
from approval.core.effect import GRANTS, IN_CASE, Loss, first, of_licence, within, word
from approval.core.journal import Entry
from approval.core.vocabulary import Effect

DAY = date(2026, 9, 1)
MOVED, REPLACED, REVOKED = Effect.CURRENT, Effect.REPLACED, Effect.REVOKED


def journal(*facts: tuple[str, str] | tuple[str, str, Mapping[str, object]]) -> list[Entry]:
    """Make a journal of acts, each with the kind of the letter that it caused, a day after the other.

    A letter's id and number are its kind and place: ``tolling3``.
    """
    entries = []
    for seq, (act, kind, *more) in enumerate(facts, start=1):
        data: dict[str, object] = {**more[0]} if more else {}
        if kind:
            data["letter"] = {"kind": kind, "title": kind, "number": f"{kind}{seq}"}
        at = datetime(2026, 9, 1, tzinfo=UTC)
        letter = f"{kind}{seq}" if kind else ""
        on = DAY + timedelta(days=seq)
        entries.append(Entry("41", seq, act, on, at, 7, "王敏", "decider", data, letter))
    return entries


def lost(found: Mapping[str, Loss]) -> dict[str, tuple[Effect, int, str]]:
    """Write losses with the place of the fact that brought them."""
    return {letter: (loss.effect, (loss.on - DAY).days, loss.by) for letter, loss in found.items()}


SUBMITTED, NOTIFIED = ("submit", "receipt"), ("notify_deficiency", "deficiency")
SUPPLEMENTED, ACCEPTED = ("supplement", "supplement_receipt"), ("accept", "acceptance")
TOLLED, RESUMED, EXTENDED = ("toll", "tolling"), ("resume", ""), ("extend", "extension")
GRANTED, SERVED = ("grant", "reply_grant"), ("serve", "proof_of_service")


def test_an_extension_moves_the_days_told_before_it_and_undoes_no_letter() -> None:
    told = journal(SUBMITTED, ACCEPTED, TOLLED, RESUMED, EXTENDED)
    assert lost(within(told)) == {
        "acceptance2": (MOVED, 5, "extension5"),
        "tolling3": (MOVED, 5, "extension5"),
    }


def test_a_toll_changes_no_day_that_was_told_without_it_and_a_decision_none_at_all() -> None:
    assert (
        within(journal(SUBMITTED, NOTIFIED, SUPPLEMENTED, ACCEPTED, TOLLED, RESUMED, GRANTED, SERVED)) == {}
    )


def test_new_rules_touch_the_day_that_was_told_only_where_they_move_it() -> None:
    kept = ("move_pack", "pack_move", {"old_due_on": "2026-10-01", "due_on": "2026-10-01"})
    moved = ("move_pack", "pack_move", {"old_due_on": "2026-10-01", "due_on": "2026-09-24"})
    assert within(journal(SUBMITTED, ACCEPTED, kept)) == {}
    assert lost(within(journal(SUBMITTED, ACCEPTED, moved))) == {"acceptance2": (MOVED, 3, "pack_move3")}


@pytest.mark.parametrize(("act", "letter"), [("withdraw", "withdrawal"), ("terminate", "termination")])
def test_what_ends_without_a_decision_asks_for_nothing_and_promises_nothing_any_more(
    act: str, letter: str
) -> None:
    told = journal(SUBMITTED, NOTIFIED, SUPPLEMENTED, ACCEPTED, (act, letter))
    assert lost(within(told)) == {
        "deficiency2": (REVOKED, 5, f"{letter}5"),
        "acceptance4": (REVOKED, 5, f"{letter}5"),
    }


def test_a_day_that_was_moved_does_not_keep_a_letter_in_effect() -> None:
    told = journal(SUBMITTED, ACCEPTED, EXTENDED, ("withdraw", "withdrawal"))
    assert lost(within(told)) == {
        "acceptance2": (REVOKED, 4, "withdrawal4"),
        "extension3": (REVOKED, 4, "withdrawal4"),
    }


def test_of_two_that_move_a_day_the_later_tells_it() -> None:
    moved = ("move_pack", "pack_move", {"old_due_on": "2026-10-01", "due_on": "2026-09-24"})
    assert lost(within(journal(SUBMITTED, ACCEPTED, EXTENDED, moved))) == {
        "acceptance2": (MOVED, 4, "pack_move4"),
        "extension3": (MOVED, 4, "pack_move4"),
    }


def test_a_second_summons_takes_the_place_of_the_first() -> None:
    summons = ("summon_hearing", "hearing_summons")
    told = journal(SUBMITTED, ACCEPTED, ("inform_hearing", "hearing_rights"), summons, summons)
    assert lost(within(told)) == {"hearing_summons4": (REPLACED, 5, "hearing_summons5")}


@pytest.mark.parametrize("act", ["revoke_record", "revoke_grant"])
@pytest.mark.parametrize("kind", sorted(GRANTS))
def test_what_a_check_takes_back_has_no_effect_whatever_paper_says_it(act: str, kind: str) -> None:
    told = journal(
        SUBMITTED, ("grant", kind), SERVED, ("follow_up_unmet", "rectify_order"), (act, "revocation")
    )
    assert lost(within(told)) == {f"{kind}2": (REVOKED, 5, "revocation5")}


# --- a rectification ----------------------------------------------------------------------------------


def rectified(seq: int, name: str, value: str, letter: str, *facts: tuple[str, str]) -> list[Entry]:
    """Tell of a case in which a value of one entry was put right and confirmed."""
    ask = ("rectify", "", {"seq": seq, "name": name, "value": value, "why": "登记有误"})
    return journal(*facts, ask, ("confirm_rectification", letter, {"seq": len(facts) + 1}))


FILED = ("submit", "receipt")


def test_a_day_put_right_touches_the_letters_that_told_the_wrong_one() -> None:
    told = rectified(1, "on", "2026-09-01", "rectification", FILED, NOTIFIED, SUPPLEMENTED, ACCEPTED)
    assert lost(within(told)) == {
        "receipt1": (MOVED, 6, "rectification6"),
        "deficiency2": (MOVED, 6, "rectification6"),
        "acceptance4": (MOVED, 6, "rectification6"),
    }


def test_a_later_day_put_right_leaves_the_earlier_letters_alone() -> None:
    told = rectified(3, "on", "2026-09-03", "rectification", FILED, NOTIFIED, SUPPLEMENTED, ACCEPTED)
    assert set(within(told)) == {"supplement_receipt3", "acceptance4"}


def test_the_result_of_a_toll_on_another_day_touches_the_notice_of_the_toll() -> None:
    told = rectified(4, "on", "2026-09-04", "rectification", FILED, ACCEPTED, TOLLED, RESUMED)
    assert set(within(told)) == {"tolling3"}


def test_a_wrong_day_of_service_touches_its_proof_alone() -> None:
    told = rectified(4, "on", "2026-09-04", "rectification", FILED, ACCEPTED, GRANTED, SERVED)
    assert set(within(told)) == {"proof_of_service4"}


def test_a_rectification_that_no_letter_tells_of_touches_none() -> None:
    assert within(rectified(1, "on", "2026-09-01", "", FILED, ACCEPTED)) == {}


def test_a_confirmation_of_nothing_touches_nothing() -> None:
    assert within(journal(FILED, ACCEPTED, ("confirm_rectification", "rectification", {"seq": 9}))) == {}


# --- a licence ----------------------------------------------------------------------------------------

ORIGIN = journal(SUBMITTED, ("grant", "certificate"))
"""A case that gave a certificate: the letter ``certificate2``."""


def later(kind: str, act: str = "grant", at: int = 4) -> list[Entry]:
    """A later case about the licence, whose letter is its fourth or another."""
    return journal(*[SUBMITTED] * (at - 1), (act, kind))


CASES = {
    "A": ORIGIN,
    "B": later("decision_grant"),
    "C": later("certificate", at=5),
    "D": later("reply_grant", at=6),
}
ISSUE = ("issue", "", {"case": "A", "number": "certificate2"})
AMEND = ("amend", "", {"case": "B"})
ANEW = ("replace", "", {"case": "C", "number": "certificate5"})


def licence(
    *facts: tuple[str, str] | tuple[str, str, Mapping[str, object]],
) -> dict[str, tuple[Effect, int, str]]:
    """Tell of a licence, and give what letters have lost."""
    return lost(of_licence(journal(*facts), CASES))


def test_a_licence_that_nothing_has_changed_leaves_its_paper_as_it_is() -> None:
    assert licence(ISSUE) == {}


def test_an_amendment_by_decision_takes_the_place_of_the_certificate() -> None:
    assert licence(ISSUE, AMEND) == {"certificate2": (REPLACED, 2, "decision_grant4")}


def test_a_second_amendment_leaves_the_first_in_effect() -> None:
    assert licence(ISSUE, AMEND, ("amend", "", {"case": "D"})) == {
        "certificate2": (REPLACED, 2, "decision_grant4")
    }


def test_a_new_certificate_takes_the_place_of_all_that_stood_before() -> None:
    assert licence(ISSUE, AMEND, ANEW) == {
        "certificate2": (REPLACED, 2, "decision_grant4"),
        "decision_grant4": (REPLACED, 3, "certificate5"),
    }


def test_a_renewal_takes_the_place_of_the_renewal_before_it() -> None:
    assert licence(ISSUE, ("renew", "", {"case": "B"}), ("renew", "", {"case": "D"})) == {
        "certificate2": (REPLACED, 2, "decision_grant4"),
        "decision_grant4": (REPLACED, 3, "reply_grant6"),
    }


def test_a_renewal_by_law_is_told_by_its_own_letter_though_its_case_is_granted_later() -> None:
    deemed = ("deem_renewed", "renewal_deemed", {"case": "C"})
    assert licence(ISSUE, deemed, ANEW) == {
        "certificate2": (REPLACED, 2, "renewal_deemed2"),
        "renewal_deemed2": (REPLACED, 3, "certificate5"),
    }


def test_a_verification_is_noted_beside_the_certificate_unless_it_gives_a_new_one() -> None:
    assert licence(ISSUE, ("verify", "", {"case": "B"})) == {}
    assert licence(ISSUE, ("verify", "", {"case": "C", "number": "certificate5"})) == {
        "certificate2": (REPLACED, 2, "certificate5")
    }


@pytest.mark.parametrize(
    ("act", "letter"),
    [("revoke", "revocation"), ("recall", "recall"), ("deregister", "deregistration"), ("expire", "")],
)
def test_what_ends_a_licence_ends_every_paper_of_it(act: str, letter: str) -> None:
    ended = licence(ISSUE, AMEND, ("suspend", "suspension"), (act, letter))
    by = f"{letter}4" if letter else ""
    assert ended == {
        "certificate2": (REPLACED, 2, "decision_grant4"),
        "decision_grant4": (REVOKED, 4, by),
        "suspension3": (REVOKED, 4, by),
    }


def test_what_a_case_takes_back_is_told_by_the_letter_of_that_case() -> None:
    cases = {"A": [*ORIGIN, *journal(*[SUBMITTED] * 4, ("revoke_grant", "revocation"))[4:]], "B": CASES["B"]}
    told = journal(ISSUE, AMEND, ("revoke", "", {"case": "A"}))
    assert lost(of_licence(told, cases))["decision_grant4"] == (REVOKED, 3, "revocation5")


def test_a_suspension_has_no_effect_once_it_is_over() -> None:
    assert licence(ISSUE, ("suspend", "suspension"), ("restore", "")) == {"suspension2": (REVOKED, 3, "")}
    assert licence(ISSUE, ("suspend", "suspension"), ("verify", "", {"case": "B"})) == {
        "suspension2": (REVOKED, 3, "decision_grant4")
    }


def test_a_licence_from_before_this_system_has_no_paper_to_lose() -> None:
    assert licence(("issue", "", {"case": "4711"}), ("expire", "")) == {}


# --- together -----------------------------------------------------------------------------------------


def test_the_first_loss_counts_and_of_two_on_one_day_the_one_that_a_letter_tells() -> None:
    told, silent = Loss(REVOKED, DAY, "撤决1"), Loss(REVOKED, DAY)
    early = Loss(REPLACED, DAY - timedelta(days=1), "证2")
    assert first({"a": silent}, {"a": told}) == first({"a": told}, {"a": silent}) == {"a": told}
    assert first({"a": told}, {"a": early}, {"b": silent}) == {"a": early, "b": silent}
    moved = Loss(MOVED, DAY - timedelta(days=2), "延3")
    assert first({"a": moved}, {"a": told}) == first({"a": told}, {"a": moved}) == {"a": told}


def test_a_licence_names_each_of_its_cases_once() -> None:
    assert list(effect.named(journal(ISSUE, AMEND, ("expire", ""), ANEW, AMEND))) == ["A", "B", "C"]


def test_what_became_of_a_letter_is_said_in_a_word() -> None:
    assert word(MOVED, "涧卫延〔2026〕1号") == "日期已变更"
    assert [word(effect, "") for effect in Effect] == ["现行有效", "已被替换", "已经失效"]


@pytest.mark.parametrize(
    ("kind", "became", "by", "says"),
    [
        ("certificate", REPLACED, "涧卫证〔2026〕2号", "，以涧卫证〔2026〕2号为准"),
        ("certificate", REVOKED, "涧卫撤决〔2026〕1号", "，见涧卫撤决〔2026〕1号"),
        ("certificate", REVOKED, "", "，有效期已经届满"),
        ("suspension", REVOKED, "", "，暂缓校验已经结束"),
        ("acceptance", MOVED, "涧卫延〔2026〕1号", "，所告知的日期以涧卫延〔2026〕1号为准，其余仍然有效"),
    ],
)
def test_a_letter_says_since_when_and_by_which_other(kind: str, became: Effect, by: str, says: str) -> None:
    assert effect.since(kind, became, DAY, by) == f"自2026年9月1日起{says}"
    assert effect.since(kind, Effect.CURRENT, None, "") == ""


TABLE = (Path(__file__).parents[2] / "docs" / "letters.md").read_text(encoding="utf-8").splitlines()
BASES = {**{act: rule.basis for act, rule in IN_CASE.items()}, **effect.ON_LICENCE}


@pytest.mark.parametrize("act", BASES)
def test_every_rule_is_told_with_where_it_is_written(act: str) -> None:
    assert any(line.startswith("| ") and f"`{act}`" in line and BASES[act] in line for line in TABLE)
