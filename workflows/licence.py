"""W1 ``licence``: the workflow of 设置审批, 执业登记 and their like, as one table.

What comes before acceptance stands in ``intake``, the hearing in ``hearing``, what is served and closed in
``issue``, what can happen at any time in ``upkeep``. Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from approval.core.decision import grounds_fault, officers_fault, separation_fault
from approval.core.errors import Reason
from approval.core.limit import NATIONAL, Limit
from approval.core.machine import Attempt, Stage, Step, Workflow, beside_fault
from approval.core.vocabulary import Outcome, Role, TollingGround
from workflows.hearing import (
    hearing,
    hearing_asked_for,
    hearing_done,
    names_hearing_record,
    no_presider,
)
from workflows.intake import (
    ACCEPTOR,
    INTAKE_AGAIN,
    OPERATOR,
    RECEIVED,
    SUPPLEMENTED,
    TIMER,
    UNJUDGED,
    checked,
    declines_lawfully,
    declines_only_unmet,
    gives_reasons,
    limit_has_run_out,
    not_provisional,
    reaches_applicant,
    stated,
    submitted,
)
from workflows.issue import ISSUE_AGAIN, closed, published, served
from workflows.upkeep import date_moved, handed_on, pack_moved, put_right, terminated, withdrawn

REVIEWER = (Role.REVIEWER,)
DECIDER = (Role.DECIDER,)

REVIEW = ("under_review", "awaiting_decision")
OPEN = ("received", "awaiting_correction", "supplemented", *REVIEW)
ONGOING = (*OPEN, "decided", "served")
ENDS = ("closed", "declined", "referred", "withdrawn", "terminated")
CLOCKS_BEFORE_DECISION = (
    "completeness", "supplement_check", "correction", "decision", "hearing_request", "hearing",
)  # fmt: skip
"""The clocks that end with a case that is given up."""


def two_officers(attempt: Attempt) -> Reason | None:
    """Whoever checks on the spot goes as two, and both are named (34(3))."""
    return officers_fault(attempt.data.get("officers"))


def says_what_was_found(attempt: Attempt) -> Reason | None:
    """The record of a visit says what was found (34(3), 61)."""
    basis = "行政许可法第三十四条第三款、第六十一条"
    return stated(attempt, "findings", "没有写明核查情况。", basis, "请填写核查到的情况。")


def asks_something(attempt: Attempt) -> Reason | None:
    """An invitation says what is to be explained; it stops nothing and is no condition."""
    basis = "行政许可法第七条、第三十四条"
    return stated(attempt, "asks", "没有写明请申请人说明什么。", basis, "请逐项写明需要说明的问题。")


def says_something(attempt: Attempt) -> Reason | None:
    """An explanation or a statement is written down in its own words (7, 36)."""
    return stated(
        attempt, "says", "没有填写内容。", "行政许可法第七条、第三十六条", "请填写说明、陈述或者申辩的内容。"
    )


def names_interest(attempt: Attempt) -> Reason | None:
    """An interested party is told what is at stake for it (36)."""
    return stated(
        attempt,
        "interest",
        "没有写明直接关系利害关系人的哪些重大利益。",
        "行政许可法第三十六条",
        "请逐项写明。",
    )


def changes_clock_lawfully(attempt: Attempt) -> Reason | None:
    """Ask the clock whether a toll, a result or an extension is possible now (42(1), 45)."""
    run = attempt.standing.runs["decision"]
    return beside_fault(run, attempt.act, attempt.on, attempt.data, attempt.calendar, joint=False)


def required_by_rule(attempt: Attempt) -> Reason | None:
    """Only a procedure that a rule requires for the item stops the clock (45: 依法需要).

    One that no source requires is in a pack to be shown: it stops the clock of a demonstration alone.
    """
    ground = attempt.data.get("ground")
    if ground == TollingGround.HEARING:
        # The law itself requires a hearing that was asked for (47); ``hearing_asked_for`` asks whether one was.
        return None
    listed = next((one for one in attempt.item.special_procedures if one.ground == ground), None)
    if listed is not None and (attempt.demo or not listed.assumed):
        return None
    if listed is not None:
        return Reason(
            f"事项包没有写明要求“{listed.says}”的规定，不能据此扣除办理时间。",
            "行政许可法第四十五条",
            "请系统管理员先在事项包中补充所依据的规定；没有规定的，应当在期限内作出决定。",
            "ground",
        )
    return Reason(
        "本事项的规则没有要求这种特别程序，不能因此扣除办理时间。",
        "行政许可法第四十五条",
        "请选择事项包中列明的特别程序；现场核查不扣除时间。",
        "ground",
    )


def approved_by_head(attempt: Attempt) -> Reason | None:
    """An extension is approved by the head of the organ (42(1))."""
    if attempt.by.head:
        return None
    return Reason(
        "延期须经本机关负责人批准，您不是事项包指定的负责人。",
        "行政许可法第四十二条第一款",
        "请由本机关负责人办理。",
    )


def proposal_complete(attempt: Attempt) -> Reason | None:
    """A proposal says what is to be decided, and a refusal chooses its ground from the pack's list (37, 38)."""
    outcome = attempt.data.get("outcome")
    if outcome not in list(Outcome):
        return Reason("没有选择拟准予还是拟不予。", "行政许可法第三十七条", "请选择一项。", "outcome")
    if outcome == Outcome.REFUSED:
        return grounds_fault(attempt.item.grounds, attempt.data.get("ground"))
    return None


