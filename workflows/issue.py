"""What follows a grant or a record: publication, service, closing, the check afterwards, revocation.

The rows are written here once; each workflow takes them with its own stages. Articles without a name are of
行政许可法.
"""

from __future__ import annotations

from approval.core import clock
from approval.core.decision import REVOKED_AFTER_CHECK, officers_fault
from approval.core.delivery import proof_fault
from approval.core.errors import Reason
from approval.core.machine import Attempt, Step
from approval.core.vocabulary import Role, ServiceMethod
from workflows.intake import ACCEPTOR, consents, gives_reasons, reaches_applicant, stated

REVIEWER = (Role.REVIEWER,)
DECIDER = (Role.DECIDER,)

CHECKS = "行政许可法第六十一条"


def proves_service(attempt: Attempt) -> Reason | None:
    """Service names its method and its proof (44)."""
    return proof_fault({**attempt.data, "consent": consents(attempt)})


def names_online_channel(attempt: Attempt) -> Reason | None:
    """A refusal that is served online names the channel for reconsideration (行政复议法 22(2))."""
    return online_channel_fault(attempt, "不予许可的决定") if "refuse" in attempt.standing.times else None


def online_channel_fault(attempt: Attempt, what: str) -> Reason | None:
    """Say that what turns somebody down is not served online without that channel; or None."""
    online = attempt.data.get("method") == ServiceMethod.ELECTRONIC
    if not online or attempt.item.authority.reconsideration_online:
        return None
    return Reason(
        f"事项包没有写明提交行政复议申请的互联网渠道，{what}不能以电子方式送达。",
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


def handed_out_at_window(attempt: Attempt) -> Reason | None:
    """In joint handling the window serves for all departments (26(1))."""
    if not attempt.joint:
        return None
    return Reason(
        "联合办理的文书由综合窗口统一送达。",
        "行政许可法第二十六条",
        "请由综合窗口在联合申请的办件中送达。",
    )


def two_officers_checked(attempt: Attempt) -> Reason | None:
    """Whoever checks afterwards goes as two, both are named, and says what was found (34(3), 61)."""
    return officers_fault(attempt.data.get("officers")) or stated(
        attempt, "findings", "没有写明核查情况。", CHECKS, "请填写核查到的情况。"
    )


def orders_what_to_rectify(attempt: Attempt) -> Reason | None:
    """An order to rectify says what does not meet which condition (61)."""
    return stated(attempt, "unmet", "没有写明哪些条件不符合。", CHECKS, "请逐项写明不符合的条件和整改要求。")


def rectification_failed(attempt: Attempt) -> Reason | None:
    """Revoked is only what was not rectified in time, or still does not meet the conditions when two look again."""
    cause = attempt.data.get("ground")
    if cause not in REVOKED_AFTER_CHECK:
        return Reason(
            "没有选择撤销的情形。", CHECKS, f"请选择：{'、'.join(REVOKED_AFTER_CHECK.values())}。", "ground"
        )
    if cause == "still_unmet":
        return officers_fault(attempt.data.get("officers"))
    run = attempt.standing.runs.get("rectification")
    if run is not None and attempt.on > clock.due_on(attempt.calendar, run):
        return None
    return Reason(
        "责令整改的期限尚未届满，不能以逾期不改正为由撤销。",
        CHECKS,
        "请等待期限届满，或者复核整改情况。",
        "ground",
    )


def published(sources: tuple[str, ...]) -> Step:
    """A grant is open to the public, once (40)."""
    return Step(
        "publish", "公开决定", sources, "", (Role.ACCEPTOR, Role.TIMER),
        "行政许可法第四十条", no_letter="以公开页面为准", ends=("publication",), guards=(not_yet_published,),
    )  # fmt: skip


def served(sources: tuple[str, ...], starts: tuple[str, ...] = ()) -> Step:
    """The decision or the certificate reaches the applicant, with proof (44)."""
    return Step(
        "serve", "送达", sources, "served", ACCEPTOR, "行政许可法第四十四条", letter="proof_of_service",
        starts=starts, ends=("delivery",), guards=(handed_out_at_window, proves_service, names_online_channel),
    )  # fmt: skip


def closed(sources: tuple[str, ...]) -> Step:
    """Nothing is left to do: the file is archived."""
    return Step(
        "close", "办结", sources, "closed", (Role.ACCEPTOR, Role.TIMER),
        "行政许可法第四十条、第四十四条", no_letter="办结归档，决定已经送达", guards=(published_if_granted,),
    )  # fmt: skip


def followed_up(revoke: str, revoke_zh: str, basis: str, ends: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """The check after a record or a grant on commitment, by two officers; what does not meet the conditions is
    rectified in time or revoked.
    """
    return (
        Step(
            "follow_up_met", "核查符合", ("served",), "followed_up", REVIEWER, basis,
            letter="follow_up_record", ends=("follow_up",), guards=(two_officers_checked,),
        ),
        Step(
            "follow_up_unmet", "责令整改", ("served",), "rectifying", REVIEWER, basis,
            letter="rectify_order", starts=("rectification",), ends=("follow_up",),
            guards=(two_officers_checked, orders_what_to_rectify, reaches_applicant),
        ),
        Step(
            "rectified", "整改合格", ("rectifying",), "followed_up", DECIDER, basis,
            letter="follow_up_record", ends=("rectification",), guards=(two_officers_checked,),
        ),
        Step(
            revoke, revoke_zh, ("rectifying",), "revoked", DECIDER, basis,
            letter="revocation", ends=("rectification", *ends),
            guards=(rectification_failed, gives_reasons, reaches_applicant),
        ),
    )  # fmt: skip


ISSUE_AGAIN = {"serve": "本案的决定已经送达。"}
"""What is said of an act of the issue that was done before."""
