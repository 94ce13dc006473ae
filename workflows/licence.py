"""W1 ``licence``: the workflow of 设置审批, 执业登记 and their like, as one table.

Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from approval.core import clock
from approval.core.decision import (
    DISHONEST_OR_BARRED,
    grounds_fault,
    separation_fault,
    unmet_fault,
)
from approval.core.delivery import proof_fault
from approval.core.errors import Reason
from approval.core.limit import NATIONAL, Limit
from approval.core.machine import Attempt, Stage, Step, Workflow, beside_fault
from approval.core.vocabulary import Outcome, Role, ServiceMethod

OPERATOR = (Role.OPERATOR,)
ACCEPTOR = (Role.ACCEPTOR,)
REVIEWER = (Role.REVIEWER,)
DECIDER = (Role.DECIDER,)
TIMER = (Role.TIMER,)

RECEIVED = ("received",)
SUPPLEMENTED = ("supplemented",)
UNJUDGED = ("received", "supplemented")
REVIEW = ("under_review", "awaiting_decision")
OPEN = ("received", "awaiting_correction", "supplemented", *REVIEW)


def _stated(attempt: Attempt, name: str, says: str, basis: str, remedy: str) -> Reason | None:
    """Ask for a text or a list that the act cannot do without."""
    value = attempt.data.get(name)
    blank = not value or (isinstance(value, str) and not value.strip())
    return Reason(says, basis, remedy, name) if blank else None


def reaches_applicant(attempt: Attempt) -> Reason | None:
    """What takes effect on service does so in the inbox only by consent, otherwise when it is handed over."""
    if consents(attempt) or attempt.data.get("handed_over") is True:
        return None
    return Reason(
        "申请人没有同意电子送达，文书进入办件信箱不算送达，送达以前不发生效力。",
        "电子签名法第三条、优化营商环境条例第三十七条第四款",
        "请在今天把文书当面交给申请人，并填写当面签收人。",
        "handed_to",
    )


def consents(attempt: Attempt) -> bool:
    """Say whether the applicant agreed on filing to be served in his inbox."""
    submitted = attempt.standing.last.get("submit")
    return submitted is not None and submitted.data.get("consent_electronic") is True


def names_defects(attempt: Attempt) -> Reason | None:
    """A notice tells all that must be corrected: each thing, what it lacks, and what is to be done (32(4))."""
    defects = attempt.data.get("defects")
    if not isinstance(defects, list | tuple) or not defects:
        return Reason(
            "一次性告知书没有列出任何需要补正的内容。",
            "行政许可法第三十二条第一款第（四）项",
            "请至少列出一项；材料齐全、符合法定形式的，应当受理。",
            "defects",
        )
    if all(isinstance(defect, Mapping) and _whole(defect) for defect in defects):
        return None
    return Reason(
        "一次性告知书中有一项没有写明针对什么、缺什么或者怎样补正。",
        "行政许可法第三十二条第一款第（四）项",
        "请逐项写明所缺内容和补正要求。",
        "defects",
    )


def _whole(defect: Mapping[str, object]) -> bool:
    """Say whether a defect is tied to something and says what it lacks and what to do."""
    return all(str(defect.get(name) or "").strip() for name in ("about", "says", "remedy"))


def not_provisional(attempt: Attempt) -> Reason | None:
    """Where a due date that has passed rests on a provisional calendar, nobody can know if silence decided."""
    if not attempt.standing.doubtful:
        return None
    return Reason(
        "本环节期限按暂定日历已经届满，但有关年度的放假通知尚未载入，是否已视为受理无法确定。",
        "行政许可法第三十二条第一款第（四）项、第八十二条",
        "请系统管理员先载入放假通知，再办理本案。",
    )


def limit_has_run_out(attempt: Attempt) -> Reason | None:
    """Silence decides only after the last day of the law's limit, by a calendar that is settled (32(1), 82)."""
    run = attempt.standing.current
    if run is not None:
        due = clock.due_on(attempt.calendar, replace(run, limit=attempt.item.limits[run.name].statutory))
        if attempt.on > due and not attempt.calendar.any_provisional(run.start, due):
            return None
    return Reason(
        "法定期限尚未届满，或者届满日尚为暂定，不能视为受理。",
        "行政许可法第三十二条第一款第（四）项",
        "请在期限届满前依法办理。",
    )