def separate_persons(attempt: Attempt) -> Reason | None:
    """Nobody decides a case that he proposed (审查与决定分离)."""
    proposed = attempt.standing.did(attempt.by.id, "propose")
    return separation_fault({attempt.by.id} if proposed else (), attempt.by.id)


def follows_proposal(attempt: Attempt) -> Reason | None:
    """A decision against the proposal goes back to review with reasons, so that its letter rests on a review."""
    proposal = attempt.standing.last.get("propose")
    if proposal is None or proposal.data.get("outcome", attempt.act) == attempt.act:
        return None
    return Reason(
        "决定与拟定意见不一致。",
        "行政许可法第三十七条、第三十八条",
        "请先退回审查并写明理由，由审查人重新拟定意见。",
    )


STAGES = (
    Stage("draft", "草稿", waits_for="applicant"),
    Stage("received", "已收件，待受理审查", waits_for="authority"),
    Stage("awaiting_correction", "待申请人补正", waits_for="applicant"),
    Stage("supplemented", "已补正，待受理审查", waits_for="authority"),
    Stage("under_review", "审查中", waits_for="authority"),
    Stage("awaiting_decision", "待决定", waits_for="authority"),
    Stage("decided", "已决定，待送达", waits_for="authority"),
    Stage("served", "已送达，待办结", waits_for="authority"),
    Stage("closed", "已办结", final=True),
    Stage("declined", "不予受理", final=True),
    Stage("referred", "不属本机关职权", final=True),
    Stage("withdrawn", "已撤回", final=True),
    Stage("terminated", "已终止", final=True),
)

