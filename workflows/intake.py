"""From submission to acceptance: the rows that every workflow with an application shares (行政许可法 29-32).

A row is written here once; each workflow takes it with its own stages and clocks. Articles without a name
are of 行政许可法.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from approval.core import clock
from approval.core.decision import DISHONEST_OR_BARRED, unmet_fault
from approval.core.errors import Reason
from approval.core.machine import Attempt, Step
from approval.core.rectification import CHANNELS
from approval.core.vocabulary import Role

OPERATOR = (Role.OPERATOR,)
ACCEPTOR = (Role.ACCEPTOR,)
TIMER = (Role.TIMER,)
FILES = (Role.OPERATOR, Role.ACCEPTOR)
"""The applicant; the acceptor for what comes in on paper, at the window or by post (29)."""

RECEIVED = ("received",)
AWAITING = ("awaiting_correction",)
SUPPLEMENTED = ("supplemented",)
UNJUDGED = ("received", "supplemented")

LAPSES = {
    "deem_accepted": ("completeness", "supplement_check"),
    "lapse_correction": ("correction",),
    "lapse_hearing_right": ("hearing_request",),
    "expire": ("validity",),
}
"""The clocks whose running out each lapse records."""


# --- what every guard may ask -------------------------------------------------------------------------


def stated(attempt: Attempt, name: str, says: str, basis: str, remedy: str) -> Reason | None:
    """Ask for a text or a list that the act cannot do without."""
    value = attempt.data.get(name)
    blank = not value or (isinstance(value, str) and not value.strip())
    return Reason(says, basis, remedy, name) if blank else None


def gives_reasons(attempt: Attempt) -> Reason | None:
    """What turns somebody down, moves a date or changes hands says why (38, 42)."""
    return stated(
        attempt, "reasons", "没有写明理由。", "行政许可法第三十八条、第四十二条", "请写明事实和理由。"
    )


def consents(attempt: Attempt) -> bool:
    """Say whether the applicant agreed on filing to be served in his inbox."""
    submitted = attempt.standing.last.get("submit")
    return submitted is not None and submitted.data.get("consent_electronic") is True


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


def not_provisional(attempt: Attempt) -> Reason | None:
    """Where a due date that has passed rests on a provisional calendar, nobody can know if silence decided."""
    if not attempt.standing.doubtful:
        return None
    unknown = "是否已视为受理" if attempt.standing.stage in UNJUDGED else "期限届满的效果"
    return Reason(
        f"本环节期限按暂定日历已经届满，但有关年度的放假通知尚未载入，{unknown}无法确定。",
        "行政许可法第三十二条第一款第（四）项、第八十二条",
        "请系统管理员先载入放假通知，再办理本案。",
    )


def limit_has_run_out(attempt: Attempt) -> Reason | None:
    """Silence decides only after the last day of the law's limit, by a calendar that is settled (32(1), 82)."""
    runs = (attempt.standing.runs.get(name) for name in LAPSES[attempt.act])
    for run in runs:
        if run is None or run.ended_on is not None:
            continue
        pair = attempt.item.limits.get(run.name)
        due = clock.due_on(attempt.calendar, run.counted_by(pair.statutory) if pair else run)
        if attempt.on > due and not run.provisional(attempt.calendar, due):
            return None
    return Reason(
        "期限尚未届满，或者届满日尚为暂定，不发生期限届满的效果。",
        "行政许可法第三十二条第一款第（四）项、第八十二条",
        "请在期限届满前依法办理。",
    )


# --- joint handling -----------------------------------------------------------------------------------

# A part of joint handling asks these; the window, which acts for all departments, is not barred by them.


def told_together(attempt: Attempt) -> bool:
    """Say whether the one notice of joint handling tells of this part.

    One that waited for another counts as received only later (32(1)(4)): its own department then has its own
    five days, and its one notice is its own.
    """
    submitted = attempt.standing.last.get("submit")
    return attempt.joint and not (submitted is not None and submitted.data.get("released") is True)


def told_by_window(attempt: Attempt) -> Reason | None:
    """In joint handling the window sends one notice for all departments, each of which marks its defects (26)."""
    if not told_together(attempt):
        return None
    return Reason(
        "联合办理的补正内容由综合窗口汇总后一次告知，各部门不另行告知。",
        "行政许可法第二十六条、第三十二条第一款第（四）项",
        "请标注本部门需要补正的内容，由综合窗口一并发出一次性告知书。",
    )