def declines_lawfully(attempt: Attempt) -> Reason | None:
    """From receipt only for dishonesty or a running bar (78, 79), never for incompleteness (32(4), 72(4))."""
    if attempt.data.get("ground") in DISHONEST_OR_BARRED:
        return None
    return Reason(
        "材料不齐全或者不符合法定形式，不是不予受理的理由。",
        "行政许可法第三十二条第一款第（四）项、第七十二条第（四）项",
        "请发出一次性告知书；仅对隐瞒情况、提供虚假材料或者在禁止申请期内的申请，可以不予受理。",
        "ground",
    )


def declines_only_unmet(attempt: Attempt) -> Reason | None:
    """After a supplement only items of the notice that are still unmet can be named (32(5))."""
    if attempt.data.get("ground") in DISHONEST_OR_BARRED:
        return None
    notice = attempt.standing.last.get("notify_deficiency")
    listed = _abouts(notice.data.get("defects")) if notice else frozenset()
    return unmet_fault(listed, _texts(attempt.data.get("unmet")))


def gives_reasons(attempt: Attempt) -> Reason | None:
    """A refusal, a return or an extension says why (38, 42)."""
    return _stated(
        attempt, "reasons", "没有写明理由。", "行政许可法第三十八条、第四十二条", "请写明事实和理由。"
    )


def changes_clock_lawfully(attempt: Attempt) -> Reason | None:
    """Ask the clock whether a toll, a result or an extension is possible now (42, 45)."""
    run = attempt.standing.runs["decision"]
    return beside_fault(run, attempt.act, attempt.on, attempt.data, attempt.calendar, joint=attempt.joint)


def required_by_rule(attempt: Attempt) -> Reason | None:
    """Only a procedure that a rule requires for the item stops the clock (45: 依法需要).

    One that no source requires is in a pack to be shown: it stops the clock of a demonstration alone.
    """
    ground = attempt.data.get("ground")
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
    return separation_fault(attempt.standing.doers.get("propose", frozenset()), attempt.by.id)


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


def proves_service(attempt: Attempt) -> Reason | None:
    """Service names its method and its proof (44)."""
    return proof_fault({**attempt.data, "consent": consents(attempt)})


def names_online_channel(attempt: Attempt) -> Reason | None:
    """A refusal that is served online names the channel for reconsideration (行政复议法 22(2))."""
    refused = "refuse" in attempt.standing.times
    online = attempt.data.get("method") == ServiceMethod.ELECTRONIC
    if not (refused and online) or attempt.item.authority.reconsideration_online:
        return None
    return Reason(
        "事项包没有写明提交行政复议申请的互联网渠道，不予许可的决定不能以电子方式送达。",
        "行政复议法第二十二条第二款",
        "请改用其他送达方式，或者由系统管理员在事项包中补充互联网渠道。",
        "method",
    )


def published_if_granted(attempt: Attempt) -> Reason | None:
    """A grant is open to the public before the case is closed (40)."""
    times = attempt.standing.times
    if "grant" not in times or "publish" in times:
        return None
    return Reason("准予决定尚未公开，不能办结。", "行政许可法第四十条", "请先公开准予行政许可的决定。")


def not_yet_published(attempt: Attempt) -> Reason | None:
    """A grant is published once; a refusal is not published (40)."""
    times = attempt.standing.times
    if "grant" not in times:
        return Reason("不予许可的决定不作公开。", "行政许可法第四十条", "无需公开。")
    if "publish" in times:
        return Reason("本案的准予决定已经公开。", "行政许可法第四十条", "无需再次公开。")
    return None


def _abouts(defects: object) -> frozenset[str]:
    """Read what the listed defects are about."""
    if not isinstance(defects, Iterable):
        return frozenset()
    return frozenset(str(d.get("about") or "") for d in defects if isinstance(d, Mapping))


def _texts(values: object) -> frozenset[str]:
    """Read a list of ids."""
    return (
        frozenset(str(v) for v in values)
        if isinstance(values, list | tuple | set | frozenset)
        else frozenset()
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
    Stage("withdrawn", "已撤回", final=True),
)

