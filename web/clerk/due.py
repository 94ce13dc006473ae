"""What is to be done in a case now, by whom, and what the law makes of silence or delay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from approval.core.clock import Reading
from approval.core.machine import Standing, Workflow
from approval.core.person import Person
from approval.core.vocabulary import Role
from web.filters import zh_date

APPLICANT = "applicant"


@dataclass(frozen=True, slots=True)
class Due:
    """What has to be done next, and by which clerk role; without one it is the applicant's turn, or nobody's."""

    says: str
    role: Role | None = None

    @property
    def who(self) -> str:
        """Name who has to act."""
        return self.role.zh if self.role else "申请人"


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows if nobody acts in time, and the rule."""

    says: str
    basis: str


CHECK = "对照告知书审查补正材料"

BY_WORKFLOW: Mapping[str, Mapping[str, Due]] = {
    "licence": {
        "received": Due("审查材料：受理，或者一次性告知", Role.ACCEPTOR),
        "awaiting_correction": Due("等待申请人补正"),
        "supplemented": Due(CHECK, Role.ACCEPTOR),
        "under_review": Due("审查并拟定意见", Role.REVIEWER),
        "awaiting_decision": Due("作出决定", Role.DECIDER),
        "decided": Due("送达决定", Role.ACCEPTOR),
        "served": Due("办结", Role.ACCEPTOR),
    },
    "filing": {
        "received": Due("审查材料：办理备案，或者一次性告知", Role.ACCEPTOR),
        "awaiting_correction": Due("等待申请人补正"),
        "supplemented": Due(f"{CHECK}，齐全的办理备案", Role.ACCEPTOR),
        "recorded": Due("送达备案凭证", Role.ACCEPTOR),
        "served": Due("事后核查", Role.REVIEWER),
        "rectifying": Due("整改后复查：登记整改合格，或者撤销备案", Role.DECIDER),
        "followed_up": Due("办结", Role.ACCEPTOR),
    },
    "commitment": {
        "informed": Due("等待申请人签署承诺书"),
        "committed": Due("当场作出决定", Role.DECIDER),
        "decided": Due("送达决定", Role.ACCEPTOR),
        "served": Due("核查承诺的内容", Role.REVIEWER),
        "rectifying": Due("整改后复查：登记整改合格，或者撤销许可", Role.DECIDER),
        "followed_up": Due("办结", Role.ACCEPTOR),
    },
    "exempt": {"submitted": Due("答复不需要取得许可", Role.ACCEPTOR)},
    "joint": {
        "received": Due("汇总各部门的标注，一次告知申请人", Role.ACCEPTOR),
        "awaiting_correction": Due("等待申请人补正"),
        "supplemented": Due("跟进各部门审查补正材料", Role.ACCEPTOR),
        "under_way": Due("跟进各部门办理", Role.ACCEPTOR),
        "decided": Due("统一送达各事项的文书", Role.ACCEPTOR),
    },
}
"""What an open case waits for, by its workflow and stage, in the order of the work."""

NOTHING = Due("无需办理")


def by_stage(workflows: Iterable[str] = tuple(BY_WORKFLOW)) -> dict[str, list[Due]]:
    """List what cases of these workflows wait for in each stage, in the order of the work."""
    listed: dict[str, list[Due]] = {}
    for workflow in workflows:
        for stage, due in BY_WORKFLOW.get(workflow, {}).items():
            listed.setdefault(stage, []).append(due)
    return listed


IN_JOINT: Mapping[str, Due] = {
    "received": Due("审查材料：标注需要补正的内容，齐全的受理或者办理备案", Role.ACCEPTOR),
    "decided": Due("由综合窗口统一送达；准予的公开决定", Role.ACCEPTOR),
    "recorded": Due("由综合窗口统一送达", Role.ACCEPTOR),
}
"""What a part of joint handling waits for where that differs from a single case."""