STEPS = (
    submitted("completeness"),
    *checked(("supplement_check",), ("completeness", "supplement_check")),
    Step(
        "decline", "不予受理", RECEIVED, "declined", ACCEPTOR,
        "行政许可法第三十二条第二款、第七十八条、第七十九条", letter="non_acceptance",
        ends=("completeness",), guards=(not_provisional, declines_lawfully, gives_reasons),
    ),
    Step(
        "decline", "不予受理", SUPPLEMENTED, "declined", ACCEPTOR,
        "行政许可法第三十二条第一款第（五）项、第二款", letter="non_acceptance",
        ends=("supplement_check",), guards=(not_provisional, declines_only_unmet, gives_reasons),
    ),
    Step(
        "accept", "受理", UNJUDGED, "under_review", ACCEPTOR,
        "行政许可法第三十二条第一款第（五）项", letter="acceptance",
        starts=("decision",), ends=("completeness", "supplement_check"), guards=(not_provisional,),
    ),
    Step(
        "deem_accepted", "视为受理", RECEIVED, "under_review", TIMER,
        "行政许可法第三十二条第一款第（四）项", letter="acceptance",
        starts=("decision",), ends=("completeness",), lapse_of="completeness",
        guards=(limit_has_run_out,),
    ),
    Step(
        "deem_accepted", "视为受理", SUPPLEMENTED, "under_review", TIMER,
        "行政许可法第三十二条第一款第（五）项（系统默认，待核）", letter="acceptance",
        starts=("decision",), ends=("supplement_check",), lapse_of="supplement_check",
        guards=(limit_has_run_out,),
    ),
    Step(
        "visit", "现场核查", REVIEW, "", REVIEWER,
        "行政许可法第三十四条第三款", letter="visit_record",
        guards=(two_officers, says_what_was_found, no_presider),
    ),
    Step(
        "invite", "请予说明", REVIEW, "", REVIEWER,
        "行政许可法第七条、第三十四条", letter="invitation", guards=(asks_something, no_presider),
    ),
    Step(
        "explain", "提交说明", REVIEW, "", OPERATOR,
        "行政许可法第七条、第三十六条", no_letter="申请人自己的说明，随时存卷，不是受理的条件",
        guards=(says_something,),
    ),
    Step(
        "toll", "开始特别程序", REVIEW, "", REVIEWER,
        "行政许可法第四十五条", letter="tolling",
        guards=(
            required_by_rule, hearing_asked_for, changes_clock_lawfully, gives_reasons, no_presider,
            reaches_applicant,
        ),
    ),
    Step(
        "resume", "登记特别程序结果", REVIEW, "", REVIEWER,
        "行政许可法第四十五条", no_letter="期限恢复计算，新的届满日已在特别程序告知书中说明",
        guards=(changes_clock_lawfully, no_presider),
    ),
    Step(
        "inform_interested", "告知利害关系人", REVIEW, "", REVIEWER,
        "行政许可法第三十六条", letter="statement_rights", guards=(names_interest, no_presider),
    ),
    Step(
        "record_statement", "记录陈述申辩", REVIEW, "", REVIEWER,
        "行政许可法第七条、第三十六条", no_letter="陈述、申辩的记录存卷，决定时予以考虑",
        guards=(says_something, no_presider),
    ),
    *hearing(REVIEW),
    Step(
        "extend", "延长办理期限", REVIEW, "", DECIDER,
        "行政许可法第四十二条第一款", letter="extension",
        guards=(approved_by_head, changes_clock_lawfully, gives_reasons, reaches_applicant),
    ),
    Step(
        "propose", "拟定审查意见", ("under_review",), "awaiting_decision", REVIEWER,
        "行政许可法第三十七条", no_letter="机关内部程序，尚未对申请人生效",
        guards=(proposal_complete, gives_reasons, no_presider),
    ),
    Step(
        "return_to_review", "退回审查", ("awaiting_decision",), "under_review", DECIDER,
        "行政许可法第三十七条", no_letter="机关内部程序，期限继续计算", guards=(gives_reasons,),
    ),
    Step(
        "grant", "作出准予决定", ("awaiting_decision",), "decided", DECIDER,
        "行政许可法第三十八条第一款、第四十四条", letter="reply_grant",
        starts=("publication", "delivery"), ends=("decision",),
        guards=(separate_persons, follows_proposal, hearing_done, names_hearing_record),
    ),
    Step(
        "refuse", "作出不予决定", ("awaiting_decision",), "decided", DECIDER,
        "行政许可法第三十八条第二款", letter="reply_refuse",
        starts=("delivery",), ends=("decision",),
        guards=(separate_persons, follows_proposal, hearing_done, names_hearing_record),
    ),
    published(("decided", "served")),
    served(("decided",)),
    closed(("served",)),
    withdrawn(OPEN, CLOCKS_BEFORE_DECISION),
    terminated(OPEN, CLOCKS_BEFORE_DECISION),
    *handed_on(ONGOING),
    *put_right((*ONGOING, *ENDS)),
    date_moved(ONGOING),
    pack_moved(OPEN),
)  # fmt: skip

LICENCE = Workflow(
    id="licence",
    zh="行政许可（设置审批、执业登记）",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={
        **NATIONAL,
        "publication": Limit(7, basis="assumption"),
        "hearing_request": Limit(5, basis="licensing-law-47"),
        "hearing": Limit(20, basis="licensing-law-47"),
    },
    supersedes={
        **INTAKE_AGAIN,
        **ISSUE_AGAIN,
        "extend": "本案已经延期一次，不能再次延期。",
        "accept": "本案已经受理，不能重复受理。",
        "grant": "本案已经作出决定。",
        "refuse": "本案已经作出决定。",
    },
)
