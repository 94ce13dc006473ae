"""W5 ``joint`` (一门受理、并联审批): the one application, whose items are cases of their own in their departments.

The window receives once, tells once and hands out once (行政许可法 26); what time and the parts bring about
the system writes down. The envelope of 42(2) runs from the first acceptance; each part keeps its own limit.
Articles without a name are of 行政许可法.
"""

from __future__ import annotations

from approval.core.errors import Reason
from approval.core.limit import JOINT_DECISION, NATIONAL
from approval.core.machine import Attempt, Stage, Step, Workflow, beside_fault
from approval.core.vocabulary import Role
from workflows.intake import (
    ACCEPTOR,
    FILES,
    INTAKE_AGAIN,
    TIMER,
    filed_on_paper,
    gives_reasons,
    names_defects,
    not_provisional,
    reaches_applicant,
    stated,
    submitted,
)
from workflows.issue import DECIDER, closed, proves_service
from workflows.upkeep import date_moved, handed_on, put_right, withdrawn

UNJUDGED = ("received", "awaiting_correction", "supplemented")
OPEN = (*UNJUDGED, "under_way")
ONGOING = (*OPEN, "decided", "handed_out")
ENDS = ("closed", "withdrawn")
CHECK = ("completeness", "supplement_check")
TOGETHER = "行政许可法第二十六条第二款"


def approved_by_government(attempt: Attempt) -> Reason | None:
    """The envelope is extended by the head of the government at its level, named, with date and paper (42(2))."""
    basis = "行政许可法第四十二条第二款"
    return (
        stated(attempt, "approved_by", "没有写明批准延期的本级人民政府负责人。", basis, "请填写姓名和职务。")
        or stated(attempt, "approved_on", "没有写明批准的日期。", basis, "请填写批准文件上的日期。")
        or stated(attempt, "paper", "没有附上批准文件。", basis, "请上传批准文件的扫描件。")
    )


def extends_envelope(attempt: Attempt) -> Reason | None:
    """Ask the envelope whether it can be extended now: once, by at most 15 working days, in time (42(2))."""
    run = attempt.standing.runs.get("joint")
    if run is None:
        return Reason(
            "还没有事项被受理，联合办理的期限尚未开始，不能延期。",
            "行政许可法第四十二条第二款",
            "请在首个事项受理以后办理。",
        )
    return beside_fault(run, attempt.act, attempt.on, attempt.data, attempt.calendar, joint=True)


def not_extended(attempt: Attempt) -> Reason | None:
    """The envelope is extended once; that an earlier acceptance comes to light begins it anew only before (42(2))."""
    if "extend" not in attempt.standing.times:
        return None
    return Reason(
        "本案已经延期一次，不能再次延期，也不能重新起算。",
        "行政许可法第四十二条第二款",
        "请在延长后的期限内办结。",
    )


def names_part(attempt: Attempt) -> Reason | None:
    """What concerns one of the items says which (26(2))."""
    return stated(attempt, "part", "没有写明是哪一个事项。", TOGETHER, "请选择事项。")


def asked_for_one(attempt: Attempt) -> Reason | None:
    """One letter is handed out before the others as the applicant asks, or as its own limit demands (26, 44)."""
    return names_part(attempt) or stated(
        attempt, "why", "没有写明为什么先送达这一项。", "行政许可法第二十六条、第四十四条", "请选择理由。"
    )


def proves_hand_out(attempt: Attempt) -> Reason | None:
    """Handing out names its method and its proof; where all was handed out one by one nothing is left to prove."""
    return None if attempt.role is Role.TIMER else proves_service(attempt)


STAGES = (
    Stage("draft", "草稿", waits_for="applicant"),
    Stage("received", "已收件，各部门审查中", waits_for="authority"),
    Stage("awaiting_correction", "待申请人补正", waits_for="applicant"),
    Stage("supplemented", "已补正，各部门审查中", waits_for="authority"),
    Stage("under_way", "并联办理中", waits_for="authority"),
    Stage("decided", "各事项均已办出，待统一送达", waits_for="authority"),
    Stage("handed_out", "已统一送达，待办结", waits_for="authority"),
    Stage("closed", "已办结", final=True),
    Stage("withdrawn", "已撤回", final=True),
)