def answered_at_window(attempt: Attempt) -> Reason | None:
    """The one notice of joint handling is answered once, for all departments (26)."""
    if not told_together(attempt):
        return None
    return Reason(
        "联合办理的补正材料一次提交，由综合窗口转给有关部门。",
        "行政许可法第二十六条第二款",
        "请在联合申请的办件中提交补正材料。",
    )


def marks_in_joint_handling(attempt: Attempt) -> Reason | None:
    """Defects are marked only where the window tells them; elsewhere the acceptor sends the notice himself."""
    if told_together(attempt):
        return None
    return Reason(
        "本案的补正内容不由综合窗口汇总告知，应当直接告知申请人。",
        "行政许可法第三十二条第一款第（四）项",
        "请发出一次性告知书。",
    )


# --- what each act asks -------------------------------------------------------------------------------


def filed_on_paper(attempt: Attempt) -> Reason | None:
    """An acceptor enters only what came in at the window or by post; what is filed online the applicant files."""
    if attempt.role is not Role.ACCEPTOR or attempt.data.get("channel") in CHANNELS:
        return None
    return Reason(
        "受理人只能登记在窗口或者以邮寄方式提交的纸质材料。",
        "行政许可法第二十九条",
        "请写明材料的提交方式和收到日期；网上申请由申请人自行提交。",
        "channel",
    )


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
    return marks_wholly(attempt)


def marks_wholly(attempt: Attempt) -> Reason | None:
    """Each defect is tied to something and says what it lacks and what to do; none at all takes a mark back."""
    defects = attempt.data.get("defects")
    listed = defects if isinstance(defects, list | tuple) else [defects]
    if all(isinstance(defect, Mapping) and _whole(defect) for defect in listed):
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


def names_correction(attempt: Attempt) -> Reason | None:
    """A correction on the spot names what is corrected, to what and why, so that the applicant can confirm it."""
    basis = "行政许可法第三十二条第一款第（三）项"
    return (
        stated(attempt, "field", "没有写明更正哪一项内容。", basis, "请选择需要更正的内容。")
        or _answered(attempt, basis)
        or stated(attempt, "why", "没有写明为什么更正。", basis, "请写明原来的错误。")
    )


def _answered(attempt: Attempt, basis: str) -> Reason | None:
    """Ask for the right answer; no and nought are answers too."""
    value = attempt.data.get("value")
    if value is None or (isinstance(value, str) and not value.strip()):
        return Reason("没有写明更正后的内容。", basis, "请填写更正后的内容。", "value")
    return None


def was_corrected(attempt: Attempt) -> Reason | None:
    """Only what was corrected on the spot can be confirmed (32(3))."""
    if "correct_on_spot" in attempt.standing.times:
        return None
    return Reason(
        "没有需要确认的当场更正。", "行政许可法第三十二条第一款第（三）项", "请等待受理人登记更正内容。"
    )


def confirmed_on_paper(attempt: Attempt) -> Reason | None:
    """An acceptor enters the applicant's confirmation only where the filing came in on paper (32(3))."""
    if attempt.role is not Role.ACCEPTOR:
        return None
    submitted = attempt.standing.last.get("submit")
    if submitted is not None and submitted.data.get("channel") in CHANNELS:
        return None
    return Reason(
        "网上提交的申请，当场更正由申请人自行确认。",
        "行政许可法第三十二条第一款第（三）项",
        "请等待申请人在办件页面确认。",
    )


def names_right_authority(attempt: Attempt) -> Reason | None:
    """Who is not competent tells the applicant who is (32(2))."""
    return stated(
        attempt,
        "right_authority",
        "没有告知申请人应当向哪个行政机关申请。",
        "行政许可法第三十二条第一款第（二）项",
        "请写明有权办理的行政机关。",
    )


def reminds_of_a_limit(attempt: Attempt) -> Reason | None:
    """A reminder rests on a limit that the pack sets; it prepares a lapse only where the pack has one decline."""
    if "correction" not in attempt.item.limits:
        return Reason(
            "事项包没有规定补正期限，不必提醒。", "行政许可法第三十二条", "请等待申请人补正或者撤回。"
        )
    if attempt.data.get("lapses") is False or attempt.item.correction_declines:
        return None
    return Reason(
        "事项包没有规定逾期未补正的不予受理，提醒不能产生这一效果。",
        "行政许可法第三十二条",
        "请把提醒登记为不产生不予受理的效果。",
    )


