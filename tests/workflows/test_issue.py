"""What follows a grant or a record: service with proof, publication, the check by two, revocation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from approval.core.person import TIMER, Person
from tests.core.made_up import ACCEPTOR, DECIDER, ORGAN, REVIEWER, Happened
from tests.workflows.tables import Table
from workflows.commitment import COMMITMENT
from workflows.filing import FILING
from workflows.issue import ISSUE_AGAIN, followed_up
from workflows.licence import LICENCE

WHO = {
    "commit": ACCEPTOR, "record": ACCEPTOR, "follow_up_met": REVIEWER, "follow_up_unmet": REVIEWER,
    "rectified": DECIDER, "revoke_grant": DECIDER, "revoke_record": DECIDER,
}  # fmt: skip
CHECKED = {"officers": [3, 6], "findings": "与备案材料一致"}
SAYS = {
    "follow_up_met": CHECKED,
    "follow_up_unmet": {**CHECKED, "unmet": ["护士人数不足"]},
    "rectified": CHECKED,
    "revoke_grant": {"ground": "still_unmet", "reasons": "护士人数仍然不足", "officers": [3, 6]},
    "revoke_record": {"ground": "still_unmet", "reasons": "护士人数仍然不足", "officers": [3, 6]},
}
W1 = Table(LICENCE)
W2 = Table(FILING, WHO, SAYS)
W3 = Table(COMMITMENT, WHO, SAYS)

IN_REVIEW = [W1.fact("submit", "2026-03-02"), W1.fact("accept", "2026-03-04")]
GRANTED = [*IN_REVIEW, W1.fact("propose", "2026-03-09"), W1.fact("grant", "2026-03-10")]
REFUSED = [
    *IN_REVIEW,
    W1.fact("propose", "2026-03-09", outcome="refuse", ground="site_unfit"),
    W1.fact("refuse", "2026-03-10"),
]
SERVED = W1.fact("serve", "2026-03-11")
PUBLISHED = W1.fact("publish", "2026-03-11")

RECORDED = [W2.fact("submit", "2026-03-02"), W2.fact("record", "2026-03-04"), SERVED]
COMMITTED = [
    W3.fact("submit", "2026-03-02"), W3.fact("commit", "2026-03-03"), W3.fact("grant", "2026-03-04"), SERVED,
]  # fmt: skip
TO_RECTIFY = W2.fact("follow_up_unmet", "2026-03-16")
"""Ordered on a Monday: thirty days end on Wednesday, 15 April."""

BOTH = pytest.mark.parametrize(
    ("table", "told", "revoke"),
    [(W2, RECORDED, "revoke_record"), (W3, COMMITTED, "revoke_grant")],
    ids=["filing", "commitment"],
)
CHECKS = "行政许可法第六十一条"


# --- service (44) ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "method", ["personal", "leaving", "post", "entrusted", "public_notice", "electronic"]
)
def test_a_decision_is_served_in_one_of_six_ways_with_its_proof(method: str) -> None:
    row = W1.allowed("serve", "2026-03-11", *GRANTED, method=method)
    assert (row.to, row.letter) == ("served", "proof_of_service")

    no = W1.refused("serve", "2026-03-11", *GRANTED, method=method, proof=" ")
    assert no.says.startswith("没有填写送达证明：")
    assert (no.basis, no.field) == ("行政许可法第四十四条", "proof")


@pytest.mark.parametrize("method", [None, "", "telephone"])
def test_service_names_its_way(method: str | None) -> None:
    no = W1.refused("serve", "2026-03-11", *GRANTED, method=method)

    assert (no.says, no.field) == ("没有选择送达方式。", "method")


def test_the_inbox_is_for_those_who_agreed_to_it_on_filing() -> None:
    on_paper = [W1.fact("submit", "2026-03-02", consent_electronic=False), *GRANTED[1:]]

    no = W1.refused("serve", "2026-03-11", *on_paper, method="electronic", consent=True)
    assert no.says == "申请人没有同意电子送达，不能以电子方式送达。"
    assert "电子签名法第三条" in no.basis


def test_a_refusal_goes_to_the_inbox_only_where_the_pack_names_the_channel_of_reconsideration() -> None:
    no = W1.refused("serve", "2026-03-11", *REFUSED, method="electronic")
    assert "没有写明提交行政复议申请的互联网渠道" in no.says
    assert (no.basis, no.field) == ("行政复议法第二十二条第二款", "method")

    online = W1.under(authority=replace(ORGAN, reconsideration_online="https://reconsideration.example"))
    assert online.allowed("serve", "2026-03-11", *REFUSED, method="electronic")
    assert W1.allowed("serve", "2026-03-11", *REFUSED, method="personal")
    assert W1.allowed("serve", "2026-03-11", *GRANTED, method="electronic")


def test_in_joint_handling_the_window_serves() -> None:
    no = W1.refused("serve", "2026-03-11", *GRANTED, joint=True)

    assert no.says == "联合办理的文书由综合窗口统一送达。"
    assert no.basis == "行政许可法第二十六条"


def test_a_decision_is_served_once() -> None:
    assert W1.not_now("serve", "2026-03-12", *GRANTED, SERVED).says == ISSUE_AGAIN["serve"]


# --- publication and closing (40) -----------------------------------------------------------------


@pytest.mark.parametrize("by", [ACCEPTOR, TIMER])
def test_a_grant_is_published_once_before_or_after_service(by: Person) -> None:
    for told in (GRANTED, [*GRANTED, SERVED]):
        assert W1.allowed("publish", "2026-03-12", *told, by=by).to == ""
    no = W1.refused("publish", "2026-03-12", *GRANTED, PUBLISHED, by=by)
    assert (no.says, no.basis) == ("本案的准予决定已经公开。", "行政许可法第四十条")


def test_a_refusal_is_not_published() -> None:
    no = W1.refused("publish", "2026-03-11", *REFUSED)

    assert (no.says, no.basis) == ("不予许可的决定不作公开。", "行政许可法第四十条")


def test_a_grant_is_closed_after_publication_and_a_refusal_without_it() -> None:
    no = W1.refused("close", "2026-03-12", *GRANTED, SERVED)
    assert (no.says, no.basis) == ("准予决定尚未公开，不能办结。", "行政许可法第四十条")

    assert W1.allowed("close", "2026-03-12", *GRANTED, SERVED, PUBLISHED).to == "closed"
    assert W1.allowed("close", "2026-03-12", *REFUSED, SERVED).to == "closed"


def test_what_was_only_recorded_is_closed_without_publication() -> None:
    met = W2.fact("follow_up_met", "2026-03-16")

    assert W2.allowed("close", "2026-03-17", *RECORDED, met).to == "closed"


def test_a_grant_on_commitment_is_published_like_any_other() -> None:
    met = W3.fact("follow_up_met", "2026-03-16")

    assert "尚未公开" in W3.refused("close", "2026-03-17", *COMMITTED, met).says
    assert W3.allowed("close", "2026-03-17", *COMMITTED, met, PUBLISHED).to == "closed"


# --- the check afterwards (61) --------------------------------------------------------------------


@BOTH
def test_two_officers_check_and_say_what_they_found(table: Table, told: list[Happened], revoke: str) -> None:
    assert table.allowed("follow_up_met", "2026-03-16", *told).to == "followed_up"
    row = table.allowed("follow_up_unmet", "2026-03-16", *told)
    assert (row.to, row.letter) == ("rectifying", "rectify_order")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("follow_up_met", RECORDED),
        ("follow_up_unmet", RECORDED),
        ("rectified", [*RECORDED, TO_RECTIFY]),
    ],
)
def test_nobody_checks_alone_or_without_saying_what_was_found(act: str, told: list[Happened]) -> None:
    for officers in (None, [], [3], [3, 3], ["3", 3], "36"):
        alone = W2.refused(act, "2026-03-20", *told, officers=officers)
        assert alone.says == "现场核查应当由两名以上不同的工作人员进行。"
        assert (alone.basis, alone.field) == ("行政许可法第三十四条第三款", "officers")

    silent = W2.refused(act, "2026-03-20", *told, findings=" ")
    assert (silent.says, silent.basis, silent.field) == ("没有写明核查情况。", CHECKS, "findings")


@BOTH
def test_an_order_to_rectify_says_what_does_not_meet_the_conditions(
    table: Table, told: list[Happened], revoke: str
) -> None:
    no = table.refused("follow_up_unmet", "2026-03-16", *told, unmet=[])

    assert (no.says, no.basis, no.field) == ("没有写明哪些条件不符合。", CHECKS, "unmet")


def test_an_order_to_rectify_and_a_revocation_reach_who_wants_paper() -> None:
    on_paper = [W2.fact("submit", "2026-03-02", consent_electronic=False), *RECORDED[1:]]

    assert "不算送达" in W2.refused("follow_up_unmet", "2026-03-16", *on_paper).says
    assert "不算送达" in W2.refused("revoke_record", "2026-03-20", *on_paper, TO_RECTIFY).says
    assert W2.allowed("follow_up_unmet", "2026-03-16", *on_paper, handed_over=True)


@BOTH
def test_what_was_rectified_is_as_good_as_met(table: Table, told: list[Happened], revoke: str) -> None:
    row = table.allowed("rectified", "2026-03-20", *told, TO_RECTIFY)

    assert (row.to, row.ends) == ("followed_up", ("rectification",))


# --- revocation -----------------------------------------------------------------------------------


@BOTH
def test_what_two_found_still_unmet_is_revoked_with_reasons(
    table: Table, told: list[Happened], revoke: str
) -> None:
    row = table.allowed(revoke, "2026-03-20", *told, TO_RECTIFY)
    assert (row.to, row.letter) == ("revoked", "revocation")

    alone = table.refused(revoke, "2026-03-20", *told, TO_RECTIFY, officers=[3])
    assert alone.field == "officers"
    assert table.refused(revoke, "2026-03-20", *told, TO_RECTIFY, reasons="").says == "没有写明理由。"


@BOTH
def test_what_was_not_rectified_is_revoked_on_the_day_after_the_limit_and_not_on_its_last(
    table: Table, told: list[Happened], revoke: str
) -> None:
    no = table.refused(revoke, "2026-04-15", *told, TO_RECTIFY, ground="overdue")
    assert no.says == "责令整改的期限尚未届满，不能以逾期不改正为由撤销。"
    assert (no.basis, no.field) == (CHECKS, "ground")

    assert table.allowed(revoke, "2026-04-16", *told, TO_RECTIFY, ground="overdue", officers=None)


@pytest.mark.parametrize("ground", [None, "", "unmet", "concealed"])
def test_there_is_no_third_cause_to_revoke(ground: str | None) -> None:
    no = W2.refused("revoke_record", "2026-04-16", *RECORDED, TO_RECTIFY, ground=ground)

    assert no.says == "没有选择撤销的情形。"
    assert no.remedy == "请选择：逾期不改正、整改后仍不符合条件。"
    assert no.field == "ground"


@BOTH
def test_nothing_is_revoked_before_somebody_was_told_to_rectify(
    table: Table, told: list[Happened], revoke: str
) -> None:
    assert "待事后核查" in table.not_now(revoke, "2026-04-16", *told).says


def test_a_workflow_says_what_revoking_is_called_and_which_clocks_it_ends() -> None:
    revoke = followed_up("revoke_it", "撤销", "规则", ends=("publication",))[-1]

    assert (revoke.act, revoke.zh, revoke.basis) == ("revoke_it", "撤销", "规则")
    assert revoke.ends == ("rectification", "publication")
