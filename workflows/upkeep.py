"""What can happen beside every workflow: withdrawal, recusal and reassignment, a record put right, a date or
a pack that moves. The rows are written here once; each workflow takes them with its own stages.
"""

from __future__ import annotations

from approval.core.errors import Reason
from approval.core.machine import Attempt, Step
from approval.core.vocabulary import Role
from workflows.intake import TIMER, gives_reasons, reaches_applicant, stated

CLERKS = (Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER)
DECIDER = (Role.DECIDER,)
ENTERS = (Role.OPERATOR, *CLERKS)
"""Everybody who enters facts; the system's own are put right by nobody."""

RECORDS = "案卷记录以事实为准，更正须经第二人核对"


def names_entry(attempt: Attempt) -> Reason | None:
    """A rectification names the entry, which value of it, the right one, and why."""
    return (
        stated(attempt, "seq", "没有写明更正哪一条记录。", RECORDS, "请选择需要更正的记录。")
        or stated(attempt, "name", "没有写明更正记录中的哪一项。", RECORDS, "请选择需要更正的内容。")
        or stated(attempt, "value", "没有写明正确的内容。", RECORDS, "请填写正确的内容。")
        or stated(attempt, "why", "没有写明为什么更正。", RECORDS, "请写明原来的记录错在哪里。")
    )


def second_person(attempt: Attempt) -> Reason | None:
    """Whoever asked for a rectification does not confirm it himself."""
    asked = attempt.standing.last.get("rectify")
    if asked is None:
        return Reason("没有等待核对的更正。", RECORDS, "请先登记需要更正的记录。")
    if not attempt.standing.did_last(attempt.by.id, "rectify"):
        return None
    return Reason("这一更正是您提出的，不能由您自己核对。", RECORDS, "请由另一人核对。")


def names_successor(attempt: Attempt) -> Reason | None:
    """A reassignment says to whom, in which role, and why (48(1)(3))."""
    basis = "行政许可法第五条、第四十八条第一款第（三）项"
    return stated(attempt, "to", "没有选择改派给谁。", basis, "请选择接办的人员。") or stated(
        attempt, "role", "没有写明改派的岗位。", basis, "请选择受理、审查或者决定。"
    )


def withdrawn(sources: tuple[str, ...], ends: tuple[str, ...]) -> Step:
    """Withdrawal by the applicant, at any time before the decision; every clock ends (7)."""
    return Step(
        "withdraw", "撤回申请", sources, "withdrawn", (Role.OPERATOR,), "行政许可法第七条",
        letter="withdrawal", ends=ends,
    )  # fmt: skip


def terminated(sources: tuple[str, ...], ends: tuple[str, ...]) -> Step:
    """Termination where the procedure has become pointless, on a ground of the pack's closed list."""
    return Step(
        "terminate", "终止办理", sources, "terminated", DECIDER,
        "行政许可法第五条、事项包列明的终止情形", letter="termination", ends=ends,
        guards=(on_listed_termination_ground, gives_reasons),
    )  # fmt: skip


def on_listed_termination_ground(attempt: Attempt) -> Reason | None:
    """A case ends without a decision only on a ground that the pack lists with its basis."""
    ground = attempt.data.get("ground")
    if any(listed.id == ground for listed in attempt.item.termination_grounds):
        return None
    return Reason(
        "终止办理必须选择本事项列明的情形。",
        "行政许可法第五条、第三十八条",
        "请从终止情形清单中选择一项；没有列明的，应当依法作出决定。",
        "ground",
    )


def put_right(every: tuple[str, ...]) -> tuple[Step, ...]:
    """A wrong record is named by one person and confirmed by a second; the old entry stays.

    ``every`` are the stages after the draft, the last ones too. The record is read otherwise from the
    confirmation on, so that is what the applicant is told where a date of his moves.
    """
    return (
        Step(
            "rectify", "更正记录", every, "", ENTERS, RECORDS,
            no_letter="经第二人核对后生效；申请人被告知的日期因此变动的，核对后书面告知", guards=(names_entry,),
        ),
        Step(
            "confirm_rectification", "核对更正", every, "", ENTERS, RECORDS,
            letter="rectification", guards=(second_person,),
        ),
    )  # fmt: skip


def handed_on(ongoing: tuple[str, ...]) -> tuple[Step, ...]:
    """Who has an interest hands the case on, and the decider says to whom (5, 48)."""
    return (
        Step(
            "recuse", "回避", ongoing, "", CLERKS,
            "行政许可法第五条、第四十八条第一款第（三）项", no_letter="机关内部程序，由他人接办", guards=(gives_reasons,),
        ),
        Step(
            "reassign", "改派", ongoing, "", DECIDER,
            "行政许可法第五条、第四十八条第一款第（三）项", no_letter="机关内部程序，期限继续计算",
            guards=(names_successor, gives_reasons),
        ),
    )  # fmt: skip


def date_moved(ongoing: tuple[str, ...]) -> Step:
    """A holiday notice was loaded and moved a due date (82)."""
    return Step(
        "move_date", "期限届满日变动", ongoing, "", TIMER,
        "行政许可法第八十二条", no_letter="载入放假通知后重新计算，在办件页面告知",
    )  # fmt: skip


def pack_moved(ongoing: tuple[str, ...]) -> Step:
    """A case goes over to another version of its pack, by a decision with reasons (法释〔2009〕20号 9)."""
    return Step(
        "move_pack", "改按新规定办理", ongoing, "", DECIDER,
        "最高人民法院关于审理行政许可案件若干问题的规定第九条", letter="pack_move", guards=(gives_reasons, reaches_applicant),
    )  # fmt: skip
