"""W5: received once, told once, handed out once; the envelope runs from the first acceptance."""

from __future__ import annotations

from datetime import date

import pytest

from approval.core import clock
from approval.core.person import TIMER
from tests.core.made_up import ACCEPTOR, CALENDAR, DECIDER, DEPUTY, Happened
from tests.workflows.tables import Table
from workflows.joint import JOINT

WHO = {
    "begin": TIMER, "proceed": TIMER, "release": TIMER, "drop": TIMER, "complete": TIMER,
    "hand_out": ACCEPTOR, "hand_out_one": ACCEPTOR,
}  # fmt: skip
BY_HAND = {"method": "personal", "proof": "王芳签收"}
PAPER = {"approved_by": "副县长 孙伟", "approved_on": "2026-03-30", "paper": "scan-1"}
SAYS = {
    "begin": {"part": "station"},
    "release": {"part": "food"},
    "drop": {"part": "food"},
    "extend": {"days": 15, "reasons": "需要多部门会商", **PAPER},
    "hand_out": BY_HAND,
    "hand_out_one": {"part": "station", "why": "申请人要求先行送达", **BY_HAND},
}
W5 = Table(JOINT, WHO, SAYS)

RECEIVED = [W5.fact("submit", "2026-03-02")]
AWAITING = [*RECEIVED, W5.fact("notify_deficiency", "2026-03-03")]
SUPPLEMENTED = [*AWAITING, W5.fact("supplement", "2026-03-05")]
BEGUN = [*RECEIVED, W5.fact("begin", "2026-03-04")]
"""The first item is accepted on Wednesday, 4 March: forty-five working days end on Monday, 11 May."""

UNDER_WAY = [*BEGUN, W5.fact("proceed", "2026-03-05")]
DECIDED = [*UNDER_WAY, W5.fact("complete", "2026-04-01")]
HANDED_OUT = [*DECIDED, W5.fact("hand_out", "2026-04-02")]
EXTENDED = [*UNDER_WAY, W5.fact("extend", "2026-03-31")]

ENVELOPE = "行政许可法第四十二条第二款"


def test_an_application_goes_from_one_receipt_to_one_hand_out() -> None:
    told: list[Happened] = []
    stages: list[str] = []
    letters: list[str] = []
    for act, on in [
        ("submit", "2026-03-02"),
        ("notify_deficiency", "2026-03-03"),
        ("begin", "2026-03-03"),
        ("supplement", "2026-03-05"),
        ("add_to_supplement", "2026-03-05"),
        ("proceed", "2026-03-09"),
        ("extend", "2026-03-31"),
        ("hand_out_one", "2026-04-01"),
        ("complete", "2026-04-10"),
        ("hand_out", "2026-04-13"),
        ("close", "2026-04-13"),
    ]:
        row = W5.allowed(act, on, *told)
        told.append(W5.fact(act, on))
        stages.append(W5.standing(on, *told).stage)
        letters += [row.letter] if row.letter else []

    assert list(dict.fromkeys(stages)) == [
        "received", "awaiting_correction", "supplemented", "under_way", "decided", "handed_out", "closed",
    ]  # fmt: skip
    assert letters == [
        "joint_receipt", "joint_deficiency", "supplement_receipt", "supplement_receipt", "joint_extension",
        "proof_of_service", "proof_of_service",
    ]  # fmt: skip


# --- one notice, one answer (26, 32) --------------------------------------------------------------


def test_the_window_tells_once_and_lists_what_is_lacking() -> None:
    no = W5.refused("notify_deficiency", "2026-03-03", *RECEIVED, defects=[])
    assert no.says == "一次性告知书没有列出任何需要补正的内容。"

    for told in (AWAITING, SUPPLEMENTED):
        again = W5.not_now("notify_deficiency", "2026-03-06", *told)
        assert again.says.startswith("本案已经发出过一次性告知书。")


def test_the_notice_reaches_who_wants_paper() -> None:
    on_paper = [W5.fact("submit", "2026-03-02", consent_electronic=False)]

    assert "不算送达" in W5.refused("notify_deficiency", "2026-03-03", *on_paper).says
    assert W5.allowed("notify_deficiency", "2026-03-03", *on_paper, handed_over=True)


