"""The hearing (行政许可法 46-48): told, asked for or waived, summoned, held by somebody who reviews nothing.

The rows stand beside the review. No decision is made while the right runs or a hearing is still to be held.
"""

from __future__ import annotations

from datetime import date

from approval.core.decision import REVIEWING
from approval.core.errors import Reason
from approval.core.machine import Attempt, Step
from approval.core.vocabulary import Role, TollingGround
from workflows.intake import OPERATOR, TIMER, limit_has_run_out, not_provisional, reaches_applicant, stated

REVIEWER = (Role.REVIEWER,)
CLERKS = (Role.ACCEPTOR, Role.REVIEWER, Role.DECIDER)

SUMMONED_BEFORE = 7
"""The working days by which an invitation at the latest precedes the hearing's day (48(1)(1))."""

ASKERS = ("applicant", "interested")
"""Who can ask for a hearing (47)."""


def told_once(attempt: Attempt) -> Reason | None:
    """The right to a hearing is told once, to the applicant and all interested parties together (47)."""
    if "inform_hearing" not in attempt.standing.times:
        return None
    return Reason(
        "本案已经告知过听证权利。",
        "行政许可法第四十七条第一款",
        "请等待申请人、利害关系人在期限内提出听证申请。",
    )


def in_time_to_ask(attempt: Attempt) -> Reason | None:
    """A hearing is asked for within the limit that runs from being told (47)."""
    if attempt.standing.is_running("hearing_request"):
        return None
    return Reason(
        "现在没有可以行使的听证申请权：尚未告知听证权利，或者提出申请的期限已经届满。",
        "行政许可法第四十七条第一款",
        "请核对听证告知书的送达日期。",
    )


def names_who_asks(attempt: Attempt) -> Reason | None:
    """The applicant asks for himself; an acceptor who enters a request says whose it is (47)."""
    known = ASKERS if attempt.role is Role.ACCEPTOR else (None, "applicant")
    if attempt.data.get("asked_by") in known:
        return None
    return Reason(
        "没有写明由谁提出听证申请。",
        "行政许可法第四十七条第一款",
        "请写明是申请人还是利害关系人提出，以及其书面申请。",
        "asked_by",
    )


def may_waive(attempt: Attempt) -> Reason | None:
    """The applicant waives his own right while it runs; one that interested parties have too he cannot end (47)."""
    if not attempt.standing.is_running("hearing_request"):
        return in_time_to_ask(attempt)
    told = attempt.standing.last.get("inform_hearing")
    if told is None or not told.data.get("interested"):
        return None
    return Reason(
        "利害关系人也被告知了听证权利，申请人放弃不能使其权利提前终止。",
        "行政许可法第四十七条第一款",
        "请等待期限届满，或者依申请举行听证。",
    )


def to_be_held(attempt: Attempt) -> Reason | None:
    """Only a hearing that was asked for is summoned and held (47)."""
    if attempt.standing.is_running("hearing"):
        return None
    return Reason(
        "没有等待举行的听证。",
        "行政许可法第四十七条第一款",
        "申请人、利害关系人在期限内提出申请的，应当组织听证。",
    )


def summoned_in_time(attempt: Attempt) -> Reason | None:
    """The invitation names the day, at the latest on the seventh working day before it, and the place (48)."""
    held_on = _day(attempt.data.get("held_on"))
    if held_on is None or attempt.calendar.count(attempt.on, held_on) < SUMMONED_BEFORE:
        return Reason(
            f"应当于举行听证的{SUMMONED_BEFORE}个工作日前将时间、地点通知申请人和利害关系人。",
            "行政许可法第四十八条第一款第（一）项",
            f"请改选至少{SUMMONED_BEFORE}个工作日以后的日期。",
            "held_on",
        )
    return stated(
        attempt,
        "place",
        "没有写明举行听证的地点。",
        "行政许可法第四十八条第一款第（一）项",
        "请填写地点。",
    )


def summoned(attempt: Attempt) -> Reason | None:
    """A hearing is held on the day that its invitation named, and recorded then or later (48)."""
    if not attempt.standing.is_running("hearing"):
        return None
    summons = attempt.standing.last.get("summon_hearing")
    held_on = _day(summons.data.get("held_on")) if summons is not None else None
    if held_on is not None and attempt.on >= held_on:
        return None
    return Reason(
        "尚未发出听证通知书，或者通知的听证日期未到。",
        "行政许可法第四十八条第一款第（一）项",
        "请先通知时间、地点，到期后举行听证。",
    )


