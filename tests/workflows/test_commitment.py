"""W3: told, committed and signed, decided on the spot, checked afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.made_up import ACCEPTOR, DECIDER, OPERATOR, REVIEWER, Happened
from tests.workflows.tables import Table
from workflows.commitment import BASIS, COMMITMENT

W3 = Table(
    COMMITMENT,
    {"commit": OPERATOR, "follow_up_met": REVIEWER, "follow_up_unmet": REVIEWER, "revoke_grant": DECIDER},
    {
        "commit": {"agreed": True, "signed": True},
        "follow_up_met": {"officers": [3, 6], "findings": "符合承诺"},
        "follow_up_unmet": {"officers": [3, 6], "findings": "不符", "unmet": ["护士人数不足"]},
        "revoke_grant": {"ground": "still_unmet", "reasons": "仍不符合", "officers": [3, 6]},
    },
)

INFORMED = [W3.fact("submit", "2026-03-02")]
COMMITTED = [*INFORMED, W3.fact("commit", "2026-03-03")]
GRANTED = [*COMMITTED, W3.fact("grant", "2026-03-03")]
SERVED = [*GRANTED, W3.fact("serve", "2026-03-04")]


def test_a_commitment_goes_from_the_conditions_told_to_closing() -> None:
    stages: list[str] = []
    letters: list[str] = []
    told: list[Happened] = []
    for act, on in [
        ("submit", "2026-03-02"),
        ("commit", "2026-03-03"),
        ("grant", "2026-03-03"),
        ("serve", "2026-03-04"),
        ("publish", "2026-03-05"),
        ("follow_up_met", "2026-03-16"),
        ("close", "2026-03-17"),
    ]:
        row = W3.allowed(act, on, *told)
        letters.append(row.letter)
        told.append(W3.fact(act, on))
        stages.append(W3.standing(on, *told).stage)

    assert stages == ["informed", "committed", "decided", "served", "served", "followed_up", "closed"]
    assert letters == [
        "commitment_notice", "commitment", "reply_grant", "proof_of_service", "", "follow_up_record", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "signed",
    [
        {"agreed": False},
        {"signed": False},
        {"agreed": None, "signed": None},
        {"agreed": "yes"},
        {"signed": 1},
    ],
)
def test_a_commitment_is_agreed_to_and_signed_or_is_none(signed: dict[str, object]) -> None:
    no = W3.refused("commit", "2026-03-03", *INFORMED, **signed)

    assert no.says == "没有确认承诺内容，或者没有签署。"
    assert (no.basis, no.field) == (BASIS, "agreed")
    assert "可以撤回申请" in no.remedy


def test_nobody_commits_in_the_applicants_place() -> None:
    no = W3.not_yours("commit", "2026-03-03", *INFORMED, by=ACCEPTOR)

    assert "“作出承诺”只能由机构经办人办理" in no.says


def test_the_decision_clock_runs_from_the_commitment_and_not_before() -> None:
    assert W3.standing("2026-03-03", *INFORMED).run("decision") is None

    committed = W3.standing("2026-03-03", *COMMITTED)
    assert committed.is_running("decision")
    assert committed.accepted_on is not None
    assert not committed.deemed
    assert not W3.standing("2026-03-03", *GRANTED).is_running("decision")


def test_nothing_is_granted_without_a_commitment_and_nothing_twice() -> None:
    assert "待申请人承诺" in W3.not_now("grant", "2026-03-03", *INFORMED).says
    assert W3.not_now("grant", "2026-03-04", *GRANTED).says == "本案已经作出决定。"
    assert W3.not_now("commit", "2026-03-04", *COMMITTED).says == "本案已经作出承诺。"


def test_silence_grants_nothing_and_takes_nothing_back() -> None:
    for told, stage in ((INFORMED, "informed"), (COMMITTED, "committed"), (SERVED, "served")):
        late = W3.standing("2026-09-01", *told)
        assert (late.stage, late.pending) == (stage, ())


def test_whoever_regrets_withdraws_until_the_decision() -> None:
    for told in (INFORMED, COMMITTED):
        row = W3.allowed("withdraw", "2026-03-03", *told)
        assert (row.to, row.ends) == ("withdrawn", ("decision",))
    assert "不能办理“撤回申请”" in W3.not_now("withdraw", "2026-03-04", *GRANTED).says


def test_a_case_that_has_become_pointless_ends_on_a_listed_ground() -> None:
    for told in (INFORMED, COMMITTED):
        assert W3.allowed("terminate", "2026-03-03", *told).to == "terminated"
    assert "必须选择本事项列明的情形" in W3.refused("terminate", "2026-03-03", *INFORMED, ground="late").says


def test_what_is_granted_is_checked_and_only_then_revoked() -> None:
    assert "待事后核查" in W3.not_now("revoke_grant", "2026-03-16", *SERVED).says

    ordered = [*SERVED, W3.fact("follow_up_unmet", "2026-03-16")]
    row = W3.allowed("revoke_grant", "2026-03-20", *ordered)
    assert (row.to, row.letter) == ("revoked", "revocation")
    revoked = W3.standing("2026-03-20", *ordered, W3.fact("revoke_grant", "2026-03-20"))
    assert not [run.name for run in revoked.runs.values() if run.ended_on is None]


def test_a_clerk_of_another_organ_decides_nothing() -> None:
    stranger = replace(DECIDER, authority="town-2026/civil_affairs")

    assert "本案不属于您所在机关办理" in W3.not_yours("grant", "2026-03-03", *COMMITTED, by=stranger).says