def test_the_window_enters_only_what_came_in_on_paper() -> None:
    for act, told in (("supplement", AWAITING), ("add_to_supplement", SUPPLEMENTED)):
        assert W5.refused(act, "2026-03-06", *told, by=ACCEPTOR).field == "channel"
        assert W5.allowed(act, "2026-03-06", *told, by=ACCEPTOR, channel="post")
    assert "不能再次提交" in W5.not_now("supplement", "2026-03-06", *SUPPLEMENTED).says


def test_silence_of_the_window_moves_the_parts_and_not_the_application() -> None:
    for told, stage in ((RECEIVED, "received"), (SUPPLEMENTED, "supplemented")):
        late = W5.standing("2026-04-20", *told)
        assert (late.stage, late.pending) == (stage, ())


# --- what the system writes down ------------------------------------------------------------------


@pytest.mark.parametrize("act", ["begin", "release", "drop"])
def test_what_concerns_one_item_says_which(act: str) -> None:
    for told in (RECEIVED, AWAITING, SUPPLEMENTED, UNDER_WAY):
        assert W5.allowed(act, "2026-03-06", *told).to == ""
    no = W5.refused(act, "2026-03-06", *RECEIVED, part="")
    assert (no.says, no.basis, no.field) == ("没有写明是哪一个事项。", "行政许可法第二十六条第二款", "part")


@pytest.mark.parametrize("act", ["begin", "proceed", "release", "drop", "complete"])
def test_nobody_does_by_hand_what_follows_from_the_parts(act: str) -> None:
    told = UNDER_WAY if act == "complete" else RECEIVED

    assert "只能由系统" in W5.not_yours(act, "2026-03-06", *told, by=ACCEPTOR).says


@pytest.mark.parametrize(
    "told", [RECEIVED, AWAITING, SUPPLEMENTED], ids=["received", "awaiting", "supplemented"]
)
def test_once_every_item_is_judged_no_clock_of_the_intake_runs_on(told: list[Happened]) -> None:
    after = W5.standing("2026-03-06", *told, W5.fact("proceed", "2026-03-06"))

    assert after.stage == "under_way"
    assert not [name for name, run in after.runs.items() if run.ended_on is None]


# --- the envelope (42(2)) -------------------------------------------------------------------------


def test_the_envelope_runs_from_the_first_acceptance_until_all_are_done() -> None:
    assert W5.standing("2026-03-03", *RECEIVED).run("joint") is None
    running = W5.standing("2026-03-05", *UNDER_WAY)
    assert clock.due_on(CALENDAR, running.runs["joint"]) == date(2026, 5, 11)
    assert not W5.standing("2026-04-01", *DECIDED).is_running("joint")


def test_an_earlier_acceptance_that_comes_to_light_begins_it_anew() -> None:
    earlier = [*BEGUN, W5.fact("begin", "2026-03-03")]

    assert W5.allowed("begin", "2026-03-05", *BEGUN)
    assert W5.standing("2026-03-05", *earlier).runs["joint"].start == date(2026, 3, 3)


def test_an_envelope_that_was_extended_begins_no_more() -> None:
    no = W5.refused("begin", "2026-04-01", *EXTENDED)

    assert no.says == "本案已经延期一次，不能再次延期，也不能重新起算。"
    assert no.basis == ENVELOPE


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("approved_by", "没有写明批准延期的本级人民政府负责人。"),
        ("approved_on", "没有写明批准的日期。"),
        ("paper", "没有附上批准文件。"),
    ],
)
@pytest.mark.parametrize("blank", [None, "", " "])
def test_the_head_of_the_government_approves_an_extension_with_date_and_paper(
    name: str, says: str, blank: str | None
) -> None:
    no = W5.refused("extend", "2026-03-31", *UNDER_WAY, **{name: blank})

    assert (no.says, no.basis, no.field) == (says, ENVELOPE, name)