def presides_apart(attempt: Attempt) -> Reason | None:
    """Nobody presides a hearing of a case that he reviews (48(1)(3))."""
    if attempt.data.get("presider") not in (None, attempt.by.id):
        return Reason(
            "听证由主持人本人登记。",
            "行政许可法第四十八条第一款第（三）项",
            "请由主持听证的人员登录后办理。",
            "presider",
        )
    if not (attempt.standing.is_running("hearing") and attempt.standing.did(attempt.by.id, *REVIEWING)):
        return None
    return Reason(
        "审查本案的人员不能主持本案的听证。",
        "行政许可法第四十八条第一款第（三）项",
        "请由没有参与审查的人员主持。",
        "presider",
    )


def no_presider(attempt: Attempt) -> Reason | None:
    """Nobody reviews a case whose hearing he presided (48(1)(3))."""
    if not attempt.standing.did(attempt.by.id, "hear"):
        return None
    return Reason(
        "您主持了本案的听证，不能再审查本案。",
        "行政许可法第四十八条第一款第（三）项",
        "请由其他审查人办理。",
    )


def hearing_done(attempt: Attempt) -> Reason | None:
    """No decision before the right to a hearing has run out, was waived, or the hearing was held (47)."""
    if attempt.standing.is_running("hearing_request"):
        return Reason(
            "申请听证的期限尚未届满，申请人、利害关系人也没有放弃，不能作出决定。",
            "行政许可法第四十七条第一款",
            "请等待期限届满或者放弃听证。",
        )
    if attempt.standing.is_running("hearing"):
        return Reason("听证尚未举行，不能作出决定。", "行政许可法第四十七条、第四十八条", "请先举行听证。")
    return None


def names_hearing_record(attempt: Attempt) -> Reason | None:
    """After a hearing the decision rests on its record and names it (48(2))."""
    if "hear" not in attempt.standing.times:
        return None
    return stated(
        attempt,
        "hearing_record",
        "本案举行过听证，决定没有写明所根据的听证笔录。",
        "行政许可法第四十八条第二款",
        "请写明听证笔录的文号。",
    )


def hearing_asked_for(attempt: Attempt) -> Reason | None:
    """A toll for a hearing needs a hearing that is to be held, and its own notice of the days (45, 47)."""
    if attempt.data.get("ground") != TollingGround.HEARING:
        return None
    return to_be_held(attempt)


def _day(value: object) -> date | None:
    """Read an ISO date; None for anything else."""
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None


def hearing(review: tuple[str, ...]) -> tuple[Step, ...]:
    """The rows of a hearing, beside the stages of review."""
    return (
        Step(
            "inform_hearing", "告知听证权利", review, "", REVIEWER,
            "行政许可法第四十六条、第四十七条", letter="hearing_rights",
            starts=("hearing_request",), guards=(told_once, no_presider, reaches_applicant),
        ),
        Step(
            "request_hearing", "申请听证", review, "", (Role.OPERATOR, Role.ACCEPTOR),
            "行政许可法第四十七条第一款", no_letter="收到申请后以听证通知书答复",
            starts=("hearing",), ends=("hearing_request",), guards=(not_provisional, in_time_to_ask, names_who_asks),
        ),
        Step(
            "waive_hearing", "放弃听证", review, "", OPERATOR,
            "行政许可法第四十七条第一款", no_letter="申请人自己的表示，存卷",
            ends=("hearing_request",), guards=(not_provisional, may_waive),
        ),
        Step(
            "lapse_hearing_right", "逾期未申请听证", review, "", TIMER,
            "行政许可法第四十七条第一款", no_letter="听证告知书已经说明期限和逾期的后果",
            ends=("hearing_request",), lapse_of="hearing_request", at_end=True, guards=(limit_has_run_out,),
        ),
        Step(
            "summon_hearing", "通知听证", review, "", (Role.ACCEPTOR, Role.REVIEWER),
            "行政许可法第四十八条第一款第（一）项", letter="hearing_summons",
            guards=(to_be_held, summoned_in_time, reaches_applicant),
        ),
        Step(
            "hear", "举行听证", review, "", CLERKS,
            "行政许可法第四十八条", letter="hearing_record",
            ends=("hearing",), guards=(to_be_held, summoned, presides_apart),
        ),
    )  # fmt: skip