def pack_lets_lapse(attempt: Attempt) -> Reason | None:
    """Only a pack that says so, with its basis, declines what was not corrected in time, after a reminder."""
    reminder = attempt.standing.last.get("remind_correction")
    warned = reminder is not None and reminder.data.get("lapses") is not False
    if attempt.item.correction_declines and warned:
        return None
    return Reason(
        "事项包没有规定逾期未补正的不予受理，或者还没有提醒过申请人。",
        "行政许可法第三十二条",
        "请等待申请人补正。",
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
    return names_only_unmet(attempt)


def names_only_unmet(attempt: Attempt) -> Reason | None:
    """What turns a supplement down names items of the notice that it left unmet, and nothing new (32(5))."""
    notice = attempt.standing.last.get("notify_deficiency")
    listed = _abouts(notice.data.get("defects")) if notice else frozenset()
    return unmet_fault(listed, _texts(attempt.data.get("unmet")))


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


# --- the rows -----------------------------------------------------------------------------------------


def submitted(*starts: str, to: str = "received", letter: str = "receipt") -> Step:
    """Submission: never barred; it starts the check of what came in (29, 32)."""
    return Step(
        "submit", "提交申请", ("draft",), to, FILES, "行政许可法第二十九条、第三十二条",
        letter=letter, starts=starts, guards=(filed_on_paper,),
    )  # fmt: skip


def checked(starts_on_supplement: tuple[str, ...], ends: tuple[str, ...]) -> tuple[Step, ...]:
    """The rows between submission and the judgement: what is needless or another's, the one notice, its answer.

    ``ends`` are the clocks of the authority's check, ``starts_on_supplement`` those that a supplement starts.
    """
    return (
        Step(
            "correct_on_spot", "当场更正", UNJUDGED, "", ACCEPTOR,
            "行政许可法第三十二条第一款第（三）项", no_letter="当场更正，由申请人当场确认",
            guards=(not_provisional, names_correction),
        ),
        Step(
            "confirm_correction", "确认当场更正", UNJUDGED, "", FILES,
            "行政许可法第三十二条第一款第（三）项", no_letter="申请人确认的记录存卷", guards=(was_corrected, confirmed_on_paper),
        ),
        Step(
            "not_required", "告知无需许可", UNJUDGED, "closed", ACCEPTOR,
            "行政许可法第三十二条第一款第（一）项", letter="not_required",
            ends=ends, guards=(not_provisional, gives_reasons),
        ),
        Step(
            "refer", "告知向有权机关申请", UNJUDGED, "referred", ACCEPTOR,
            "行政许可法第三十二条第一款第（二）项", letter="non_acceptance",
            ends=ends, guards=(not_provisional, names_right_authority, gives_reasons),
        ),
        Step(
            "mark_defects", "标注需要补正的内容", RECEIVED, "", ACCEPTOR,
            "行政许可法第二十六条第二款、第三十二条第一款第（四）项",
            no_letter="由综合窗口汇总后一次告知", guards=(marks_in_joint_handling, not_provisional, marks_wholly),
        ),
        Step(
            "notify_deficiency", "发出一次性告知书", RECEIVED, "awaiting_correction", ACCEPTOR,
            "行政许可法第三十二条第一款第（四）项", letter="deficiency", starts=("correction",), ends=ends,
            guards=(told_by_window, not_provisional, names_defects, reaches_applicant),
        ),
        Step(
            "supplement", "提交补正材料", AWAITING, "supplemented", FILES,
            "行政许可法第三十二条第一款第（五）项", letter="supplement_receipt",
            starts=starts_on_supplement, ends=("correction",),
            guards=(answered_at_window, not_provisional, filed_on_paper),
        ),
        Step(
            "add_to_supplement", "补充补正材料", SUPPLEMENTED, "", FILES,
            "行政许可法第三十二条第一款第（五）项", letter="supplement_receipt",
            guards=(answered_at_window, not_provisional, filed_on_paper),
        ),
        Step(
            "remind_correction", "提醒补正", AWAITING, "", TIMER,
            "行政许可法第五条、第三十二条第一款第（五）项", letter="correction_reminder",
            guards=(reminds_of_a_limit,),
        ),
        Step(
            "lapse_correction", "逾期未补正不予受理", AWAITING, "declined", TIMER,
            "行政许可法第三十二条、事项包规定的补正期限", letter="non_acceptance", ends=("correction",),
            lapse_of="correction", lapse_needs=("remind_correction",), at_end=True,
            guards=(limit_has_run_out, pack_lets_lapse),
        ),
    )  # fmt: skip


INTAKE_AGAIN = {
    "notify_deficiency": "本案已经发出过一次性告知书。需要补正的全部内容只能一次告知，不能再次告知。",
    "supplement": "本案的补正材料已经提交，不能再次提交。",
    "withdraw": "本案已经撤回。",
}
"""What is said of an act of the intake that was done before."""