def test_any_decider_enters_what_the_government_approved() -> None:
    assert W5.allowed("extend", "2026-03-31", *UNDER_WAY, by=DEPUTY)
    assert W5.allowed("extend", "2026-03-31", *UNDER_WAY, by=DECIDER).letter == "joint_extension"


@pytest.mark.parametrize("days", [0, -1, 16, None, "15", True])
def test_the_envelope_is_extended_by_fifteen_working_days_at_most(days: object) -> None:
    no = W5.refused("extend", "2026-03-31", *UNDER_WAY, days=days)

    assert (no.says, no.basis, no.field) == ("延期应为1至15个工作日。", ENVELOPE, "days")


def test_the_envelope_is_extended_on_its_last_day_and_not_after_it() -> None:
    assert W5.allowed("extend", "2026-05-11", *UNDER_WAY)
    assert "已于2026-05-11届满" in W5.refused("extend", "2026-05-12", *UNDER_WAY).says


def test_the_envelope_is_extended_once() -> None:
    for no in W5.refusals("extend", "2026-04-01", *EXTENDED):
        assert no.says.startswith("本案已经延期一次，不能再次延期")
        assert no.basis == ENVELOPE


def test_an_envelope_that_has_not_begun_is_not_extended() -> None:
    no = W5.refused("extend", "2026-03-03", *RECEIVED)

    assert no.says == "还没有事项被受理，联合办理的期限尚未开始，不能延期。"
    assert no.basis == ENVELOPE


def test_an_extension_tells_its_reasons_and_reaches_the_applicant() -> None:
    assert W5.refused("extend", "2026-03-31", *UNDER_WAY, reasons=" ").says == "没有写明理由。"
    on_paper = [W5.fact("submit", "2026-03-02", consent_electronic=False), *UNDER_WAY[1:]]
    assert "不算送达" in W5.refused("extend", "2026-03-31", *on_paper).says


# --- one hand-out (26, 44) ------------------------------------------------------------------------


def test_all_letters_are_handed_out_with_proof() -> None:
    assert W5.allowed("hand_out", "2026-04-02", *DECIDED).to == "handed_out"

    assert W5.refused("hand_out", "2026-04-02", *DECIDED, method="").field == "method"
    assert W5.refused("hand_out", "2026-04-02", *DECIDED, proof=" ").field == "proof"
    assert W5.not_now("hand_out", "2026-04-03", *HANDED_OUT).says == "各事项的文书已经送达。"


def test_where_each_letter_was_handed_out_before_the_timer_has_nothing_to_prove() -> None:
    assert W5.allowed("hand_out", "2026-04-02", *DECIDED, by=TIMER, method=None, proof=None)


def test_nothing_is_handed_out_together_before_all_is_decided() -> None:
    assert "并联办理中" in W5.not_now("hand_out", "2026-03-20", *UNDER_WAY).says


@pytest.mark.parametrize("told", [RECEIVED, AWAITING, SUPPLEMENTED, UNDER_WAY, DECIDED])
def test_one_letter_goes_before_the_others_where_there_is_a_reason(told: list[Happened]) -> None:
    assert W5.allowed("hand_out_one", "2026-04-01", *told).to == ""

    for name, says in (("part", "没有写明是哪一个事项。"), ("why", "没有写明为什么先送达这一项。")):
        no = W5.refused("hand_out_one", "2026-04-01", *told, **{name: ""})
        assert (no.says, no.field) == (says, name)
    assert W5.refused("hand_out_one", "2026-04-01", *told, proof="").field == "proof"


def test_the_applicant_withdraws_while_it_is_open_and_no_clock_runs_on() -> None:
    for told in (RECEIVED, AWAITING, SUPPLEMENTED, UNDER_WAY):
        assert W5.allowed("withdraw", "2026-03-06", *told).to == "withdrawn"
    ended = W5.standing("2026-03-06", *UNDER_WAY, W5.fact("withdraw", "2026-03-06"))
    assert not [name for name, run in ended.runs.items() if run.ended_on is None]
    assert "不能办理“撤回申请”" in W5.not_now("withdraw", "2026-04-02", *DECIDED).says