STEPS = (
    submitted("completeness", letter="joint_receipt"),
    Step(
        "notify_deficiency", "发出一次性告知书", ("received",), "awaiting_correction", ACCEPTOR,
        "行政许可法第二十六条第二款、第三十二条第一款第（四）项", letter="joint_deficiency",
        starts=("correction",), ends=CHECK, guards=(not_provisional, names_defects, reaches_applicant),
    ),
    Step(
        "supplement", "提交补正材料", ("awaiting_correction",), "supplemented", FILES,
        "行政许可法第三十二条第一款第（五）项", letter="supplement_receipt",
        starts=("supplement_check",), ends=("correction",), guards=(filed_on_paper,),
    ),
    Step(
        "add_to_supplement", "补充补正材料", ("supplemented",), "", FILES,
        "行政许可法第三十二条第一款第（五）项", letter="supplement_receipt", guards=(filed_on_paper,),
    ),
    Step(
        "begin", "联合办理开始", OPEN, "", TIMER, "行政许可法第四十二条第二款",
        no_letter="首个事项的受理通知书已经告知", starts=("joint",), guards=(names_part, not_extended),
    ),
    Step(
        "proceed", "转入并联办理", UNJUDGED, "under_way", TIMER, TOGETHER,
        no_letter="各事项的受理或者不予受理文书已经告知", ends=(*CHECK, "correction"),
    ),
    Step(
        "release", "后续事项开始", OPEN, "", TIMER, "行政许可法第二十六条第二款、事项包规定的办理顺序",
        no_letter="接收凭证已经说明后续事项自前一事项办出之日起收件", guards=(names_part,),
    ),
    Step(
        "drop", "后续事项不再办理", OPEN, "", TIMER, "行政许可法第二十六条第二款、事项包规定的办理顺序",
        no_letter="前一事项的决定和办件页面已经说明", guards=(names_part,),
    ),
    Step(
        "extend", "延长联合办理期限", OPEN, "", DECIDER, "行政许可法第四十二条第二款", letter="joint_extension",
        guards=(not_extended, approved_by_government, extends_envelope, gives_reasons, reaches_applicant),
    ),
    Step(
        "complete", "各事项均已办出", ("under_way",), "decided", TIMER, TOGETHER,
        no_letter="各事项的决定统一送达", starts=("delivery",), ends=("joint",),
    ),
    Step(
        "hand_out", "统一送达", ("decided",), "handed_out", (Role.ACCEPTOR, Role.TIMER),
        "行政许可法第二十六条、第四十四条", letter="proof_of_service", ends=("delivery",), guards=(proves_hand_out,),
    ),
    Step(
        "hand_out_one", "先行送达", (*OPEN, "decided"), "", ACCEPTOR,
        "行政许可法第二十六条、第四十四条", letter="proof_of_service", guards=(asked_for_one, proves_hand_out),
    ),
    closed(("handed_out",)),
    withdrawn(OPEN, (*CHECK, "correction", "joint")),
    *handed_on(ONGOING),
    *put_right((*ONGOING, *ENDS)),
    date_moved(ONGOING),
)  # fmt: skip

JOINT = Workflow(
    id="joint",
    zh="一门受理、并联审批",
    initial="draft",
    stages=STAGES,
    steps=STEPS,
    limits={
        "completeness": NATIONAL["completeness"],
        "supplement_check": NATIONAL["supplement_check"],
        "joint": JOINT_DECISION,
        "delivery": NATIONAL["delivery"],
    },
    supersedes={
        **INTAKE_AGAIN,
        "extend": "本案已经延期一次，不能再次延期。",
        "hand_out": "各事项的文书已经送达。",
    },
    beside_clock="joint",
    joint=True,
)