def in_joint(standing: Standing) -> Due | None:
    """Say what a part of joint handling waits for where the window acts for its department."""
    submitted = standing.last.get("submit")
    if submitted is None or not submitted.data.get("joint"):
        return None
    if standing.stage == "received" and submitted.data.get("released") is True:
        return None
    return IN_JOINT.get(standing.stage)


def due_of(workflow: Workflow, standing: Standing) -> Due:
    """Say what is to be done in a case now."""
    parted = in_joint(standing)
    if parted is not None:
        return parted
    if runs(standing, "hearing") and "summon_hearing" not in standing.times:
        return Due("通知听证的时间、地点", Role.REVIEWER)
    if standing.stage == "awaiting_decision" and (
        runs(standing, "hearing_request") or runs(standing, "hearing")
    ):
        return Due("等待听证：申请期限届满或者听证举行以后，作出决定", Role.DECIDER)
    if standing.stage == "under_review" and open_grounds(standing):
        names = "、".join(open_grounds(standing))
        return Due(f"等待{names}结果，收到后登记", Role.REVIEWER)
    unpublished = "grant" in standing.times and "publish" not in standing.times
    if standing.stage == "decided" and unpublished:
        return Due("送达并公开决定", Role.ACCEPTOR)
    if standing.stage == "served" and unpublished and workflow.id == "licence":
        return Due("公开决定，再办结", Role.ACCEPTOR)
    if standing.stage == "followed_up" and unpublished:
        return Due("公开决定，再办结", Role.ACCEPTOR)
    return BY_WORKFLOW.get(workflow.id, {}).get(standing.stage, NOTHING)


def runs(standing: Standing, name: str) -> bool:
    """Say whether a clock runs."""
    run = standing.run(name)
    return run is not None and run.ended_on is None


def open_grounds(standing: Standing) -> list[str]:
    """Name the special procedures whose result has not come in."""
    run = standing.run("decision")
    return [toll.ground.zh for toll in run.tolls if toll.resumed_on is None] if run else []


def proposed_by(standing: Standing, person: Person) -> bool:
    """Say whether a proposal waits for a decision and is this person's own."""
    proposal = standing.last.get("propose")
    return standing.stage == "awaiting_decision" and getattr(proposal, "by", None) == person.id


def mine(workflow: Workflow, standing: Standing, person: Person) -> bool:
    """Say whether a case waits for this person: in his role, not his own proposal, not handed on to another."""
    role = due_of(workflow, standing).role
    recused = person.id in standing.doers.get("recuse", frozenset())
    if role not in person.roles or recused or proposed_by(standing, person):
        return False
    return handed_to(standing, role) in (None, person.id)


def handed_to(standing: Standing, role: Role | None) -> object:
    """Name the account to which this role was reassigned last; None where nobody in particular has it."""
    fact = standing.last.get("reassign")
    return fact.data.get("to") if fact is not None and fact.data.get("role") == role else None


def consequence(
    workflow: Workflow, standing: Standing, reading: Reading | None, statutory: Reading | None
) -> Consequence | None:
    """Say what follows if the running clock runs out; None where none runs."""
    if reading is None or statutory is None:
        return None
    name = standing.running
    if name in ("completeness", "supplement_check") and workflow.id == "filing":
        return _late_filing_check(reading)
    if name == "completeness" and workflow.joint:
        return _silence_of_window(reading.due_on, standing.received_on)
    if name == "supplement_check" and workflow.joint:
        return None
    if name == "completeness":
        return _silence(reading.due_on, standing.received_on)
    if name == "supplement_check":
        return _silence_after_supplement(reading.due_on, standing.last["supplement"].on)
    if name == "decision":
        return _late_decision(reading, statutory)
    if name == "delivery":
        return _late_delivery(reading)
    if name == "publication":
        return _late_publication(reading, standing)
    return _late_other(name, reading)


def _late_filing_check(reading: Reading) -> Consequence:
    """Say that a filing is not accepted by silence: it is late, and nothing else happens by itself."""
    return Consequence(
        f"应当在{zh_date(reading.due_on)}24:00前一次告知需要补正的全部内容，材料齐全的办理备案。"
        "备案不是行政许可，逾期不视为受理，也不视为已经备案；逾期亮红灯，由监督人员督办。",
        "行政许可法第三十二条第一款第（四）项只适用于行政许可",
    )