STEPS = (
    Step(
        "submit", "提交申请", ("draft",), "received", (Role.OPERATOR, Role.ACCEPTOR),
        "行政许可法第二十九条、第三十二条", letter="receipt", starts=("completeness",),
    ),
    Step(
        "notify_deficiency", "发出一次性告知书", RECEIVED, "awaiting_correction", ACCEPTOR,
        "行政许可法第三十二条第一款第（四）项", letter="deficiency",
        ends=("completeness",), guards=(not_provisional, names_defects, reaches_applicant),
    ),
    Step(
        "supplement", "提交补正材料", ("awaiting_correction",), "supplemented", OPERATOR,
        "行政许可法第三十二条第一款第（五）项", letter="supplement_receipt", starts=("supplement_check",),
    ),
    Step(
        "add_to_supplement", "补充补正材料", SUPPLEMENTED, "", OPERATOR,
        "行政许可法第三十二条第一款第（五）项", letter="supplement_receipt",
        guards=(not_provisional,),
    ),
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
        "toll", "开始特别程序", REVIEW, "", REVIEWER,
        "行政许可法第四十五条", letter="tolling",
        guards=(required_by_rule, changes_clock_lawfully, gives_reasons, reaches_applicant),
    ),
    Step(
        "resume", "登记特别程序结果", REVIEW, "", REVIEWER,
        "行政许可法第四十五条", no_letter="期限恢复计算，新的届满日已在特别程序告知书中说明",
        guards=(changes_clock_lawfully,),
    ),
    Step(
        "extend", "延长办理期限", REVIEW, "", DECIDER,
        "行政许可法第四十二条第一款", letter="extension",
        guards=(approved_by_head, changes_clock_lawfully, gives_reasons, reaches_applicant),
    ),
    Step(
        "propose", "拟定审查意见", ("under_review",), "awaiting_decision", REVIEWER,
        "行政许可法第三十七条", no_letter="机关内部程序，尚未对申请人生效",
        guards=(proposal_complete, gives_reasons),
    ),
    Step(
        "return_to_review", "退回审查", ("awaiting_decision",), "under_review", DECIDER,
        "行政许可法第三十七条", no_letter="机关内部程序，期限继续计算", guards=(gives_reasons,),
    ),
    Step(
        "grant", "作出准予决定", ("awaiting_decision",), "decided", DECIDER,
        "行政许可法第三十八条第一款、第四十四条", letter="reply_grant",
        starts=("publication", "delivery"), ends=("decision",), guards=(separate_persons, follows_proposal),
    ),
    Step(
        "refuse", "作出不予决定", ("awaiting_decision",), "decided", DECIDER,
        "行政许可法第三十八条第二款", letter="reply_refuse",
        starts=("delivery",), ends=("decision",), guards=(separate_persons, follows_proposal),
    ),
    Step(
        "publish", "公开决定", ("decided", "served"), "", (Role.ACCEPTOR, Role.TIMER),
        "行政许可法第四十条", no_letter="以公开页面为准", ends=("publication",), guards=(not_yet_published,),
    ),
    Step(
        "serve", "送达", ("decided",), "served", ACCEPTOR,
        "行政许可法第四十四条", letter="proof_of_service", ends=("delivery",), guards=(proves_service, names_online_channel),
    ),
    Step(
        "close", "办结", ("served",), "closed", (Role.ACCEPTOR, Role.TIMER),
        "行政许可法第四十条、第四十四条", no_letter="办结归档，决定已经送达", guards=(published_if_granted,),
    ),
    Step(
        "move_date", "期限届满日变动", (*OPEN, "decided", "served"), "", TIMER,
        "行政许可法第八十二条", no_letter="载入放假通知后重新计算，在办件页面告知",
    ),
    Step(
        "withdraw", "撤回申请", OPEN, "withdrawn", OPERATOR,
        "行政许可法第七条", letter="withdrawal", ends=("completeness", "supplement_check", "decision"),
    ),
)  # fmt: skip

LICENCE = Workflow(
    id="licence",
    zh="行政许可（设置审批、执业登记）",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={**NATIONAL, "publication": Limit(7, basis="assumption")},
    supersedes={
        "notify_deficiency": "本案已经发出过一次性告知书。需要补正的全部内容只能一次告知，不能再次告知。",
        "extend": "本案已经延期一次，不能再次延期。",
        "accept": "本案已经受理，不能重复受理。",
        "supplement": "本案的补正材料已经提交，不能再次提交。",
        "grant": "本案已经作出决定。",
        "refuse": "本案已经作出决定。",
        "serve": "本案的决定已经送达。",
        "withdraw": "本案已经撤回。",
    },
)
