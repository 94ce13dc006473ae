"""W1 as the law has it: every act that is not allowed is answered with a sentence and a rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from approval.core.decision import DISHONEST_OR_BARRED
from approval.core.errors import NotAllowed, OutOfOrder, Refused
from approval.core.machine import Step, fire
from approval.core.person import TIMER, Person
from approval.core.vocabulary import Role, TollingGround
from tests.core.made_up import (
    ACCEPTOR,
    ADMINISTRATOR,
    ALL_ROUND,
    DECIDER,
    DEFECTS,
    DEPUTY,
    ITEM,
    OPERATOR,
    REVIEWER,
    SUPERVISOR,
    Happened,
    attempt,
    happened,
)
from workflows.licence import LICENCE

SUBMITTED = happened("submit", "2026-03-02")
NOTIFIED = happened("notify_deficiency", "2026-03-03")
SUPPLEMENTED = happened("supplement", "2026-03-05")
ACCEPTED = happened("accept", "2026-03-04")
PROPOSED = happened("propose", "2026-03-09")
GRANTED = happened("grant", "2026-03-10")
SERVED = happened("serve", "2026-03-11")
REFUSAL = [
    happened("propose", "2026-03-09", outcome="refuse", ground="site_unfit"),
    happened("refuse", "2026-03-10"),
]

RECEIVED = [SUBMITTED]
WITH_NOTICE = [SUBMITTED, NOTIFIED]
WITH_SUPPLEMENT = [SUBMITTED, NOTIFIED, SUPPLEMENTED]
IN_REVIEW = [SUBMITTED, ACCEPTED]
PUT_FORWARD = [*IN_REVIEW, PROPOSED]
DECIDED = [*PUT_FORWARD, GRANTED]


def test_one_case_goes_from_submission_to_closing():
    told = [SUBMITTED]
    for act, on in [
        ("notify_deficiency", "2026-03-03"),
        ("supplement", "2026-03-05"),
        ("add_to_supplement", "2026-03-05"),
        ("accept", "2026-03-06"),
        ("toll", "2026-03-09"),
        ("resume", "2026-03-10"),
        ("extend", "2026-03-11"),
        ("propose", "2026-03-12"),
        ("return_to_review", "2026-03-13"),
        ("propose", "2026-03-16"),
        ("grant", "2026-03-17"),
        ("serve", "2026-03-18"),
        ("publish", "2026-03-19"),
        ("close", "2026-03-20"),
    ]:
        step = allowed(act, on, *told)
        assert step.basis
        told.append(happened(act, on))
    assert step.to == "closed"


# --- the one-time notice (32(4)) ------------------------------------------------------------------


@pytest.mark.parametrize(
    "told", [WITH_NOTICE, WITH_SUPPLEMENT, [*WITH_SUPPLEMENT, happened("accept", "2026-03-06")]]
)
def test_a_second_notice_is_refused_wherever_the_case_stands(told: list[Happened]):
    said = refused(OutOfOrder, "notify_deficiency", "2026-03-09", *told)
    assert said.startswith("本案已经发出过一次性告知书。需要补正的全部内容只能一次告知，不能再次告知。")
    assert "行政许可法第三十二条第一款第（四）项" in said


def test_a_second_notice_is_refused_as_such_even_after_silence_accepted_the_supplement():
    assert "已经发出过一次性告知书" in refused(
        OutOfOrder, "notify_deficiency", "2026-03-20", *WITH_SUPPLEMENT
    )


@pytest.mark.parametrize(
    "defect",
    [
        {"says": "缺少平面图", "remedy": "请提交平面图"},
        {"about": "site_plan", "says": " ", "remedy": "请提交平面图"},
        {"about": "site_plan", "says": "缺少平面图", "remedy": ""},
        "缺少平面图",
    ],
)
def test_a_notice_says_of_each_thing_what_it_lacks_and_what_to_do(defect: object):
    said = refused(Refused, "notify_deficiency", "2026-03-03", *RECEIVED, defects=[*DEFECTS, defect])
    assert "没有写明针对什么、缺什么或者怎样补正" in said


@pytest.mark.parametrize("defects", [None, [], "", "缺少平面图"])
def test_a_notice_that_lists_nothing_is_refused(defects: object):
    said = refused(Refused, "notify_deficiency", "2026-03-03", *RECEIVED, defects=defects)
    assert "没有列出任何需要补正的内容" in said
    assert "材料齐全、符合法定形式的，应当受理" in said


@pytest.mark.parametrize("act", ["notify_deficiency", "accept", "decline"])
def test_an_act_on_the_last_day_is_in_time_and_on_the_next_meets_a_case_that_silence_has_accepted(act: str):
    values = {"ground": "concealed"} if act == "decline" else {}
    assert allowed(act, "2026-03-09", *RECEIVED, **values)
    said = refused(OutOfOrder, act, "2026-03-10", *RECEIVED, **values)
    assert "期限内没有告知，本案已依法自2026-03-02起视为受理" in said
    assert "行政许可法第三十二条第一款第（四）项" in said


@pytest.mark.parametrize("act", ["accept", "decline"])
def test_an_act_too_late_after_a_supplement_meets_an_accepted_case_too(act: str):
    assert allowed(act, "2026-03-12", *WITH_SUPPLEMENT)
    said = refused(OutOfOrder, act, "2026-03-13", *WITH_SUPPLEMENT)
    assert "补正后的审查期限内没有作出处理，本案已依法自2026-03-05起视为受理" in said
    assert "第（五）项" in said


def test_a_deemed_case_tells_of_other_acts_what_is_true_of_them():
    decided = [
        SUBMITTED,
        happened("deem_accepted", "2026-03-02"),
        happened("propose", "2026-03-11"),
        happened("grant", "2026-03-12"),
    ]
    assert "视为受理" not in refused(OutOfOrder, "withdraw", "2026-03-13", *decided)


def test_nobody_judges_while_silence_rests_on_a_calendar_that_is_not_there_yet():
    received = happened("submit", "2026-12-30")
    for act in ("accept", "notify_deficiency", "decline"):
        said = refused(Refused, act, "2027-01-15", received)
        assert "是否已视为受理无法确定" in said
        assert "系统管理员先载入放假通知" in said


def test_a_procedure_that_no_source_requires_stops_the_clock_of_a_demonstration_only():
    assumed = replace(ITEM, special_procedures=(replace(ITEM.special_procedures[0], basis=("assumption",)),))
    asked = replace(attempt("toll", "2026-03-09", *IN_REVIEW), item=assumed)
    with pytest.raises(Refused, match="事项包没有写明要求"):
        fire(LICENCE, asked)
    assert fire(LICENCE, replace(asked, demo=True, reasons=[])).act == "toll"


# --- acceptance and non-acceptance (32(5), 78, 79) ------------------------------------------------


def test_incompleteness_is_never_a_reason_to_decline():
    said = refused(Refused, "decline", "2026-03-03", *RECEIVED, ground="incomplete", reasons="材料不齐")
    assert "材料不齐全或者不符合法定形式，不是不予受理的理由" in said
    assert "第七十二条第（四）项" in said
    assert "请发出一次性告知书" in said


@pytest.mark.parametrize("ground", DISHONEST_OR_BARRED)
@pytest.mark.parametrize("told", [RECEIVED, WITH_SUPPLEMENT])
def test_dishonesty_or_a_running_bar_is_a_cause_before_and_after_a_supplement(
    ground: str, told: list[Happened]
):
    assert allowed("decline", "2026-03-06", *told, ground=ground, unmet=[]).to == "declined"


def test_an_item_of_the_notice_that_is_still_unmet_is_a_cause():
    assert (
        allowed("decline", "2026-03-06", *WITH_SUPPLEMENT, unmet=["lease", "site_plan"]).letter
        == "non_acceptance"
    )


@pytest.mark.parametrize("unmet", [["fire_safety"], ["site_plan", "fire_safety"]])
def test_a_defect_that_the_notice_did_not_list_is_no_cause(unmet: list[str]):
    said = refused(Refused, "decline", "2026-03-06", *WITH_SUPPLEMENT, unmet=unmet)
    assert "新发现的问题不能作为不予受理的理由" in said
    assert "第（五）项" in said


@pytest.mark.parametrize("unmet", [None, [], "site_plan"])
def test_a_decline_that_names_no_item_is_refused(unmet: object):
    said = refused(Refused, "decline", "2026-03-06", *WITH_SUPPLEMENT, unmet=unmet)
    assert "没有指明一次性告知书中哪一项仍未补正" in said
    assert "全部补正的应当受理" in said


def test_a_decline_without_reasons_is_refused():
    assert "没有写明理由" in refused(Refused, "decline", "2026-03-06", *WITH_SUPPLEMENT, reasons="  ")


def test_nothing_is_declined_while_the_applicant_corrects():
    assert "待申请人补正" in refused(OutOfOrder, "decline", "2026-03-04", *WITH_NOTICE)


def test_a_case_is_accepted_once():
    assert "本案已经受理，不能重复受理" in refused(OutOfOrder, "accept", "2026-03-05", *IN_REVIEW)


def test_a_second_supplement_is_refused_and_adding_to_it_is_offered():
    said = refused(OutOfOrder, "supplement", "2026-03-06", *WITH_SUPPLEMENT)
    assert "补正材料已经提交" in said
    assert "补充补正材料" in said
    assert allowed("add_to_supplement", "2026-03-06", *WITH_SUPPLEMENT).to == ""


# --- what stops the clock (45) --------------------------------------------------------------------


def test_a_procedure_that_no_rule_requires_does_not_stop_the_clock():
    said = refused(Refused, "toll", "2026-03-05", *IN_REVIEW, ground="testing")
    assert "本事项的规则没有要求这种特别程序" in said
    assert "行政许可法第四十五条" in said
    assert "现场核查不扣除时间" in said


def test_a_hearing_stops_the_clock_only_where_somebody_asked_for_one():
    said = refused(Refused, "toll", "2026-03-05", *IN_REVIEW, ground="hearing", days=10, reasons="听证")
    assert "没有等待举行的听证" in said


@pytest.mark.parametrize("ground", ["site_visit", "", None, 5, "EXPERT_REVIEW"])
def test_what_the_law_does_not_list_is_no_special_procedure(ground: object):
    said = refused(Refused, "toll", "2026-03-05", *IN_REVIEW, ground=ground)
    assert "不是法律列明的特别程序" in said
    assert all(listed.zh in said for listed in TollingGround)


@pytest.mark.parametrize("days", [0, -1, None, "3", True, 1.5, 10**9])
def test_a_toll_names_a_whole_number_of_days(days: object):
    assert "特别程序所需时间应为" in refused(Refused, "toll", "2026-03-05", *IN_REVIEW, days=days)


def test_a_toll_in_an_unknown_unit_is_refused():
    assert "时间单位不对" in refused(Refused, "toll", "2026-03-05", *IN_REVIEW, unit="week")


def test_a_second_toll_on_an_open_ground_is_refused_and_after_the_result_is_not():
    opened = [*IN_REVIEW, happened("toll", "2026-03-05", days=1)]
    said = refused(Refused, "toll", "2026-03-12", *opened)
    assert "“专家评审”的特别程序尚未结束，不能再次开始" in said
    assert allowed("toll", "2026-03-12", *opened, happened("resume", "2026-03-10"))


def test_a_result_without_a_toll_is_refused():
    assert "没有正在进行的“专家评审”特别程序" in refused(Refused, "resume", "2026-03-05", *IN_REVIEW)


@pytest.mark.parametrize("act", ["toll", "resume", "extend"])
@pytest.mark.parametrize("told", [RECEIVED, WITH_SUPPLEMENT, DECIDED])
def test_the_decision_clock_is_touched_only_between_acceptance_and_decision(act: str, told: list[Happened]):
    assert refused(OutOfOrder, act, "2026-03-10" if told is DECIDED else "2026-03-06", *told)


# --- extension (42) -------------------------------------------------------------------------------

# Accepted on Wednesday 4 March: twenty working days end on 1 April.


def test_an_extension_needs_the_head_of_the_organ():
    said = refused(Refused, "extend", "2026-03-10", *IN_REVIEW, by=DEPUTY)
    assert "延期须经本机关负责人批准" in said
    assert "行政许可法第四十二条第一款" in said


def test_an_extension_is_possible_on_the_due_date_and_not_after_it():
    assert allowed("extend", "2026-04-01", *IN_REVIEW)
    assert "已于2026-04-01届满，届满后不能延期" in refused(Refused, "extend", "2026-04-02", *IN_REVIEW)


def test_a_second_extension_is_refused():
    said = refused(Refused, "extend", "2026-03-11", *IN_REVIEW, happened("extend", "2026-03-10"))
    assert "本案已经延期一次，不能再次延期" in said


@pytest.mark.parametrize("days", [0, 11, None, "5", True])
def test_an_extension_is_at_most_ten_working_days(days: object):
    assert "延期应为1至10个工作日" in refused(Refused, "extend", "2026-03-10", *IN_REVIEW, days=days)


def test_a_part_of_joint_handling_is_extended_by_ten_the_fifteen_are_the_whole_s():
    assert allowed("extend", "2026-03-10", *IN_REVIEW, joint=True, days=10)
    assert "第四十二条第一款" in refused(Refused, "extend", "2026-03-10", *IN_REVIEW, joint=True, days=11)


def test_an_extension_tells_its_reasons():
    assert "没有写明理由" in refused(Refused, "extend", "2026-03-10", *IN_REVIEW, reasons="")


# --- proposal and decision (37, 38) ---------------------------------------------------------------


def test_a_proposal_chooses_an_outcome():
    assert "没有选择拟准予还是拟不予" in refused(Refused, "propose", "2026-03-09", *IN_REVIEW, outcome="")


@pytest.mark.parametrize("ground", [None, "", "too_many_already"])
def test_a_refusal_is_proposed_only_on_a_ground_of_the_items_list(ground: object):
    said = refused(Refused, "propose", "2026-03-09", *IN_REVIEW, outcome="refuse", ground=ground)
    assert "不予许可必须选择本事项列明的理由" in said
    assert "行政许可法第三十八条第二款" in said
    assert allowed("propose", "2026-03-09", *IN_REVIEW, outcome="refuse", ground="site_unfit")


@pytest.mark.parametrize("act", ["grant", "refuse"])
def test_whoever_proposed_cannot_decide(act: str):
    told = [*IN_REVIEW, happened("propose", "2026-03-09", ALL_ROUND, outcome=act, ground="site_unfit")]
    said = refused(Refused, act, "2026-03-10", *told, by=ALL_ROUND)
    assert "您不能再对同一案件作出决定" in said
    assert "审查与决定分离" in said
    assert allowed(act, "2026-03-10", *told, by=DECIDER)


def test_whoever_proposed_before_a_return_to_review_cannot_decide_either():
    told = [
        *IN_REVIEW,
        happened("propose", "2026-03-09", ALL_ROUND),
        happened("return_to_review", "2026-03-10"),
        happened("propose", "2026-03-11", REVIEWER),
    ]
    assert "不能再对同一案件作出决定" in refused(Refused, "grant", "2026-03-12", *told, by=ALL_ROUND)


def test_a_decision_against_the_proposal_goes_back_to_review_first():
    said = refused(Refused, "refuse", "2026-03-10", *PUT_FORWARD)
    assert "决定与拟定意见不一致" in said
    assert "退回审查" in said


def test_nothing_is_decided_without_acceptance_or_without_a_proposal():
    for told in (RECEIVED, WITH_NOTICE, WITH_SUPPLEMENT, IN_REVIEW):
        assert refused(OutOfOrder, "grant", "2026-03-06", *told)


def test_a_return_to_review_says_why():
    assert "没有写明理由" in refused(Refused, "return_to_review", "2026-03-10", *PUT_FORWARD, reasons="")


def test_a_decision_is_made_once():
    assert "本案已经作出决定" in refused(OutOfOrder, "grant", "2026-03-11", *DECIDED)


# --- service, publication, closing (40, 44) -------------------------------------------------------


@pytest.mark.parametrize("method", ["", None, "carrier_pigeon"])
def test_service_is_by_one_of_the_six_methods(method: object):
    assert "没有选择送达方式" in refused(Refused, "serve", "2026-03-11", *DECIDED, method=method)


@pytest.mark.parametrize("proof", ["", "   ", None])
def test_service_without_proof_is_refused(proof: object):
    said = refused(Refused, "serve", "2026-03-11", *DECIDED, proof=proof)
    assert "没有填写送达证明：签收人" in said
    assert "行政许可法第四十四条" in said


@pytest.mark.parametrize("consent", [None, False, "yes"])
def test_electronic_service_without_the_applicants_consent_on_filing_is_refused(consent: object):
    def filed(answer: object) -> list[Happened]:
        return [happened("submit", "2026-03-02", consent_electronic=answer), *DECIDED[1:]]

    said = refused(Refused, "serve", "2026-03-11", *filed(consent), method="electronic", consent=True)
    assert "申请人没有同意电子送达" in said
    assert allowed("serve", "2026-03-11", *filed(True), method="electronic")


@pytest.mark.parametrize(
    ("act", "on", "before"),
    [
        ("notify_deficiency", "2026-03-03", []),
        ("toll", "2026-03-04", [ACCEPTED]),
        ("extend", "2026-03-04", [ACCEPTED]),
    ],
)
def test_what_takes_effect_on_service_is_handed_over_where_the_applicant_wants_paper(
    act: str, on: str, before: list[Happened]
):
    facts = [happened("submit", "2026-03-02", consent_electronic=False), *before]

    said = refused(Refused, act, on, *facts)
    assert "申请人没有同意电子送达" in said
    assert "当面" in said
    assert allowed(act, on, *facts, handed_over=True)


@pytest.mark.parametrize("by", [ACCEPTOR, TIMER])
def test_a_grant_is_published_before_the_case_is_closed(by: Person):
    said = refused(Refused, "close", "2026-03-12", *DECIDED, SERVED, by=by)
    assert "准予决定尚未公开，不能办结" in said
    assert "行政许可法第四十条" in said
    assert allowed("close", "2026-03-12", *DECIDED, SERVED, happened("publish", "2026-03-12"), by=by)


def test_a_refusal_is_closed_without_publication_and_is_never_published():
    told = [*IN_REVIEW, *REFUSAL]
    assert "不予许可的决定不作公开" in refused(Refused, "publish", "2026-03-10", *told)
    assert allowed("close", "2026-03-12", *told, SERVED)


def test_a_grant_is_published_once():
    published = happened("publish", "2026-03-10")
    assert "已经公开" in refused(Refused, "publish", "2026-03-11", *DECIDED, published)


# --- who may act ----------------------------------------------------------------------------------


EVERY_ACT = sorted({step.act for step in LICENCE.steps})
CASES = [RECEIVED, WITH_NOTICE, WITH_SUPPLEMENT, IN_REVIEW, PUT_FORWARD, DECIDED, [*DECIDED, SERVED]]


@pytest.mark.parametrize("act", EVERY_ACT)
@pytest.mark.parametrize("by", [SUPERVISOR, ADMINISTRATOR], ids=["supervisor", "administrator"])
def test_neither_supervisor_nor_administrator_ever_acts_on_a_case(act: str, by: Person):
    for told in CASES:
        said = refused(NotAllowed, act, "2026-03-06", *told, by=by)
        assert "您的角色不能办理" in said


@pytest.mark.parametrize(
    ("act", "by"),
    [
        ("accept", OPERATOR), ("notify_deficiency", REVIEWER), ("decline", DECIDER), ("supplement", REVIEWER),
        ("toll", ACCEPTOR), ("extend", REVIEWER), ("propose", DECIDER), ("grant", REVIEWER), ("refuse", ACCEPTOR),
        ("serve", OPERATOR), ("withdraw", ACCEPTOR), ("deem_accepted", ACCEPTOR), ("accept", TIMER),
        ("publish", OPERATOR), ("close", DECIDER),
    ],
)  # fmt: skip
def test_a_wrong_role_is_told_whose_act_it_is(act: str, by: Person):
    said = refused(NotAllowed, act, "2026-03-06", *WITH_SUPPLEMENT, by=by)
    assert f"“{LICENCE.by_act[act].zh}”只能由" in said
    assert "依据" in said


@pytest.mark.parametrize("by", [ACCEPTOR, REVIEWER, DECIDER])
def test_a_clerk_of_another_authority_cannot_act(by: Person):
    acts = {ACCEPTOR: ("accept", RECEIVED), REVIEWER: ("propose", IN_REVIEW), DECIDER: ("grant", PUT_FORWARD)}
    act, told = acts[by]
    stranger = replace(by, authority="town-2026/civil_affairs")
    assert "本案不属于您所在机关办理" in refused(NotAllowed, act, "2026-03-09", *told, by=stranger)


@pytest.mark.parametrize(("act", "told"), [("withdraw", RECEIVED), ("supplement", WITH_NOTICE)])
def test_an_operator_of_another_institution_cannot_act(act: str, told: list[Happened]):
    stranger = replace(OPERATOR, institutions=frozenset({99}))
    assert "本案不是您所在机构的申请" in refused(NotAllowed, act, "2026-03-04", *told, by=stranger)


def test_the_applicant_can_withdraw_until_the_decision_and_not_after_it():
    for told in CASES[:5]:
        assert allowed("withdraw", "2026-03-09", *told).to == "withdrawn"
    assert refused(OutOfOrder, "withdraw", "2026-03-11", *DECIDED)


# --- the table itself -----------------------------------------------------------------------------


def test_every_row_names_its_rule_and_causes_a_letter_or_says_why_none():
    for step in LICENCE.steps:
        assert step.basis, step.act
        assert bool(step.letter) != bool(step.no_letter), step.act
        assert step.by, step.act


def test_every_stage_is_reached_and_every_unfinished_one_is_left():
    reached = {LICENCE.initial} | {step.to for step in LICENCE.steps if step.to}
    assert reached == set(LICENCE.by_stage)
    for stage in LICENCE.stages:
        leaves = [step.act for step in LICENCE.acts_from(stage.id) if step.to]
        assert stage.final == (not leaves), stage.id
        assert stage.final or stage.waits_for in {"applicant", "authority"}


def test_only_the_law_lets_a_lapse_act_and_only_the_timer_records_it():
    for step in LICENCE.steps:
        if step.lapse_of:
            assert step.by == (Role.TIMER,)
    assert set(LICENCE.lapses) == {"completeness", "supplement_check", "correction", "hearing_request"}


def test_a_stage_shows_no_more_than_the_acts_of_its_rows():
    leaving = [step.act for step in LICENCE.acts_from("awaiting_correction") if step.to]
    assert leaving == ["supplement", "lapse_correction", "withdraw", "terminate"]


# --- how the stories are set up -------------------------------------------------------------------


def allowed(act: str, on: str, *told: Happened, **asked: Any) -> Step:
    return fire(LICENCE, attempt(act, on, *told, **asked))


def refused(kind: type[Refused], act: str, on: str, *told: Happened, **asked: Any) -> str:
    """Try an act that must fail, and give what is said."""
    with pytest.raises(Refused) as caught:
        fire(LICENCE, attempt(act, on, *told, **asked))
    assert type(caught.value) is kind
    assert all(reason.says and reason.basis and reason.remedy for reason in caught.value.reasons)
    return str(caught.value)