LATE: Mapping[str, tuple[str, str]] = {
    "recording": ("办理备案。逾期不视为已经备案；逾期亮红灯，由监督人员督办", "事项包规定的备案期限"),
    "answer": ("答复。逾期亮红灯", "行政许可法第三十二条第一款第（一）项"),
    "joint": ("办出全部事项。逾期亮红灯，由监督人员督办", "行政许可法第四十二条第二款"),
    "follow_up": ("由两名以上工作人员核查并登记结果。逾期亮红灯", "事项包规定的核查期限"),
    "rectification": ("完成整改（由当事人办理）。期满应当复查，仍不符合的依法撤销", "事项包规定的整改期限"),
}
"""What has to be done by when, and what lateness brings, for the clocks without an effect of law."""


def _late_other(name: str, reading: Reading) -> Consequence | None:
    """Say what lateness is where the law lets nothing happen by itself."""
    if name not in LATE:
        return None
    says, basis = LATE[name]
    return Consequence(f"应当在{zh_date(reading.due_on)}24:00前{says}。", basis)


def _silence(due_on: date, received_on: date) -> Consequence:
    """Say that silence after receipt accepts the case."""
    return Consequence(
        f"如到{zh_date(due_on)}24:00仍未告知补正，也未受理，依法视为已于{zh_date(received_on)}受理，"
        "已经过去的工作日计入办理期限，以后不能再要求补正。",
        "行政许可法第三十二条第一款第（四）项",
    )


def _silence_of_window(due_on: date, received_on: date) -> Consequence:
    """Say that the window's silence accepts every part that is a licence, whatever its department has marked."""
    return Consequence(
        f"如到{zh_date(due_on)}24:00仍未发出一次性告知书，还没有受理的各项行政许可申请依法视为已于"
        f"{zh_date(received_on)}受理，以后不能再要求补正；备案不视为受理，逾期亮红灯。",
        "行政许可法第二十六条第二款、第三十二条第一款第（四）项",
    )


def _silence_after_supplement(due_on: date, entered_on: date) -> Consequence:
    """Say that silence after a supplement accepts the case from the day it came in."""
    return Consequence(
        f"如到{zh_date(due_on)}24:00仍未答复，视为已于{zh_date(entered_on)}（收到补正材料之日）受理，"
        "已经过去的工作日计入办理期限。",
        "行政许可法第三十二条第一款第（五）项（系统默认，待核）",
    )


def _late_decision(reading: Reading, statutory: Reading) -> Consequence:
    """Say what a late decision brings about: a broken promise, then a breach of the law."""
    law = (
        f"超过法定期限（{zh_date(statutory.due_on)}）仍未作出决定的，申请人可以申请行政复议或者提起行政诉讼，"
        "由上级机关责令改正，并依法追究责任。"
    )
    if reading.due_on == statutory.due_on:
        return Consequence(law, "行政许可法第四十二条、第七十四条第（二）项")
    return Consequence(
        f"超过{zh_date(reading.due_on)}即违反本机关公开承诺的时限。{law}",
        "行政许可法第四十二条、第七十四条第（二）项",
    )


def _late_publication(reading: Reading, standing: Standing) -> Consequence:
    """Say what late publication is, and that service is not to be forgotten over it."""
    also = "决定还应当在法定期限内送达申请人。" if standing.stage == "decided" else ""
    return Consequence(
        f"应当在{zh_date(reading.due_on)}24:00前公开准予的决定，逾期亮红灯。{also}",
        "行政许可法第四十条" + ("、第四十四条" if also else ""),
    )


def _late_delivery(reading: Reading) -> Consequence:
    """Say what late service is."""
    return Consequence(
        f"应当在{zh_date(reading.due_on)}24:00前送达。逾期送达记入案卷，亮红灯。", "行政许可法第四十四条"
    )
