"""From submission to acceptance: what every row of the intake lets through, and what it answers otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from approval.core.limit import Limit
from approval.core.person import TIMER
from tests.core.made_up import ACCEPTOR, DEFECTS, Happened
from tests.workflows.tables import Table
from workflows.exempt import EXEMPT
from workflows.filing import FILING
from workflows.intake import checked, submitted
from workflows.licence import LICENCE

W1 = Table(LICENCE)
W2 = Table(FILING)
W4 = Table(EXEMPT)
LIMITED = Table(
    LICENCE, limits={"correction": Limit(10, basis="rule-7")}, changed={"correction_declines": True}
)
"""A pack that sets ten working days to correct in, and has what is not corrected declined."""

REMINDING = LIMITED.under(correction_declines=False)

SUBMITTED = W1.fact("submit", "2026-03-02")
ON_PAPER = W1.fact("submit", "2026-03-02", ACCEPTOR, channel="window", consent_electronic=False)
NOTIFIED = W1.fact("notify_deficiency", "2026-03-03")
SUPPLEMENTED = W1.fact("supplement", "2026-03-05")
RECEIVED = [SUBMITTED]
AWAITING = [SUBMITTED, NOTIFIED]
ANSWERED = [SUBMITTED, NOTIFIED, SUPPLEMENTED]
RELEASED = W1.fact("submit", "2026-03-02", TIMER, released=True)
"""A part of joint handling that waited for another one and counts as received later."""

FOUR = "行政许可法第三十二条第一款第（四）项"
THREE = "行政许可法第三十二条第一款第（三）项"


# --- submission (29) ------------------------------------------------------------------------------


@pytest.mark.parametrize(("table", "to"), [(W1, "received"), (W2, "received"), (W4, "submitted")])
def test_the_applicant_submits_whatever_he_has_and_is_given_a_receipt(table: Table, to: str) -> None:
    row = table.allowed("submit", "2026-03-02")

    assert (row.to, row.letter) == (to, "receipt")


@pytest.mark.parametrize("channel", ["window", "post"])
def test_an_acceptor_enters_what_came_in_on_paper(channel: str) -> None:
    assert W1.allowed("submit", "2026-03-02", by=ACCEPTOR, channel=channel)
    assert W1.allowed("supplement", "2026-03-05", *AWAITING, by=ACCEPTOR, channel=channel)


@pytest.mark.parametrize("channel", [None, "", "online"])
@pytest.mark.parametrize(
    ("act", "told"), [("submit", []), ("supplement", AWAITING), ("add_to_supplement", ANSWERED)]
)
def test_an_acceptor_files_nothing_online_in_the_applicants_place(
    act: str, told: list[Happened], channel: str | None
) -> None:
    no = W1.refused(act, "2026-03-06", *told, by=ACCEPTOR, channel=channel)

    assert no.says == "受理人只能登记在窗口或者以邮寄方式提交的纸质材料。"
    assert (no.basis, no.field) == ("行政许可法第二十九条", "channel")


def test_a_workflow_chooses_where_submission_leads_and_which_clocks_it_starts() -> None:
    row = submitted("answer", to="informed", letter="commitment_notice")

    assert (row.to, row.starts, row.letter) == ("informed", ("answer",), "commitment_notice")
    assert {row.act: row.starts for row in checked(("recording",), ("completeness",))}["supplement"] == (
        "recording",
    )


# --- corrected on the spot (32(1)(3)) -------------------------------------------------------------


@pytest.mark.parametrize("told", [RECEIVED, ANSWERED])
def test_what_can_be_corrected_on_the_spot_is_and_the_applicant_confirms_it(told: list[Happened]) -> None:
    assert W1.allowed("correct_on_spot", "2026-03-06", *told).to == ""
    corrected = W1.fact("correct_on_spot", "2026-03-06")
    assert W1.allowed("confirm_correction", "2026-03-06", *told, corrected).no_letter


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("field", "没有写明更正哪一项内容。"),
        ("value", "没有写明更正后的内容。"),
        ("why", "没有写明为什么更正。"),
    ],
)
@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_correction_names_what_is_corrected_to_what_and_why(name: str, says: str, blank: object) -> None:
    no = W1.refused("correct_on_spot", "2026-03-03", *RECEIVED, **{name: blank})

    assert (no.says, no.basis, no.field) == (says, THREE, name)


@pytest.mark.parametrize("answer", [False, 0])
def test_no_and_nought_are_answers_to_correct_to(answer: object) -> None:
    assert W1.allowed("correct_on_spot", "2026-03-03", *RECEIVED, value=answer)


def test_nothing_is_confirmed_that_was_not_corrected() -> None:
    no = W1.refused("confirm_correction", "2026-03-03", *RECEIVED)

    assert (no.says, no.basis) == ("没有需要确认的当场更正。", THREE)


def test_an_acceptor_enters_the_confirmation_only_of_who_filed_on_paper() -> None:
    corrected = W1.fact("correct_on_spot", "2026-03-03")

    assert W1.allowed("confirm_correction", "2026-03-03", ON_PAPER, corrected, by=ACCEPTOR)
    no = W1.refused("confirm_correction", "2026-03-03", SUBMITTED, corrected, by=ACCEPTOR)
    assert (no.says, no.basis) == ("网上提交的申请，当场更正由申请人自行确认。", THREE)


# --- what needs no licence, and what is another's (32(1)(1), (2)) ---------------------------------


@pytest.mark.parametrize("table", [W1, W2])
@pytest.mark.parametrize(
    ("act", "to", "letter"),
    [("not_required", "closed", "not_required"), ("refer", "referred", "non_acceptance")],
)
def test_who_needs_no_licence_or_another_organ_is_told_so(
    table: Table, act: str, to: str, letter: str
) -> None:
    for told in (RECEIVED, ANSWERED):
        row = table.allowed(act, "2026-03-06", *told)
        assert (row.to, row.letter) == (to, letter)


@pytest.mark.parametrize("act", ["not_required", "refer"])
def test_turning_somebody_away_needs_reasons(act: str) -> None:
    no = W1.refused(act, "2026-03-03", *RECEIVED, reasons=" ")

    assert (no.says, no.field) == ("没有写明理由。", "reasons")
    assert "行政许可法第三十八条" in no.basis


def test_who_is_referred_is_told_where_to_go() -> None:
    no = W1.refused("refer", "2026-03-03", *RECEIVED, right_authority="")

    assert no.says == "没有告知申请人应当向哪个行政机关申请。"
    assert (no.basis, no.field) == ("行政许可法第三十二条第一款第（二）项", "right_authority")


# --- the one notice (32(1)(4)) --------------------------------------------------------------------


@pytest.mark.parametrize("table", [W1, W2])
def test_a_notice_lists_its_defects_and_waits_for_the_applicant(table: Table) -> None:
    row = table.allowed("notify_deficiency", "2026-03-03", *RECEIVED)

    assert (row.to, row.letter) == ("awaiting_correction", "deficiency")


@pytest.mark.parametrize("defects", [None, [], "缺少平面图"])
def test_a_notice_without_any_defect_is_refused(defects: object) -> None:
    no = W2.refused("notify_deficiency", "2026-03-03", *RECEIVED, defects=defects)

    assert no.says == "一次性告知书没有列出任何需要补正的内容。"
    assert (no.basis, no.field) == (FOUR, "defects")


@pytest.mark.parametrize("lacking", ["about", "says", "remedy"])
def test_each_defect_says_what_it_is_about_what_is_lacking_and_what_to_do(lacking: str) -> None:
    no = W1.refused("notify_deficiency", "2026-03-03", *RECEIVED, defects=[{**DEFECTS[0], lacking: " "}])

    assert "没有写明针对什么、缺什么或者怎样补正" in no.says
    assert (no.basis, no.field) == (FOUR, "defects")


def test_a_notice_takes_effect_where_it_reaches_the_applicant() -> None:
    no = W1.refused("notify_deficiency", "2026-03-03", ON_PAPER)

    assert "文书进入办件信箱不算送达" in no.says
    assert no.basis == "电子签名法第三条、优化营商环境条例第三十七条第四款"
    assert no.field == "handed_to"
    assert W1.allowed("notify_deficiency", "2026-03-03", ON_PAPER, handed_over=True)


@pytest.mark.parametrize("consent", [None, "yes", 1])
def test_consent_to_the_inbox_is_a_plain_yes(consent: object) -> None:
    filed = W1.fact("submit", "2026-03-02", consent_electronic=consent)

    assert "没有同意电子送达" in W1.refused("notify_deficiency", "2026-03-03", filed).says


@pytest.mark.parametrize("table", [W1, W2])
def test_a_second_notice_is_refused_as_such(table: Table) -> None:
    for told in (AWAITING, ANSWERED):
        assert "不能再次告知" in table.not_now("notify_deficiency", "2026-03-06", *told).says


# --- joint handling: one notice, one answer (26) --------------------------------------------------


@pytest.mark.parametrize(
    ("act", "told", "says"),
    [
        ("notify_deficiency", RECEIVED, "各部门不另行告知"),
        ("supplement", AWAITING, "由综合窗口转给有关部门"),
        ("add_to_supplement", ANSWERED, "由综合窗口转给有关部门"),
    ],
)
def test_a_part_of_joint_handling_neither_tells_nor_is_answered_by_itself(
    act: str, told: list[Happened], says: str
) -> None:
    no = W1.refused(act, "2026-03-06", *told, joint=True)

    assert says in no.says
    assert no.basis.startswith("行政许可法第二十六条")
    assert W1.allowed(act, "2026-03-06", *told)


def test_a_part_marks_its_defects_for_the_window_and_takes_a_mark_back_with_none() -> None:
    for defects in (DEFECTS, []):
        assert W1.allowed("mark_defects", "2026-03-03", *RECEIVED, joint=True, defects=defects).to == ""
    no = W1.refused("mark_defects", "2026-03-03", *RECEIVED, joint=True, defects=["缺少平面图"])
    assert no.field == "defects"


def test_a_case_of_its_own_has_nobody_to_mark_defects_for() -> None:
    no = W1.refused("mark_defects", "2026-03-03", *RECEIVED)

    assert no.says == "本案的补正内容不由综合窗口汇总告知，应当直接告知申请人。"
    assert no.basis == FOUR


def test_a_part_that_waited_for_another_has_a_notice_of_its_own() -> None:
    released = [replace(RELEASED, data={**RELEASED.data, "consent_electronic": True})]

    assert W1.allowed("notify_deficiency", "2026-03-03", *released, joint=True)
    assert W1.allowed("supplement", "2026-03-05", *released, NOTIFIED, joint=True)
    assert "应当直接告知申请人" in W1.refused("mark_defects", "2026-03-03", *released, joint=True).says


# --- what was not corrected in time ---------------------------------------------------------------

# Told on Tuesday 3 March: ten working days end on 17 March.

REMINDED = [*AWAITING, Happened("remind_correction", date(2026, 3, 12), TIMER.id)]


def test_a_reminder_is_sent_where_the_pack_sets_a_limit() -> None:
    row = LIMITED.allowed("remind_correction", "2026-03-12", *AWAITING)
    assert (row.to, row.letter) == ("", "correction_reminder")

    no = W1.refused("remind_correction", "2026-03-12", *AWAITING)
    assert no.says == "事项包没有规定补正期限，不必提醒。"
    assert no.basis == "行政许可法第三十二条"


def test_a_reminder_threatens_only_with_what_the_pack_says() -> None:
    no = REMINDING.refused("remind_correction", "2026-03-12", *AWAITING)

    assert "提醒不能产生这一效果" in no.says
    assert REMINDING.allowed("remind_correction", "2026-03-12", *AWAITING, lapses=False)


def test_what_was_not_corrected_in_time_lapses_after_a_reminder() -> None:
    asked: dict[str, Any] = {"silence": False}

    row = LIMITED.allowed("lapse_correction", "2026-03-18", *REMINDED, **asked)
    assert (row.to, row.letter) == ("declined", "non_acceptance")
    no = LIMITED.refused("lapse_correction", "2026-03-17", *REMINDED, **asked)
    assert no.says.startswith("期限尚未届满")
    assert no.basis == f"{FOUR}、第八十二条"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (LIMITED, AWAITING),
        (LIMITED, [*AWAITING, Happened("remind_correction", date(2026, 3, 16), 0, {"lapses": False})]),
        (REMINDING, REMINDED),
    ],
    ids=["no reminder", "a reminder too late", "a pack that declines nothing"],
)
def test_nothing_lapses_without_a_pack_that_says_so_and_a_reminder(
    table: Table, told: list[Happened]
) -> None:
    no = table.refused("lapse_correction", "2026-03-18", *told, silence=False)

    assert no.says.startswith("事项包没有规定逾期未补正的不予受理")
    assert no.remedy == "请等待申请人补正。"


def test_a_filing_that_was_not_corrected_in_time_lapses_in_the_same_way() -> None:
    filing = replace(LIMITED, workflow=FILING)

    assert filing.standing("2026-03-18", *REMINDED).stage == "declined"
    assert filing.standing("2026-03-18", *AWAITING).stage == "awaiting_correction"


# --- silence (32(1)(4), 82) -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "last", "after"),
    [(RECEIVED, "2026-03-09", "2026-03-10"), (ANSWERED, "2026-03-12", "2026-03-13")],
)
def test_silence_accepts_only_after_the_last_day(told: list[Happened], last: str, after: str) -> None:
    early = W1.refused("deem_accepted", last, *told, silence=False)
    assert early.says.startswith("期限尚未届满")
    assert W1.allowed("deem_accepted", after, *told, silence=False).to == "under_review"


def test_a_shorter_promise_accepts_nothing() -> None:
    promise = Limit(2, basis="plan")
    pair = replace(W1.item.limits["completeness"], promised=promise)
    hasty = replace(W1, limits={"completeness": promise}).under(
        limits={**W1.item.limits, "completeness": pair}
    )

    early = hasty.refused("deem_accepted", "2026-03-09", *RECEIVED, silence=False)
    assert early.says.startswith("期限尚未届满")
    assert hasty.allowed("deem_accepted", "2026-03-10", *RECEIVED, silence=False)


def test_silence_on_an_unsettled_calendar_accepts_nothing_and_bars_every_judgement() -> None:
    received = [W1.fact("submit", "2026-12-30")]

    assert W1.refused("deem_accepted", "2027-01-15", *received, silence=False).says.startswith("期限尚未届满")
    for act in ("accept", "notify_deficiency", "not_required", "refer", "correct_on_spot"):
        no = W1.refused(act, "2027-01-15", *received)
        assert "是否已视为受理无法确定" in no.says
        assert no.basis == f"{FOUR}、第八十二条"


def test_a_supplement_waits_for_the_calendar_too_where_silence_may_have_decided() -> None:
    told = [W1.fact("submit", "2026-12-24"), W1.fact("notify_deficiency", "2026-12-28")]
    answered = [*told, W1.fact("supplement", "2026-12-29")]
    reminded = [*told, Happened("remind_correction", date(2026, 12, 29), TIMER.id)]

    assert "是否已视为受理无法确定" in W1.refused("add_to_supplement", "2027-01-15", *answered).says
    assert "期限届满的效果无法确定" in LIMITED.refused("supplement", "2027-01-25", *reminded).says
    assert W1.allowed("supplement", "2027-01-25", *told)


def test_a_part_marks_nothing_while_the_calendar_does_not_say_whether_it_was_accepted() -> None:
    received = [W1.fact("submit", "2026-12-30")]

    assert "是否已视为受理无法确定" in W1.refused("mark_defects", "2027-01-15", *received, joint=True).says


def test_no_silence_records_a_filing() -> None:
    late = W2.standing("2026-06-01", *RECEIVED)

    assert (late.stage, late.pending, late.doubtful) == ("received", (), False)


# --- non-acceptance (32(1)(5), 78, 79) ------------------------------------------------------------


@pytest.mark.parametrize("ground", ["incomplete", "", None])
def test_from_receipt_incompleteness_is_never_a_cause(ground: str | None) -> None:
    no = W1.refused("decline", "2026-03-03", *RECEIVED, ground=ground)

    assert no.says == "材料不齐全或者不符合法定形式，不是不予受理的理由。"
    assert (no.basis, no.field) == (f"{FOUR}、第七十二条第（四）项", "ground")


@pytest.mark.parametrize("told", [RECEIVED, ANSWERED])
def test_concealed_facts_are_a_cause_at_any_time(told: list[Happened]) -> None:
    assert W1.allowed("decline", "2026-03-06", *told, ground="concealed", unmet=[]).to == "declined"


@pytest.mark.parametrize("table", [W1, W2])
def test_after_a_supplement_only_what_the_notice_listed_and_is_unmet_is_a_cause(table: Table) -> None:
    assert table.allowed("decline", "2026-03-06", *ANSWERED, unmet=["lease"]).letter == "non_acceptance"

    none = table.refused("decline", "2026-03-06", *ANSWERED, unmet=[])
    assert none.says == "没有指明一次性告知书中哪一项仍未补正。"
    new = table.refused("decline", "2026-03-06", *ANSWERED, unmet=["lease", "fire_safety"])
    assert "新发现的问题不能作为不予受理的理由" in new.says
    assert new.field == none.field == "unmet"


def test_a_filing_is_turned_down_for_nothing_but_what_the_notice_listed() -> None:
    no = W2.refused("decline", "2026-03-06", *ANSWERED, ground="concealed", unmet=[])
    assert "没有指明" in no.says
    assert "不能办理“不予备案”" in W2.not_now("decline", "2026-03-03", *RECEIVED).says
